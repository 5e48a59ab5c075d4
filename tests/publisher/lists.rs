//! Home, countries and what leads on from an article: what stands where, and in which order.

use crate::support::{Fields, Newsroom, Site};
use depeche::model::page::{Link, Page};

/// A newsroom with so many articles of Niger, `a1` the oldest.
fn with_articles(count: u32) -> Newsroom {
    let at = |n: u32| format!("2024-01-{:02}T{:02}:00:00+01:00", n / 20 + 1, n % 20);
    (1..=count).fold(Newsroom::new(), |room, n| room.article(&format!("a{n}.json"), |a| a.published(&at(n))))
}

/// Articles of given slug, countries, topics and day of January.
fn newsroom(articles: &[(&str, &[&str], &[&str], u32)]) -> Newsroom {
    articles.iter().fold(Newsroom::new(), |room, (slug, countries, topics, day)| {
        let time = format!("2024-01-{day:02}T09:00:00+01:00");
        room.article(&format!("{slug}.json"), |a| a.countries(countries).topics(topics).published(&time))
    })
}

fn slugs(links: &[Link]) -> Vec<&str> {
    links.iter().map(|link| link.slug.as_str()).collect()
}

#[test]
fn a_list_has_twenty_articles_a_page() {
    for (articles, expected) in
        [(0, vec![0]), (1, vec![1]), (20, vec![20]), (21, vec![20, 1]), (40, vec![20, 20]), (41, vec![20, 20, 1])]
    {
        let newsroom = with_articles(articles);
        let site = newsroom.built();
        let homes: &[&str] = &["/", "/page/2/", "/page/3/", "/page/4/"];
        let countries: &[&str] = &["/pays/niger/", "/pays/niger/page/2/", "/pays/niger/page/3/", "/pays/niger/page/4/"];
        for pages in [homes, countries] {
            let pages: Vec<&str> = pages.iter().copied().filter(|path| site.has(path)).collect();
            if articles == 0 && pages.is_empty() {
                continue;
            }
            let counts: Vec<usize> = pages.iter().map(|path| site.slugs(path).len()).collect();
            assert_eq!(counts, expected, "{articles} articles");
            let mut listed: Vec<String> = pages.iter().flat_map(|path| site.slugs(path)).collect();
            let newest_first: Vec<String> = (1..=articles).rev().map(|n| format!("a{n}")).collect();
            if pages[0] == "/" {
                // What stands where on the front page is a matter of its own.
                let first = counts[0];
                listed[..first].sort_by_key(|slug| newest_first.iter().position(|known| known == slug));
            }
            assert_eq!(listed, newest_first);
        }
        assert!(!site.has("/page/1/") && !site.has("/pays/niger/page/1/"));
    }
}

#[test]
fn the_pages_of_a_list_lead_to_each_other() {
    let newsroom = with_articles(41);
    let site = newsroom.built();
    let ways = |path: &str| -> Vec<(String, String)> {
        let links = site.page(path).all("a");
        let ways = links.iter().filter_map(|link| Some((link.attribute("rel")?, link.attribute("href")?)));
        ways.filter(|(rel, _)| rel == "prev" || rel == "next").collect()
    };
    let pair = |rel: &str, href: &str| (rel.to_owned(), href.to_owned());
    assert_eq!(ways("/"), [pair("next", "/page/2/")]);
    assert_eq!(ways("/page/2/"), [pair("prev", "/"), pair("next", "/page/3/")]);
    assert_eq!(ways("/page/3/"), [pair("prev", "/page/2/")]);
    assert_eq!(ways("/pays/niger/page/2/"), [pair("prev", "/pays/niger/"), pair("next", "/pays/niger/page/3/")]);
    assert!(site.page("/page/2/").one("main").text().contains("Page 2 sur 3"));
    assert!(site.page("/page/2/").one("title").text().contains("page 2"));
    assert_eq!(site.list("/page/3/").pages, 3);
}

#[test]
fn articles_of_one_instant_stand_in_the_order_of_their_slugs() {
    let newsroom =
        newsroom(&[("c", &["NE"], &[], 1), ("a", &["NE"], &[], 1), ("b", &["NE"], &[], 1), ("z", &["NE"], &[], 2)]);
    assert_eq!(newsroom.built().slugs("/"), ["z", "a", "b", "c"]);
}

