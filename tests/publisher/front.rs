//! The front page: what an editor pins, what stands there otherwise, and what is wrong in `site.json`.

use crate::support::{Element, Fields, Newsroom, Site};
use depeche::model::page::Page;
use serde_json::json;
use std::collections::BTreeSet;

/// A newsroom with so many articles of some countries in turn, `a1` the newest.
fn newsroom(count: u32, countries: &[&str]) -> Newsroom {
    (1..=count).fold(Newsroom::new(), |room, n| {
        let country = countries[n as usize % countries.len()];
        room.article(&format!("a{n}.json"), |article| article.published(&hour(n)).countries(&[country]))
    })
}

/// So many hours before everything else.
fn hour(n: u32) -> String {
    let hours = 24 * 300 - n;
    format!("2024-{:02}-{:02}T{:02}:00:00+01:00", hours / 24 / 28 + 1, hours / 24 % 28 + 1, hours % 24)
}

fn pinned(slugs: &[&str]) -> impl FnOnce(Fields) -> Fields {
    move |site| site.set("front", slugs)
}

/// The slugs of the stories in the elements of a class.
fn in_class(site: &Site<'_>, class: &str) -> Vec<String> {
    let links = with_class(site, class).into_iter().flat_map(|element| element.all("a"));
    let targets = links.filter_map(|link| link.attribute("href"));
    targets.filter_map(|link| Some(link.strip_prefix("/article/")?.trim_end_matches('/').to_owned())).collect()
}

fn with_class(site: &Site<'_>, class: &str) -> Vec<Element> {
    let has = |element: &Element| element.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class));
    site.page("/").elements().into_iter().filter(has).collect()
}

fn names(range: impl IntoIterator<Item = u32>) -> Vec<String> {
    range.into_iter().map(|n| format!("a{n}")).collect()
}

#[test]
fn the_first_of_an_editors_choice_leads_and_the_next_stand_beside_it_in_that_order() {
    let newsroom = newsroom(30, &["NE", "ML"]).site(pinned(&["a25", "a2", "a30", "a7"]));
    let site = newsroom.built();
    assert_eq!(in_class(&site, "lead"), ["a25"]);
    assert_eq!(in_class(&site, "beside")[..3], ["a2", "a30", "a7"]);
    assert_eq!(in_class(&site, "beside").len(), 4, "what is not chosen is filled up");
    assert_eq!(site.slugs("/")[..4], ["a25", "a2", "a30", "a7"]);
}

#[test]
fn what_waits_for_its_time_is_skipped_until_then() {
    let newsroom = newsroom(3, &["NE"])
        .article("plus-tard.json", |article| article.published("2998-01-01T00:00:00Z"))
        .site(pinned(&["plus-tard", "a3"]));
    let site = newsroom.built();
    assert_eq!(site.slugs("/"), ["a3", "a1", "a2"]);
    assert!(!site.source("/").contains("plus-tard"));
    let later = newsroom.edition("2999-01-01T00:00:00Z").expect("it has nothing to mend");
    let page = depeche::publish::pages::page(&later, &depeche::route::Route::HOME);
    let Some(Page::Front { html }) = page else { panic!("the front page") };
    let [first, second] = ["plus-tard", "a3"].map(|slug| html.find(&format!("/article/{slug}/")).expect(slug));
    assert!(first < second, "now it leads");
}

#[test]
fn a_name_that_no_article_has_is_an_error_that_says_which_was_meant() {
    for (written, meant) in [
        ("mission-a-moscu", "did you mean `mission-a-moscou`?"),
        ("articles/mission-a-moscou.json", "did you mean `mission-a-moscou`?"),
        ("/article/mission-a-moscou/", "did you mean `mission-a-moscou`?"),
        ("Mission-a-Moscou", "did you mean `mission-a-moscou`?"),
        ("tout-autre-chose", "mend the name, or remove it from `front`"),
    ] {
        let newsroom =
            newsroom(2, &["NE"]).article("mission-a-moscou.json", |article| article).site(pinned(&["a1", written]));
        let text = format!("\"{written}\"");
        let gist = format!("no article has the slug `{written}`");
        newsroom.refused().at("site.json", &text, &gist).and_no_more();
        newsroom.check().fails().says(&[meant]);
    }
}

