//! Feeds: what each list has, what an independent parser reads in them, and what never changes.

mod rules;

use crate::support::{Newsroom, Site, Tree};
use feed_rs::{model::Feed, parser};
use serde_json::json;
use std::{collections::BTreeSet, fs};

const FORMATS: [&str; 3] = ["flux.xml", "atom.xml", "feed.json"];

/// What an independent parser reads in a feed.
#[track_caller]
fn read(site: &Site<'_>, path: &str) -> Feed {
    parser::parse(site.source(path).as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The same feed in all formats.
#[track_caller]
fn in_all_formats(site: &Site<'_>, list: &str) -> Vec<Feed> {
    FORMATS.iter().map(|name| read(site, &format!("{list}{name}"))).collect()
}

fn ids(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().filter_map(|entry| Some(entry.title.as_ref()?.content.as_str())).collect()
}

/// The whole text of a feed's only article.
fn content(feed: &Feed) -> &str {
    feed.entries[0].content.as_ref().and_then(|content| content.body.as_deref()).expect("it has its full text")
}

fn newsroom() -> Newsroom {
    Newsroom::new()
        .site(|site| site.set("tagline", "Les nouvelles de la vallée").set("base_url", "https://example.org/journal"))
        .picture("media/le pont.png")
        .article("pont.json", |article| {
            article
                .title("Un pont & deux rives")
                .countries(&["NE", "ML"])
                .topics(&["Eau"])
                .authors(&["Awa Diallo", "Moussa Keïta"])
                .set("standfirst", "Deux rives < une route.")
                .set("updated", "2024-01-17T10:00:00+01:00")
                .set("image", json!({ "src": "media/le pont.png", "alt": "Le pont", "credit": "Awa" }))
                .set("body", json!([
                    { "type": "heading", "text": "Les faits" },
                    { "type": "paragraph", "text": "[ici](/pays/niger/), [là](#texte-les-faits), [ailleurs](https://b.example/)" },
                    { "type": "image", "src": "media/le pont.png", "alt": "Encore" },
                ]))
        })
        .article("mil.json", |article| article.countries(&["ML"]).published("2024-01-15T09:00:00+01:00"))
}

#[test]
fn the_site_and_each_country_topic_and_author_have_their_articles_in_three_formats() {
    let newsroom = newsroom();
    let site = newsroom.built();
    for (list, expected, name) in [
        ("/", vec!["Un pont & deux rives", "mil"], "Le Journal"),
        ("/pays/niger/", vec!["Un pont & deux rives"], "Niger — Le Journal"),
        ("/pays/mali/", vec!["Un pont & deux rives", "mil"], "Mali — Le Journal"),
        ("/sujet/eau/", vec!["Un pont & deux rives"], "Sujet\u{202f}: Eau — Le Journal"),
        ("/auteur/awa-diallo/", vec!["Un pont & deux rives", "mil"], "Articles signés Awa Diallo — Le Journal"),
    ] {
        for feed in in_all_formats(&site, list) {
            assert_eq!(titles(&feed), expected, "{list} {:?}", feed.feed_type);
            assert_eq!(feed.title.as_ref().map(|title| title.content.as_str()), Some(name));
            assert_eq!(
                feed.updated.map(|time| time.to_rfc3339()),
                Some("2024-01-17T09:00:00+00:00".into()).filter(|_| !is_json(&feed))
            );
        }
    }
}

/// JSON Feed says when its items changed, not when it did.
fn is_json(feed: &Feed) -> bool {
    feed.feed_type == feed_rs::model::FeedType::JSON
}

#[test]
fn every_format_says_all_of_an_article() {
    let newsroom = newsroom();
    for feed in in_all_formats(&newsroom.built(), "/pays/niger/") {
        let entry = &feed.entries[0];
        let kind = &feed.feed_type;
        let hrefs: Vec<&str> = entry.links.iter().map(|link| link.href.as_str()).collect();
        assert!(hrefs.contains(&"https://example.org/journal/article/pont/"), "{kind:?}: {hrefs:?}");
        assert_eq!(entry.published.map(|time| time.to_rfc3339()), Some("2024-01-16T08:00:00+00:00".into()), "{kind:?}");
        assert_eq!(entry.updated.map(|time| time.to_rfc3339()), Some("2024-01-17T09:00:00+00:00".into()), "{kind:?}");
        let categories: BTreeSet<&str> = entry.categories.iter().map(|category| category.term.as_str()).collect();
        assert_eq!(categories, ["Eau", "Mali", "Niger"].into(), "{kind:?}");
        let summary = entry.summary.as_ref().map(|text| text.content.as_str()).unwrap_or_default();
        assert!(["Deux rives < une route.", "Deux rives &lt; une route."].contains(&summary), "{kind:?}: {summary}");
        let authors: Vec<&str> =
            entry.authors.iter().map(|author| author.name.as_deref().unwrap_or_default()).collect();
        assert_eq!(authors, ["Awa Diallo", "Moussa Keïta"], "{kind:?}");
        assert!(content(&feed).contains("<strong>Deux rives &lt; une route.</strong>"), "{kind:?}");
        assert_eq!(feed.language.as_deref().or(Some("fr")), Some("fr"), "{kind:?}");
    }
}

#[test]
fn the_lead_picture_is_told_with_its_size() {
    let newsroom = newsroom();
    let site = newsroom.built();
    let (path, bytes) = site.plate("le-pont");
    let address = format!("https://example.org/journal{path}");
    let rss = site.source("/flux.xml");
    let enclosure = format!("<enclosure url=\"{address}\" length=\"{bytes}\" type=\"image/jpeg\"/>");
    assert!(rss.contains(&enclosure), "{rss}");
    let media = &read(&site, "/flux.xml").entries[0].media;
    assert!(media.iter().any(|media| media.content.iter().any(|content| content.width == Some(2))), "{media:?}");
    let atom = read(&site, "/atom.xml");
    let link = atom.entries[0].links.iter().find(|link| link.rel.as_deref() == Some("enclosure")).expect("a picture");
    assert_eq!((link.href.as_str(), link.length), (address.as_str(), Some(bytes as u64)));
    let feed: serde_json::Value = serde_json::from_str(&site.source("/feed.json")).expect("JSON");
    assert_eq!(feed["items"][0]["image"], address);
}

#[test]
fn links_and_pictures_in_a_text_are_whole() {
    let newsroom = newsroom();
    let site = newsroom.built();
    let picture = format!("src=\"https://example.org/journal{}\"", site.plate("le-pont").0);
    for feed in in_all_formats(&site, "/") {
        let content = content(&feed);
        for address in [
            picture.as_str(),
            "href=\"https://example.org/journal/pays/niger/\"",
            "href=\"https://example.org/journal/article/pont/#texte-les-faits\"",
            "href=\"https://b.example/\"",
        ] {
            assert!(content.contains(address), "{:?}: {address} is not in {content}", feed.feed_type);
        }
        assert!(!content.contains("=\"/") && !content.contains("=\"#"), "{content}");
    }
}

#[test]
fn a_feed_has_the_newest_thirty_articles() {
    let at = |n: u32| format!("2024-01-{:02}T{:02}:00:00+01:00", n / 20 + 1, n % 20);
    let newsroom =
        (1..=31).fold(Newsroom::new(), |room, n| room.article(&format!("a{n}.json"), |a| a.published(&at(n))));
    for feed in in_all_formats(&newsroom.built(), "/") {
        let expected: Vec<String> = (2..=31).rev().map(|n| format!("a{n}")).collect();
        assert_eq!(titles(&feed), expected);
    }
}

#[test]
fn an_id_outlives_headline_dates_scheme_and_path_and_is_the_same_in_every_format() {
    let before = newsroom();
    let ids_before: Vec<String> = ids(&read(&before.built(), "/flux.xml")).into_iter().map(str::to_owned).collect();
    assert!(ids_before.iter().all(|id| id.starts_with("urn:uuid:")), "{ids_before:?}");
    assert_eq!(ids_before.iter().collect::<BTreeSet<_>>().len(), 2, "{ids_before:?}");
    let after = before
        .site(|site| site.set("base_url", "http://example.org/autre/chemin").title("Un autre nom"))
        .article("pont.json", |article| article.title("Tout autre chose").published("2023-12-31T09:00:00+01:00"))
        .article("mil.json", |article| article.published("2024-01-15T09:00:00+01:00"));
    let site = after.built();
    for feed in in_all_formats(&site, "/") {
        let ids: BTreeSet<&str> = ids(&feed).into_iter().collect();
        assert_eq!(ids, ids_before.iter().map(String::as_str).collect(), "{:?}", feed.feed_type);
    }
    // Atom's feeds have ids too.
    let (home, country) = (read(&site, "/atom.xml").id, read(&site, "/pays/niger/atom.xml").id);
    assert!(home != country && home.starts_with("urn:uuid:"));
    let other = newsroom().site(|site| site.set("base_url", "https://autre.example"));
    let others = read(&other.built(), "/flux.xml");
    assert!(ids(&others).iter().all(|id| !ids_before.iter().any(|before| before == id)), "another site has other ids");
}

#[test]
fn hostile_texts_break_no_feed() {
    let hostile = "]]> <script>alert(1)</script> & \u{fffe}\u{ffff} \u{1}\u{b} \" ' <!-- &amp; é 😀";
    let newsroom =
        Newsroom::new().site(|site| site.title(hostile).set("tagline", hostile)).article("a.json", |article| {
            let text = format!("`{hostile}` {hostile}");
            article.title(hostile).topics(&[hostile]).authors(&[hostile]).set("standfirst", hostile).text(&text)
        });
    for feed in in_all_formats(&newsroom.built(), "/") {
        let title = &feed.entries[0].title.as_ref().expect("a headline").content;
        assert!(title.starts_with("]]> ") && title.contains("& ") && title.ends_with("😀"), "{title}");
        assert!(title.contains("<script>") || title.contains("&lt;script&gt;"), "{title}");
        assert!(
            !content(&feed).contains("<script>") && content(&feed).contains("&lt;script&gt;"),
            "{}",
            content(&feed)
        );
    }
}

#[test]
fn an_article_in_arabic_is_told_as_one() {
    let newsroom = Newsroom::new().article("a.json", |article| article.set("language", "ar").title("جسر على النهر"));
    let site = newsroom.built();
    for feed in in_all_formats(&site, "/") {
        assert!(content(&feed).starts_with("<div lang=\"ar\" dir=\"rtl\">"), "{}", content(&feed));
    }
    assert!(site.source("/atom.xml").contains("<entry xml:lang=\"ar\">"));
    assert!(site.source("/flux.xml").contains("<dc:language>ar</dc:language>"));
    assert!(site.source("/feed.json").contains("\"language\":\"ar\""));
}

#[test]
fn a_hub_is_named_beside_the_feeds_own_address() {
    let newsroom = newsroom().site(|site| site.set("websub", "https://hub.example/?a=1&b=2"));
    let site = newsroom.built();
    for (name, hub) in [("flux.xml", "atom:link"), ("atom.xml", "link")] {
        let text = site.source(&format!("/pays/niger/{name}"));
        assert!(text.contains(&format!("<{hub} rel=\"hub\" href=\"https://hub.example/?a=1&amp;b=2\"/>")), "{text}");
    }
    let feed: serde_json::Value = serde_json::from_str(&site.source("/feed.json")).expect("JSON");
    assert_eq!(feed["hubs"], json!([{ "type": "WebSub", "url": "https://hub.example/?a=1&b=2" }]));
    let refused = self::newsroom().site(|site| site.set("websub", "hub.example")).refused();
    refused.at("site.json", "\"hub.example\"", "is not the address of a WebSub hub").and_no_more();
}

#[test]
fn nothing_in_a_feed_tells_when_it_was_built() {
    let newsroom = newsroom();
    newsroom.built();
    let before = Tree::of(&newsroom.out());
    let changed = newsroom.build_with(&["--list-changes"]).succeeds();
    assert_eq!(changed.out, "");
    Tree::of(&newsroom.out()).assert_same(&before, "the same articles give the same feeds");
}

#[test]
fn an_upload_sends_feeds_and_maps_behind_the_pages_that_they_name() {
    let newsroom = newsroom();
    let listed = newsroom.build_with(&["--list-changes"]).succeeds().out;
    let place = |path: &str| listed.lines().position(|line| line == format!("added\t{path}")).expect(path);
    for later in ["flux.xml", "pays/niger/feed.json", "sitemap.xml", "sitemap-1.xml"] {
        assert!(
            place(later) > place("article/pont/index.html") && place(later) > place("pays/niger/index.html"),
            "{later}"
        );
    }
}

#[test]
fn a_page_names_the_feeds_that_follow_it() {
    let newsroom = newsroom();
    let site = newsroom.built();
    let named = |page: &str| -> Vec<(String, String)> {
        let links = site.page(page).all("link");
        let links = links.iter().filter(|link| link.attribute("rel").as_deref() == Some("alternate"));
        links.filter_map(|link| Some((link.attribute("type")?, link.attribute("href")?))).collect()
    };
    let of = |list: &str| -> Vec<(String, String)> {
        ["rss+xml flux.xml", "atom+xml atom.xml", "feed+json feed.json"]
            .iter()
            .filter_map(|pair| pair.split_once(' '))
            .map(|(kind, name)| (format!("application/{kind}"), format!("/journal{list}{name}")))
            .collect()
    };
    assert_eq!(named("/"), of("/"));
    assert_eq!(named("/pays/"), of("/"));
    assert_eq!(named("/article/pont/"), of("/"));
    for list in ["/pays/niger/", "/sujet/eau/", "/auteur/awa-diallo/"] {
        assert_eq!(named(list), of(list));
    }
    for (_, href) in named("/pays/niger/") {
        assert!(site.has(href.strip_prefix("/journal").expect("it begins with the base")), "{href}");
    }
    assert_eq!(named("/404.html"), []);
}

#[test]
fn a_newsrooms_own_file_in_a_feeds_place_is_told() {
    newsroom().file("flux.xml", "<rss/>").refused().file("flux.xml", "a page of its own there").and_no_more();
    newsroom().file("pays/niger/feed.json", "{}").refused().file("pays/niger/feed.json", "of its own").and_no_more();
}

#[test]
fn a_site_without_articles_has_feeds_all_the_same() {
    let newsroom = Newsroom::new();
    let site = newsroom.built();
    for feed in in_all_formats(&site, "/") {
        assert!(feed.entries.is_empty());
    }
    FORMATS.iter().for_each(|name| rules::hold(&site, &format!("/{name}")));
}

#[test]
fn every_feed_of_the_demonstration_edition_keeps_the_rules_of_its_format() {
    let newsroom = Newsroom::with_content(&fs::canonicalize("public").expect("it is in the repository"));
    newsroom.build().succeeds();
    let site = Site::of(&newsroom);
    let tree = site.tree();
    let paths = tree.paths().filter(|path| FORMATS.iter().any(|name| path.ends_with(name)));
    let count = paths.map(|path| rules::hold(&site, &format!("/{}", path.display()))).count();
    assert!(count >= 3 * 12, "{count}");
}
