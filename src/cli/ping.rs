//! `depeche ping`.

use super::{Newsroom, counted, interrupt, print, say};
use clap::Args;
use depeche::ping::{INDEXNOW, Options, PATIENCE, PingError, Told, news, ping};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Ping {
    #[command(flatten)]
    newsroom: Newsroom,
    /// The folder of the site that was built and uploaded.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// Print what would be told, and tell nobody: who, what happened, the address, with tabs between.
    #[arg(long)]
    dry_run: bool,
    /// Which of the search engines takes the changes for all of them.
    #[arg(long, value_name = "URL", default_value = INDEXNOW, value_parser = address)]
    indexnow: String,
}

fn address(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).map_err(|error| error.to_string())?;
    match url.scheme() {
        "https" | "http" => Ok(text.into()),
        _ => Err("write the whole address, with https://".into()),
    }
}

impl Ping {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let interrupted = interrupt()?;
        let options = Options {
            content: &self.newsroom.content,
            out: &self.out,
            indexnow: &self.indexnow,
            patience: PATIENCE,
            rest: &std::thread::sleep,
            interrupted: &interrupted,
        };
        if self.dry_run {
            return match news(&options) {
                Ok(news) => news.iter().try_for_each(|news| print(&news.to_string())),
                Err(error) => refused(error),
            };
        }
        let told = match ping(&options) {
            Ok(told) => told,
            Err(error) => return refused(error),
        };
        for Told { receiver, addresses, failed } in &told {
            match (addresses, failed) {
                (0, None) => print(&format!("{receiver} knows everything already"))?,
                (0, Some(_)) => {}
                (count, _) => print(&format!("{receiver} was told of {}", addresses_of(*count)))?,
            }
            failed.iter().for_each(say);
        }
        match told.iter().filter(|told| told.failed.is_some()).count() {
            0 => Ok(()),
            _ => anyhow::bail!("not everything was told; ping again to tell the rest"),
        }
    }
}

fn addresses_of(count: usize) -> String {
    if count == 1 { "1 address".into() } else { format!("{count} addresses") }
}

fn refused(error: PingError) -> anyhow::Result<()> {
    match error {
        PingError::Problems(problems) => {
            problems.iter().for_each(say);
            anyhow::bail!("{} to mend; nobody was told anything", counted(problems.len(), "error"))
        }
        error => Err(error.into()),
    }
}
