//! RSS 2.0 (rssboard.org/rss-specification), with full text, several authors and pictures from its usual modules.

use super::{
    Feed,
    item::{Enclosure, Item},
};
use crate::{
    publish::{edition::Edition, prose::escape, times::rfc822, xml::Xml},
    route::files::Format,
};

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// A feed of these items.
pub(super) fn document(edition: &Edition, feed: &Feed<'_>, items: &[&str]) -> String {
    let site = &edition.site;
    let mut xml = Xml::document();
    xml.open("rss", &NAMESPACES);
    xml.open("channel", &[]);
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &feed.home);
    // What a channel says of itself is read as HTML.
    let description = if site.tagline.is_empty() { &site.title } else { &site.tagline };
    xml.text("description", &[], &escape(description));
    xml.text("language", &[], &site.language);
    if let Some(time) = feed.updated.and_then(rfc822) {
        xml.text("lastBuildDate", &[], &time);
    }
    let address = feed.address(edition, Format::Rss);
    xml.empty("atom:link", &[("rel", "self"), ("type", Format::Rss.media_type()), ("href", &address)]);
    if let Some(hub) = &edition.discovery.websub {
        xml.empty("atom:link", &[("rel", "hub"), ("href", hub)]);
    }
    items.iter().for_each(|item| xml.put(item));
    xml.close("channel");
    xml.close("rss");
    xml.new_line().finish()
}

/// An article as an item.
pub(super) fn item(item: &Item<'_>) -> String {
    let story = item.story;
    let mut xml = Xml::part();
    xml.open("item", &[]);
    xml.text("title", &[], &story.title);
    xml.text("link", &[], &item.address);
    xml.text("guid", &[("isPermaLink", "false")], &item.id);
    if let Some(time) = rfc822(&story.published) {
        xml.text("pubDate", &[], &time);
    }
    if let Some(updated) = story.changed_since() {
        xml.text("atom:updated", &[], &updated.iso);
    }
    item.authors.iter().for_each(|author| xml.text("dc:creator", &[], author.name));
    item.tags.iter().for_each(|tag| xml.text("category", &[], tag));
    if let Some(language) = item.language {
        xml.text("dc:language", &[], language);
    }
    if let Some(standfirst) = &story.standfirst {
        xml.text("description", &[], &escape(standfirst));
    }
    xml.text("content:encoded", &[], &item.content);
    if let Some(enclosure) = &item.picture {
        picture(&mut xml, enclosure);
    }
    xml.close("item");
    xml.finish()
}

fn picture(xml: &mut Xml, Enclosure { picture, address, media_type }: &Enclosure) {
    let (length, width, height) = (picture.bytes.to_string(), picture.width.to_string(), picture.height.to_string());
    xml.empty("enclosure", &[("url", address), ("length", &length), ("type", media_type)]);
    let media: [(&str, &str); 6] = [
        ("url", address.as_str()),
        ("fileSize", &length),
        ("type", media_type),
        ("medium", "image"),
        ("width", &width),
        ("height", &height),
    ];
    xml.open("media:content", &media);
    xml.text("media:description", &[("type", "plain")], &picture.alt);
    if let Some(credit) = &picture.credit {
        xml.text("media:credit", &[], credit);
    }
    xml.close("media:content");
}
