//! Maps for search engines, `robots.txt`, `llms.txt` and the key of IndexNow.

use crate::support::{Html, Newsroom, Site};
use depeche::publish::{self, Host, Options, bundle::Bundle};
use jiff::Timestamp;
use roxmltree::{Document, Node};
use serde_json::json;
use std::{collections::BTreeSet, fs, sync::atomic::AtomicBool};

const MAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGES: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

fn newsroom() -> Newsroom {
    Newsroom::new()
        .site(|site| site.set("base_url", "https://example.org/journal"))
        .picture("media/a & b.png")
        .picture("media/c.png")
        .article("pont.json", |article| {
            article.image("media/a & b.png").set("updated", "2024-01-18T10:00:00+01:00").set(
                "body",
                json!([
                    { "type": "image", "src": "media/a & b.png", "alt": "a" },
                    { "type": "image", "src": "media/c.png", "alt": "c" },
                ]),
            )
        })
        .article("mil.json", |article| article.countries(&["ML"]).published("2024-01-15T09:00:00+01:00"))
}

/// What a map says of a page: its address, when it changed, its pictures.
type Entry = (String, Option<String>, Vec<String>);

/// The children of an element, by the names of a namespace.
fn children<'a>(node: Node<'a, 'a>, namespace: &str, name: &str) -> Vec<Node<'a, 'a>> {
    node.children().filter(|child| child.has_tag_name((namespace, name))).collect()
}

fn text(node: Node<'_, '_>) -> String {
    node.text().unwrap_or_default().to_owned()
}

/// Reads a map or an index by the rules of its schema: at least one entry, `loc` once and first, then `lastmod` at most
/// once, then what belongs to others; whole addresses of the site; times as the W3C writes them.
#[track_caller]
fn entries(xml: &str, root: &str, entry: &str) -> Vec<Entry> {
    let document = Document::parse(xml).expect("XML");
    assert!(document.root_element().has_tag_name((MAPS, root)), "{xml}");
    assert!(xml.len() <= 50 * 1024 * 1024);
    let all: Vec<Node<'_, '_>> = document.root_element().children().filter(Node::is_element).collect();
    assert!((1..=50_000).contains(&all.len()), "{}", all.len());
    let read = |node: Node<'_, '_>| {
        assert!(node.has_tag_name((MAPS, entry)));
        let names: Vec<(&str, &str)> = node
            .children()
            .map(|child| (child.tag_name().namespace().unwrap_or_default(), child.tag_name().name()))
            .collect();
        let rank = |(namespace, name): &(&str, &str)| match (*namespace, *name) {
            (MAPS, "loc") => 0,
            (MAPS, "lastmod") => 1,
            (IMAGES, "image") | (NEWS, "news") if entry == "url" => 2,
            other => panic!("{other:?} has no place in {entry}"),
        };
        assert!(names.is_sorted_by_key(rank) && names[0] == (MAPS, "loc"), "{names:?}");
        assert!(names.iter().filter(|name| rank(name) == 1).count() <= 1);
        let address = text(children(node, MAPS, "loc")[0]);
        assert!((12..2048).contains(&address.len()) && url::Url::parse(&address).is_ok(), "{address}");
        let changed = children(node, MAPS, "lastmod").first().map(|node| text(*node));
        if let Some(time) = &changed {
            assert!(time.parse::<Timestamp>().is_ok(), "{time} is not the W3C's form of a time");
        }
        let pictures = children(node, IMAGES, "image").into_iter().map(|image| {
            let [place] = children(image, IMAGES, "loc")[..] else { panic!("a picture has one address") };
            text(place)
        });
        (address, changed, pictures.collect())
    };
    all.into_iter().map(read).collect()
}

/// What all maps of the index say but that of the news.
#[track_caller]
fn mapped(site: &Site<'_>, base_url: &str) -> Vec<Entry> {
    let index = entries(&site.source("/sitemap.xml"), "sitemapindex", "sitemap");
    let paths: Vec<String> = index
        .iter()
        .map(|(address, ..)| address.strip_prefix(base_url).unwrap_or_else(|| panic!("{address}")).to_owned())
        .collect();
    assert!(paths.contains(&"/sitemap-news.xml".into()), "{paths:?}");
    let maps = paths.iter().filter(|path| *path != "/sitemap-news.xml");
    maps.flat_map(|path| entries(&site.source(path), "urlset", "url")).collect()
}

