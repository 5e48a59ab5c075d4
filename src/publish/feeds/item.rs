//! An article, prepared for all feeds that it is in.

use super::{atom, json, language, rss};
use crate::{
    model::page::Picture,
    publish::{
        absolute::absolute,
        edition::{Edition, Label, Story},
        locale::right_to_left,
        picture::Placed,
        prose::escape,
    },
    route::{Route, files::Format},
};
use std::fmt::Write as _;
use uuid::Uuid;

/// An article as feeds need it.
pub(super) struct Item<'a> {
    pub(super) story: &'a Story,
    /// See [`identity`].
    pub(super) id: String,
    /// The page's whole address.
    pub(super) address: String,
    pub(super) authors: Vec<Author<'a>>,
    /// Topics and countries, by name.
    pub(super) tags: Vec<&'a str>,
    /// The language, where it is not the site's.
    pub(super) language: Option<&'a str>,
    pub(super) picture: Option<Enclosure>,
    /// Everything of the article, as HTML whose addresses are whole.
    pub(super) content: String,
}

/// Who wrote an article.
pub(super) struct Author<'a> {
    pub(super) name: &'a str,
    /// The whole address of the author's page.
    pub(super) page: String,
}

/// The lead picture as a file.
pub(super) struct Enclosure {
    pub(super) picture: Picture,
    /// The whole address.
    pub(super) address: String,
    pub(super) media_type: String,
}

impl<'a> Item<'a> {
    pub(super) fn new(edition: &'a Edition, index: usize) -> Self {
        let story = &edition.stories[index];
        let route = Route::article(&story.slug);
        let address = edition.address(&route.path());
        Self {
            story,
            id: identity(edition, &route),
            authors: authors(edition, story),
            tags: tags(edition, story),
            language: story.language.as_ref().map(|language| language.tag.as_str()),
            picture: story.image.as_ref().and_then(|placed| Enclosure::new(edition, placed)),
            content: text(edition, story, &address),
            address,
        }
    }

    /// The article as an item of a feed.
    pub(super) fn set(&self, format: Format) -> String {
        match format {
            Format::Rss => rss::item(self),
            Format::Atom => atom::entry(self),
            Format::Json => json::item(self),
        }
    }
}

impl Enclosure {
    fn new(edition: &Edition, placed: &Placed) -> Option<Self> {
        let picture = edition.gallery.lightest(placed, &edition.site.base);
        let kind = mime_guess::from_path(&picture.src).first().filter(|kind| kind.type_() == "image")?;
        Some(Self { address: format!("{}{}", edition.origin(), picture.src), media_type: kind.to_string(), picture })
    }
}

/// By what programs know an article or a feed for ever: a name-based UUID (RFC 9562, 5.5) of the site's host and the
/// address in it. Neither headline nor dates, nor the scheme, nor the path that the site is published under is in it.
pub(super) fn identity(edition: &Edition, route: &Route) -> String {
    let host = edition.origin().split_once("://").map_or("", |(_, host)| host);
    let name = format!("https://{host}{}", route.path());
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).urn().to_string()
}

fn authors<'a>(edition: &'a Edition, story: &'a Story) -> Vec<Author<'a>> {
    let author = |label: &'a Label| {
        let page = edition.address(&Route::author(&*label.slug).path());
        Author { name: &label.name, page }
    };
    story.authors.iter().map(|&index| author(&edition.authors[index])).collect()
}

fn tags<'a>(edition: &'a Edition, story: &'a Story) -> Vec<&'a str> {
    let topics = story.topics.iter().map(|&index| edition.topics[index].name.as_str());
    topics.chain(story.countries.iter().map(|&index| edition.country(index).name.as_str())).collect()
}

/// The lead picture, the standfirst and the text.
fn text(edition: &Edition, story: &Story, address: &str) -> String {
    let mut html = String::with_capacity(story.body.len() + 512);
    let show = |placed: &Placed| edition.gallery.alone(placed, &edition.site.base).html;
    if let Some(placed) = &story.image {
        html.push_str(&show(placed));
    }
    if let Some(standfirst) = &story.standfirst {
        let _ = write!(html, "<p><strong>{}</strong></p>", escape(standfirst));
    }
    html.push_str(&story.text(show));
    let mut html = absolute(&html, edition.origin(), address);
    let tag = language(edition, story);
    let rtl = tag.parse().is_ok_and(|language| right_to_left(&language));
    if story.language.is_some() || rtl {
        // A reader's program may know the language of the feed, and none knows how it runs.
        let direction = if rtl { "rtl" } else { "ltr" };
        html = format!("<div lang=\"{}\" dir=\"{direction}\">{html}</div>", escape(tag));
    }
    html
}
