//! Atom (RFC 4287).

use super::{Feed, item::Item};
use crate::{
    publish::{edition::Edition, xml::Xml},
    route::files::Format,
};

/// What an empty feed says of its last change, which it has to say (4.1.1).
const NEVER: &str = "1970-01-01T00:00:00Z";

/// A feed of these entries.
pub(super) fn document(edition: &Edition, feed: &Feed<'_>, entries: &[&str]) -> String {
    let site = &edition.site;
    let mut xml = Xml::document();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &site.language)]);
    xml.text("id", &[], &feed.id);
    xml.text("title", &[], &feed.title);
    if !site.tagline.is_empty() {
        xml.text("subtitle", &[], &site.tagline);
    }
    xml.text("updated", &[], feed.updated.map_or(NEVER, |moment| &moment.iso));
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.home)]);
    let address = feed.address(edition, Format::Atom);
    xml.empty("link", &[("rel", "self"), ("type", Format::Atom.media_type()), ("href", &address)]);
    if let Some(hub) = &edition.discovery.websub {
        xml.empty("link", &[("rel", "hub"), ("href", hub)]);
    }
    if edition.has_icon() {
        xml.text("icon", &[], &edition.address("/favicon.svg"));
    }
    entries.iter().for_each(|entry| xml.put(entry));
    xml.close("feed");
    xml.new_line().finish()
}

/// An article as an entry.
pub(super) fn entry(item: &Item<'_>) -> String {
    let story = item.story;
    let mut xml = Xml::part();
    match item.language {
        Some(language) => xml.open("entry", &[("xml:lang", language)]),
        None => xml.open("entry", &[]),
    }
    xml.text("id", &[], &item.id);
    xml.text("title", &[], &story.title);
    xml.text("published", &[], &story.published.iso);
    xml.text("updated", &[], &story.changed().iso);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.address)]);
    if let Some(picture) = &item.picture {
        let length = picture.picture.bytes.to_string();
        let link: [(&str, &str); 4] = [
            ("rel", "enclosure"),
            ("type", picture.media_type.as_str()),
            ("length", &length),
            ("href", &picture.address),
        ];
        xml.empty("link", &link);
    }
    for author in &item.authors {
        xml.open("author", &[]);
        xml.text("name", &[], author.name);
        xml.text("uri", &[], &author.page);
        xml.close("author");
    }
    item.tags.iter().for_each(|tag| xml.empty("category", &[("term", tag)]));
    if let Some(standfirst) = &story.standfirst {
        xml.text("summary", &[], standfirst);
    }
    xml.text("content", &[("type", "html")], &item.content);
    xml.close("entry");
    xml.finish()
}
