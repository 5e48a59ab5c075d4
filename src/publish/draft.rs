//! The beginning of an article.

use super::load::{SITE_FILE, load, read_text};
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

/// The draft of an article, valid as it stands.
///
/// # Errors
/// In words, where the headline is too long or leaves nothing for an address.
pub fn article(title: &str, country: &str, now: &Zoned) -> Result<Draft, String> {
    let title = title.trim();
    super::check::usable_title(title)?;
    let mut slug = slug::slugify(title);
    slug.truncate(80);
    let slug = slug.trim_end_matches('-').to_owned();
    super::check::usable_slug(&slug).map_err(|fault| {
        format!("no address can be made of this headline (it {fault}): use another one, and put yours into the file")
    })?;
    let published = now.strftime("%Y-%m-%dT%H:%M:00%:z").to_string();
    let article = json!({
        "title": title,
        "standfirst": "Une ou deux phrases qui disent l’essentiel.",
        "countries": [country],
        "topics": [],
        "authors": ["La rédaction"],
        "published": published,
        "status": "draft",
        "body": [
            { "type": "paragraph", "text": "Le premier paragraphe." },
            { "type": "heading", "text": "Un intertitre" },
            { "type": "paragraph", "text": "La suite, avec *emphase*, **importance** et [liens](https://example.org)." },
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
    let text = read_text(&content.join(SITE_FILE)).ok()?;
    let site: serde_json::Value = serde_json::from_str(&text).ok()?;
    TimeZone::get(site["time_zone"].as_str()?).ok()
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
