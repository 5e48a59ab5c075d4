//! `depeche check`.

use super::{Newsroom, Pictures, checked_base_url, counted, interrupt, print};
use clap::Args;
use depeche::{
    comments,
    model::page::Comments,
    publish::{
        check::check,
        edition::Edition,
        load::{Sources, load},
    },
};
use jiff::Timestamp;
use std::collections::BTreeSet;

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    newsroom: Newsroom,
    #[command(flatten)]
    pictures: Pictures,
    /// Where the site will be published, in place of base_url in site.json.
    #[arg(long, value_name = "URL", value_parser = checked_base_url)]
    base_url: Option<String>,
    /// Ask the comment server as well, whether it is there and takes comments from the site's readers.
    #[arg(long)]
    online: bool,
}

impl Check {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let sources = Sources { cache: Some(self.pictures.cache.clone()), ..load(&self.newsroom.content) };
        match check(sources, self.base_url.as_deref(), Timestamp::now()) {
            Ok(edition) => {
                if self.online {
                    online(&edition)?;
                }
                for (slug, when) in edition.waiting() {
                    print(&format!("`{slug}` waits for its time: {when}"))?;
                }
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

fn online(edition: &Edition) -> anyhow::Result<()> {
    let url = match &edition.site().comments {
        Comments::Isso(url) | Comments::Wordpress(url) => url,
        _ => return print("the site has no comment server to ask"),
    };
    let findings = comments::ask(edition, &std::thread::sleep, &*interrupt()?)?;
    findings.iter().try_for_each(|finding| print(finding))?;
    match findings.len() {
        0 => print(&format!("{url} is there and takes comments")),
        count => anyhow::bail!("{} to mend on the comment server", counted(count, "thing")),
    }
}
