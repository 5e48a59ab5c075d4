//! `depeche build`.

use super::{App, Newsroom, checked_base_url, counted, interrupt, print};
use clap::Args;
use depeche::publish::{self, BuildError, Options, Report};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Build {
    #[command(flatten)]
    newsroom: Newsroom,
    /// Where the site goes. The folder must be new, empty, or an earlier site.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// Where the site will be published, in place of base_url in site.json.
    #[arg(long, value_name = "URL", value_parser = checked_base_url)]
    base_url: Option<String>,
    #[command(flatten)]
    app: App,
}

impl Build {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let bundle = self.app.bundle()?;
        let interrupted = interrupt()?;
        // Drawn on a terminal, silent in a pipe.
        let bar = ProgressBar::no_length();
        bar.set_style(ProgressStyle::with_template("{wide_bar} {pos}/{len} pages")?);
        let progress = |written: usize, of: usize| {
            bar.set_length(of as u64);
            bar.set_position(written as u64);
        };
        let report = publish::build(&Options {
            content: &self.newsroom.content,
            out: &self.out,
            base_url: self.base_url.as_deref(),
            bundle: &bundle,
            now: Timestamp::now(),
            preview: false,
            progress: &progress,
            interrupted: &interrupted,
        });
        bar.finish_and_clear();
        match report {
            Err(BuildError::Problems(problems)) => {
                problems.iter().for_each(|problem| eprintln!("{problem}"));
                anyhow::bail!("{} to mend; the old site is as it was", counted(problems.len(), "error"))
            }
            report => print(&summary(&report?)),
        }
    }
}

/// What was built, in a line.
fn summary(report: &Report) -> String {
    let Report { out, pages, articles, drafts, waiting, .. } = report;
    let (articles, pages) = (counted(*articles, "article"), counted(*pages, "page"));
    let mut line = format!("{articles}, {pages}: {}", out.display());
    if *drafts > 0 {
        line.push_str(&format!("; {} not published", counted(*drafts, "draft")));
    }
    if *waiting > 0 {
        line.push_str(&format!("; {} not published because the time has not come", counted(*waiting, "article")));
    }
    line
}
