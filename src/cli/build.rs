//! `depeche build`.

use super::{App, Newsroom, Pictures, advance, checked_base_url, counted, interrupt, print, say};
use clap::Args;
use depeche::publish::{self, BuildError, Host, Options, Report};
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
    /// Where it will be served: writes that host's configuration too.
    ///
    /// What the host reads in the folder goes into the folder, where a file of your own has the first word; what it reads
    /// elsewhere goes beside it. See docs/host.md.
    #[arg(long, value_name = "NAME", value_enum, default_value_t, hide_default_value = true)]
    host: Host,
    /// Write packed copies (.br, .gz, .zst) beside every file that they are smaller than, for hosts that serve them.
    #[arg(long)]
    precompress: bool,
    /// Print what differs from the site that was in the folder before: `added`, `changed` or `removed`, a tab, the path;
    /// in the order to upload it.
    #[arg(long)]
    list_changes: bool,
    #[command(flatten)]
    pictures: Pictures,
    #[command(flatten)]
    app: App,
}

impl Build {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let bundle = self.app.bundle()?;
        let interrupted = interrupt()?;
        // Drawn on a terminal, silent in a pipe.
        let bar = ProgressBar::no_length();
        let told = |what| ProgressStyle::with_template(&format!("{{wide_bar}} {{pos}}/{{len}} {what}"));
        let (pictures, pages) = (told("pictures")?, told("pages")?);
        bar.set_style(pages.clone());
        let picturing = |made: usize, of: usize| {
            advance(&bar, made, of);
            bar.set_style(if made < of { pictures.clone() } else { pages.clone() });
        };
        let progress = |written: usize, of: usize| advance(&bar, written, of);
        let report = publish::build(&Options {
            content: &self.newsroom.content,
            out: &self.out,
            base_url: self.base_url.as_deref(),
            bundle: &bundle,
            host: self.host,
            precompress: self.precompress,
            now: Timestamp::now(),
            preview: false,
            cache: &self.pictures.cache,
            picturing: &picturing,
            progress: &progress,
            interrupted: &interrupted,
        });
        bar.finish_and_clear();
        match report {
            Err(BuildError::Problems(problems)) => {
                problems.iter().for_each(say);
                anyhow::bail!("{} to mend; the old site is as it was", counted(problems.len(), "error"))
            }
            report => self.tell(&report?),
        }
    }

    fn tell(&self, report: &Report) -> anyhow::Result<()> {
        for name in &report.own_configuration {
            let content = self.newsroom.content.display();
            say(format_args!("{content}/{name} is used as it is, in place of the one for this host"));
        }
        if self.list_changes {
            // The list alone goes where a tool reads it.
            say(summary(report));
            return report.changes.iter().try_for_each(|change| print(&change.to_string()));
        }
        print(&summary(report))
    }
}

/// What was built, in a line.
fn summary(report: &Report) -> String {
    let Report { out, pages, articles, pictures, drafts, waiting, .. } = report;
    let (articles, pages) = (counted(*articles, "article"), counted(*pages, "page"));
    let mut line = format!("{articles}, {pages}: {}", out.display());
    if *pictures > 0 {
        line.push_str(&format!("; {} made anew", counted(*pictures, "picture")));
    }
    if *drafts > 0 {
        line.push_str(&format!("; {} not published", counted(*drafts, "draft")));
    }
    if *waiting > 0 {
        line.push_str(&format!("; {} not published because the time has not come", counted(*waiting, "article")));
    }
    for path in &report.configuration {
        line.push_str(&format!("; its configuration: {}", path.display()));
    }
    line
}
