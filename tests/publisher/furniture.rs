//! What stands in and around an article's text besides words: tables, pull quotes, corrections, ways to pass it on.

use crate::support::{Element, Fields, Html, Newsroom};
use serde_json::{Value, json};

fn article(change: impl FnOnce(Fields) -> Fields) -> Newsroom {
    Newsroom::new().article("a.json", change)
}

fn table(fields: Value) -> Newsroom {
    let mut block = json!({ "type": "table", "head": ["Fleuve", "Longueur"], "rows": [["Niger", "4 180 km"]] });
    for (name, value) in fields.as_object().expect("fields") {
        block[name] = value.clone();
    }
    article(|article| article.set("body", json!([block])))
}

fn corrected(corrections: Value) -> Newsroom {
    article(|article| article.published("2024-01-16T09:00:00+01:00").set("corrections", corrections))
}

fn of_class(page: &Html, class: &str) -> Option<Element> {
    page.elements().into_iter().find(|element| element.attribute("class").as_deref() == Some(class))
}

fn after(newsroom: &Newsroom) -> Element {
    newsroom.built().page("/article/a/").with_id("suite").expect("something stands behind the text")
}

#[test]
fn a_table_is_a_table_in_a_box_with_a_name() {
    let newsroom = table(json!({
        "caption": "Deux *fleuves*",
        "head": ["Fleuve", "Longueur (km)", "Source"],
        "rows": [["Niger", "4 180", "Guinée"], ["[Congo](/pays/niger/)", "4 700", ""]],
    }));
    let text = newsroom.built().page("/article/a/").with_id("texte").expect("an article has a text");
    let (table, region) = (&text.all("table")[0], &text.all("div")[0]);
    let caption = &text.all("figcaption")[0];
    assert_eq!((caption.text(), caption.all("em").len()), ("Deux fleuves".into(), 1));
    for named in [table, region] {
        assert_eq!(named.attribute("aria-labelledby"), caption.attribute("id"));
    }
    assert_eq!(region.attribute("role").as_deref(), Some("region"));
    assert_eq!(region.attribute("tabindex").as_deref(), Some("0"), "a keyboard can scroll it");
    let head = &table.all("thead")[0];
    let scopes: Vec<_> = head.all("th").iter().filter_map(|cell| cell.attribute("scope")).collect();
    assert_eq!(scopes, ["col", "col", "col"]);
    let rows = table.all("tbody")[0].all("tr");
    let cells = |row: &Element| {
        row.all_elements().iter().filter(|e| ["th", "td"].contains(&&*e.name())).cloned().collect::<Vec<_>>()
    };
    let texts: Vec<Vec<String>> = rows.iter().map(|row| cells(row).iter().map(Element::text).collect()).collect();
    assert_eq!(texts, [["Niger", "4\u{a0}180", "Guinée"], ["Congo", "4\u{a0}700", ""]]);
    assert_eq!(rows[0].all("th")[0].attribute("scope").as_deref(), Some("row"));
    let figures: Vec<bool> = cells(&rows[0]).iter().map(|cell| cell.attribute("class").is_some()).collect();
    assert_eq!(figures, [false, true, false], "figures stand under each other");
}

#[test]
fn a_table_without_a_caption_has_a_name_all_the_same() {
    let text = table(json!({})).built().page("/article/a/").with_id("texte").expect("an article has a text");
    assert_eq!(text.all("div")[0].attribute("aria-label").as_deref(), Some("Tableau"));
    assert!(text.all("figcaption").is_empty());
}

#[test]
fn a_table_of_another_shape_than_its_head_is_an_error() {
    let refused = table(json!({ "rows": [["Niger", "4 180"], ["Congo"], ["Nil", "6 650", "Ouganda"]] })).refused();
    refused
        .at(
            "articles/a.json",
            "[\n          \"Congo\"",
            "the row has 1 cells but the head 2: write a cell for each column",
        )
        .at("articles/a.json", "[\n          \"Nil\"", "the row has 3 cells but the head 2")
        .and_no_more();
    let refused = table(json!({ "rows": [] })).refused();
    refused.at("articles/a.json", "[]", "the table has no rows: write one, or remove the table").and_no_more();
    let refused = table(json!({ "head": [] })).refused();
    refused.at("articles/a.json", "[]", "the table has no head: say what each column holds").and_no_more();
}

