//! What the specifications of feeds ask for: RSS 2.0 with the best practices of its board, RFC 4287, JSON Feed 1.1.

use crate::support::Site;
use jiff::{Timestamp, fmt::rfc2822};
use roxmltree::{Document, Node};
use serde_json::Value;
use std::collections::BTreeSet;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// Fails with the rule that a feed breaks.
#[track_caller]
pub(super) fn hold(site: &Site<'_>, path: &str) {
    let text = site.source(path);
    match path.rsplit('/').next() {
        Some("feed.json") => json(&text),
        Some("atom.xml") => atom(&Document::parse(&text).expect("XML")),
        _ => rss(&Document::parse(&text).expect("XML")),
    }
}

fn texts<'a>(node: Node<'a, 'a>, name: &str) -> Vec<&'a str> {
    let children =
        node.children().filter(|child| child.tag_name().name() == name && child.tag_name().namespace().is_none());
    children.map(|child| child.text().unwrap_or_default()).collect()
}

fn atom_texts<'a>(node: Node<'a, 'a>, name: &str) -> Vec<&'a str> {
    let children = node.children().filter(|child| child.has_tag_name((ATOM, name)));
    children.map(|child| child.text().unwrap_or_default()).collect()
}

#[track_caller]
fn whole_address(text: &str) {
    let url = url::Url::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert!(matches!(url.scheme(), "https" | "http"), "{text}");
}

#[track_caller]
fn addresses_of_text(html: &str) {
    for value in html.split("href=\"").chain(html.split("src=\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(!value.starts_with(['/', '#']), "{value}");
    }
}

#[track_caller]
fn rfc3339(text: &str) -> Timestamp {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[track_caller]
fn unique<'a>(ids: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        assert!(!id.is_empty() && seen.insert(id.to_owned()), "{id} is not unique");
    }
}

fn rss(document: &Document<'_>) {
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("version")), ("rss", Some("2.0")));
    let channel = root.first_element_child().expect("a channel");
    for required in ["title", "link", "description"] {
        let [text] = texts(channel, required)[..] else { panic!("one {required}") };
        assert!(!text.is_empty(), "{required}");
    }
    whole_address(texts(channel, "link")[0]);
    assert_eq!(texts(channel, "language").len(), 1);
    let built = texts(channel, "lastBuildDate").first().map(|text| rfc2822::parse(text).expect("RFC 822").timestamp());
    let own =
        channel.children().filter(|child| child.has_tag_name((ATOM, "link")) && child.attribute("rel") == Some("self"));
    assert_eq!(own.map(|link| whole_address(link.attribute("href").expect("an address"))).count(), 1);
    let items: Vec<Node<'_, '_>> = channel.children().filter(|child| child.has_tag_name("item")).collect();
    unique(items.iter().map(|item| texts(*item, "guid")[0]));
    for item in items {
        let guid = item.children().find(|child| child.has_tag_name("guid")).expect("a name that stays");
        // What is no address has to say so.
        let is_address = guid.attribute("isPermaLink") != Some("false");
        assert_eq!(is_address, guid.text().is_some_and(|name| name.starts_with("http")));
        assert_eq!((texts(item, "title").len(), texts(item, "pubDate").len()), (1, 1));
        whole_address(texts(item, "link")[0]);
        let time = rfc2822::parse(texts(item, "pubDate")[0]).expect("RFC 822").timestamp();
        assert!(built.is_some_and(|built| time <= built), "{time}");
        for child in item.children().filter(|child| child.has_tag_name("enclosure")) {
            whole_address(child.attribute("url").expect("an address"));
            assert!(
                child.attribute("length").is_some_and(|length| length.parse::<u64>().is_ok_and(|length| length > 0))
            );
            assert!(child.attribute("type").is_some_and(|kind| kind.starts_with("image/")));
        }
        let full = item.children().find(|child| child.tag_name().name() == "encoded").and_then(|child| child.text());
        addresses_of_text(full.expect("the full text"));
    }
}

fn atom(document: &Document<'_>) {
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let entries: Vec<Node<'_, '_>> = feed.children().filter(|child| child.has_tag_name((ATOM, "entry"))).collect();
    unique(entries.iter().map(|entry| atom_texts(*entry, "id")[0]).chain([atom_texts(feed, "id")[0]]));
    for node in entries.iter().copied().chain([feed]) {
        for required in ["id", "title", "updated"] {
            assert_eq!(atom_texts(node, required).len(), 1, "{required}");
        }
        rfc3339(atom_texts(node, "updated")[0]);
        url::Url::parse(atom_texts(node, "id")[0]).expect("an IRI");
        let links = || node.children().filter(|child| child.has_tag_name((ATOM, "link")));
        links().for_each(|link| whole_address(link.attribute("href").expect("an address")));
        assert_eq!(links().filter(|link| link.attribute("rel") == Some("alternate")).count(), 1);
    }
    for entry in entries {
        assert!(rfc3339(atom_texts(entry, "published")[0]) <= rfc3339(atom_texts(entry, "updated")[0]));
        assert!(!atom_texts(entry, "author").is_empty());
        let content = entry.children().find(|child| child.has_tag_name((ATOM, "content"))).expect("the full text");
        assert_eq!(content.attribute("type"), Some("html"));
        addresses_of_text(content.text().unwrap_or_default());
    }
}

fn json(text: &str) {
    let feed: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(feed["title"].is_string() && feed["language"].is_string());
    let text = |value: &'_ Value| value.as_str().map(str::to_owned).unwrap_or_else(|| panic!("{value} is no text"));
    ["home_page_url", "feed_url"].iter().for_each(|name| whole_address(&text(&feed[name])));
    let items = feed["items"].as_array().expect("items");
    unique(items.iter().map(|item| item["id"].as_str().expect("an id")));
    for item in items {
        whole_address(&text(&item["url"]));
        addresses_of_text(&text(&item["content_html"]));
        rfc3339(&text(&item["date_published"]));
        let optional = |name: &str| item.get(name).map(&text);
        if let Some(time) = optional("date_modified") {
            rfc3339(&time);
        }
        optional("image").iter().for_each(|address| whole_address(address));
        assert!(item["tags"].as_array().expect("tags").iter().all(Value::is_string));
        assert!(
            item["authors"].as_array().is_some_and(|authors| authors.iter().all(|author| author["name"].is_string()))
        );
    }
}
