//! A reader without scripts, who starts at the front page and follows every link.

use crate::support::{Html, Newsroom, Site};
use depeche::app::SEED_ID;
use percent_encoding::percent_decode_str;
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// A site as it is walked through.
struct Crawl<'a> {
    site: Site<'a>,
    /// Where it is published, without a slash at its end.
    base_url: String,
    /// The path in it.
    base: String,
    pages: BTreeMap<String, Html>,
}

impl<'a> Crawl<'a> {
    /// Follows every link from the front page on.
    #[track_caller]
    fn from_the_front_page(site: Site<'a>) -> Self {
        let base = site.seed("/").site.base;
        let canonical =
            site.page("/").all("link").into_iter().find(|link| link.attribute("rel").as_deref() == Some("canonical"));
        let address = canonical.and_then(|link| link.attribute("href")).expect("the front page says where it is");
        let mut crawl = Self { site, base_url: address.trim_end_matches('/').into(), base, pages: BTreeMap::new() };
        let mut next = vec!["/".to_owned()];
        while let Some(path) = next.pop() {
            if !crawl.pages.contains_key(&path) {
                let page = crawl.site.page(&path);
                let links = page.all("a").into_iter().filter_map(|link| link.attribute("href"));
                let inside = links.filter_map(|link| crawl.inside(&path, &link));
                next.extend(inside.map(|(path, _)| path).filter(|path| path.ends_with('/') && crawl.site.has(path)));
                crawl.pages.insert(path, page);
            }
        }
        crawl
    }

    /// The path in the site and the fragment that a link of a page leads to; none where it leads out.
    #[track_caller]
    fn inside(&self, from: &str, link: &str) -> Option<(String, String)> {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let path = path.split('?').next().unwrap_or_default();
        let path = match path.strip_prefix(&self.base_url) {
            Some("") => "/",
            Some(rest) if rest.starts_with('/') => rest,
            Some(_) => return None,
            None if path.is_empty() => from,
            None if path.starts_with('/') => {
                path.strip_prefix(&self.base).unwrap_or_else(|| panic!("{from} leads out of the site, to {link}"))
            }
            None if path.contains(':') => return None,
            None => panic!("{link} on {from} leads wherever it is read"),
        };
        let decoded = percent_decode_str(path).decode_utf8().unwrap_or_else(|_| panic!("{link} is no UTF-8"));
        Some((decoded.into_owned(), fragment.into()))
    }

    /// Each page that was written is reached.
    #[track_caller]
    fn reaches_every_page(&self) {
        let reached: BTreeSet<&String> = self.pages.keys().collect();
        let written = self.site.addresses();
        let missed: Vec<_> = written.iter().filter(|address| !reached.contains(address)).collect();
        assert!(missed.is_empty(), "no link leads to {missed:?}");
        assert!(written.len() > 1);
    }

    /// Whatever a page links, loads or names is there.
    #[track_caller]
    fn finds_everything(&self) {
        let nothing = ("/404.html".to_owned(), self.site.page("/404.html"));
        let mut broken = Vec::new();
        for (from, page) in self.pages.iter().chain([(&nothing.0, &nothing.1)]) {
            for target in addresses_in(page) {
                let Some((path, fragment)) = self.inside(from, &target) else { continue };
                let there = match self.pages.get(&path) {
                    Some(other) => fragment.is_empty() || other.with_id(&fragment).is_some(),
                    None if path == nothing.0 => fragment.is_empty() || page.with_id(&fragment).is_some(),
                    None => self.site.has(&path),
                };
                if !there {
                    broken.push(format!("{from} leads to {target}"));
                }
            }
        }
        assert!(broken.is_empty(), "nothing is there: {broken:#?}");
    }
}

/// Every address in a page: of links, files, pictures in all their sizes, and what stands in its head.
fn addresses_in(page: &Html) -> Vec<String> {
    let mut found = Vec::new();
    for element in page.elements() {
        for (name, value) in element.attributes() {
            match name.as_str() {
                "href" | "src" | "poster" | "data-glue" | "data-wasm" => found.push(value),
                "srcset" | "imagesrcset" => {
                    let each = value.split(',').filter_map(|candidate| candidate.split_whitespace().next());
                    found.extend(each.map(str::to_owned));
                }
                "content" if value.starts_with("https://") => found.push(value),
                _ => {}
            }
        }
    }
    found
}

/// A newsroom that has several pages of everything.
fn large() -> Newsroom {
    let comment = |id: u32| {
        let published = format!("2024-01-16T10:{:02}:{:02}Z", id / 60, id % 60);
        json!({ "id": id, "author": "Awa", "published": published, "html": "<p>Oui.</p>" })
    };
    let comments: Vec<_> = (1..=120).map(comment).collect();
    let thread = json!({ "thread": "/article/a1/", "comments": comments });
    let newsroom = (1..=45).fold(Newsroom::new(), |room, n| {
        let time = format!("2024-01-{:02}T{:02}:00:00+01:00", n / 20 + 1, n % 20);
        let (own, seldom) = (format!("Sujet {n}"), format!("Plume {n}"));
        room.article(&format!("a{n}.json"), |article| {
            article.published(&time).countries(&["NE", "ML"]).topics(&["Eau", &own, "page"]).authors(&["Awa", &seldom])
        })
    });
    newsroom
        .site(|site| site.set("comments", json!({ "backend": "isso", "url": "https://avis.example.org" })))
        .file("comments/a1.json", thread.to_string())
        .picture("media/un pont.png")
        .file("favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .article("arabe.json", |article| {
            article.countries(&["MR"]).topics(&["مياه", "???"]).authors(&["أحمد"]).set("language", "ar")
        })
        .article("pont.json", |article| {
            let text =
                "[le Niger](/pays/niger/page/2/), [plus bas](#texte-les-faits), [loin](https://ailleurs.example/)";
            article
                .image("media/un pont.png")
                .set("body", json!([{ "type": "paragraph", "text": text }, { "type": "heading", "text": "Les faits" }]))
        })
}

fn demonstration() -> Newsroom {
    Newsroom::with_content(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public"))
}

#[test]
fn every_page_is_reached_by_links_and_no_link_is_broken() {
    for newsroom in [large(), demonstration()] {
        let crawl = Crawl::from_the_front_page(newsroom.built());
        crawl.reaches_every_page();
        crawl.finds_everything();
    }
}

#[test]
fn the_same_holds_under_a_path() {
    for newsroom in [large(), demonstration()] {
        newsroom.build_with(&["--base-url", "https://example.org/journal/"]).succeeds();
        let crawl = Crawl::from_the_front_page(Site::of(&newsroom));
        assert_eq!(crawl.base, "/journal");
        crawl.reaches_every_page();
        crawl.finds_everything();
    }
}

#[test]
fn a_large_newsroom_has_several_pages_of_everything() {
    let newsroom = large();
    let site = newsroom.built();
    for list in ["/", "/pays/niger/", "/sujet/eau/", "/auteur/awa/"] {
        assert!(site.has(&format!("{list}page/3/")), "{list}");
    }
    assert!(site.has("/article/a1/commentaires/3/") && site.has("/sujet/sujet-7/") && site.has("/auteur/plume-7/"));
    assert!(site.page("/").with_id(SEED_ID).is_some());
}
