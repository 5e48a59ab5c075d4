//! Feeds with full text: of the site and of each of its lists, as RSS 2.0, Atom and JSON Feed 1.1.
//!
//! The same edition always gives the same bytes: nothing in a feed tells when it was built. An article is prepared once
//! ([`item`]) and set once in each format, however many feeds it is in.

mod atom;
mod item;
mod json;
mod rss;

use super::{
    edition::{Edition, Label, Story},
    prose::escape,
    times::latest,
};
use crate::{
    model::page::Moment,
    route::{Route, files::Format},
};
use item::{Item, identity};
use rayon::prelude::*;

/// How many articles a feed has: more than a day's even of a large newsroom, and few enough for a telephone.
pub(super) const ITEMS: usize = 30;

/// A feed before it is set in a format.
struct Feed<'a> {
    /// The list that it follows, its first page.
    list: Route,
    title: String,
    /// Newest first.
    stories: Vec<usize>,
    /// What a reader's program knows it by.
    id: String,
    /// The list's whole address.
    home: String,
    /// When the newest change of its articles was.
    updated: Option<&'a Moment>,
}

impl<'a> Feed<'a> {
    fn new(edition: &'a Edition, list: Route, title: String, stories: impl Iterator<Item = usize>) -> Self {
        let stories: Vec<usize> = stories.take(ITEMS).collect();
        Self {
            title,
            id: identity(edition, &list),
            home: edition.address(&list.path()),
            updated: latest(stories.iter().map(|&index| edition.stories[index].changed())),
            list,
            stories,
        }
    }

    fn address(&self, edition: &Edition, format: Format) -> String {
        edition.address(&self.list.feed_path(format))
    }
}

/// The lists that have feeds: their first pages, and what stands before the site's name in the feeds' titles.
fn lists(edition: &Edition) -> impl Iterator<Item = (Route, String)> {
    let countries = edition.site.countries.iter();
    let countries = countries.map(|country| (Route::country(&*country.slug), country.name.clone()));
    let topics = edition.topics.iter();
    let topics = topics.map(|topic| (Route::topic(&*topic.slug), named(edition.language.press.topic, Some(topic))));
    let authors = edition.authors.iter();
    let authors =
        authors.map(|author| (Route::author(&*author.slug), named(edition.language.press.signed, Some(author))));
    std::iter::once((Route::HOME, String::new())).chain(countries).chain(topics).chain(authors)
}

fn feeds(edition: &Edition) -> Vec<Feed<'_>> {
    lists(edition)
        .map(|(list, what)| {
            let title = title(edition, &what);
            let stories: Option<&[usize]> = match &list {
                Route::Country { country, .. } => {
                    edition.country_index(country).map(|index| edition.by_country[index].as_slice())
                }
                Route::Topic { topic, .. } => edition.topic(topic).map(|topic| topic.stories.as_slice()),
                Route::Author { author, .. } => edition.author(author).map(|author| author.stories.as_slice()),
                _ => None,
            };
            match stories {
                Some(stories) => Feed::new(edition, list, title, stories.iter().copied()),
                None => Feed::new(edition, list, title, 0..edition.stories.len()),
            }
        })
        .collect()
}

fn named(kind: &str, label: Option<&Label>) -> String {
    label.map(|label| format!("{kind} {}", label.name)).unwrap_or_default()
}

fn title(edition: &Edition, what: &str) -> String {
    let name = &edition.site.title;
    if what.is_empty() { name.clone() } else { format!("{what} — {name}") }
}

/// The paths of all feeds in the site.
pub(super) fn paths(edition: &Edition) -> impl Iterator<Item = String> {
    lists(edition).flat_map(|(list, _)| Format::ALL.map(|format| list.feed_path(format)))
}

/// What the head of a page says of the feeds that follow it; articles and others name the site's.
pub(super) fn links(edition: &Edition, route: &Route) -> String {
    let list = route.followed();
    let what = match &list {
        Route::Country { country, .. } => {
            edition.country_index(country).map(|index| edition.country(index).name.clone()).unwrap_or_default()
        }
        Route::Topic { topic, .. } => named(edition.language.press.topic, edition.topic(topic)),
        Route::Author { author, .. } => named(edition.language.press.signed, edition.author(author)),
        _ => String::new(),
    };
    let title = escape(&title(edition, &what));
    let base = &edition.site.base;
    let link = |format: Format| {
        let (kind, path) = (format.media_type(), list.feed_path(format));
        format!("<link rel=\"alternate\" type=\"{kind}\" title=\"{title}\" href=\"{base}{path}\">")
    };
    Format::ALL.map(link).concat()
}

/// Sets every feed and hands it to `write` with its path.
///
/// # Errors
/// The first of `write`.
pub(super) fn each<E: Send>(edition: &Edition, write: impl Fn(&str, &[u8]) -> Result<(), E> + Sync) -> Result<(), E> {
    let feeds = feeds(edition);
    let mut needed: Vec<usize> = feeds.iter().flat_map(|feed| feed.stories.iter().copied()).collect();
    needed.sort_unstable();
    needed.dedup();
    let items: Vec<Item<'_>> = needed.par_iter().map(|&index| Item::new(edition, index)).collect();
    let place = |index: &usize| needed.binary_search(index).ok();
    for format in Format::ALL {
        // One format after the other, so that no more than one setting of each article is in memory.
        let set: Vec<String> = items.par_iter().map(|item| item.set(format)).collect();
        feeds.par_iter().try_for_each(|feed| {
            let items: Vec<&str> = feed.stories.iter().filter_map(place).map(|place| set[place].as_str()).collect();
            let text = match format {
                Format::Rss => rss::document(edition, feed, &items),
                Format::Atom => atom::document(edition, feed, &items),
                Format::Json => json::document(edition, feed, &items),
            };
            write(&feed.list.feed_path(format), text.as_bytes())
        })?;
    }
    Ok(())
}

/// The language of a story: its own, or the site's.
fn language<'a>(edition: &'a Edition, story: &'a Story) -> &'a str {
    story.language.as_ref().map_or(&edition.site.language, |language| &language.tag)
}