#[test]
fn the_order_is_that_of_instants_and_not_of_how_they_are_written() {
    let newsroom = Newsroom::new()
        .article("tot.json", |article| article.published("2024-01-16T09:00:00+01:00"))
        .article("tard.json", |article| article.published("2024-01-16T08:30:00Z"));
    assert_eq!(newsroom.built().slugs("/"), ["tard", "tot"]);
}

#[test]
fn a_country_lists_every_article_that_names_it() {
    let newsroom = newsroom(&[("a", &["NE", "ML"], &[], 1), ("b", &["ML"], &[], 2), ("c", &["NE"], &[], 3)]);
    let site = newsroom.built();
    assert_eq!(site.slugs("/pays/niger/"), ["c", "a"]);
    assert_eq!(site.slugs("/pays/mali/"), ["b", "a"]);
    let Page::Countries { countries } = site.data("/pays/") else { panic!("the page of all countries") };
    let counted: Vec<_> = countries.iter().map(|each| (each.country.slug.as_str(), each.articles)).collect();
    assert_eq!(counted, [("mali", 2), ("niger", 2)]);
    let latest: Vec<_> = countries.iter().map(|each| each.latest.as_ref().map(|link| link.slug.as_str())).collect();
    assert_eq!(latest, [Some("b"), Some("c")]);
    let filed = site.article("a").countries;
    assert_eq!(filed.iter().map(|country| country.slug.as_str()).collect::<Vec<_>>(), ["niger", "mali"]);
}

#[test]
fn related_articles_share_a_country_or_a_topic_and_the_newest_come_first() {
    let newsroom = newsroom(&[
        ("sujet", &["NE"], &["Eau"], 10),
        ("meme-pays", &["NE"], &[], 1),
        ("meme-sujet", &["TD"], &["Eau"], 20),
        ("les-deux", &["NE", "TD"], &["Eau"], 5),
        ("rien", &["TD"], &["Cinéma"], 21),
    ]);
    let site = newsroom.built();
    assert_eq!(slugs(&site.article("sujet").related), ["meme-sujet", "les-deux", "meme-pays"]);
    assert_eq!(slugs(&site.article("rien").related), ["meme-sujet", "les-deux"]);
    for address in site.addresses().iter().filter(|address| address.starts_with("/article/")) {
        let Page::Article(article) = site.data(address) else { panic!("{address}") };
        assert!(article.related.iter().all(|link| link.slug != article.slug), "{address} leads to itself");
    }
}

#[test]
fn an_article_alone_leads_to_no_other() {
    let newsroom = newsroom(&[("a", &["NE"], &["Eau"], 1), ("b", &["TD"], &["Cinéma"], 2)]);
    let article = newsroom.built().article("a");
    assert_eq!((article.related, article.previous, article.next), (Vec::new(), None, None));
}

#[test]
fn an_article_in_another_language_is_not_what_to_read_next() {
    let on = |day: u32| move |article: Fields| article.published(&format!("2024-01-0{day}T09:00:00+01:00"));
    let arabic = move |article| on(3)(article).set("language", "ar").set("translation_of", "original");
    let newsroom = Newsroom::new().article("avant.json", on(1)).article("original.json", on(2));
    let newsroom = newsroom.article("traduction.json", arabic).article("apres.json", on(4));
    let site = newsroom.built();
    for slug in ["original", "traduction"] {
        let article = site.article(slug);
        assert_eq!(slugs(&article.related), ["apres", "avant"], "{slug}");
        let beside = [article.previous, article.next].map(|link| link.map(|link| link.slug));
        assert_eq!(beside, ["avant", "apres"].map(|slug| Some(slug.to_owned())), "{slug}");
    }
    // And others lead to one of them, in the language of the site.
    let after = site.article("apres");
    assert_eq!(slugs(&after.related), ["original", "avant"]);
    assert_eq!(after.previous.map(|link| link.slug).as_deref(), Some("original"));
    assert_eq!(site.article("avant").next.map(|link| link.slug).as_deref(), Some("original"));
}