#[test]
fn a_page_is_told_with_its_last_change_and_its_pictures() {
    let newsroom = newsroom();
    let site = newsroom.built();
    let all = mapped(&site, "https://example.org/journal");
    let of = |path: &str| {
        let address = format!("https://example.org/journal{path}");
        all.iter().find(|(known, ..)| *known == address).unwrap_or_else(|| panic!("{address} is in no map"))
    };
    let (_, changed, pictures) = of("/article/pont/");
    assert_eq!(changed.as_deref(), Some("2024-01-18T10:00:00+01:00"));
    let of_name = |name| format!("https://example.org/journal{}", site.plate(name).0);
    assert_eq!(*pictures, [of_name("a-b"), of_name("c")]);
    let (_, changed, pictures) = of("/article/mil/");
    assert_eq!((changed.as_deref(), pictures.len()), (Some("2024-01-15T09:00:00+01:00"), 0));
    assert_eq!(of("/").1.as_deref(), Some("2024-01-18T10:00:00+01:00"));
    assert_eq!(of("/pays/mali/").1.as_deref(), Some("2024-01-15T09:00:00+01:00"));
    let index = entries(&site.source("/sitemap.xml"), "sitemapindex", "sitemap");
    assert_eq!(index[0].1.as_deref(), Some("2024-01-18T10:00:00+01:00"));
}

/// Builds at a moment; gives the map of the news.
fn news_at(newsroom: &Newsroom, now: &str) -> String {
    let bundle = Bundle::from_folder(&newsroom.folder().join("app")).expect("it is whole");
    let report = publish::build(&Options {
        content: &newsroom.content(),
        out: &newsroom.out(),
        base_url: None,
        bundle: &bundle,
        host: Host::Plain,
        precompress: false,
        now: now.parse().expect("a time"),
        preview: false,
        cache: &newsroom.folder().join("cache"),
        picturing: &|_, _| (),
        progress: &|_, _| (),
        interrupted: &AtomicBool::new(false),
    });
    report.unwrap_or_else(|error| panic!("{error}"));
    Site::of(newsroom).source("/sitemap-news.xml")
}

#[test]
fn what_is_younger_than_two_days_is_news() {
    let newsroom = Newsroom::new()
        .site(|site| site.title("Le Journal & Cie"))
        .article("hier.json", |a| a.title("Hier & <b>").published("2024-01-15T09:00:00Z").set("language", "ha-Latn"))
        .article("tot.json", |a| a.published("2024-01-14T09:00:00Z"))
        .article("vieux.json", |a| a.published("2024-01-14T08:59:59Z"));
    let xml = news_at(&newsroom, "2024-01-16T09:00:00Z");
    let addresses: Vec<String> = entries(&xml, "urlset", "url").into_iter().map(|(address, ..)| address).collect();
    assert_eq!(addresses, ["https://example.org/article/hier/", "https://example.org/article/tot/"]);
    let document = Document::parse(&xml).expect("XML");
    let told: Vec<Node<'_, '_>> = document.descendants().filter(|node| node.has_tag_name((NEWS, "news"))).collect();
    assert_eq!(told.len(), 2);
    let names: Vec<&str> = told[0].children().map(|child| child.tag_name().name()).collect();
    assert_eq!(names, ["publication", "publication_date", "title"], "the order of the schema");
    let publication: Vec<String> = children(told[0], NEWS, "publication")[0].children().map(text).collect();
    assert_eq!(publication, ["Le Journal & Cie", "ha"]);
    assert_eq!(text(children(told[0], NEWS, "publication_date")[0]), "2024-01-15T10:00:00+01:00");
    assert_eq!(text(children(told[0], NEWS, "title")[0]), "Hier & <b>");
}

#[test]
fn without_news_the_map_stays_and_names_the_front_page_alone() {
    let newsroom = newsroom();
    let xml = news_at(&newsroom, "2026-01-16T09:00:00Z");
    assert_eq!(entries(&xml, "urlset", "url"), [("https://example.org/journal/".into(), None, vec![])]);
    assert!(!xml.contains("news:news>"), "{xml}");
}

/// Every page that a reader without scripts reaches from the front page.
fn reached(site: &Site<'_>, base: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut open = vec!["/".to_owned()];
    while let Some(path) = open.pop() {
        for link in site.page(&path).all("a") {
            let href = link.attribute("href").unwrap_or_default();
            let Some(path) = href.split(['#', '?']).next().and_then(|href| href.strip_prefix(base)) else { continue };
            if path.starts_with('/')
                && !path.starts_with("//")
                && site.has(path)
                && path.ends_with('/')
                && seen.insert(path.into())
            {
                open.push(path.into());
            }
        }
    }
    seen
}

/// Whether a search engine may keep a page.
fn may_be_found(page: &Html) -> bool {
    !page.all("meta").iter().any(|meta| {
        meta.attribute("name").as_deref() == Some("robots")
            && meta.attribute("content").is_some_and(|content| content.contains("noindex"))
    })
}

