//! Topics and authors: their pages, what leads there, and which names are one.

use crate::support::{Newsroom, Site};
use depeche::model::page::Page;
use serde_json::json;

/// A newsroom with an article `a1`, `a2`, … for each list of topics, the oldest first.
fn about(topics: &[&[&str]]) -> Newsroom {
    (1..).zip(topics).fold(Newsroom::new(), |room, (day, topics)| {
        let time = format!("2024-01-{day:02}T09:00:00+01:00");
        room.article(&format!("a{day}.json"), |article| article.topics(topics).published(&time))
    })
}

/// A newsroom with the article `a`, by these authors.
fn by(authors: &[&str]) -> Newsroom {
    Newsroom::new().article("a.json", |article| article.authors(authors))
}

/// The addresses and names of the topics under an article.
#[track_caller]
fn topics_of(site: &Site<'_>, slug: &str) -> Vec<(String, String)> {
    let page = site.page(&format!("/article/{slug}/"));
    let lists = page.all("ul");
    let list = lists.iter().find(|list| list.attribute("class").as_deref() == Some("topics")).expect("it has topics");
    list.all("a").iter().map(|link| (link.attribute("href").expect("it leads somewhere"), link.text())).collect()
}

fn pair(address: &str, name: &str) -> (String, String) {
    (address.into(), name.into())
}

/// The kind and the name of a page's heading.
#[track_caller]
fn heading(site: &Site<'_>, path: &str) -> (String, String) {
    let page = site.page(path);
    let heading = page.one("h1");
    (heading.all("small")[0].text(), heading.all("bdi")[0].text())
}

#[test]
fn a_topic_and_an_author_list_their_articles_twenty_a_page() {
    for (count, expected) in [(1, vec![1]), (20, vec![20]), (21, vec![20, 1]), (41, vec![20, 20, 1])] {
        let newsroom = (1..=count).fold(Newsroom::new(), |room, n| {
            let time = format!("2024-01-{:02}T{:02}:00:00+01:00", n / 20 + 1, n % 20);
            room.article(&format!("a{n}.json"), |article| article.published(&time).topics(&["Eau"]))
        });
        let newsroom = newsroom.article("autre.json", |article| article.authors(&["Issa"]).topics(&["Terre"]));
        let site = newsroom.built();
        let newest_first: Vec<String> = (1..=count).rev().map(|n| format!("a{n}")).collect();
        for first in ["/sujet/eau/", "/auteur/awa-diallo/"] {
            let pages = [first.to_owned(), format!("{first}page/2/"), format!("{first}page/3/")];
            let there: Vec<_> = pages.iter().filter(|path| site.has(path)).collect();
            let listed: Vec<Vec<String>> = there.iter().map(|path| site.slugs(path)).collect();
            assert_eq!(listed.iter().map(Vec::len).collect::<Vec<_>>(), expected, "{count} articles at {first}");
            assert_eq!(listed.concat(), newest_first);
            assert!(!site.has(&format!("{first}page/1/")) && !site.has(&format!("{first}page/4/")));
        }
        assert_eq!(site.slugs("/sujet/terre/"), ["autre"]);
    }
}

#[test]
fn the_pages_of_a_topic_lead_to_each_other_and_say_which_they_are() {
    let newsroom = (1..=41)
        .fold(Newsroom::new(), |room, n| room.article(&format!("a{n}.json"), |article| article.topics(&["Eau"])));
    let site = newsroom.built();
    let ways = |path: &str| -> Vec<(String, String)> {
        let links = site.page(path).all("a");
        let ways = links.iter().filter_map(|link| Some((link.attribute("rel")?, link.attribute("href")?)));
        ways.filter(|(rel, _)| rel == "prev" || rel == "next").collect()
    };
    assert_eq!(ways("/sujet/eau/"), [pair("next", "/sujet/eau/page/2/")]);
    assert_eq!(ways("/sujet/eau/page/2/"), [pair("prev", "/sujet/eau/"), pair("next", "/sujet/eau/page/3/")]);
    assert_eq!(ways("/auteur/awa-diallo/page/3/"), [pair("prev", "/auteur/awa-diallo/page/2/")]);
    assert!(site.page("/sujet/eau/page/2/").one("main").text().contains("Page 2 sur 3"));

    let title = |path: &str| site.page(path).one("title").text();
    assert_eq!(title("/sujet/eau/"), "Sujet\u{202f}: Eau — Le Journal");
    assert_eq!(title("/sujet/eau/page/2/"), "Sujet\u{202f}: Eau, page 2 — Le Journal");
    assert_eq!(title("/auteur/awa-diallo/"), "Articles signés Awa Diallo — Le Journal");
    assert_eq!(heading(&site, "/sujet/eau/page/2/"), pair("Sujet\u{202f}:", "Eau"));
    assert_eq!(heading(&site, "/auteur/awa-diallo/"), pair("Articles signés", "Awa Diallo"));
    assert_eq!(site.page("/sujet/eau/").one("h1").text(), "Sujet\u{202f}: Eau", "as it is read aloud");
}

