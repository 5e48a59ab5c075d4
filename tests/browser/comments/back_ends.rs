//! A site says where its comments go: to a form service, or nowhere.

use super::{ARTICLE, SEND};
use crate::harness::{FRENCH, Reader, Site};
use serde_json::{Value, json};

/// What a form service got, as the pairs that were posted.
fn posted(site: &Site) -> Vec<(String, String)> {
    let posted = site.posted();
    assert_eq!(posted.len(), 1, "{posted:?}");
    assert_eq!(posted[0].path, "/recu");
    url::form_urlencoded::parse(posted[0].body.as_bytes()).into_owned().collect()
}

fn form_service(origin: &str) -> Value {
    json!({ "backend": "form", "action": format!("{origin}/recu") })
}

/// The fields as the service gets them.
fn expected() -> Vec<(String, String)> {
    let pairs = [
        ("comment", "Merci à tous & à bientôt"),
        ("author", "Aïssata Maïga"),
        ("email", "aissata@exemple.org"),
        ("url", ""),
        ("adresse_2", ""),
        // Which article it is, by its headline and as WordPress's own form says it.
        ("article", "À Moscou, le Premier ministre nigérien ouvre une visite de travail"),
        ("comment_post_ID", "22"),
        ("comment_parent", "0"),
    ];
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

impl Reader<'_> {
    /// Writes, sends, and waits until the service has it.
    #[track_caller]
    fn posts_to_the_service(&self) {
        self.types("#comment", "Merci à tous & à bientôt");
        self.introduces_themselves();
        self.clicks(SEND);
        self.waits_for_the_host("the comment", |site| !site.posted().is_empty());
        assert_eq!(posted(self.site()), expected());
    }
}

#[test]
fn a_form_service_takes_what_is_posted_without_scripts() {
    let site = Site::commenting(form_service);
    let reader = Reader::of(&site);
    reader.runs_no_scripts();
    reader.opens(ARTICLE);
    reader.posts_to_the_service();
}

#[test]
fn a_form_service_takes_what_is_posted_with_scripts() {
    let site = Site::commenting(form_service);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.no_longer_sees(FRENCH.no_comment_server);
    reader.clicks(SEND);
    reader.sees(FRENCH.form_has_errors);
    assert!(site.posted().is_empty(), "nothing is posted that the service would refuse");
    reader.posts_to_the_service();
}

#[test]
fn what_a_form_service_was_sent_is_no_draft_any_more_and_can_be_had_back() {
    let site = Site::commenting(form_service);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "Merci à tous");
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.waits_for_the_host("the comment", |site| !site.posted().is_empty());
    reader.visits(ARTICLE);
    reader.sees(FRENCH.comment_posted);
    assert_eq!(reader.thread(), ["Merci à tous"]);
    assert_eq!(reader.typed("#comment"), "");
    assert!(!reader.script::<String>("return JSON.stringify(localStorage)").contains("aissata@"), "nobody has agreed");
    // Where the service has said no, its writer begins from there.
    reader.clicks("[data-do=edit]");
    assert_eq!(reader.typed("#comment"), "Merci à tous");
    assert_eq!(reader.thread(), Vec::<String>::new());
}

#[test]
fn what_is_for_a_form_service_is_kept_offline_and_posted_when_its_reader_says_so() {
    let site = Site::commenting(form_service);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.goes_offline();
    reader.types("#comment", "Merci à tous & à bientôt");
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_unsent_offline);
    reader.sees(FRENCH.not_sent);
    assert_eq!(reader.typed("#comment"), "");
    reader.comes_online();
    reader.visits("/pays/togo/");
    reader.sees(FRENCH.unsent_elsewhere);
    reader.visits(ARTICLE);
    reader.clicks("[data-do=send]");
    reader.waits_for_the_host("the comment", |site| !site.posted().is_empty());
    assert_eq!(posted(reader.site()), expected());
}

#[test]
fn a_form_service_takes_what_is_posted_where_the_app_has_failed() {
    let site = Site::commenting(form_service);
    let reader = Reader::of(&site);
    site.answers(&site.wasm(), axum::http::StatusCode::NOT_FOUND);
    reader.opens(ARTICLE);
    reader.waits_for_the_failure();
    reader.posts_to_the_service();
}

#[test]
fn a_site_that_takes_no_comments_says_so() {
    let site = Site::commenting(|_| json!({ "backend": "closed" }));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sees(FRENCH.comments_closed);
    assert!(!reader.is_shown("#commentform"));
    assert_eq!(reader.console(), Vec::<String>::new());
}
