//! Good newsrooms: the demonstration edition, and what holds for every page of every site.

use crate::support::{Fields, Html, Newsroom, Tree};
use depeche::{model::page::Page, publish::pages, words::Language};
use std::{collections::BTreeSet, path::Path};

/// The demonstration edition of the project.
fn demonstration() -> Newsroom {
    Newsroom::with_content(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public"))
}

#[test]
fn the_demonstration_edition_has_nothing_to_mend() {
    let newsroom = demonstration();
    newsroom.check().succeeds().says(&["nothing to mend"]);
    let site = newsroom.built();
    assert!(site.slugs("/").len() > 20 && site.has("/page/2/") && site.has("/article/mission-a-moscou/"));
    let Page::Countries { countries } = site.data("/pays/") else { panic!("the page of all countries") };
    assert!(countries.len() >= 8);
    let mission = site.article("mission-a-moscou");
    let slugs: Vec<_> = mission.countries.iter().map(|country| country.slug.as_str()).collect();
    assert_eq!(slugs, ["niger", "russie"]);
    assert!(mission.authors.contains(">Ousmane Diallo<") && site.has("/auteur/ousmane-diallo/"));
}

#[test]
fn every_page_has_its_data_beside_it_and_both_say_the_same() {
    let newsroom = demonstration();
    let site = newsroom.built();
    let edition = newsroom.illustrated("9999-01-01T00:00:00Z");
    let routes = pages::routes(&edition);
    let json = |page: &Page| serde_json::to_value(page).expect("a page is JSON");
    let mut expected = BTreeSet::new();
    for route in &routes {
        let path = route.path();
        assert!(expected.insert(path.clone()), "{path} stands twice");
        assert_eq!(route.data_href(""), format!("{path}index.json"));
        let mut page = pages::page(&edition, route).expect("each route has a page");
        // Of pictures only their HTML is data.
        assert_eq!(json(&site.data(&path)), json(&page), "{path}");
        let seed = site.seed(&path);
        assert_eq!((seed.path.as_deref(), &seed.site), (Some(&*path), edition.site()));
        let markup = page.take_markup();
        assert_eq!(json(&seed.page), json(&page), "{path}");
        page.put_markup(markup);
        let document = site.page(&path);
        assert_eq!(document.one("title").text(), page.title(edition.site(), &Language::FRENCH.words));
        let text = match &page {
            Page::Article(article) => &article.body,
            Page::Front { html } => html,
            _ => continue,
        };
        assert_eq!(site.source(&path).matches(text).count(), 1, "the text of {path} stands in it once");
    }
    assert_eq!(site.addresses().into_iter().collect::<BTreeSet<_>>(), expected, "there is no page besides");
}

#[test]
fn every_link_and_every_file_of_every_page_leads_somewhere() {
    let newsroom = demonstration();
    let site = newsroom.built();
    for address in site.addresses().iter().map(String::as_str).chain(["/404.html"]) {
        let page = site.page(address);
        for target in page.targets() {
            let (path, fragment) = target.split_once('#').unwrap_or((&target, ""));
            if path.starts_with('/') {
                assert!(site.has(path), "{address} leads to {target}, which is not there");
            } else if !path.is_empty() {
                let known = ["https://", "mailto:", "data:,"].iter().any(|start| path.starts_with(start));
                assert!(known, "{address} leads to {target}");
            }
            assert!(fragment.is_empty() || page.with_id(fragment).is_some(), "{target} on {address}");
        }
        let boot = page.with_id("boot").expect("each page starts the app");
        for name in ["src", "data-glue", "data-wasm"] {
            assert!(site.has(&boot.attribute(name).expect("the boot says what it loads")), "{name} on {address}");
        }
    }
}

#[test]
fn every_document_is_whole_without_scripts() {
    let newsroom = demonstration();
    let site = newsroom.built();
    for address in site.addresses().iter().map(String::as_str).chain(["/404.html"]) {
        let page = site.page(address);
        assert_eq!(page.one("html").attribute("lang").as_deref(), Some("fr"));
        assert_eq!(page.one("html").attribute("data-app").as_deref(), Some("loading"));
        assert_eq!(page.one("main").all("h1").len(), 1, "{address}");
        assert_eq!(page.all("h1").len(), 1, "{address}");
        assert!(!site.source(address).contains("<body> "), "{address}");
        for picture in page.all("img") {
            let said = |name| picture.attribute(name).unwrap_or_default();
            let sized = ["width", "height"].map(|name| said(name).parse::<u32>().is_ok_and(|pixels| pixels > 0));
            assert!(!said("alt").is_empty() && sized == [true, true], "{address}");
        }
        for script in page.all("script") {
            let kind = script.attribute("type").unwrap_or_default();
            let inert = ["application/json", "application/ld+json"].contains(&kind.as_str());
            assert!(inert || script.attribute("src").is_some() && script.text().is_empty(), "{address}");
        }
        let ids: Vec<String> = page.elements().iter().filter_map(|element| element.attribute("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "each id stands once: {ids:?} on {address}");
    }
    let article = site.page("/article/mission-a-moscou/");
    let main = article.one("main").text();
    for text in ["Par", "Ousmane Diallo", "Publié le", "16 janvier 2024 à 09:00", "Mis à jour le", "Moscou en hiver"]
    {
        assert!(main.contains(text), "{text}");
    }
    assert!(article.with_id("commentform").is_some());
    assert!(article.one("noscript").text().contains("activez JavaScript"));
}

#[test]
fn the_page_for_what_is_not_there_is_kept_out_of_search_engines() {
    let newsroom = Newsroom::new().article("a.json", |article| article);
    let site = newsroom.built();
    let robots = |path: &str| {
        let all = site.page(path).all("meta");
        all.iter()
            .find(|meta| meta.attribute("name").as_deref() == Some("robots"))
            .and_then(|meta| meta.attribute("content"))
    };
    assert_eq!(robots("/404.html").as_deref(), Some("noindex"));
    assert_eq!(robots("/"), None);
    assert_eq!(site.seed("/404.html").path, None);
    assert!(site.page("/404.html").one("main").text().contains("Page introuvable"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let newsroom = demonstration();
    newsroom.build_with(&["--out", "un"]).succeeds();
    newsroom.build_with(&["--out", "deux"]).succeeds();
    let tree = |name: &str| Tree::of(&newsroom.folder().join(name));
    tree("un").assert_same(&tree("deux"), "the same input gives the same bytes");
    newsroom.build_with(&["--out", "un"]).succeeds();
    tree("un").assert_same(&tree("deux"), "over an old site as well");
}

#[test]
fn files_are_copied_as_they_are() {
    let bytes: Vec<u8> = (0..=255).collect();
    let files = [
        "robots.txt",
        "CNAME",
        "icons/a b.png",
        ".well-known/security.txt",
        "media/é.bin",
        "fonts/a.woff2",
        "site.json.bak",
    ];
    let newsroom = files.iter().fold(Newsroom::new(), |room, file| room.file(file, &bytes)).file("vide.txt", "");
    let newsroom = newsroom.article("a.json", |article| article);
    let tree = newsroom.built().tree();
    for file in files {
        assert_eq!(tree.get(file), Some(&*bytes), "{file}");
    }
    assert_eq!(tree.get("vide.txt"), Some(&[][..]));
    let sources = tree.paths().filter(|path| path.starts_with("articles") || path.as_os_str() == "site.json");
    assert_eq!(sources.count(), 0, "what the newsroom writes stays in the newsroom");
}

#[test]
fn a_site_in_another_language_runs_and_counts_as_that_language_does() {
    let newsroom = Newsroom::new().site(|site| site.set("language", "ar")).article("a.json", sound);
    let html = newsroom.built().page("/article/a/").one("html");
    assert_eq!((html.attribute("lang").as_deref(), html.attribute("dir").as_deref()), (Some("ar"), Some("rtl")));
    let newsroom = Newsroom::new()
        .site(|site| site.set("language", "en"))
        .article("a.json", |article| article.set("authors", serde_json::json!(["Awa", "Bintou", "Chérif"])));
    let site = newsroom.built();
    let article = site.article("a");
    assert_eq!(Html::parse(&article.authors).one("body").text(), "Awa, Bintou and Chérif");
    assert_eq!(article.published.text, "16 January 2024 at 09:00");
    assert_eq!(site.page("/article/a/").one("html").attribute("dir"), None);
}

fn sound(article: Fields) -> Fields {
    article
}

#[test]
fn an_asset_in_the_way_of_a_page_is_an_error() {
    let advice = "the site has a page of its own there: rename this file or move it to a folder of another name";
    for path in
        ["index.html", "index.json", "404.html", "article/a/index.html", "pays/niger/index.json", "pays/index.html"]
    {
        Newsroom::new().article("a.json", sound).file(path, "x").refused().file(path, advice).and_no_more();
    }
    // A folder of that name is not in the way.
    let newsroom = Newsroom::new().article("a.json", sound).file("article/a/plan.pdf", "x").file("pays/carte.svg", "x");
    assert_eq!(newsroom.built().tree().get("article/a/plan.pdf"), Some(&b"x"[..]));
}

#[test]
fn an_asset_in_the_way_of_a_folder_of_pages_is_an_error() {
    for path in ["pays", "article", "article/a", "app"] {
        let refused = Newsroom::new().article("a.json", sound).file(path, "x").refused();
        refused.file(path, "rename this file").and_no_more();
    }
    let path = "index.html/a.txt";
    Newsroom::new().article("a.json", sound).file(path, "x").refused().file(path, "rename").and_no_more();
}

#[test]
fn comments_may_be_closed_for_an_article_or_for_all() {
    let newsroom =
        Newsroom::new().article("a.json", sound).article("b.json", |article| article.set("comments", "closed"));
    let site = newsroom.built();
    assert!(site.page("/article/a/").with_id("commentform").is_some());
    assert!(site.page("/article/b/").with_id("commentform").is_none());
    assert!(site.page("/article/b/").one("main").text().contains("Les commentaires sont fermés"));
    let closed = serde_json::json!({ "backend": "closed" });
    let newsroom = Newsroom::new().site(|site| site.set("comments", closed)).article("a.json", sound);
    assert!(newsroom.built().page("/article/a/").with_id("commentform").is_none());
}