#[test]
fn there_are_few_related_articles_and_they_are_the_newest() {
    let newsroom = with_articles(30);
    let site = newsroom.built();
    assert_eq!(slugs(&site.article("a1").related), ["a30", "a29", "a28", "a27"]);
    assert_eq!(slugs(&site.article("a29").related), ["a30", "a28", "a27", "a26"]);
}

#[test]
fn previous_and_next_are_those_of_the_country_it_is_filed_under() {
    let newsroom = newsroom(&[
        ("a", &["NE"], &[], 1),
        ("b", &["ML"], &[], 2),
        ("c", &["ML", "NE"], &[], 3),
        ("d", &["NE", "ML"], &[], 4),
        ("e", &["ML"], &[], 5),
    ]);
    let site = newsroom.built();
    let around = |slug: &str| {
        let article = site.article(slug);
        (article.previous.map(|link| link.slug), article.next.map(|link| link.slug))
    };
    let some = |slug: &str| Some(slug.to_owned());
    assert_eq!(around("a"), (None, some("c")));
    assert_eq!(around("d"), (some("c"), None));
    assert_eq!(around("c"), (some("b"), some("d")));
    assert_eq!(around("e"), (some("d"), None));
}

/// The countries of the navigation.
fn navigation(site: &Site) -> Vec<(String, String)> {
    site.page("/")
        .links_in("header")
        .into_iter()
        .filter(|(href, _)| href.starts_with("/pays/") && href != "/pays/")
        .collect()
}

#[test]
fn the_navigation_follows_the_newsroom_then_the_dictionary() {
    let codes = ["ZM", "EG", "ET", "SZ", "BJ", "ML", "NE", "TD"];
    let room = Newsroom::new().site(|site| site.countries(&["NE", "BF", "ML"]));
    let room = codes
        .iter()
        .fold(room, |room, code| room.article(&format!("{}.json", code.to_lowercase()), |a| a.countries(&[code])));
    let site = room.built();
    let names: Vec<String> = navigation(&site).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["Niger", "Mali", "Bénin", "Égypte", "Eswatini", "Éthiopie", "Tchad", "Zambie"]);
    assert!(!site.has("/pays/burkina-faso/"), "a country without articles has no page");
    let Page::Countries { countries } = site.data("/pays/") else { panic!("the page of all countries") };
    assert_eq!(countries.into_iter().map(|each| each.country.name).collect::<Vec<_>>(), names);
}

#[test]
fn a_countrys_address_is_its_short_french_name_in_ascii() {
    let codes = ["CI", "CD", "CG", "CF", "GW", "ST", "RE", "HK", "US", "GB"];
    let article = |site: &'static str| {
        let newsroom = Newsroom::new().site(|fields| fields.set("language", site));
        newsroom.article("a.json", |article| article.countries(&codes))
    };
    let french = article("fr");
    let slugs = |newsroom: &Newsroom| -> Vec<String> {
        newsroom.built().article("a").countries.into_iter().map(|country| country.slug).collect()
    };
    let expected = [
        "cote-d-ivoire",
        "congo-kinshasa",
        "congo-brazzaville",
        "republique-centrafricaine",
        "guinee-bissau",
        "sao-tome-et-principe",
        "la-reunion",
        "hong-kong",
        "etats-unis",
        "royaume-uni",
    ];
    assert_eq!(slugs(&french), expected);
    assert_eq!(slugs(&article("en")), expected, "the language of the site changes no address");
    assert_eq!(french.built().article("a").countries[0].name, "Côte d’Ivoire");
}

#[test]
fn every_country_of_iso_3166_has_an_address_of_its_own() {
    let codes: Vec<&str> = rust_iso3166::ALL.iter().map(|country| country.alpha2).collect();
    let newsroom = Newsroom::new().article("a.json", |article| article.countries(&codes));
    let site = newsroom.built();
    let countries = site.article("a").countries;
    assert_eq!(countries.len(), codes.len());
    let slugs: std::collections::BTreeSet<_> = countries.iter().map(|country| &country.slug).collect();
    assert_eq!(slugs.len(), codes.len(), "{slugs:?}");
    for country in &countries {
        assert!(depeche::route::is_slug(&country.slug) && country.name != country.code, "{country:?}");
        assert!(site.has(&format!("/pays/{}/", country.slug)));
    }
}
