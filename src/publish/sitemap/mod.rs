//! Maps for search engines (sitemaps.org/protocol.html): an index, maps of all pages that may be found, with their
//! pictures, and those of the newest articles for news search.

mod news;

use super::{
    edition::{Edition, Story},
    pages::PER_PAGE,
    prose::escape,
    times::latest,
    xml::Xml,
};
use crate::{
    model::page::Moment,
    route::{
        PageNumber, Route,
        files::{SITEMAPS, news_sitemap, sitemap},
    },
};
use jiff::Timestamp;
use rayon::prelude::*;

/// How much a map may hold.
#[derive(Clone, Copy)]
struct Limits {
    addresses: usize,
    bytes: usize,
}

/// As the protocol has them.
const LIMITS: Limits = Limits { addresses: 50_000, bytes: 52_428_800 };

/// How many pictures of a page are told (Google, image sitemaps).
const PICTURES: usize = 1_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGES: &str = "http://www.google.com/schemas/sitemap-image/1.1";

/// A file of maps: its path in the site, and what is in it.
pub(super) type File = (String, String);

/// The index and all maps. `routes` are the site's pages, `now` decides what is news.
pub(super) fn files(edition: &Edition, routes: &[Route], now: Timestamp) -> Vec<File> {
    let entries: Vec<Entry<'_>> = routes.par_iter().map(|route| entry(edition, route)).collect();
    let mut maps = split(&entries, LIMITS);
    maps.extend(news::maps(edition, now));
    let mut index = Xml::document();
    index.open("sitemapindex", &[("xmlns", NAMESPACE)]);
    for map in &maps {
        index.open("sitemap", &[]);
        index.text("loc", &[], &edition.address(&map.path));
        if let Some(newest) = map.newest {
            index.text("lastmod", &[], &newest.iso);
        }
        index.close("sitemap");
    }
    index.close("sitemapindex");
    let index = (SITEMAPS.into(), index.new_line().finish());
    std::iter::once(index).chain(maps.into_iter().map(|map| (map.path, map.text))).collect()
}

/// The paths of all maps that so many pages can take, and of the index.
pub(super) fn paths(pages: usize) -> impl Iterator<Item = String> {
    // By bytes there are more of them only where each page has a thousand pictures.
    let maps = 1..=pages.div_ceil(LIMITS.addresses).max(1);
    let news = 1..=pages.div_ceil(news::MOST).max(1);
    std::iter::once(SITEMAPS.into()).chain(news.map(news_sitemap)).chain(maps.map(sitemap))
}

/// A map that is whole.
struct Map<'a> {
    path: String,
    text: String,
    /// The newest change of its pages.
    newest: Option<&'a Moment>,
}

/// A page in a map.
struct Entry<'a> {
    xml: String,
    changed: Option<&'a Moment>,
}

fn entry<'a>(edition: &'a Edition, route: &Route) -> Entry<'a> {
    let changed = changed(edition, route);
    let mut xml = Xml::part();
    xml.open("url", &[]);
    xml.text("loc", &[], &edition.address(&route.path()));
    if let Some(moment) = changed {
        xml.text("lastmod", &[], &moment.iso);
    }
    if let Some(story) = story(edition, route) {
        let mut seen = std::collections::HashSet::new();
        for placed in story.placed().filter(|placed| seen.insert(&placed.src)).take(PICTURES) {
            let picture = escape(&edition.gallery.lightest(placed, &edition.site.base).src);
            xml.open("image:image", &[]);
            xml.open("image:loc", &[]);
            // What HTML writes for special characters, XML does too.
            xml.put(edition.origin());
            xml.put(&picture);
            xml.close("image:loc");
            xml.close("image:image");
        }
    }
    xml.close("url");
    Entry { xml: xml.finish(), changed }
}

fn story<'a>(edition: &'a Edition, route: &Route) -> Option<&'a Story> {
    match route {
        Route::Article { slug } => edition.story(slug).map(|(_, story)| story),
        _ => None,
    }
}