#[test]
fn the_maps_have_every_page_that_may_be_found_and_none_that_no_link_leads_to() {
    let newsroom = Newsroom::with_content(&fs::canonicalize("public").expect("it is in the repository"));
    newsroom.build().succeeds();
    let site = Site::of(&newsroom);
    let robots = site.source("/robots.txt");
    let index = robots.lines().find_map(|line| line.strip_prefix("Sitemap: ")).expect("robots.txt names the maps");
    let base_url = index.strip_suffix("/sitemap.xml").expect("it is the index");
    let base = url::Url::parse(base_url).expect("an address").path().trim_end_matches('/').to_owned();
    let mapped: BTreeSet<String> = mapped(&site, base_url)
        .into_iter()
        .map(|(address, ..)| address.strip_prefix(base_url).expect("a page of the site").to_owned())
        .collect();
    let found: BTreeSet<String> = site.addresses().into_iter().filter(|path| may_be_found(&site.page(path))).collect();
    assert_eq!(mapped, found);
    let reached = reached(&site, &base);
    let lost: Vec<&String> = mapped.difference(&reached).collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
}

#[test]
fn robots_are_told_of_the_maps_unless_the_newsroom_tells_them_itself() {
    let newsroom = newsroom();
    assert_eq!(
        newsroom.built().source("/robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/journal/sitemap.xml\n\
         Sitemap: https://example.org/journal/sitemap-news.xml\n"
    );
    let own = newsroom.file("robots.txt", "User-agent: *\nDisallow: /\n");
    assert_eq!(own.built().source("/robots.txt"), "User-agent: *\nDisallow: /\n");
}

#[test]
fn llms_txt_is_there_only_if_it_is_asked_for() {
    let newsroom = newsroom();
    assert!(!newsroom.built().has("/llms.txt"));
    let asked = newsroom
        .site(|site| site.set("llms", true).title("Le *Journal*").set("tagline", "La vallée"))
        .article("mil.json", |article| article.title("Le [mil]").set("standfirst", "Un grain").countries(&["ML"]));
    let text = asked.built().source("/llms.txt");
    assert!(text.starts_with("# Le \\*Journal\\*\n\n> La vallée\n\n## "), "{text}");
    for line in [
        "- [Le \\[mil\\]](https://example.org/article/mil/): Un grain\n",
        "- [Mali](https://example.org/pays/mali/)\n",
        "- [RSS](https://example.org/flux.xml)\n",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let own = asked.file("llms.txt", "# À nous\n");
    assert_eq!(own.built().source("/llms.txt"), "# À nous\n");
}

#[test]
fn llms_txt_is_asked_for_with_yes_or_no() {
    let refused = newsroom().site(|site| site.set("llms", "oui")).refused();
    refused.at("site.json", "\"oui\"", "`llms` must be true or false, not a text").and_no_more();
}

#[test]
fn the_key_of_indexnow_stands_in_a_file_of_its_name() {
    let newsroom = newsroom().site(|site| site.set("indexnow", "4f1a-Cle-De-La-Vallee"));
    assert_eq!(newsroom.built().source("/4f1a-Cle-De-La-Vallee.txt"), "4f1a-Cle-De-La-Vallee");
    for key in ["court", "clé-avec-accent", "une clef!", &"a".repeat(129)] {
        let refused = Newsroom::new().site(|site| site.set("indexnow", key)).refused();
        refused.at("site.json", &format!("\"{key}\""), "cannot be a key for IndexNow").and_no_more();
    }
}

#[test]
fn a_newsrooms_own_map_is_told() {
    newsroom().file("sitemap.xml", "<x/>").refused().file("sitemap.xml", "a page of its own there").and_no_more();
    let keyed = newsroom().site(|site| site.set("indexnow", "une-cle-de-huit"));
    keyed.file("une-cle-de-huit.txt", "x").refused().file("une-cle-de-huit.txt", "of its own there").and_no_more();
}

#[test]
fn maps_feeds_and_texts_are_packed_too() {
    let newsroom = (0..9).fold(newsroom().site(|site| site.set("llms", true)), |room, n| {
        room.article(&format!("a{n}.json"), |article| article.text(&"Le fleuve passe. ".repeat(40)))
    });
    newsroom.build_with(&["--precompress"]).succeeds();
    let site = Site::of(&newsroom);
    for path in ["/flux.xml", "/pays/niger/atom.xml", "/feed.json", "/sitemap-1.xml", "/llms.txt"] {
        for end in ["br", "gz", "zst"] {
            assert!(site.has(&format!("{path}.{end}")), "{path}.{end}");
        }
    }
}
