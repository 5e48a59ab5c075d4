//! When an article was published, and when it is shown.

use crate::support::Newsroom;
use depeche::publish::pages;
use serde_json::json;

fn published(time: &str) -> Newsroom {
    Newsroom::new().article("a.json", |article| article.published(time))
}

#[test]
fn a_date_says_its_offset() {
    for time in ["2024-01-16T09:00:00", "2024-01-16 09:00", "2024-01-16"] {
        let refused = published(time).refused();
        refused
            .at("articles/a.json", &format!("\"{time}\""), "does not say its offset from UTC: write day")
            .and_no_more();
    }
}

#[test]
fn a_date_exists() {
    for time in [
        "2024-02-31T09:00:00+01:00",
        "2023-02-29T09:00:00+01:00",
        "2024-13-01T09:00:00+01:00",
        "2024-01-16T25:00:00+01:00",
        "-2024-01-16T09:00:00+01:00",
        "-002024-01-16T09:00:00+01:00",
        "+002024-01-16T09:00:00+01:00",
        "0000-01-01T00:00:00Z",
        "2024-01-16T09:00:00+24:00",
        "2024-01-16T09:00:00-25:00",
    ] {
        let refused = published(time).refused();
        refused.at("articles/a.json", &format!("\"{time}\""), "is not a date that exists").and_no_more();
    }
}

#[test]
fn a_date_is_written_as_one() {
    for time in ["20260-01-16T09:00:00+01:00", "16/01/2024", "16 janvier 2024", "1705392000", ""] {
        let refused = published(time).refused();
        refused
            .at(
                "articles/a.json",
                &format!("\"{time}\""),
                "is not written as a date is here: write day, time and offset",
            )
            .and_no_more();
    }
}

#[test]
fn a_year_that_lacks_its_thousands_is_an_error() {
    let refused = published("0026-11-26T08:00:00Z").refused();
    refused.at("articles/a.json", "\"0026-11-26", "lies before all newspapers").and_no_more();
}

#[test]
fn nothing_was_updated_or_corrected_in_the_future() {
    let tomorrow = "2998-01-01T00:00:00Z";
    let updated = Newsroom::new().article("a.json", |article| article.set("updated", tomorrow));
    updated.refused().at("articles/a.json", "\"2998-", "cannot have been updated in the future").and_no_more();
    let corrections = json!([{ "date": tomorrow, "text": "Trois." }]);
    let corrected = Newsroom::new().article("a.json", |article| article.set("corrections", corrections));
    corrected.refused().at("articles/a.json", "\"2998-", "cannot have been corrected in the future").and_no_more();
    // What waits for its time may say when it was last changed.
    let waiting = published(tomorrow).article("b.json", |article| article.published(tomorrow).set("updated", tomorrow));
    assert!(waiting.check().succeeds().err.is_empty());
}

#[test]
fn what_waits_for_its_time_is_named_with_it() {
    let newsroom =
        published("2998-05-01T08:00:00Z").article("b.json", |article| article.published("2997-05-01T08:00:00Z"));
    let told = newsroom.check().succeeds().out;
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].starts_with("`b` waits for its time: ") && lines[0].contains("2997"), "{told}");
    assert!(lines[1].starts_with("`a` waits for its time: ") && lines[1].contains("2998"), "{told}");
}

#[test]
fn the_first_and_the_last_year_are_dates_like_any() {
    let newsroom =
        published("1000-01-01T00:00:00Z").article("b.json", |article| article.published("9999-12-30T00:00:00Z"));
    assert!(newsroom.built().has("/article/a/"));
    let edition = newsroom.edition("9999-12-30T00:00:01Z").expect("both are dates");
    assert_eq!(edition.articles(), 2);
}

#[test]
fn an_update_follows_what_it_updates() {
    let updated = |time: &'static str| Newsroom::new().article("a.json", |article| article.set("updated", time));
    let refused = updated("2024-01-16T08:59:59+01:00").refused();
    refused.at("articles/a.json", "\"2024-01-16T08:59:59", "was updated before it was published").and_no_more();
    // The same instant in another zone.
    updated("2024-01-16T08:00:00Z").built();
    let refused = updated("demain").refused();
    refused.at("articles/a.json", "\"demain\"", "is not written as a date is here").and_no_more();
}

#[test]
fn dates_are_shown_in_the_sites_language_and_zone() {
    let newsroom = published("2024-01-16T23:30:00-05:00");
    let site = newsroom.built();
    let article = site.article("a");
    assert_eq!(article.published.iso, "2024-01-17T05:30:00+01:00");
    assert_eq!(article.published.text, "17 janvier 2024 à 05:30");
    let times = site.page("/article/a/").one("main").all("time");
    assert_eq!(times[0].attribute("datetime").as_deref(), Some("2024-01-17T05:30:00+01:00"));
    assert_eq!(times[0].text(), "17 janvier 2024 à 05:30");
}

#[test]
fn drafts_and_embargoes_wait_and_are_counted() {
    let newsroom = Newsroom::new()
        .article("public.json", |article| article.published("2024-01-16T09:00:00Z"))
        .article("brouillon.json", |article| article.published("2024-01-16T09:00:00Z").set("status", "draft"))
        .article("embargo.json", |article| article.published("2024-02-01T06:00:00Z").countries(&["ML"]))
        .article("brouillon-futur.json", |article| article.published("2024-02-01T06:00:00Z").set("status", "draft"));

    let before = newsroom.edition("2024-02-01T05:59:59Z").expect("the newsroom is sound");
    assert_eq!((before.articles(), before.held_back()), (1, (2, 1)));
    let addresses: Vec<String> = pages::routes(&before).iter().map(|route| route.path()).collect();
    assert_eq!(addresses, ["/", "/pays/", "/pays/niger/", "/auteur/awa-diallo/", "/article/public/"]);

    let after = newsroom.edition("2024-02-01T06:00:00Z").expect("the newsroom is sound");
    assert_eq!((after.articles(), after.held_back()), (2, (2, 0)));
    let addresses: Vec<String> = pages::routes(&after).iter().map(|route| route.path()).collect();
    let lists = ["/", "/pays/", "/pays/mali/", "/pays/niger/", "/auteur/awa-diallo/"];
    assert_eq!(addresses, [&lists[..], &["/article/embargo/", "/article/public/"]].concat());
}

#[test]
fn a_draft_and_an_embargo_leave_no_trace_in_the_site() {
    let newsroom = Newsroom::new()
        .article("public.json", |article| article.topics(&["Énergie"]))
        .article("brouillon.json", |article| article.title("Secret un").set("status", "draft").topics(&["Énergie"]))
        .article("embargo.json", |article| article.title("Secret deux").published("9998-01-01T00:00:00Z"));
    let site = newsroom.built();
    let tree = site.tree();
    for path in tree.paths() {
        let content = String::from_utf8_lossy(tree.get(&path.to_string_lossy()).expect("it was listed")).into_owned();
        assert!(!content.contains("Secret"), "{}", path.display());
    }
    newsroom.build().succeeds().says(&["1 draft", "time has not come"]);
    newsroom.check().succeeds().says(&["1 draft", "1 waiting"]);
}

#[test]
fn a_draft_is_checked_as_any_article() {
    let newsroom = Newsroom::new().article("a.json", |article| article.set("status", "draft").countries(&["XX"]));
    newsroom.refused().at("articles/a.json", "\"XX\"", "is not a country").and_no_more();
}
