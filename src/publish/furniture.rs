//! What stands around an article's text and needs no app: corrections, ways to pass the article on, and the reader's
//! choices of how pages look. The last come with the boot script, since they do nothing without scripts.

use super::{
    edition::{Correction, Edition, Story},
    prose::{NO_URL_CODE_POINTS, escape},
};
use crate::{
    route::Route,
    words::{Language, Press},
};
use memchr::memmem;
use percent_encoding::{AsciiSet, utf8_percent_encode};
use serde_json::json;
use std::fmt::Write as _;

/// What a text in the query of an address cannot hold as it is: what ends it or divides it, and what is no part of any
/// address (URL standard, query percent-encode set; RFC 6068, 2, for `mailto:`).
const QUERY: &AsciiSet = &NO_URL_CODE_POINTS.add(b'#').add(b'%').add(b'&').add(b'\'').add(b'+').add(b'?');

/// What stands before a story's text: the ways to it in other languages; empty where it has none.
pub(super) fn before(edition: &Edition, story: &Story) -> String {
    let others = edition.in_all_languages(story).filter(|other| other.slug != story.slug);
    let own = if edition.right_to_left() { "rtl" } else { "ltr" };
    let ways = others.map(|other| {
        let link = Route::article(&*other.slug).href(&edition.site.base);
        let (tag, direction, name) = match &other.language {
            // One that differs by its region alone has no name of its own.
            Some(language) => (&language.tag, language.direction(), language.name.as_ref().unwrap_or(&language.tag)),
            None => (&edition.site.language, own, &edition.own_language),
        };
        let (tag, title, name) = (escape(tag), escape(&other.title), escape(name));
        format!("<a href=\"{link}\" hreflang=\"{tag}\" lang=\"{tag}\" dir=\"{direction}\">{title}</a> ({name})")
    });
    let ways = ways.collect::<Vec<_>>().join(" · ");
    if ways.is_empty() {
        return ways;
    }
    // As the byline in the site's language, whatever the article's.
    format!("<p class=\"meta\" lang=\"{}\" dir=\"{own}\">{ways}</p>", escape(&edition.site.language))
}

/// What stands behind a story's text, where that stands [`before`] it.
pub(super) fn after(edition: &Edition, story: &Story, before: &str) -> String {
    let mut html = String::new();
    // In another language than the article's, as its byline.
    let language = match story.language {
        Some(_) => format!(" lang=\"{}\" dir=\"auto\"", escape(&edition.site.language)),
        None => String::new(),
    };
    let Language { press, .. } = edition.language;
    corrections(&mut html, press, &story.corrections, &language);
    let url = format!("{}{}", edition.base_url, Route::article(&story.slug).path());
    let size = press.weight(weight_when_saved(edition, story, before));
    share(&mut html, press, (&story.title, &url, &size), &language);
    topics(&mut html, edition, story, &language);
    html
}

/// The topics, each with the way to its page.
fn topics(html: &mut String, edition: &Edition, story: &Story, language: &str) {
    if story.topics.is_empty() {
        return;
    }
    // Lists without marks are none to WebKit, if they do not say so.
    let label = edition.language.words.topics;
    let _ = write!(html, "<ul class=\"topics\" role=\"list\"{language} aria-label=\"{label}\">");
    for topic in story.topics.iter().map(|&topic| &edition.topics[topic]) {
        let link = Route::topic(&*topic.slug).href(&edition.site.base);
        let _ = write!(html, "<li><a href=\"{link}\" dir=\"auto\">{}</a></li>", escape(&topic.name));
    }
    html.push_str("</ul>");
}

fn corrections(html: &mut String, press: &Press, corrections: &[Correction], language: &str) {
    let title = match corrections {
        [] => return,
        [_] => press.correction,
        _ => press.corrections,
    };
    let _ = write!(html, "<section class=\"corrections\"><h2{language}>{title}</h2>");
    for Correction { date, text } in corrections {
        let (iso, day) = (escape(&date.iso), escape(&date.text));
        let _ = write!(html, "<p><time{language} datetime=\"{iso}\">{day}</time> — {text}</p>");
    }
    html.push_str("</section>");
}

