//! Slugs: an article's name in its address.

use crate::support::Newsroom;

fn with_slug(slug: &str) -> Newsroom {
    Newsroom::new().article("a.json", |article| article.set("slug", slug))
}

#[test]
fn two_files_with_one_slug_are_both_named() {
    let newsroom = Newsroom::new().article("mission.json", |article| article);
    let newsroom = newsroom.article("niger/visite.json", |article| article.set("slug", "mission"));
    let gist = "the slug `mission` is that of public/articles/mission.json too: give one of them another `slug`";
    newsroom.refused().at("articles/niger/visite.json", "\"mission\"", gist).and_no_more();
}

#[test]
fn one_file_name_in_two_folders_is_one_slug() {
    let newsroom = Newsroom::new().article("mali/a.json", |article| article).article("niger/a.json", |article| article);
    newsroom.refused().file("articles/niger/a.json", "is that of public/articles/mali/a.json too").and_no_more();
}

#[test]
fn three_files_with_one_slug_are_two_problems() {
    let newsroom = Newsroom::new().article("1/a.json", |article| article).article("2/a.json", |article| article);
    let refused = newsroom.article("3/a.json", |article| article).refused();
    refused.file("articles/2/a.json", "the slug `a`").file("articles/3/a.json", "the slug `a`").and_no_more();
}

#[test]
fn a_draft_keeps_its_slug_for_itself() {
    let newsroom = Newsroom::new().article("1/a.json", |article| article.set("status", "draft"));
    newsroom.article("2/a.json", |article| article).refused().file("articles/2/a.json", "the slug `a`").and_no_more();
}

#[test]
fn a_twin_is_told_although_one_of_the_two_has_another_mistake() {
    let newsroom = Newsroom::new().article("1/a.json", |article| article.countries(&["XX"]));
    newsroom
        .article("2/a.json", |article| article)
        .refused()
        .at("articles/1/a.json", "\"XX\"", "is not a country")
        .file("articles/2/a.json", "the slug `a`")
        .and_no_more();
}

#[test]
fn slugs_cannot_differ_by_case_because_capitals_are_none() {
    let newsroom =
        Newsroom::new().article("mission.json", |article| article).article("Mission.json", |article| article);
    let gist = "the file's name gives the slug and `Mission` cannot be an address";
    newsroom.refused().file("articles/Mission.json", gist).and_no_more();
    with_slug("Mission").refused().at("articles/a.json", "\"Mission\"", "such as `mission`").and_no_more();
}

#[test]
fn what_cannot_be_an_address_is_refused_with_one_that_can() {
    for (slug, hint) in [
        ("..", "such as `mission-a-moscou`"),
        (".", "such as `mission-a-moscou`"),
        ("", "such as `mission-a-moscou`"),
        (" ", "such as `mission-a-moscou`"),
        ("é", "such as `e`"),
        ("Visite à Moscou", "such as `visite-a-moscou`"),
        ("niger/visite", "such as `niger-visite`"),
        ("/", "such as `mission-a-moscou`"),
        ("a\\b", "such as `a-b`"),
        ("a--b", "such as `a-b`"),
        ("-a", "such as `a`"),
        ("a-", "such as `a`"),
        ("a.html", "such as `a-html`"),
        ("a_b", "such as `a-b`"),
        ("a%2fb", "such as `a-2fb`"),
        ("a?b", "such as `a-b`"),
    ] {
        let quoted = serde_json::to_string(slug).expect("a text is JSON");
        let newsroom = with_slug(slug);
        newsroom.refused().at("articles/a.json", &quoted, "cannot be an address").and_no_more();
        newsroom.check().says(&[hint]);
    }
}

#[test]
fn names_of_the_sites_own_addresses_are_kept() {
    for slug in ["index", "page"] {
        let quoted = format!("\"{slug}\"");
        with_slug(slug).refused().at("articles/a.json", &quoted, "is kept for the site's own addresses").and_no_more();
        let newsroom = Newsroom::new().article(&format!("{slug}.json"), |article| article);
        newsroom.refused().file(&format!("articles/{slug}.json"), "is kept for the site's own addresses").and_no_more();
    }
}

#[test]
fn a_file_name_with_accents_or_blanks_gives_no_slug_but_may_have_one() {
    let newsroom = Newsroom::new().article("Visite à Moscou.json", |article| article);
    newsroom.refused().file("articles/Visite à Moscou.json", "such as `visite-a-moscou`").and_no_more();
    let newsroom = Newsroom::new().article("Visite à Moscou.json", |article| article.set("slug", "visite"));
    assert!(newsroom.built().has("/article/visite/"));
}

#[test]
fn a_slug_ends_somewhere() {
    let longest = "a".repeat(120);
    assert!(with_slug(&longest).built().has(&format!("/article/{longest}/")));
    let longer = "a".repeat(121);
    with_slug(&longer)
        .refused()
        .at("articles/a.json", &format!("\"{longer}\""), "121 characters, 120 at most")
        .and_no_more();
}
