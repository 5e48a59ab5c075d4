//! What a search engine may say of a page, in a sentence or two.

use crate::{
    backend::entities::decoded,
    model::page::Page,
    publish::{edition::Edition, prose::beginning},
    words::Language,
};

/// About as much as search engines show, characters.
const LENGTH: usize = 160;

/// The description of a page.
pub(crate) fn description(edition: &Edition, page: &Page) -> String {
    let site = &edition.site;
    let Language { words, press, .. } = edition.language;
    // A sentence about a list, with the page's number from the second on.
    let about = |about: String, number, pages| match number {
        1 => about,
        _ => format!("{about} {}.", words.place(number, pages)),
    };
    match page {
        Page::Article(article) => article.standfirst.clone().unwrap_or_else(|| {
            // The page's text begins with the ways to it in other languages.
            let own = edition.story(&article.slug).map_or_else(String::new, |(_, story)| text(&story.body));
            beginning(&own, LENGTH)
        }),
        Page::Front { .. } if !site.tagline.is_empty() => site.tagline.clone(),
        Page::Front { .. } => press.about_news.with([&site.title]),
        Page::Home(list) => about(press.about_news.with([&site.title]), list.number, list.pages),
        Page::Country { country, list } => {
            about(press.about_country.with([&country.name, &site.title]), list.number, list.pages)
        }
        Page::Label { kind, name, list } => {
            about(press.about_label.with([kind, name, &site.title]), list.number, list.pages)
        }
        Page::Countries { .. } => press.about_countries.with([&site.title]),
        Page::Comments(page) => press.about_comments.with([&page.title, &page.number.to_string()]),
        Page::NotFound { .. } => words.not_found_why.into(),
    }
}

/// The text of an article's HTML, as far as a description needs it: from the first paragraph on.
fn text(html: &str) -> String {
    /// More than a description has, with room for what is left out.
    const ENOUGH: usize = 4 * LENGTH;
    let mut rest = &html[html.find("<p>").unwrap_or(0)..];
    let mut text = String::new();
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let Some((name, after)) = tag.split_once('>') else { break };
        // Emphasis and links end in the middle of words, blocks do not.
        if matches!(name, "/p" | "/li" | "/h2" | "/blockquote" | "/figcaption") {
            text.push(' ');
        }
        rest = after;
        if text.len() > ENOUGH && name.starts_with('/') {
            break;
        }
    }
    // Spaces that do not break stay.
    decoded(&text).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_article_is_read_without_its_tags() {
        let html = "<h2 id=\"a\">Titre</h2><p>Le <em>fle</em>uve &amp; le <a href=\"/\">pont</a>.</p><ul><li>un</li><li>deux</li></ul>";
        assert_eq!(text(html), "Le fleuve & le pont. un deux");
        assert_eq!(text("<p>«\u{202f}Quoi\u{202f}?\u{202f}»  \n non</p>"), "«\u{202f}Quoi\u{202f}?\u{202f}» non");
        assert_eq!(text("<ul><li>un</li></ul>"), "un");
        assert_eq!(text(""), "");
    }
}
