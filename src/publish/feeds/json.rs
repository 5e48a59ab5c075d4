//! JSON Feed 1.1 (jsonfeed.org/version/1.1).

use super::{Feed, item};
use crate::{publish::edition::Edition, route::files::Format};
use serde::Serialize;

/// Everything but the items.
#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hubs: Option<[Hub<'a>; 1]>,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    authors: Vec<Author<'a>>,
    tags: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    url: &'a str,
}

const TEXT: &str = "texts are JSON";

/// A feed of these items.
pub(super) fn document(edition: &Edition, feed: &Feed<'_>, items: &[&str]) -> String {
    let site = &edition.site;
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.home,
        feed_url: &feed.address(edition, Format::Json),
        description: &site.tagline,
        language: &site.language,
        favicon: edition.has_icon().then(|| edition.address("/favicon.svg")),
        hubs: edition.discovery.websub.as_deref().map(|url| [Hub { r#type: "WebSub", url }]),
    };
    let mut text = serde_json::to_string(&document).expect(TEXT);
    // The items are JSON already.
    text.truncate(text.len() - "}".len());
    text.push_str(",\"items\":[");
    text.push_str(&items.join(","));
    text.push_str("]}");
    text
}

/// An article as an item.
pub(super) fn item(item: &item::Item<'_>) -> String {
    let set = Item {
        id: &item.id,
        url: &item.address,
        title: &item.story.title,
        content_html: &item.content,
        summary: item.story.standfirst.as_deref(),
        image: item.picture.as_ref().map(|picture| picture.address.as_str()),
        date_published: &item.story.published.iso,
        date_modified: item.story.changed_since().map(|moment| moment.iso.as_str()),
        authors: item.authors.iter().map(|author| Author { name: author.name, url: &author.page }).collect(),
        tags: &item.tags,
        language: item.language,
    };
    serde_json::to_string(&set).expect(TEXT)
}
