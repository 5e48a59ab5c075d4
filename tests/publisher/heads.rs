//! What a page's head says: to the browser's tab, to search engines, to whoever shows a preview of its address.

use crate::support::{Fields, Html, Newsroom, Site, linked_data};
use serde_json::json;

/// The content of the `meta` elements of a name or property, in their order.
fn meta(page: &Html, name: &str) -> Vec<String> {
    let named = |kind| move |meta: &crate::support::Element| meta.attribute(kind).as_deref() == Some(name);
    let all = page.all("meta");
    let found = all.iter().filter(|meta| named("name")(meta) || named("property")(meta));
    found.map(|meta| meta.attribute("content").expect("it has a content")).collect()
}

/// The only one.
#[track_caller]
fn said(page: &Html, name: &str) -> String {
    let all = meta(page, name);
    assert_eq!(all.len(), 1, "{name}: {all:?}");
    all.into_iter().next().unwrap_or_default()
}

/// Where the links of a relation lead.
fn links(page: &Html, rel: &str) -> Vec<String> {
    let all = page.one("head").all("link");
    let found = all.iter().filter(|link| link.attribute("rel").as_deref() == Some(rel));
    found.map(|link| link.attribute("href").expect("it leads somewhere")).collect()
}

/// Languages and addresses of a page's versions.
fn versions(page: &Html) -> Vec<(String, String)> {
    let all = page.one("head").all("link");
    let version = |link: &crate::support::Element| Some((link.attribute("hreflang")?, link.attribute("href")?));
    all.iter().filter_map(version).collect()
}

fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new().site(|site| site.set("tagline", "Les nouvelles du fleuve").set("language", "fr"));
    newsroom.article("pont.json", |article| {
        article
            .title("Un « pont » & des rives")
            .set("standfirst", "Deux rives, une route.")
            .countries(&["NE", "ML"])
            .topics(&["Géographie", "Eau"])
            .set("authors", json!(["Awa Diallo", "La rédaction"]))
            .set("updated", "2024-01-17T10:00:00+01:00")
    })
}

/// Many articles, so that lists have pages.
fn with_many(newsroom: Newsroom) -> Newsroom {
    (0..45).fold(newsroom, |newsroom, number| newsroom.article(&format!("n{number:02}.json"), |article| article))
}

