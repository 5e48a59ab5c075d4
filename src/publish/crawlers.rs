//! Plain texts for programs that visit the site: `robots.txt`, `llms.txt`, and the file by which search engines know the
//! site's key. A `robots.txt` or `llms.txt` of the newsroom's own is used in place of ours.

use super::{edition::Edition, feeds};
use crate::route::{
    Route,
    files::{Format, LLMS, NEWS, ROBOTS, SITEMAPS, indexnow_key},
};
use std::fmt::Write as _;

/// How many articles `llms.txt` names.
const ARTICLES: usize = feeds::ITEMS;

/// The texts that the site needs, by their paths in it.
pub(super) fn files(edition: &Edition) -> Vec<(String, String)> {
    let mut files = Vec::new();
    if !edition.has_own(ROBOTS) {
        files.push((ROBOTS.into(), robots(edition)));
    }
    if edition.discovery.llms && !edition.has_own(LLMS) {
        files.push((LLMS.into(), llms(edition)));
    }
    if let Some(key) = &edition.discovery.indexnow {
        files.push((indexnow_key(key), key.clone()));
    }
    files
}

/// Everybody may read everything (RFC 9309), and here are the maps.
fn robots(edition: &Edition) -> String {
    let map = |path| format!("Sitemap: {}\n", edition.address(path));
    format!("User-agent: *\nAllow: /\n\n{}{}", map(SITEMAPS), map(NEWS))
}

/// The site in short, in Markdown (llmstxt.org): who it is, its lists, its newest articles.
fn llms(edition: &Edition) -> String {
    let site = &edition.site;
    let mut text = format!("# {}\n", plain(&site.title));
    if !site.tagline.is_empty() {
        let _ = write!(text, "\n> {}\n", plain(&site.tagline));
    }
    let link = |name: &str, path: &str| format!("- [{}]({})", plain(name), edition.address(path));
    let _ = write!(text, "\n## {}\n\n", edition.language.words.latest);
    for story in edition.stories.iter().take(ARTICLES) {
        text.push_str(&link(&story.title, &Route::article(&story.slug).path()));
        if let Some(standfirst) = &story.standfirst {
            let _ = write!(text, ": {}", plain(standfirst));
        }
        text.push('\n');
    }
    let _ = write!(text, "\n## {}\n\n", edition.language.words.countries);
    for country in &site.countries {
        let _ = writeln!(text, "{}", link(&country.name, &Route::country(&country.slug).path()));
    }
    if !edition.topics.is_empty() {
        let _ = write!(text, "\n## {}\n\n", edition.language.words.topics);
    }
    for topic in &edition.topics {
        let _ = writeln!(text, "{}", link(&topic.name, &Route::topic(&*topic.slug).path()));
    }
    let _ = write!(text, "\n## Optional\n\n");
    for (name, format) in [("RSS", Format::Rss), ("Atom", Format::Atom), ("JSON Feed", Format::Json)] {
        let _ = writeln!(text, "{}", link(name, &Route::HOME.feed_path(format)));
    }
    let _ = writeln!(text, "{}", link("Sitemap", SITEMAPS));
    text
}

/// A text of one line with nothing in it that Markdown would take for its own.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => plain.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' => plain.extend(['\\', character]),
            other => plain.push(other),
        }
    }
    plain
}
