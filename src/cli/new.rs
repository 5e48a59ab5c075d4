//! `depeche new`.

use super::{Newsroom, print};
use anyhow::{Context, bail};
use clap::Args;
use depeche::publish::{draft, load::ARTICLES};
use jiff::{Timestamp, tz::TimeZone};
use std::{fs::OpenOptions, io::Write as _};

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The headline.
    title: String,
    /// The country it is filed under: an ISO 3166-1 code such as NE.
    #[arg(long, value_name = "CODE", value_parser = draft::country)]
    country: String,
    #[command(flatten)]
    newsroom: Newsroom,
}

impl New {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let content = &self.newsroom.content;
        if !content.is_dir() {
            bail!("there is no folder {}: name the newsroom's folder with --content", content.display());
        }
        let zone = draft::time_zone(content).unwrap_or(TimeZone::UTC);
        let now = Timestamp::now().to_zoned(zone);
        let draft =
            draft::article(&self.title, &self.country, &now, draft::language(content)).map_err(anyhow::Error::msg)?;
        let folder = content.join(ARTICLES);
        std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let path = folder.join(format!("{}.json", draft.slug));
        if !path.exists()
            && let Some(other) = draft::holder(content, &draft.slug)
        {
            bail!("{} has the slug `{}` already: choose another headline", other.display(), draft.slug);
        }
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                bail!("{} exists already: choose another headline, or change that article", path.display())
            }
            Err(error) => return Err(error).with_context(|| format!("{} cannot be written", path.display())),
        };
        file.write_all(draft.json.as_bytes()).with_context(|| format!("{} cannot be written", path.display()))?;
        print(&format!("{}: fill it in, then change \"draft\" to \"published\"", path.display()))
    }
}