#[test]
fn a_draft_cannot_be_chosen() {
    let newsroom = newsroom(2, &["NE"])
        .article("ebauche.json", |article| article.set("status", "draft"))
        .site(pinned(&["a2", "ebauche"]));
    newsroom.refused().at("site.json", "\"ebauche\"", "`ebauche` is a draft, which readers do not see").and_no_more();
}

#[test]
fn what_is_chosen_twice_is_an_error_at_the_second() {
    let newsroom = newsroom(2, &["NE"]).site(pinned(&["a2", "a1", "a2"]));
    let text = std::fs::read_to_string(newsroom.content().join("site.json")).expect("it was written");
    let line = text.lines().position(|line| line.contains("\"a1\"")).expect("it names both") + 2;
    newsroom.refused().place("site.json", line, 5, "`a2` is on the front page already: remove one").and_no_more();
}

#[test]
fn what_is_no_list_of_names_is_an_error() {
    for (value, text, gist) in [
        (json!("a1"), "\"a1\"", "`front` must be a list"),
        (json!([["a1"]]), "[\n      \"a1\"", "must be a text"),
        (json!([{ "slug": "a1" }]), "{\n      \"slug\"", "must be a text"),
        (json!([7]), "7", "must be a text"),
    ] {
        let newsroom = newsroom(2, &["NE"]).site(|site| site.set("front", value));
        newsroom.refused().at("site.json", text, gist).and_no_more();
    }
}

#[test]
fn an_article_that_cannot_be_read_is_not_said_to_be_missing() {
    let newsroom = newsroom(1, &["NE"]).file("articles/casse.json", "{").site(pinned(&["casse"]));
    newsroom.refused().place("articles/casse.json", 1, 1, "the file is cut off").and_no_more();
}

#[test]
fn a_page_of_any_size_shows_every_story_once_and_the_newest_all() {
    for count in [1, 2, 3, 5, 7, 12, 14, 15, 21, 30, 60] {
        for countries in [&["NE"][..], &["NE", "ML", "BF", "TD", "SN"]] {
            let newsroom = newsroom(count, countries);
            let site = newsroom.built();
            let shown = site.slugs("/");
            let once: BTreeSet<&String> = shown.iter().collect();
            assert_eq!(once.len(), shown.len(), "{count}: none stands twice");
            let newest = names(1..=count.min(20));
            assert!(newest.iter().all(|slug| once.contains(slug)), "{count}: {shown:?}");
            assert_eq!(in_class(&site, "lead"), ["a1"], "{count}");
        }
    }
}

#[test]
fn a_story_with_a_picture_leads_if_one_of_the_newest_has_one() {
    let with_picture = |n: u32| {
        let name = format!("a{n}.json");
        let newsroom = newsroom(9, &["NE"]).picture("media/a.png");
        newsroom.article(&name, |article| article.published(&hour(n)).image("media/a.png"))
    };
    assert_eq!(in_class(&with_picture(4).built(), "lead"), ["a4"]);
    assert_eq!(in_class(&with_picture(5).built(), "lead"), ["a1"], "it is not as new");
}

#[test]
fn countries_stand_beside_the_lead_before_one_stands_there_twice() {
    let newsroom = (1..=9).fold(Newsroom::new(), |room, n| {
        let country = if n == 6 {
            "ML"
        } else if n == 9 {
            "TD"
        } else {
            "NE"
        };
        room.article(&format!("a{n}.json"), |article| article.published(&hour(n)).countries(&[country]))
    });
    assert_eq!(in_class(&newsroom.built(), "beside"), ["a6", "a9", "a2", "a3"]);
}

