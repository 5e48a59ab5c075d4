//! Hostile comments: whatever is sent, what is left is text, a few elements and links.

#[path = "../hostile/mod.rs"]
#[allow(unreachable_pub, reason = "other programs of tests have the list as well")]
mod vectors;

use crate::support::{Html, Newsroom};
use depeche::{
    app::THREAD_ID,
    backend::Foreign,
    publish::clean::clean,
    thread::{Shown, branches, html},
    words::Language,
};
use serde_json::json;
use vectors::{MARK, VECTORS};

/// What is wrong with the elements that a text becomes where a page puts it.
fn faults(cleaned: &str) -> Vec<String> {
    // As a browser reads it with scripts on and off, and in the middle of a page.
    let page = format!("<!DOCTYPE html><body><main><section id=place>{cleaned}</section></main>");
    let read = [Html::parse(&page), Html::parse_with_scripts(&page)];
    let mut faults = Vec::new();
    for page in read {
        for element in page.with_id("place").expect("it keeps its place").all_elements() {
            let name = element.name();
            if !element.is_html() || !Foreign::ELEMENTS.contains(&name.as_str()) {
                faults.push(format!("<{name}>"));
            }
            for (attribute, value) in element.attributes() {
                let scheme = value.split(':').next().unwrap_or_default();
                let sound = match (name.as_str(), attribute.as_str()) {
                    ("a", "href") => Foreign::SCHEMES.contains(&scheme),
                    ("a", "rel") => value == Foreign::REL,
                    _ => false,
                };
                if !sound {
                    faults.push(format!("<{name} {attribute}=\"{value}\">"));
                }
            }
        }
        let all = page.elements().len();
        let inside = page.with_id("place").expect("it keeps its place").all_elements().len();
        // html, head, body, main and the place itself.
        if all != inside + 5 {
            faults.push(format!("{} elements outside its place", all - inside - 5));
        }
    }
    faults
}

#[test]
fn there_are_many_vectors_and_no_two_are_the_same() {
    assert!(VECTORS.len() >= 100, "{}", VECTORS.len());
    let mut all = VECTORS.to_vec();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), VECTORS.len());
}

#[test]
fn every_vector_becomes_harmless() {
    for vector in VECTORS {
        let cleaned = clean(&Foreign::new(*vector));
        assert_eq!(faults(&cleaned), Vec::<String>::new(), "{vector:?} became {cleaned:?}");
    }
}

#[test]
fn every_vector_is_harmless_between_others_and_behind_what_another_left_open() {
    let mut all = String::new();
    for pair in VECTORS.windows(2) {
        let both = format!("{}{}", pair[1], pair[0]);
        let cleaned = clean(&Foreign::new(both.as_str()));
        assert_eq!(faults(&cleaned), Vec::<String>::new(), "{both:?} became {cleaned:?}");
        all.push_str(&cleaned);
    }
    assert_eq!(faults(&all), Vec::<String>::new(), "one behind the other");
}

#[test]
fn what_was_cleaned_stays_as_it_is_when_it_is_cleaned_again() {
    for vector in VECTORS {
        let once = clean(&Foreign::new(*vector));
        assert_eq!(clean(&Foreign::new(once.as_str())), once, "{vector:?}");
    }
}

#[test]
fn what_a_reader_means_stays() {
    let sound = "<p>Un <strong>deux</strong> <em>trois</em><br>\n<a href=\"https://a.example/?a=1&amp;b=2\" \
        rel=\"nofollow ugc noopener\">lien</a></p><blockquote><p>cité</p></blockquote><ul><li>a</li></ul><pre><code>&lt;b&gt;</code></pre>";
    assert_eq!(clean(&Foreign::new(sound)), sound);
    assert_eq!(clean(&Foreign::new("<h2>Titre</h2><font>l’eau</font> <3")), "Titrel’eau &lt;3");
    assert_eq!(clean(&Foreign::new("<a href=\"#harmful-link\">lien</a>")), "<a rel=\"nofollow ugc noopener\">lien</a>");
}

#[test]
fn deep_and_long_comments_are_cleaned_in_time() {
    for piece in
        ["<blockquote>", "<b>", "<a href=https://a.example>", "<ul><li>", "<svg><p>", "&amp;", "<!--", "<b a='"]
    {
        let long = piece.repeat(65_525 / piece.len());
        clean(&Foreign::new(long));
    }
}

#[test]
fn no_vector_gets_out_of_a_comment_of_a_page() {
    let comment = |(id, vector): (usize, &&str)| json!({ "id": id + 1, "author": vector, "published": "2024-01-16T10:00:00Z", "html": vector });
    let comments: Vec<_> = VECTORS.iter().enumerate().map(comment).collect();
    let newsroom = Newsroom::new()
        .article("a.json", |article| article)
        .file("comments/a.json", json!({ "thread": "/article/a/", "comments": comments }).to_string());
    let site = newsroom.built();
    let pages: Vec<String> = site.addresses().into_iter().filter(|path| path.starts_with("/article/a/")).collect();
    let mut shown = 0;
    for path in &pages {
        let page = site.page(path);
        let scripts: Vec<_> = page.all("script").iter().filter_map(|script| script.attribute("id")).collect();
        assert_eq!(scripts, ["boot", "page-data"], "{path}");
        let thread = page.with_id(THREAD_ID).expect("it has a thread");
        let items: Vec<_> = thread.all("li").into_iter().filter(|item| item.attribute("id").is_some()).collect();
        shown += items.len();
        for item in items {
            let names = item.all_elements();
            let own = ["p", "b", "a", "time", "section", "ol", "button"];
            for element in &names {
                let name = element.name();
                assert!(
                    own.contains(&name.as_str()) || Foreign::ELEMENTS.contains(&name.as_str()),
                    "<{name}> in {path}"
                );
                let handlers = element.attributes().into_iter().find(|(name, _)| name.starts_with("on"));
                assert_eq!(handlers, None, "in {path}");
            }
        }
        let data = site.seed(path);
        assert!(!format!("{data:?}").contains(MARK), "the document's data does not repeat the comments");
    }
    assert_eq!(shown, VECTORS.len());
}

#[test]
fn a_stray_list_item_does_not_end_its_comment() {
    let shown = |id: u64, said: &str| Shown {
        id,
        parent: None,
        author: String::new(),
        website: None,
        when: depeche::model::page::Moment { iso: String::new(), text: String::new() },
        html: clean(&Foreign::new(said)),
        deleted: false,
    };
    let comments = [shown(1, "un<li>faux"), shown(2, "deux")];
    let page = Html::parse(&format!(
        "<!DOCTYPE html><ol id=fil>{}</ol>",
        html(&Language::FRENCH.words, &branches(&comments), true)
    ));
    let first = page.with_id("comment-1").expect("it is there");
    assert!(first.text().contains("faux"));
}