#[test]
fn an_articles_head_says_what_it_is() {
    let newsroom = newsroom();
    let site = newsroom.built();
    let page = site.page("/article/pont/");
    let title = "Un «\u{202f}pont\u{202f}» & des rives";
    assert_eq!(page.one("title").text(), format!("{title} — Le Journal"));
    assert_eq!(links(&page, "canonical"), ["https://example.org/article/pont/"]);
    for (name, expected) in [
        ("description", "Deux rives, une route."),
        ("robots", "max-image-preview:large"),
        ("og:site_name", "Le Journal"),
        ("og:type", "article"),
        ("og:title", title),
        ("og:description", "Deux rives, une route."),
        ("og:url", "https://example.org/article/pont/"),
        ("og:locale", "fr_FR"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", &format!("Niger — {title}")),
        ("article:published_time", "2024-01-16T09:00:00+01:00"),
        ("article:modified_time", "2024-01-17T10:00:00+01:00"),
        ("article:section", "Niger"),
        ("twitter:card", "summary_large_image"),
    ] {
        assert_eq!(said(&page, name), expected, "{name}");
    }
    assert_eq!(meta(&page, "article:tag"), ["Géographie", "Eau"]);
    let authors = ["https://example.org/auteur/awa-diallo/", "https://example.org/auteur/la-redaction/"];
    assert_eq!(meta(&page, "article:author"), authors);
    let picture = said(&page, "og:image");
    let path = picture.strip_prefix("https://example.org/").expect("it is named whole");
    assert!(site.tree().get(path).is_some(), "{path} is in the site");
}

#[test]
fn every_page_says_what_it_is_and_where() {
    let newsroom = with_many(newsroom());
    let site = newsroom.built();
    for (path, kind, about) in [
        ("/", "website", "Les nouvelles du fleuve"),
        ("/page/2/", "website", "Le Journal\u{202f}: tous les articles, du plus récent au plus ancien. Page 2 sur 3."),
        ("/pays/", "website", "Les pays dont parle Le Journal"),
        (
            "/pays/niger/",
            "website",
            "Niger\u{202f}: l’actualité du pays et tous les articles qui en parlent dans Le Journal.",
        ),
        ("/pays/niger/page/3/", "website", "Page 3 sur 3."),
        ("/article/n01/", "article", "Bonjour."),
        ("/sujet/eau/", "website", "Sujet\u{202f}: Eau. Les articles parus dans Le Journal"),
        ("/auteur/awa-diallo/page/2/", "website", "Articles signés Awa Diallo. Les articles parus dans Le Journal"),
    ] {
        let page = site.page(path);
        let address = format!("https://example.org{path}");
        assert_eq!(links(&page, "canonical"), [address.as_str()]);
        assert_eq!(said(&page, "og:url"), address);
        assert_eq!(said(&page, "og:type"), kind, "{path}");
        assert!(said(&page, "description").contains(about), "{path}: {}", said(&page, "description"));
        assert_eq!(said(&page, "og:description"), said(&page, "description"));
        assert!(site.tree().get(said(&page, "og:image").trim_start_matches("https://example.org/")).is_some());
        assert!(!page.one("title").text().is_empty());
        assert_eq!(
            site.page_file(path).description,
            said(&page, "description"),
            "the app says of {path} what its document says"
        );
    }
}

#[test]
fn a_page_that_is_not_there_is_not_to_be_found() {
    let newsroom = newsroom();
    let page = newsroom.built().page("404.html");
    assert_eq!(said(&page, "robots"), "noindex");
    assert_eq!(links(&page, "canonical"), ["https://example.org/404.html"], "and none of what is there");
    assert_eq!(meta(&page, "og:url"), Vec::<String>::new());
}

#[test]
fn a_text_without_standfirst_is_described_by_its_beginning() {
    let long = "Le **fleuve** passe & repasse sous le [pont](/pays/). ".repeat(20);
    let newsroom = Newsroom::new().article("a.json", |article| article.text(&long));
    let description = said(&newsroom.built().page("/article/a/"), "description");
    assert!(description.starts_with("Le fleuve passe & repasse sous le pont. Le fleuve"), "{description}");
    assert!((120..=160).contains(&description.chars().count()), "{description}");
    assert!(description.ends_with('…') && !description.ends_with(" …"), "{description}");
    let last = description.trim_end_matches('…').rsplit(' ').next().expect("it has words");
    assert!(["Le", "fleuve", "passe", "&", "repasse", "sous", "le", "pont."].contains(&last), "{last} is a word");
}

#[test]
fn the_pages_of_a_list_lead_to_each_other() {
    let newsroom = with_many(newsroom());
    let site = newsroom.built();
    for (path, previous, next) in [
        ("/", None, Some("/page/2/")),
        ("/page/2/", Some("/"), Some("/page/3/")),
        ("/page/3/", Some("/page/2/"), None),
        ("/pays/niger/page/2/", Some("/pays/niger/"), Some("/pays/niger/page/3/")),
        ("/auteur/awa-diallo/page/2/", Some("/auteur/awa-diallo/"), Some("/auteur/awa-diallo/page/3/")),
        ("/sujet/eau/", None, None),
        ("/pays/mali/", None, None),
        ("/pays/", None, None),
        ("/article/pont/", None, None),
    ] {
        let page = site.page(path);
        let whole = |path: Option<&str>| path.map(|path| format!("https://example.org{path}")).into_iter().collect();
        let expected: [Vec<String>; 2] = [whole(previous), whole(next)];
        assert_eq!([links(&page, "prev"), links(&page, "next")], expected, "{path}");
    }
}

#[test]
fn under_a_path_every_address_has_the_path() {
    let newsroom = newsroom().picture("favicon.svg");
    newsroom.build_with(&["--base-url", "https://example.org/journal/"]).succeeds();
    let site = Site::of(&newsroom);
    for path in ["/", "/pays/niger/", "/article/pont/"] {
        let page = site.page(path);
        let mut addresses: Vec<String> =
            ["canonical", "prev", "next"].iter().flat_map(|rel| links(&page, rel)).collect();
        addresses.extend(["og:url", "og:image"].iter().map(|name| said(&page, name)));
        addresses.extend(linked_data::addresses(&site.source(path)));
        assert!(addresses.len() > 5, "{addresses:?}");
        for address in addresses.iter().filter(|address| !address.starts_with("https://schema.org")) {
            assert!(address.starts_with("https://example.org/journal/"), "{path}: {address}");
            assert!(!address.contains("journal/journal"), "{path}: {address}");
        }
    }
}

#[test]
fn what_an_editor_writes_ends_no_element_of_the_head() {
    let hostile = "</title></script><script>alert(1)</script>\" onload=\"alert(2)";
    let newsroom =
        Newsroom::new().site(|site| site.title(hostile).set("tagline", hostile)).article("a.json", |article| {
            article.title(hostile).set("standfirst", hostile).topics(&[hostile]).set("authors", json!([hostile]))
        });
    let site = newsroom.built();
    for path in ["/", "/article/a/", "/pays/", "/pays/niger/"] {
        let page = site.page(path);
        assert!(page.one("title").text().contains(hostile), "{path}");
        let scripts = page.one("head").all("script").into_iter().filter(|script| script.attribute("src").is_none());
        assert_eq!(scripts.count(), 1, "{path}");
        assert!(page.elements().iter().all(|element| element.attribute("onload").is_none()), "{path}");
        linked_data::read(&site.source(path));
    }
    let data = linked_data::read(&site.source("/article/a/"));
    assert_eq!(data.only("NewsArticle").text("headline"), hostile);
}

fn translated() -> Newsroom {
    let newsroom = Newsroom::new().article("mission.json", |article| article.title("Une <mission>"));
    let arabic = |article: Fields| article.title("بعثة").set("language", "ar").set("translation_of", "mission");
    let hausa = |article: Fields| article.title("Aiki").set("language", "ha").set("translation_of", "mission");
    newsroom.article("ar/bitha.json", arabic).article("ha/aiki.json", hausa).article("seul.json", |article| article)
}

#[test]
fn an_article_leads_to_itself_in_other_languages() {
    let newsroom = translated();
    let site = newsroom.built();
    let address = |slug: &str| format!("https://example.org/article/{slug}/");
    for slug in ["mission", "bitha", "aiki"] {
        let mut found = versions(&site.page(&format!("/article/{slug}/")));
        found.sort();
        let expected = [("ar", "bitha"), ("fr", "mission"), ("ha", "aiki")];
        assert_eq!(found, expected.map(|(language, slug)| (language.to_owned(), address(slug))), "{slug}");
    }
    assert!(versions(&site.page("/article/seul/")).is_empty());
    let arabic = site.page("/article/bitha/");
    assert_eq!(said(&arabic, "og:locale"), "ar_AR");
    let data = linked_data::read(&site.source("/article/bitha/"));
    assert_eq!(data.only("NewsArticle").text("inLanguage"), "ar");
}

#[test]
fn a_reader_finds_an_article_in_other_languages_above_its_text() {
    let newsroom = translated();
    let site = newsroom.built();
    let [mission, bitha, aiki] = [
        ("mission", "fr", "Une <mission> (en français)"),
        ("bitha", "ar", "بعثة (en arabe)"),
        ("aiki", "ha", "Aiki (en haoussa)"),
    ];
    for (slug, others) in [("mission", [aiki, bitha]), ("bitha", [mission, aiki]), ("aiki", [mission, bitha])] {
        let text = site.page(&format!("/article/{slug}/")).with_id("texte").expect("an article has a text");
        let first = text.all_elements().swap_remove(0);
        assert_eq!(first.text(), others.map(|(.., said)| said).join(" · "), "{slug}");
        for (link, (other, language, _)) in first.all("a").iter().zip(others) {
            let said = ["href", "hreflang", "lang"].map(|name| link.attribute(name).unwrap_or_default());
            assert_eq!(said, [&format!("/article/{other}/"), language, language], "{slug}");
        }
    }
    assert!(site.page("/article/seul/").with_id("texte").expect("a text").all("a").is_empty());
}

#[test]
fn a_description_is_of_the_text_and_not_of_the_ways_to_other_languages() {
    let newsroom = translated();
    let list = json!([{ "type": "list", "items": ["Le pont", "La rive"] }]);
    let newsroom = newsroom.article("mission.json", |article| article.without("standfirst").set("body", list));
    assert_eq!(said(&newsroom.built().page("/article/mission/"), "description"), "Le pont La rive");
}

#[test]
fn a_translation_whose_original_is_not_published_leads_nowhere() {
    let newsroom = translated().article("mission.json", |article| article.set("status", "draft"));
    let newsroom = newsroom.article("ha/aiki.json", |article| article);
    let page = newsroom.built().page("/article/bitha/");
    assert!(versions(&page).is_empty());
    assert!(page.links_in("main").iter().all(|(link, _)| !link.contains("mission")), "{:?}", page.links_in("main"));
}

#[test]
fn a_translation_names_its_original_and_no_other() {
    let with = |original: &str, language: &str| {
        let (original, language) = (original.to_owned(), language.to_owned());
        Newsroom::new()
            .article("mission.json", |article| article)
            .article("bitha.json", |article| article.set("language", "ar").set("translation_of", "mission"))
            .article("z.json", move |article| {
                article.title("Traduction").set("language", language).set("translation_of", original)
            })
    };
    for (original, language, gist) in [
        ("misson", "ha", "no article has the slug `misson`"),
        ("z", "ha", "an article is no translation of itself"),
        ("bitha", "ha", "`bitha` is a translation itself, of `mission`: name the original, `mission`"),
        ("mission", "fr", "`mission` is in the same language, `fr`"),
        ("mission", "AR", "is a translation of `mission` into `ar` too"),
    ] {
        with(original, language).refused().at("articles/z.json", &format!("\"{original}\""), gist).and_no_more();
    }
    with("mission", "ha").built();
    let newsroom = with("mission", "ha").article("z.json", |article| article.set("translation_of", 3));
    newsroom.refused().at("articles/z.json", "3\n", "`translation_of` must be a text").and_no_more();
}

#[test]
fn translations_in_a_circle_are_all_told() {
    let newsroom = Newsroom::new()
        .article("a.json", |article| article.set("language", "ar").set("translation_of", "b"))
        .article("b.json", |article| article.set("translation_of", "a"));
    newsroom
        .refused()
        .at("articles/a.json", "\"b\"", "`b` is a translation itself")
        .at("articles/b.json", "\"a\"", "`a` is a translation itself")
        .and_no_more();
}