#[test]
fn each_country_has_a_band_in_the_order_of_the_site() {
    let newsroom = newsroom(60, &["NE", "ML", "BF"]).site(|site| site.countries(&["BF", "NE", "ML"]));
    let site = newsroom.built();
    let bands = with_class(&site, "band");
    let headings: Vec<String> = bands.iter().flat_map(|band| band.all("h2")).map(|heading| heading.text()).collect();
    assert_eq!(headings, ["Burkina Faso", "Niger", "Mali"]);
    assert!(bands.iter().all(|band| band.all("h3").len() == 3));
    let ways: Vec<_> = bands.iter().filter_map(|band| band.all("a")[0].attribute("href")).collect();
    assert_eq!(ways, ["/pays/burkina-faso/", "/pays/niger/", "/pays/mali/"]);
}

#[test]
fn no_country_goes_without_its_band_however_many_there_are() {
    let codes = [
        "BF", "BI", "BJ", "CD", "CF", "CG", "CI", "CM", "DJ", "GA", "GN", "KM", "MG", "ML", "NE", "RW", "SN", "TD",
        "TG",
    ];
    let site = newsroom(100, &codes);
    let site = site.built();
    assert_eq!(with_class(&site, "band").len(), codes.len());
}

#[test]
fn a_topic_has_a_place_where_enough_of_it_is_left() {
    let newsroom = (1..=60).fold(Newsroom::new(), |room, n| {
        let topic = if n % 20 == 0 { "Rare" } else { "Eau" };
        room.article(&format!("a{n}.json"), |article| article.published(&hour(n)).topics(&[topic]))
    });
    let site = newsroom.built();
    let topics = with_class(&site, "by-topic");
    let headings: Vec<String> = topics.iter().flat_map(|all| all.all("h2")).map(|heading| heading.text()).collect();
    assert_eq!(headings, ["Eau"]);
    assert!(in_class(&site, "by-topic").len() == 4);
}

#[test]
fn the_list_says_the_hour_of_the_newest_day_and_the_date_of_others() {
    let room = ["2024-01-16T09:00:00+01:00", "2024-01-16T00:30:00+01:00", "2023-12-31T08:00:00+01:00"];
    let extra = (1..=5).map(|n| format!("2023-01-0{n}T08:00:00+01:00"));
    let times: Vec<String> = room.iter().map(|time| (*time).to_owned()).chain(extra).collect();
    let newsroom = times.iter().enumerate().fold(Newsroom::new(), |room, (n, time)| {
        room.article(&format!("a{n}.json"), |article| article.published(time))
    });
    let newsroom = newsroom.site(pinned(&["a7", "a6", "a5", "a4", "a3"]));
    let site = newsroom.built();
    let times = with_class(&site, "latest").into_iter().flat_map(|list| list.all("time"));
    let said: Vec<(String, String)> =
        times.map(|time| (time.attribute("datetime").unwrap_or_default(), time.text())).collect();
    let pair = |iso: &str, text: &str| (iso.to_owned(), text.to_owned());
    assert_eq!(said, [pair(room[0], "09:00"), pair(room[1], "00:30"), pair(room[2], "31 déc. 2023")]);
}

#[test]
fn headings_descend_one_step_at_a_time() {
    for count in [0, 1, 7, 60] {
        let newsroom = newsroom(count, &["NE", "ML"]);
        let site = newsroom.built();
        let main = site.page("/").one("main");
        let levels = main
            .all_elements()
            .into_iter()
            .filter_map(|element| element.name().strip_prefix('h').and_then(|level| level.parse::<u32>().ok()));
        let levels: Vec<u32> = levels.collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{count}");
        assert!(levels[0] == 1 && levels.windows(2).all(|two| two[1] <= two[0] + 1), "{count}: {levels:?}");
    }
}