#[test]
fn a_blank_text_in_a_table_is_an_error_where_something_has_to_stand() {
    for fields in [json!({ "head": ["Fleuve", " "] }), json!({ "caption": " " }), json!({ "rows": [[" ", "4 180"]] })] {
        let refused = table(fields).refused();
        refused.at("articles/a.json", "\" \"", "this text is empty").and_no_more();
    }
    table(json!({ "rows": [["Niger", " "]] })).built();
}

#[test]
fn cells_are_texts_like_any_other() {
    let text = table(json!({ "head": ["<b>", "a"], "rows": [["</table>", "*b*"]] }))
        .built()
        .page("/article/a/")
        .with_id("texte")
        .expect("an article has a text");
    assert_eq!(text.all("th").iter().map(Element::text).collect::<Vec<_>>(), ["<b>", "a", "</table>"]);
    assert_eq!(text.all("td")[0].all("em")[0].text(), "b");
    let refused = table(json!({ "rows": [["Niger", "[x](javascript:alert(1))"]] })).refused();
    refused.at("articles/a.json", "[x]", "uses the scheme `javascript:`").and_no_more();
}

#[test]
fn a_pull_quote_is_set_as_one_and_takes_no_time_to_read() {
    let long = "mot ".repeat(400);
    let body =
        |pull: bool| json!([{ "type": "paragraph", "text": "Un." }, { "type": "quote", "text": long, "pull": pull }]);
    let newsroom = article(|article| article.set("body", body(true)));
    let site = newsroom.built();
    assert!(of_class(&site.page("/article/a/"), "quote pull").is_some());
    assert_eq!(site.article("a").reading_minutes, 1);
    let newsroom = article(|article| article.set("body", body(false)));
    let site = newsroom.built();
    assert!(of_class(&site.page("/article/a/"), "quote").is_some());
    assert_eq!(site.article("a").reading_minutes, 2);
}

#[test]
fn corrections_stand_under_the_text_with_their_dates() {
    let newsroom = corrected(json!([
        { "date": "2024-01-17T08:00:00Z", "text": "Le pont a été ouvert en **1970** : nous avions écrit 1971." },
        { "date": "2024-01-16T09:00:00+01:00", "text": "Une lettre manquait." },
    ]));
    let after = after(&newsroom);
    assert_eq!(after.all("h2")[0].text(), "Rectificatifs");
    let times = after.all("time");
    let said: Vec<_> = times.iter().map(|time| (time.attribute("datetime").unwrap_or_default(), time.text())).collect();
    assert_eq!(said[0], ("2024-01-17T09:00:00+01:00".into(), "17 janvier 2024 à 09:00".into()));
    assert_eq!(said.len(), 2);
    let texts: Vec<String> = after.all("p").iter().map(Element::text).collect();
    let expected = "17 janvier 2024 à 09:00 — Le pont a été ouvert en 1970\u{202f}: nous avions écrit 1971.";
    assert_eq!(texts, [expected, "16 janvier 2024 à 09:00 — Une lettre manquait."]);
    assert_eq!(newsroom.built().article("a").after.matches("<p>").count(), 2, "the page's data has them");
    let one = after_of_one();
    assert_eq!(one.all("h2")[0].text(), "Rectificatif");
}

fn after_of_one() -> Element {
    after(&corrected(json!([{ "date": "2024-01-17T08:00:00Z", "text": "Une lettre manquait." }])))
}

#[test]
fn a_correction_is_a_change_for_who_looks_for_changes() {
    let newsroom = corrected(json!([{ "date": "2024-01-18T08:00:00+01:00", "text": "Le pont a 759 mètres." }]));
    let site = newsroom.built();
    let source = site.source("/article/a/");
    assert!(source.contains("\"dateModified\":\"2024-01-18T08:00:00+01:00\""), "{source}");
    assert!(source.contains("property=\"article:modified_time\" content=\"2024-01-18T08:00:00+01:00\""), "{source}");
    for file in ["sitemap-1.xml", "atom.xml", "flux.xml", "feed.json"] {
        let text = String::from_utf8_lossy(site.tree().get(file).unwrap_or_else(|| panic!("{file}"))).into_owned();
        assert!(text.contains("2024-01-18T08:00:00+01:00"), "{file}: {text}");
    }
}