#[test]
fn an_article_leads_to_its_topics_and_to_each_of_its_authors() {
    let newsroom = Newsroom::new().article("a.json", |article| {
        article.topics(&["Géographie", "Fleuves & rivières"]).authors(&["Awa", "Bintou Sow", "Chérif"])
    });
    let site = newsroom.built();
    let topics = [pair("/sujet/geographie/", "Géographie"), pair("/sujet/fleuves-rivieres/", "Fleuves & rivières")];
    assert_eq!(topics_of(&site, "a"), topics);
    let page = site.page("/article/a/");
    let spans = page.all("span");
    let phrase = spans.iter().find(|span| span.attribute("class").as_deref() == Some("author")).expect("a byline");
    assert_eq!(phrase.text(), "Awa, Bintou Sow et Chérif");
    let links: Vec<_> = phrase.all("a");
    let said = |name: &str| links.iter().filter_map(|link| link.attribute(name)).collect::<Vec<_>>();
    assert_eq!(said("href"), ["/auteur/awa/", "/auteur/bintou-sow/", "/auteur/cherif/"]);
    assert_eq!(said("rel"), ["author"; 3]);
    for path in topics.iter().map(|(path, _)| path.clone()).chain(said("href")) {
        assert_eq!(site.slugs(&path), ["a"], "{path}");
    }
}

#[test]
fn under_a_path_everything_stays_under_it() {
    let newsroom = (1..=21)
        .fold(Newsroom::new(), |room, n| room.article(&format!("a{n}.json"), |article| article.topics(&["Eau"])));
    let newsroom = newsroom.site(|site| site.set("base_url", "https://example.org/journal"));
    let site = newsroom.built();
    assert_eq!(topics_of(&site, "a1"), [pair("/journal/sujet/eau/", "Eau")]);
    assert!(site.article("a1").authors.contains("\"/journal/auteur/awa-diallo/\""));
    let list = site.list("/sujet/eau/page/2/");
    assert_eq!((list.newer.as_deref(), list.older), (Some("/journal/sujet/eau/"), None));
    let older = site.page("/").all("a").into_iter().find(|link| link.attribute("rel").as_deref() == Some("next"));
    assert_eq!(older.and_then(|link| link.attribute("href")).as_deref(), Some("/journal/page/2/"));
}

#[test]
fn names_that_differ_by_capitals_accents_or_hyphens_are_one_and_the_commonest_names_it() {
    let newsroom = about(&[&["geographie"], &["Géographie", "Afrique de l'Ouest"], &["GÉOGRAPHIE"], &["Géographie"]]);
    let newsroom = newsroom.article("a5.json", |article| {
        article.topics(&["Afrique de l’ouest"]).authors(&["AWA DIALLO"]).published("2024-01-05T09:00:00Z")
    });
    let site = newsroom.built();
    assert_eq!(site.slugs("/sujet/geographie/"), ["a4", "a3", "a2", "a1"]);
    assert_eq!(heading(&site, "/sujet/geographie/").1, "Géographie");
    assert_eq!(topics_of(&site, "a1"), [pair("/sujet/geographie/", "Géographie")], "it is called so everywhere");
    assert_eq!(heading(&site, "/sujet/afrique-de-l-ouest/").1, "Afrique de l'Ouest", "of several the oldest");
    assert_eq!(site.slugs("/auteur/awa-diallo/").len(), 5);
    assert!(site.page("/article/a5/").one("main").text().contains("Par Awa Diallo"));
    let related: Vec<String> = site.article("a1").related.into_iter().map(|link| link.slug).collect();
    assert_eq!(related, ["a5", "a4", "a3", "a2"]);
}

