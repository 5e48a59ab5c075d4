//! What a search engine may say of a page, in a sentence or two.

use crate::{
    backend::entities::decoded,
    model::page::Page,
    publish::{edition::Edition, prose::beginning},
    words,
};

/// About as much as search engines show, characters.
const LENGTH: usize = 160;

/// The description of a page.
pub(crate) fn description(edition: &Edition, page: &Page) -> String {
    let site = &edition.site;
    match page {
        Page::Article(article) => article.standfirst.clone().unwrap_or_else(|| beginning(&text(&article.body), LENGTH)),
        Page::Home(list) if list.number == 1 && !site.tagline.is_empty() => site.tagline.clone(),
        Page::Home(list) => words::about_page(&words::about_news(&site.title), list.number, list.pages),
        Page::Country { country, list } => {
            words::about_page(&words::about_country(&country.name, &site.title), list.number, list.pages)
        }
        Page::Label { kind, name, list } => {
            words::about_page(&words::about_label(kind, name, &site.title), list.number, list.pages)
        }
        Page::Countries { .. } => words::about_countries(&site.title),
        Page::Comments(page) => words::about_comments(&page.title, page.number),
        Page::NotFound { .. } => words::NOT_FOUND_WHY.into(),
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
    decoded(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_article_is_read_without_its_tags() {
        let html = "<h2 id=\"a\">Titre</h2><p>Le <em>fle</em>uve &amp; le <a href=\"/\">pont</a>.</p><ul><li>un</li><li>deux</li></ul>";
        assert_eq!(text(html), "Le fleuve & le pont. un deux");
        assert_eq!(text("<ul><li>un</li></ul>"), "un");
        assert_eq!(text(""), "");
    }
}
