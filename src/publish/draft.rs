//! The beginning of an article.

use super::load::{SITE_FILE, load, read_text};
use crate::words::Language;
use jiff::{Zoned, tz::TimeZone};
use serde_json::json;
use std::path::{Path, PathBuf};

/// A new article.
#[derive(Debug)]
pub struct Draft {
    /// Its slug, which names the file.
    pub slug: String,
    /// The file's text.
    pub json: String,
}

/// The draft of an article in a language, valid as it stands.
///
/// # Errors
/// In words, where the headline is too long or leaves nothing for an address.
pub fn article(title: &str, country: &str, now: &Zoned, language: &Language) -> Result<Draft, String> {
    let title = title.trim();
    super::check::usable_title(title)?;
    let mut slug = slug::slugify(title);
    slug.truncate(80);
    let slug = slug.trim_end_matches('-').to_owned();
    super::check::usable_slug(&slug).map_err(|fault| {
        format!("no address can be made of this headline (it {fault}): use another one, and put yours into the file")
    })?;
    let published = now.strftime("%Y-%m-%dT%H:%M:00%:z").to_string();
    let words = &language.press.draft;
    let article = json!({
        "title": title,
        "standfirst": words.standfirst,
        "countries": [country],
        "topics": [],
        "authors": [words.author],
        "published": published,
        "status": "draft",
        "body": [
            { "type": "paragraph", "text": words.paragraph },
            { "type": "heading", "text": words.heading },
            { "type": "paragraph", "text": words.more },
        ],
    });
    let json = serde_json::to_string_pretty(&article).map_err(|error| error.to_string())?;
    Ok(Draft { slug, json: json + "\n" })
}

/// Reads a country's code as an editor types it.
///
/// # Errors
/// In words, where it is no country.
pub fn country(code: &str) -> Result<String, String> {
    let code = code.to_uppercase();
    super::check::country_code(&code).map(|()| code)
}

/// The time zone of a newsroom, if its `site.json` can be read.
pub fn time_zone(content: &Path) -> Option<TimeZone> {
    TimeZone::get(site(content)?["time_zone"].as_str()?).ok()
}

/// The language of a newsroom, if its `site.json` can be read and says one that sites can be in; else French.
pub fn language(content: &Path) -> &'static Language {
    let site = site(content).unwrap_or_default();
    site["language"].as_str().and_then(Language::of).unwrap_or(Language::FRENCH)
}

fn site(content: &Path) -> Option<serde_json::Value> {
    serde_json::from_str(&read_text(&content.join(SITE_FILE)).ok()?).ok()
}

/// The article of a newsroom that has a slug already.
pub fn holder(content: &Path, slug: &str) -> Option<PathBuf> {
    let has_it = |path: &PathBuf| {
        let json = read_text(path).ok().and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok());
        match json.as_ref().and_then(|json| json["slug"].as_str()) {
            Some(given) => given == slug,
            None => path.file_stem().is_some_and(|stem| stem == slug),
        }
    };
    load(content).articles.into_iter().find(has_it)
}