#[test]
fn different_names_of_one_address_are_an_error_that_names_both() {
    for (one, other, address) in [("C", "C++", "/sujet/c/"), ("F", "F#", "/sujet/f/"), ("R&D", "R D", "/sujet/r-d/")] {
        let advice = "if they are one, spell them alike; else add a word to one of them";
        let gist =
            format!("`{other}` would have the address {address} of `{one}` in public/articles/a1.json: {advice}");
        let newsroom = about(&[&["Eau", one], &["Terre", other]]);
        newsroom.refused().at("articles/a2.json", &format!("\"{other}\""), &gist).and_no_more();
        let newsroom = about(&[&[one, other]]);
        let here = format!("of `{one}` here: {advice}");
        newsroom.refused().at("articles/a1.json", &format!("\"{other}\""), &here).and_no_more();
        let newsroom = by(&["Awa", one]).article("b.json", |article| article.authors(&[other]).set("status", "draft"));
        let gist = format!("`{other}` would have the address {}", address.replace("sujet", "auteur"));
        newsroom.refused().at("articles/b.json", &format!("\"{other}\""), &gist).and_no_more();
    }
    // One may be a topic and the other an author.
    assert!(by(&["C"]).article("b.json", |article| article.topics(&["C++"])).built().has("/sujet/c/"));
}

#[test]
fn the_other_articles_do_not_change_a_names_address() {
    let addresses = |newsroom: Newsroom| newsroom.built().addresses();
    let names = ["???", "!!!", "نيامي", "Eau"];
    let few = addresses(about(&[&names[..1]]));
    let all = addresses(about(&[&names[..1], &names]));
    assert!(few.iter().all(|address| all.contains(address)), "{few:?} of {all:?}");
}

#[test]
fn names_in_other_writings_have_addresses_of_their_own() {
    // In ASCII nothing would tell these pairs apart.
    let newsroom =
        by(&["عمر", "عمار"]).article("b.json", |article| article.topics(&["كتب", "كتاب", "北京", "Bei Jing"]));
    let site = newsroom.built();
    assert_eq!(topics_of(&site, "b").len(), 4);
    let addresses = |site: &Site<'_>, kind: &str| {
        site.addresses().into_iter().filter(|path| path.starts_with(kind)).collect::<Vec<_>>()
    };
    assert_eq!(addresses(&site, "/auteur/").len(), 3, "and the one of the second article");
    assert!(site.has("/sujet/bei-jing/"));
    // A space more is no other name.
    let [one, other] = ["عمر البشير", "عمر-البشير"].map(|name| addresses(&by(&[name]).built(), "/auteur/"));
    assert_eq!(one, other);
}

#[test]
fn a_clash_of_names_is_told_once_however_many_articles_it_is_in() {
    let newsroom = about(&[&["C"], &["C++"], &["C++"], &["C++"], &["C"]]);
    newsroom.refused().at("articles/a2.json", "\"C++\"", "would have the address /sujet/c/").and_no_more();
}

#[test]
fn a_name_without_letters_has_an_address_all_the_same() {
    let newsroom = about(&[&["???", "!!!"]]);
    let site = newsroom.built();
    let topics = topics_of(&site, "a1");
    assert_ne!(topics[0].0, topics[1].0);
    for (path, name) in topics {
        assert_eq!(site.slugs(&path), ["a1"], "{path}");
        assert_eq!(heading(&site, &path).1, name);
    }
}

#[test]
fn a_name_from_right_to_left_keeps_its_direction_in_a_french_page() {
    let newsroom = Newsroom::new().article("a.json", |article| article.topics(&["مياه"]).authors(&["أحمد", "Awa"]));
    let site = newsroom.built();
    let page = site.page("/article/a/");
    let named = |name: &str| page.all("a").into_iter().find(|link| link.text() == name).expect("it is a link");
    for name in ["مياه", "أحمد", "Awa"] {
        let link = named(name);
        assert_eq!(link.attribute("dir").as_deref(), Some("auto"));
        let path = link.attribute("href").expect("it leads somewhere");
        assert!(path.is_ascii(), "{path}");
        assert_eq!(heading(&site, &path).1, name, "set apart from the words before it");
    }
}

