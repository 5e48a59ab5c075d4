//! `depeche ping`, against receivers on loopback that take everything, fail, are silent, or want to be left alone.

use crate::support::{Asked, Newsroom, Said, Stub, names_in};
use depeche::ping::{Options, PATIENCE, PingError, Told, ping};
use serde_json::{Value, json};
use std::{
    cell::Cell,
    collections::BTreeSet,
    fs,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

const KEY: &str = "une-cle-de-la-vallee";

/// The page of who wrote everything.
const AWA: &str = "/auteur/awa-diallo/";

/// A newsroom with a key, and with a hub if there is one.
fn newsroom(hub: Option<&Stub>) -> Newsroom {
    let newsroom = Newsroom::new().site(|site| {
        let site = site.set("indexnow", KEY).set("base_url", "https://example.org/journal");
        hub.iter().fold(site, |site, hub| site.set("websub", hub.url.clone()))
    });
    let newsroom = newsroom
        .article("pont.json", |article| article)
        .article("mil.json", |article| article.countries(&["ML"]).published("2024-01-15T09:00:00+01:00"));
    newsroom.build().succeeds();
    newsroom
}

/// Pings without waiting. Gives what came of it, and how long it would have waited.
fn pinged(newsroom: &Newsroom, indexnow: &str, patience: Duration) -> (Result<Vec<Told>, PingError>, Duration) {
    let waited = Cell::new(Duration::ZERO);
    let told = ping(&Options {
        content: &newsroom.content(),
        out: &newsroom.out(),
        indexnow,
        patience,
        rest: &|time| waited.set(waited.get() + time),
        interrupted: &AtomicBool::new(false),
    });
    (told, waited.get())
}

#[track_caller]
fn told(newsroom: &Newsroom, indexnow: &str) -> Vec<Told> {
    pinged(newsroom, indexnow, PATIENCE).0.unwrap_or_else(|error| panic!("{error}"))
}

fn takes() -> Stub {
    Stub::start(|_| Said::json(202, ""))
}

/// The paths of the addresses that search engines were told.
#[track_caller]
fn addresses(asked: &[Asked]) -> BTreeSet<String> {
    let all = asked.iter().flat_map(|asked| {
        let message: Value = serde_json::from_str(&asked.body).expect("JSON");
        assert_eq!(message["host"], "example.org");
        assert_eq!(message["key"], KEY);
        assert_eq!(message["keyLocation"], format!("https://example.org/journal/{KEY}.txt"));
        assert!(asked.head.contains("content-type: application/json"), "{asked:?}");
        message["urlList"].as_array().expect("a list").clone()
    });
    let path = |address: Value| {
        let address = address.as_str().expect("a text").to_owned();
        address.strip_prefix("https://example.org/journal").unwrap_or_else(|| panic!("{address}")).to_owned()
    };
    all.map(path).collect()
}

fn set<const N: usize>(texts: [&str; N]) -> BTreeSet<String> {
    texts.map(str::to_owned).into()
}

#[test]
fn the_first_ping_tells_of_every_page_and_the_next_of_nothing() {
    let receiver = takes();
    let newsroom = newsroom(None);
    told(&newsroom, &receiver.url);
    let asked = receiver.asked();
    assert_eq!(asked.len(), 1, "all in one request");
    let first = addresses(&asked);
    assert_eq!(first, set(["/", "/pays/", "/pays/mali/", "/pays/niger/", "/article/mil/", "/article/pont/", AWA]));
    assert_eq!(told(&newsroom, &receiver.url)[0].addresses, 0);
    newsroom.build().succeeds();
    told(&newsroom, &receiver.url);
    assert_eq!(receiver.lines(), [""; 0], "the same site was built again");
}

#[test]
fn what_is_new_changed_or_gone_is_told_and_nothing_else() {
    let receiver = takes();
    let newsroom = newsroom(None);
    told(&newsroom, &receiver.url);
    receiver.asked();
    // A new article changes the ways from its neighbour, which says nothing new by itself.
    let newsroom = newsroom.article("neuf.json", |article| article.published("2024-01-17T09:00:00+01:00"));
    newsroom.build().succeeds();
    told(&newsroom, &receiver.url);
    assert_eq!(addresses(&receiver.asked()), set(["/", "/pays/", "/pays/niger/", AWA, "/article/neuf/"]));
    let newsroom = newsroom.article("mil.json", |article| {
        article.countries(&["ML"]).published("2024-01-15T09:00:00+01:00").text("Une coquille de moins.")
    });
    fs::remove_file(newsroom.content().join("articles/neuf.json")).expect("it is there");
    newsroom.build().succeeds();
    told(&newsroom, &receiver.url);
    let expected = set(["/", "/pays/", "/pays/niger/", AWA, "/article/neuf/", "/article/mil/"]);
    assert_eq!(addresses(&receiver.asked()), expected);
}

#[test]
fn a_hub_is_told_of_each_feed_that_changed_and_of_no_other() {
    let (hub, receiver) = (takes(), takes());
    let newsroom = newsroom(Some(&hub));
    told(&newsroom, &receiver.url);
    hub.asked();
    let newsroom = newsroom.article("neuf.json", |article| {
        article.countries(&["ML"]).published("2024-01-17T09:00:00+01:00").set("authors", ["Moussa"])
    });
    newsroom.build().succeeds();
    told(&newsroom, &receiver.url);
    let asked = hub.asked();
    let feeds: BTreeSet<String> = asked
        .iter()
        .map(|asked| {
            assert!(asked.head.contains("content-type: application/x-www-form-urlencoded"), "{asked:?}");
            let fields: Vec<(String, String)> =
                url::form_urlencoded::parse(asked.body.as_bytes()).into_owned().collect();
            assert_eq!(fields[0], ("hub.mode".into(), "publish".into()));
            assert_eq!(fields[1].0, "hub.url");
            fields[1].1.strip_prefix("https://example.org/journal").expect("a feed of the site").to_owned()
        })
        .collect();
    assert_eq!(feeds.len(), asked.len(), "none twice");
    let of = |list: &str| ["flux.xml", "atom.xml", "feed.json"].map(|name| format!("{list}{name}"));
    assert_eq!(feeds, ["/", "/pays/mali/", "/auteur/moussa/"].into_iter().flat_map(of).collect());
}

#[test]
fn a_ping_that_failed_half_way_goes_on_where_it_was() {
    let receiver = takes();
    let count = Arc::new(AtomicUsize::new(0));
    let seen = count.clone();
    let hub = Stub::start(move |_| match seen.fetch_add(1, Ordering::Relaxed) {
        0..4 => Said::json(204, ""),
        4..8 => Said::html(503, "plus tard"),
        _ => Said::json(204, ""),
    });
    let newsroom = newsroom(Some(&hub));
    let report = told(&newsroom, &receiver.url);
    assert_eq!((report[1].addresses, report[0].failed.as_deref()), (4, None));
    assert!(report[1].failed.as_deref().is_some_and(|why| why.contains("status 503")), "{report:?}");
    let first: Vec<String> = hub.asked().into_iter().take(4).map(|asked| asked.body).collect();
    receiver.asked();
    let report = told(&newsroom, &receiver.url);
    assert!(report.iter().all(|told| told.failed.is_none()), "{report:?}");
    assert_eq!(receiver.lines(), [""; 0], "search engines know everything");
    let second: Vec<String> = hub.asked().into_iter().map(|asked| asked.body).collect();
    assert!(!second.is_empty() && second.iter().all(|body| !first.contains(body)), "{second:?}");
}

#[test]
fn what_a_receiver_has_against_it_is_said_with_what_to_do() {
    for (status, gist, asked) in [
        (400, "does not understand the request", 1),
        (403, "upload the site first, and see that https://example.org/journal/une-cle-de-la-vallee.txt answers", 1),
        (422, "is base_url right?", 1),
        (429, "ping again in an hour", 4),
        (500, "answered with status 500", 4),
    ] {
        let receiver = Stub::start(move |_| Said::json(status, ""));
        let newsroom = newsroom(None);
        let report = told(&newsroom, &receiver.url);
        assert!(report[0].failed.as_deref().is_some_and(|why| why.contains(gist)), "{status}: {report:?}");
        assert_eq!((receiver.lines().len(), report[0].addresses), (asked, 0), "{status}");
    }
}

#[test]
fn who_asks_for_patience_gets_it() {
    let count = AtomicUsize::new(0);
    let receiver = Stub::start(move |_| match count.fetch_add(1, Ordering::Relaxed) {
        0 => Said::json(429, "").with("Retry-After", 7),
        _ => Said::json(200, ""),
    });
    let newsroom = newsroom(None);
    let (report, waited) = pinged(&newsroom, &receiver.url, PATIENCE);
    assert!(report.is_ok_and(|report| report[0].failed.is_none()));
    assert!(waited >= Duration::from_secs(7), "{waited:?}");
}

#[test]
fn who_never_answers_is_given_up_and_told_again_by_the_next_ping() {
    // It takes the connection and says nothing.
    let silent = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let url = format!("http://{}", silent.local_addr().expect("it has an address"));
    let newsroom = newsroom(None);
    let (report, _) = pinged(&newsroom, &url, Duration::from_millis(50));
    let report = report.unwrap_or_else(|error| panic!("{error}"));
    assert!(report[0].failed.as_deref().is_some_and(|why| why.contains("cannot be reached")), "{report:?}");
    let receiver = takes();
    assert!(told(&newsroom, &receiver.url)[0].addresses >= 6);
}

#[test]
fn the_program_says_what_it_did_and_its_status_says_whether_all_was_told() {
    let receiver = takes();
    let newsroom = newsroom(None);
    let done = newsroom.depeche(&["ping", "--indexnow", &receiver.url]).succeeds();
    assert!(done.out.contains(&format!("{} was told of ", receiver.url)), "{done:?}");
    newsroom.depeche(&["ping", "--indexnow", &receiver.url]).succeeds().says(&["knows everything already"]);
    let newsroom = newsroom.article("neuf.json", |article| article);
    newsroom.build().succeeds();
    let refusing = Stub::start(|_| Said::json(403, ""));
    newsroom
        .depeche(&["ping", "--indexnow", &refusing.url])
        .fails()
        .says(&["status 403", "ping again to tell the rest"]);
    newsroom.depeche(&["ping", "--indexnow", "ftp://x"]).misuses();
}

#[test]
fn a_dry_run_tells_nobody_and_notes_nothing() {
    let hub = takes();
    let newsroom = newsroom(Some(&hub));
    let before = names_in(newsroom.folder());
    let run = newsroom.depeche(&["ping", "--dry-run"]).succeeds();
    for line in [
        "https://api.indexnow.org/indexnow\tadded\thttps://example.org/journal/article/pont/".to_owned(),
        format!("{}\tadded\thttps://example.org/journal/flux.xml", hub.url),
    ] {
        assert!(run.out.lines().any(|printed| printed == line), "{line} is not in {run:?}");
    }
    assert_eq!(hub.lines(), [""; 0]);
    assert_eq!(names_in(newsroom.folder()), before);
}

#[test]
fn what_is_missing_is_told_before_anybody_is() {
    let receiver = takes();
    let say = |newsroom: &Newsroom, gists: &[&str]| {
        newsroom.depeche(&["ping", "--indexnow", &receiver.url]).fails().says(gists);
    };
    say(&Newsroom::new(), &["site.json says nobody to tell", "\"indexnow\""]);
    say(
        &Newsroom::new().site(|site| site.set("indexnow", "x")),
        &["public/site.json:", "cannot be a key", "1 error to mend"],
    );
    say(&Newsroom::new().site(|site| site.set("indexnow", KEY)), &["dist is no site", "depeche build"]);
    let later = Newsroom::new();
    later.build().succeeds();
    say(
        &later.site(|site| site.set("indexnow", KEY)),
        &["dist/une-cle-de-la-vallee.txt is missing", "build and upload"],
    );
    let other = newsroom(None).beside("dist.pinged.json", "{}garbage");
    say(&other, &["dist.pinged.json is no record of `depeche ping`", "remove it"]);
    assert_eq!(receiver.lines(), [""; 0]);
}

#[test]
fn a_site_that_moved_tells_nothing_of_its_old_domain() {
    let receiver = takes();
    let newsroom = newsroom(None);
    told(&newsroom, &receiver.url);
    receiver.asked();
    newsroom.build_with(&["--base-url", "https://neuf.example"]).succeeds();
    told(&newsroom, &receiver.url);
    let asked = receiver.asked();
    let message: Value = serde_json::from_str(&asked[0].body).expect("JSON");
    assert_eq!(message["host"], "neuf.example");
    assert!(
        message["urlList"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|address| { address.as_str().is_some_and(|address| address.starts_with("https://neuf.example/")) })
    );
    assert_eq!(json!(asked.len()), 1);
}