#[test]
fn a_translation_does_not_stand_beside_its_original() {
    let newsroom = newsroom(8, &["NE"])
        .article("original.json", |article| article.published("2024-12-02T09:00:00+01:00"))
        .article("traduction.json", |article| {
            let article = article.published("2024-12-02T10:00:00+01:00").set("language", "ar");
            article.set("translation_of", "original")
        });
    let site = newsroom.built();
    assert_eq!(in_class(&site, "lead"), ["original"], "the site's own language leads");
    assert!(!in_class(&site, "beside").contains(&"traduction".to_owned()));
    assert!(in_class(&site, "latest").contains(&"traduction".to_owned()), "it can be found all the same");
}

#[test]
fn a_band_tells_a_story_in_one_language() {
    let newsroom = newsroom(30, &["NE", "ML"])
        .article("original.json", |article| article.published(&hour(32)).countries(&["BF"]))
        .article("traduction.json", |article| {
            let article = article.published(&hour(31)).countries(&["BF"]).set("language", "ar");
            article.set("translation_of", "original")
        });
    let site = newsroom.built();
    assert!(in_class(&site, "band").contains(&"original".to_owned()), "the site's own, although it is older");
    assert!(!site.slugs("/").contains(&"traduction".to_owned()));
}

#[test]
fn a_page_carries_the_style_of_its_kind_and_every_policy_knows_all() {
    let newsroom = newsroom(21, &["NE"]);
    let site = newsroom.built();
    for (path, style) in [
        ("/", "h2 { margin: 0 }"),
        ("/page/2/", "h3 { margin: 0 }"),
        ("/pays/", "h3 { margin: 0 }"),
        ("/pays/niger/", "h3 { margin: 0 }"),
        ("/404.html", "h3 { margin: 0 }"),
        ("/article/a1/", ""),
    ] {
        let document = site.source(path);
        for known in ["h2 { margin: 0 }", "h3 { margin: 0 }"] {
            assert_eq!(document.matches(known).count(), usize::from(known == style), "{known} in {path}");
        }
        if !path.ends_with(".html") {
            assert_eq!(site.page_file(path).style, style, "{path}");
        }
        assert_eq!(document.matches("sha256-").count(), 3, "the app goes from {path} to pages of every kind");
    }
    assert_eq!(site.seed("/").page, Page::Front { html: String::new() }, "what is in the document is not sent twice");
}

#[test]
fn texts_that_look_like_html_stay_texts() {
    let newsroom = newsroom(30, &["NE", "ML"]).article("piege.json", |article| {
        let article = article.title("<script>alert(1)</script> & \"guillemets\"").topics(&["<b>Eau</b>"]);
        article.set("standfirst", "<img src=x onerror=alert(1)>").published("2024-12-31T09:00:00+01:00")
    });
    let site = newsroom.built();
    let main = site.page("/").one("main");
    assert!(main.all("script").is_empty() && main.all("img").is_empty() && main.all("b").is_empty());
    assert!(main.text().contains("<script>alert(1)</script> & \"guillemets\""));
}

#[test]
fn three_thousand_articles_make_a_front_page_of_the_same_kind() {
    let newsroom = newsroom(3_000, &["NE", "ML", "SN", "BF"]);
    let edition = newsroom.edition("2999-01-01T00:00:00Z").expect("it has nothing to mend");
    let page = depeche::publish::pages::page(&edition, &depeche::route::Route::HOME);
    let Some(Page::Front { html }) = page else { panic!("the front page") };
    assert!(html.contains("/article/a1/"), "the newest leads");
    let stories: BTreeSet<&str> = html.split("/article/").skip(1).filter_map(|rest| rest.split('/').next()).collect();
    assert!((20..=80).contains(&stories.len()), "{} stories", stories.len());
    assert!(html.len() < 40_000, "{} bytes", html.len());
    for country in ["niger", "mali", "senegal", "burkina-faso"] {
        assert!(html.contains(&format!("/pays/{country}/")), "{country}");
    }
}
