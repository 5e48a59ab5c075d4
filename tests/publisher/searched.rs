//! What search engines are told: the data that Google's documentation asks for, expanded by a JSON-LD processor.

use crate::support::{
    Newsroom,
    linked_data::{self, LinkedData, Thing},
};
use serde_json::json;

/// The items of a list, which are numbered.
fn items<'d>(list: &Thing<'d>) -> Vec<Thing<'d>> {
    let items = list.things("itemListElement");
    for (item, position) in items.iter().zip(1..) {
        assert_eq!((item.kind().as_str(), item.text("position")), ("ListItem", position.to_string()));
    }
    items
}

/// The names and addresses of a way from the front page.
fn way(data: &LinkedData) -> Vec<(String, String)> {
    let items = items(&data.only("BreadcrumbList"));
    items.iter().map(|item| (item.text("name"), item.text("item"))).collect()
}

fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new().file("favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    let newsroom = newsroom.picture("media/a.png").article("pont.json", |article| {
        article
            .title("Un pont")
            .set("standfirst", "Deux rives.")
            .countries(&["NE", "ML"])
            .topics(&["Eau", "Routes"])
            .set("authors", json!(["Awa Diallo", "La rédaction"]))
            .image("media/a.png")
    });
    newsroom.article("plus-tard.json", |article| article.set("updated", "2024-01-17T10:00:00+01:00"))
}

#[track_caller]
fn assert_is_publisher(publisher: &Thing<'_>) {
    assert_eq!(publisher.kind(), "Organization");
    assert_eq!(publisher.text("name"), "Le Journal");
    assert_eq!(publisher.text("url"), "https://example.org/");
    assert_eq!(publisher.text("logo"), "https://example.org/favicon.svg");
}

#[test]
fn an_article_has_all_that_google_asks_for() {
    let newsroom = newsroom();
    let site = newsroom.built();
    let data = linked_data::read(&site.source("/article/pont/"));
    let article = data.only("NewsArticle");
    assert_eq!(article.text("headline"), "Un pont");
    assert_eq!(article.text("description"), "Deux rives.");
    assert_eq!(article.text("datePublished"), "2024-01-16T09:00:00+01:00");
    assert_eq!(article.text("dateModified"), "2024-01-16T09:00:00+01:00");
    assert_eq!(article.text("mainEntityOfPage"), "https://example.org/article/pont/");
    assert_eq!(article.text("inLanguage"), "fr");
    assert_eq!(article.text("articleSection"), "Niger");
    assert_eq!(article.texts("keywords"), ["Eau", "Routes"]);
    assert_eq!(article.text("isAccessibleForFree"), "true");
    let pictures = article.texts("image");
    assert!(pictures.contains(&format!("https://example.org{}", site.plate("a").0)), "{pictures:?}");
    for picture in &pictures {
        let path = picture.trim_start_matches("https://example.org/");
        assert!(site.tree().get(path).is_some(), "{picture} is in the site");
    }
    let authors = article.things("author");
    let authors: Vec<_> = authors.iter().map(|author| (author.kind(), author.text("name"))).collect();
    assert!(authors.contains(&("Person".into(), "Awa Diallo".into())), "{authors:?}");
    assert!(authors.contains(&("Organization".into(), "La rédaction".into())), "{authors:?}");
    let mut pages: Vec<String> = article.things("author").iter().map(|author| author.text("url")).collect();
    pages.sort();
    assert_eq!(pages, ["https://example.org/auteur/awa-diallo/", "https://example.org/auteur/la-redaction/"]);
    assert_is_publisher(&article.things("publisher")[0]);

    let changed = linked_data::read(&site.source("/article/plus-tard/"));
    let changed = changed.only("NewsArticle");
    assert_eq!(changed.text("dateModified"), "2024-01-17T10:00:00+01:00");
    assert_eq!([changed.texts("keywords"), changed.texts("translationOfWork")], [[""; 0]; 2]);
}

#[test]
fn a_translation_names_its_original() {
    let newsroom =
        newsroom().article("bridge.json", |article| article.set("language", "en").set("translation_of", "pont"));
    let data = linked_data::read(&newsroom.built().source("/article/bridge/"));
    let article = data.only("NewsArticle");
    assert_eq!(article.text("inLanguage"), "en");
    assert_eq!(article.text("translationOfWork"), "https://example.org/article/pont/");
    assert_eq!(article.things("translationOfWork")[0].kind(), "NewsArticle");
}

#[test]
fn the_front_page_says_whose_it_is() {
    let newsroom = newsroom();
    let data = linked_data::read(&newsroom.built().source("/"));
    assert_is_publisher(&data.only("Organization"));
    assert_eq!(data.only("WebSite").text("name"), "Le Journal");
    assert_eq!(data.only("WebSite").text("url"), "https://example.org/");
    assert_eq!(data.only("WebSite").text("inLanguage"), "fr");
}

#[test]
fn a_list_says_what_it_lists() {
    let newsroom = newsroom();
    let site = newsroom.built();
    for (path, listed) in [
        // The one with a picture leads.
        ("/", vec!["/article/pont/", "/article/plus-tard/"]),
        ("/pays/mali/", vec!["/article/pont/"]),
        ("/pays/", vec!["/pays/mali/", "/pays/niger/"]),
    ] {
        let data = linked_data::read(&site.source(path));
        let page = data.only("CollectionPage");
        assert_eq!(page.text("url"), format!("https://example.org{path}"));
        assert!(!page.text("name").is_empty() && !page.text("description").is_empty());
        assert_eq!(page.text("inLanguage"), "fr");
        let list = &page.things("mainEntity")[0];
        assert_eq!(list.kind(), "ItemList");
        let items: Vec<String> = items(list).iter().map(|item| item.text("url")).collect();
        let listed: Vec<String> = listed.iter().map(|path| format!("https://example.org{path}")).collect();
        assert_eq!(items, listed, "{path}");
    }
}

#[test]
fn every_page_says_the_way_to_it() {
    let newsroom =
        (0..45).fold(newsroom(), |newsroom, number| newsroom.article(&format!("n{number}.json"), |article| article));
    let site = newsroom.built();
    let home = ("Le Journal", "/");
    for (path, expected) in [
        ("/article/pont/", vec![home, ("Niger", "/pays/niger/"), ("Un pont", "/article/pont/")]),
        ("/pays/", vec![home, ("Tous les pays", "/pays/")]),
        ("/pays/mali/", vec![home, ("Tous les pays", "/pays/"), ("Mali", "/pays/mali/")]),
        ("/sujet/routes/", vec![home, ("Routes", "/sujet/routes/")]),
        (
            "/auteur/awa-diallo/page/2/",
            vec![
                home,
                ("Awa Diallo", "/auteur/awa-diallo/"),
                ("Articles signés Awa Diallo, page 2", "/auteur/awa-diallo/page/2/"),
            ],
        ),
        ("/page/2/", vec![home, ("Toute l’actualité, page 2", "/page/2/")]),
        (
            "/pays/niger/page/2/",
            vec![
                home,
                ("Tous les pays", "/pays/"),
                ("Niger", "/pays/niger/"),
                ("Niger, page 2", "/pays/niger/page/2/"),
            ],
        ),
    ] {
        let whole = |(name, path): &(&str, &str)| ((*name).to_owned(), format!("https://example.org{path}"));
        let expected: Vec<_> = expected.iter().map(whole).collect();
        assert_eq!(way(&linked_data::read(&site.source(path))), expected, "{path}");
    }
}