/// What a saved article holds in any case, bytes: the style sheet, the head, the byline's words.
const AROUND: usize = 26_000;
/// What stands around a correction, a topic or an author, bytes.
const AROUND_A_WORD: usize = 150;
/// What stands around a picture, bytes: its box, a link to it as large, its colour.
const AROUND_A_PICTURE: usize = 600;

/// How many bytes `save.js` makes of a story at most: tests/browser/saving.rs holds it to that.
fn weight_when_saved(edition: &Edition, story: &Story, before: &str) -> u64 {
    // Ways inside the site are whole there.
    let bytes = |text: &str| text.len() + memmem::find_iter(text.as_bytes(), "=\"/").count() * edition.base_url.len();
    let texts = [before, &story.body, &story.title].into_iter().chain(story.standfirst.as_deref()).map(bytes);
    let corrections = story.corrections.iter().map(|correction| bytes(&correction.text));
    let topics = story.topics.iter().map(|&topic| edition.topics[topic].name.len());
    let authors = story.authors.iter().map(|&author| edition.authors[author].name.len());
    let words = corrections.chain(topics).chain(authors).map(|text| text + AROUND_A_WORD + edition.base_url.len());
    let pictures = story.placed().map(|placed| {
        let told = [placed.caption.as_deref(), placed.credit.as_deref(), Some(placed.alt.as_str())];
        let told: usize = told.into_iter().flatten().map(bytes).sum();
        // In base64 three bytes take four characters (RFC 4648, 4).
        let file = edition.gallery.plain(placed).div_ceil(3) * 4;
        file + (told + AROUND_A_PICTURE + edition.base_url.len()) as u64
    });
    (AROUND + texts.chain(words).sum::<usize>()) as u64 + pictures.sum::<u64>()
}

/// Links that work by themselves, and buttons that `furniture.js` shows where it can do what they say.
fn share(html: &mut String, press: &Press, (title, url, size): (&str, &str, &str), language: &str) {
    let encoded = |text: &str| escape(&utf8_percent_encode(text, QUERY).to_string());
    let (title, place) = (encoded(title), encoded(url));
    let url = escape(url);
    let [label, email, copy, otherwise] = [press.share, press.share_by_email, press.copy_link, press.share_otherwise];
    let save = press.save_article.with([size]);
    let _ = write!(
        html,
        "<div class=\"share ways\"{language} data-url=\"{url}\"><b>{label}</b>\
         <a href=\"https://wa.me/?text={title}%20{place}\">WhatsApp</a>\
         <a href=\"mailto:?subject={title}&amp;body={place}\">{email}</a>\
         <button>{copy}</button><button class=\"save\">{save}</button><button class=\"sheet\">{otherwise}</button><span role=\"status\"></span></div>"
    );
}

/// What `furniture.js` has to say, as a statement before it. `save` is the path of `save.js` in the site, where both lie in
/// one folder.
pub(super) fn script(press: &Press, save: &str) -> String {
    let reading = format!(
        "<div class=\"reading\">{}{}</div>",
        choice(
            "theme",
            press.appearance,
            [("", press.appearance_of_system), ("light", press.appearance_light), ("dark", press.appearance_dark)]
        ),
        choice(
            "text",
            press.text_size,
            [("", press.text_normal), ("larger", press.text_larger), ("largest", press.text_largest)]
        ),
    );
    let words = json!({
        "copied": press.link_copied,
        "notCopied": press.link_not_copied,
        "save": format!("./{}", save.rsplit('/').next().unwrap_or(save)),
        "saving": press.article_being_saved,
        "saved": press.article_saved,
        "notSaved": press.article_not_saved,
        "reading": reading,
    });
    format!("const FURNITURE={words};\n")
}

fn choice(name: &str, legend: &str, values: [(&str, &str); 3]) -> String {
    let mut html =
        format!("<div class=\"ways\" role=\"radiogroup\" aria-label=\"{legend}\"><b aria-hidden=\"true\">{legend}</b>");
    for (value, label) in values {
        let _ = write!(
            html,
            "<label><input type=\"radio\" name=\"{name}\" value=\"{value}\" autocomplete=\"off\">{label}</label>"
        );
    }
    html + "</div>"
}