#[test]
fn words_of_the_sites_own_addresses_are_names_like_others() {
    let topics = ["page", "index", "Page 2", "pays", "article", "index.html"];
    let newsroom = (1..=21).fold(Newsroom::new(), |room, n| {
        room.article(&format!("a{n}.json"), |article| article.topics(&topics).authors(&topics))
    });
    let site = newsroom.built();
    for slug in ["page", "index", "page-2", "pays", "article", "index-html"] {
        for kind in ["sujet", "auteur"] {
            assert_eq!(site.slugs(&format!("/{kind}/{slug}/")).len(), 20);
            assert_eq!(site.slugs(&format!("/{kind}/{slug}/page/2/")).len(), 1);
        }
    }
}

#[test]
fn a_name_of_blanks_is_an_error() {
    for blank in ["", " ", "\u{a0}\u{2003}"] {
        let newsroom = Newsroom::new().article("a.json", |article| article.topics(&["Eau", blank]));
        newsroom.refused().at("articles/a.json", &format!("\"{blank}\""), "this text is empty").and_no_more();
        by(&["Awa", blank])
            .refused()
            .at("articles/a.json", &format!("\"{blank}\""), "this text is empty")
            .and_no_more();
    }
}

#[test]
fn a_name_that_stands_twice_in_an_article_is_an_error() {
    let field = |name: &str, values: &[&str]| Newsroom::new().article("a.json", |a| a.set(name, json!(values)));
    for name in ["topics", "authors"] {
        let twice = field(name, &["Eau", "Terre", "Eau"]).check().fails();
        assert!(twice.out.contains("`Eau` is named twice: remove one"), "{twice:?}");
        field(name, &["Énergie", "energie"])
            .refused()
            .at("articles/a.json", "\"energie\"", "`energie` is `Énergie` once more: remove one")
            .and_no_more();
    }
}

#[test]
fn a_name_of_two_thousand_characters_is_an_error_that_counts_them() {
    let long = "é".repeat(2_000);
    let gist = "this name has 2000 characters, 100 at most: shorten it";
    let newsroom = Newsroom::new().article("a.json", |article| article.topics(&[&long]));
    newsroom.refused().at("articles/a.json", "\"éé", gist).and_no_more();
    by(&[&long]).refused().at("articles/a.json", "\"éé", gist).and_no_more();
    let longest = "é".repeat(100);
    assert_eq!(topics_of(&about(&[&[&longest]]).built(), "a1")[0].1, longest);
}

#[test]
fn a_name_whose_address_would_be_too_long_for_a_folder_is_an_error() {
    let long = "北京".repeat(20);
    let refused = Newsroom::new().article("a.json", |article| article.topics(&[&long])).refused();
    refused
        .at("articles/a.json", "\"北京", "the address of this name would have 192 characters, 120 at most")
        .and_no_more();
}

#[test]
fn what_is_not_published_has_no_page_of_its_topics() {
    let newsroom = Newsroom::new()
        .article("a.json", |article| article.topics(&["Eau"]))
        .article("b.json", |article| article.topics(&["Secret"]).authors(&["Cachée"]).set("status", "draft"));
    let site = newsroom.built();
    assert!(site.has("/sujet/eau/") && !site.has("/sujet/secret/") && !site.has("/auteur/cachee/"));
}

#[test]
fn a_file_in_the_way_of_a_topic_is_an_error() {
    let newsroom = about(&[&["Eau"]]).file("sujet/eau/index.html", "x");
    newsroom.refused().file("sujet/eau/index.html", "the site has a page of its own there").and_no_more();
    assert!(about(&[&["Eau"]]).file("sujet/eau/carte.svg", "x").built().has("/sujet/eau/carte.svg"));
}

#[test]
fn the_data_of_a_topic_says_what_its_page_shows() {
    let newsroom = about(&[&["Eau"]]);
    let site = newsroom.built();
    let Page::Label { kind, name, list } = site.data("/sujet/eau/") else { panic!("the page of a topic") };
    assert_eq!((&*kind, &*name, list.number, list.pages), ("Sujet\u{202f}:", "Eau", 1, 1));
    assert_eq!((list.newer, list.older), (None, None));
}