#[test]
fn what_is_passed_on_is_an_address_whatever_the_headline_has_in_it() {
    let newsroom = article(|article| article.title("[Tribune] 100 % {vrai} | « eau » & <sel> ^ `x`"));
    for link in newsroom.built().page("/article/a/").targets() {
        if link.starts_with("https://wa.me/") || link.starts_with("mailto:") {
            let forbidden = |letter: char| "[]{}|^`<>\" ".contains(letter) || !letter.is_ascii();
            assert!(!link.contains(forbidden), "{link}");
            assert!(link.contains("%5BTribune%5D%20100"), "{link}");
        }
    }
}

#[test]
fn an_article_that_was_right_has_no_box_for_corrections() {
    for newsroom in [article(|article| article), corrected(json!([]))] {
        assert!(after(&newsroom).all("section").is_empty());
    }
}

#[test]
fn a_correction_that_cannot_be_is_an_error() {
    for (correction, at, gist) in [
        (
            json!({ "date": "2024-01-16T08:59:59+01:00", "text": "a" }),
            "\"2024-01-16T08:59",
            "the article was corrected before it was published: mend one",
        ),
        (json!({ "date": "2024-01-17", "text": "a" }), "\"2024-01-17\"", "does not say its offset"),
        (json!({ "date": "2024-01-17T09:00:00", "text": "a" }), "\"2024-01-17T", "does not say its offset"),
        (json!({ "date": "2024-01-17T09:00:00Z", "text": " " }), "\" \"", "this text is empty"),
        (json!({ "date": "2024-01-17T09:00:00Z", "text": "[x](data:a)" }), "[x]", "uses the scheme `data:`"),
        (json!({ "date": "2024-01-17T09:00:00Z", "txet": "a" }), "\"txet\"", "did you mean `text`?"),
    ] {
        let missing = correction.get("text").is_none();
        let mut refused = corrected(json!([correction])).refused();
        refused = refused.at("articles/a.json", at, gist);
        if missing {
            refused = refused.at("articles/a.json", "{\n      \"date\"", "the field `text` is missing");
        }
        refused.and_no_more();
    }
}

#[test]
fn an_article_is_passed_on_by_plain_links_with_its_headline_and_its_address() {
    let newsroom = Newsroom::new()
        .site(|site| site.set("base_url", "https://journal.example/sahel"))
        .article("a.json", |article| article.title("L’eau & le feu : 100 % « oui » ? <#+>"));
    let links = newsroom.built().page("/article/a/").with_id("suite").expect("ways to pass it on").all("a");
    let title = "L’eau%20%26%20le%20feu\u{202f}:%20100%C2%A0%25%20«\u{202f}oui\u{202f}»\u{202f}%3F%20%3C%23%2B%3E";
    // What is not ASCII is written as an address writes it.
    let title =
        title.replace('’', "%E2%80%99").replace('\u{202f}', "%E2%80%AF").replace('«', "%C2%AB").replace('»', "%C2%BB");
    let place = "https://journal.example/sahel/article/a/";
    let hrefs: Vec<_> = links.iter().filter_map(|link| link.attribute("href")).collect();
    assert_eq!(
        hrefs,
        [format!("https://wa.me/?text={title}%20{place}"), format!("mailto:?subject={title}&body={place}")]
    );
    let row = of_class(&newsroom.built().page("/article/a/"), "share ways").expect("a row");
    assert_eq!(row.attribute("data-url").as_deref(), Some(place));
    assert_eq!(row.all("span")[0].attribute("role").as_deref(), Some("status"));
}

#[test]
fn what_stands_around_a_text_in_another_language_says_its_own() {
    let newsroom = article(|article| {
        article.set("language", "ar").set("corrections", json!([{ "date": "2024-01-17T08:00:00Z", "text": "خطأ" }]))
    });
    let page = newsroom.built().page("/article/a/");
    for element in [
        of_class(&page, "share ways").expect("a row"),
        page.with_id("suite").expect("it is there").all("h2")[0].clone(),
    ] {
        assert_eq!(element.attribute("lang").as_deref(), Some("fr"));
    }
}

#[test]
fn the_choices_of_appearance_come_with_the_script_and_not_with_the_page() {
    let newsroom = article(|article| article);
    let site = newsroom.built();
    assert!(!site.source("/article/a/").contains("Apparence"));
    let boot = site.page("/article/a/").with_id("boot").and_then(|boot| boot.attribute("src")).expect("a boot script");
    let script = std::fs::read_to_string(newsroom.out().join(&boot[1..])).expect("it was written");
    assert!(script.starts_with("const FURNITURE={") && script.ends_with("/* boot */"), "{script}");
    assert!(script.contains("Apparence") && script.contains("Taille du texte"));
}