/// When a page changed last, where that is known: an article when it was updated, a list when an article came to it or one
/// that it shows was updated.
fn changed<'a>(edition: &'a Edition, route: &Route) -> Option<&'a Moment> {
    let stories = &edition.stories;
    match route {
        Route::Article { slug } => edition.story(slug).map(|(_, story)| story.changed()),
        // The time of a comment is not kept as one.
        Route::Comments { .. } => None,
        Route::Countries => stories.first().map(|story| &story.published),
        Route::Home(page) => list(edition, 0..stories.len(), *page),
        Route::Country { country, page } => {
            let index = edition.country_index(country)?;
            list(edition, edition.by_country[index].iter().copied(), *page)
        }
        Route::Topic { topic, page } => list(edition, edition.topic(topic)?.stories.iter().copied(), *page),
        Route::Author { author, page } => list(edition, edition.author(author)?.stories.iter().copied(), *page),
    }
}

fn list(edition: &Edition, list: impl Iterator<Item = usize> + Clone, page: PageNumber) -> Option<&Moment> {
    let story = |index: usize| &edition.stories[index];
    let newest = list.clone().next().map(|index| &story(index).published);
    let shown = list.skip((page.get() as usize - 1) * PER_PAGE).take(PER_PAGE);
    latest(shown.map(|index| story(index).changed()).chain(newest))
}

/// Puts pages into as many maps as the limits ask for.
fn split<'a>(entries: &[Entry<'a>], limits: Limits) -> Vec<Map<'a>> {
    const OPEN: [(&str, &str); 2] = [("xmlns", NAMESPACE), ("xmlns:image", IMAGES)];
    // With room for what stands around the pages.
    let most = limits.bytes.saturating_sub(1024);
    let mut parts: Vec<&[Entry<'a>]> = Vec::new();
    let mut rest = entries;
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = rest.iter().take(limits.addresses).take_while(|entry| {
            bytes += entry.xml.len();
            bytes <= most
        });
        let (part, behind) = rest.split_at(fits.count().max(1));
        parts.push(part);
        rest = behind;
    }
    let map = |(index, part): (usize, &[Entry<'a>])| {
        let mut xml = Xml::document();
        xml.open("urlset", &OPEN);
        part.iter().for_each(|entry| xml.put(&entry.xml));
        xml.close("urlset");
        let newest = latest(part.iter().filter_map(|entry| entry.changed));
        Map { path: sitemap(index + 1), text: xml.new_line().finish(), newest }
    };
    parts.into_iter().enumerate().map(map).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(count: usize) -> Vec<Entry<'static>> {
        (0..count).map(|number| Entry { xml: format!("<url><loc>{number:04}</loc></url>"), changed: None }).collect()
    }

    fn counts(entries: &[Entry<'_>], limits: Limits) -> Vec<usize> {
        split(entries, limits).iter().map(|map| map.text.matches("<url>").count()).collect()
    }

    #[test]
    fn no_map_holds_more_than_it_may() {
        let limits = |addresses, bytes| Limits { addresses, bytes };
        assert_eq!(counts(&entries(7), limits(3, 1 << 20)), [3, 3, 1]);
        assert_eq!(counts(&entries(6), limits(3, 1 << 20)), [3, 3]);
        let one = entries(1)[0].xml.len();
        assert_eq!(counts(&entries(5), limits(50, 1024 + 2 * one)), [2, 2, 1]);
        // A page that fits nowhere is told all the same.
        assert_eq!(counts(&entries(2), limits(50, 10)), [1, 1]);
        for map in split(&entries(9), limits(50, 1024 + 3 * one)) {
            assert!(map.text.len() <= 1024 + 3 * one, "{}", map.text.len());
        }
    }

    #[test]
    fn the_limits_are_those_of_the_protocol() {
        assert_eq!((LIMITS.addresses, LIMITS.bytes), (50_000, 50 * 1024 * 1024));
        assert_eq!(counts(&entries(50_001), LIMITS), [50_000, 1]);
        assert!(paths(50_001).any(|path| path == "/sitemap-2.xml"));
        assert_eq!(paths(50_000).filter(|path| !path.contains("news")).count(), 2);
        assert_eq!(paths(1_001).collect::<Vec<_>>()[1..3], ["/sitemap-news.xml", "/sitemap-news-2.xml"]);
    }
}
