//! `depeche check`.

use super::{Newsroom, counted, print};
use clap::Args;
use depeche::publish::{check::check, load::load};
use jiff::Timestamp;
use std::collections::BTreeSet;

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    newsroom: Newsroom,
}

impl Check {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        match check(load(&self.newsroom.content), None, Timestamp::now()) {
            Ok(edition) => {
                let (drafts, waiting) = edition.held_back();
                let articles = counted(edition.articles(), "article");
                let drafts = counted(drafts, "draft");
                print(&format!("nothing to mend: {articles} to publish, {drafts}, {waiting} waiting for their time"))
            }
            Err(problems) => {
                problems.iter().try_for_each(|problem| print(&problem.to_string()))?;
                let files: BTreeSet<_> = problems.iter().map(|problem| &problem.path).collect();
                anyhow::bail!("{} to mend in {}", counted(problems.len(), "error"), counted(files.len(), "file"))
            }
        }
    }
}
