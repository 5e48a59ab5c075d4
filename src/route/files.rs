//! Addresses that only programs ask for: feeds beside the lists, maps for search engines, `robots.txt` and the like.
//! Native only: the app reads none of them.

use super::Route;

/// What a crawler may do, and where the maps are (RFC 9309).
pub const ROBOTS: &str = "/robots.txt";
/// The site in short for language models (llmstxt.org).
pub const LLMS: &str = "/llms.txt";
/// The map of the maps (sitemaps.org).
pub const SITEMAPS: &str = "/sitemap.xml";
/// The first map of the newest articles, for news search.
pub const NEWS: &str = "/sitemap-news.xml";

/// A map of pages, counted from one.
pub fn sitemap(number: usize) -> String {
    format!("/sitemap-{number}.xml")
}

/// A map of the newest articles, counted from one.
pub fn news_sitemap(number: usize) -> String {
    match number {
        ..2 => NEWS.into(),
        _ => format!("/sitemap-news-{number}.xml"),
    }
}

/// The file by which search engines know that a key of IndexNow is the site's own.
pub fn indexnow_key(key: &str) -> String {
    format!("/{key}.txt")
}

/// In what a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RSS 2.0.
    Rss,
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All of them, in the order in which a page names them.
    pub const ALL: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

    /// The file's name beside the list's first page. Its end gives a sensible type on hosts that know nothing of feeds.
    pub fn file_name(self) -> &'static str {
        match self {
            Format::Rss => "flux.xml",
            Format::Atom => "atom.xml",
            Format::Json => "feed.json",
        }
    }

    /// The media type that a host should send.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Rss => "application/rss+xml",
            Format::Atom => "application/atom+xml",
            Format::Json => "application/feed+json",
        }
    }

    /// The format of the feed that a path of the site names, if it names one.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next()?;
        Self::ALL.into_iter().find(|format| format.file_name() == name)
    }
}

impl Route {
    /// Where the feed of a list is: a path within the site, beside the list's first page.
    pub fn feed_path(&self, format: Format) -> String {
        format!("{}{}", self.path(), format.file_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_lies_beside_its_list_and_is_known_by_its_name() {
        for format in Format::ALL {
            for list in [Route::HOME, Route::country("niger")] {
                let path = list.feed_path(format);
                assert!(path.starts_with(&list.path()), "{path}");
                assert_eq!(Format::of_path(&path), Some(format));
                assert_eq!(Route::parse(&path, ""), None, "{path} is no page");
            }
        }
        assert_eq!(Format::of_path("/sitemap.xml"), None);
        assert_eq!(Format::of_path("/index.json"), None);
    }
}
