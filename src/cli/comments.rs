//! `depeche comments`.

use super::{Newsroom, advance, checked_base_url, counted, interrupt, print, say};
use clap::{Args, Subcommand};
use depeche::comments::{Options, PullError, Report, pull};
use indicatif::{ProgressBar, ProgressStyle};

#[derive(Debug, Args)]
pub(crate) struct Comments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fetch the published comments into comments/, so that the next build prints them under their articles.
    ///
    /// Only what has changed is written. E-mail addresses, IP addresses and pictures of readers are never fetched into a
    /// file. A pull that was interrupted goes on where it was. Exit status 1 if something could not be fetched; what was
    /// there before stays.
    Pull(Pull),
}

#[derive(Debug, Args)]
struct Pull {
    #[command(flatten)]
    newsroom: Newsroom,
    /// Where the site is published, in place of base_url in site.json: Isso knows articles by the path in it.
    #[arg(long, value_name = "URL", value_parser = checked_base_url)]
    base_url: Option<String>,
    /// Fetch every thread again: on Isso only this sees what was edited under an article that had no comment for a week.
    #[arg(long)]
    all: bool,
}

impl Comments {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Pull(pull) => pull.run(),
        }
    }
}

impl Pull {
    fn run(self) -> anyhow::Result<()> {
        let interrupted = interrupt()?;
        // Drawn on a terminal, silent in a pipe.
        let bar = ProgressBar::no_length();
        bar.set_style(ProgressStyle::with_template("{wide_bar} {pos}/{len}")?);
        let progress = |done: usize, of: usize| advance(&bar, done, of);
        let report = pull(&Options {
            content: &self.newsroom.content,
            base_url: self.base_url.as_deref(),
            all: self.all,
            rest: &std::thread::sleep,
            progress: &progress,
            interrupted: &interrupted,
        });
        bar.finish_and_clear();
        let report = match report {
            Err(PullError::Problems(problems)) => {
                problems.iter().for_each(say);
                anyhow::bail!("{} to mend; no comments were fetched", counted(problems.len(), "error"))
            }
            report => report?,
        };
        for path in &report.others {
            say(format_args!(
                "{} holds another thread than the article's on this server and was left alone: remove it to have that one",
                path.display()
            ));
        }
        print(&summary(&report))?;
        report.failed.iter().for_each(say);
        match report.failed.len() {
            0 => Ok(()),
            failed => anyhow::bail!("{} as before; pull again to try again", counted(failed, "thread")),
        }
    }
}

/// What was fetched, in a line.
fn summary(report: &Report) -> String {
    let files = match (report.written, report.removed) {
        (0, 0) => "nothing new".into(),
        (written, 0) => format!("{} new or changed", counted(written, "file")),
        (written, removed) => format!("{} new or changed, {removed} removed", counted(written, "file")),
    };
    let (comments, requests) = (counted(report.comments, "comment"), counted(report.requests, "request"));
    format!("{files}: {comments} in all, {requests}")
}
