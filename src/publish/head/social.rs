//! What others show with a link to a page: Open Graph (ogp.me), which X reads too where it has no word of its own.

use super::{Heads, meta};
use crate::{
    model::page::{Country, Page},
    publish::share,
    route::Route,
    words::Words,
};
use icu::locale::{Locale, LocaleExpander};

impl Heads<'_> {
    pub(super) fn social(&self, html: &mut String, route: &Route, page: &Page, description: &str) {
        let site = &self.edition.site;
        let story = self.story(route);
        let mut graph = |name: &str, content: &str| meta(html, "property", name, content);
        graph("og:site_name", &site.title);
        graph("og:type", if story.is_some() { "article" } else { "website" });
        graph("og:title", &headline(&self.edition.language.words, page, &site.title));
        graph("og:description", description);
        graph("og:url", &self.address(route));
        let language = story.map_or(site.language.as_str(), |(_, story)| self.language(story));
        if let Some(locale) = locale(language) {
            graph("og:locale", &locale);
        }
        let (path, alt) = self.picture(route, page);
        graph("og:image", &self.file(path));
        graph("og:image:width", &share::WIDTH.to_string());
        graph("og:image:height", &share::HEIGHT.to_string());
        graph("og:image:alt", &alt);
        if let Some((_, story)) = story {
            graph("article:published_time", &story.published.iso);
            if let Some(updated) = story.changed_since() {
                graph("article:modified_time", &updated.iso);
            }
            graph("article:section", &self.edition.country(story.countries[0]).name);
            story.topics.iter().for_each(|&topic| graph("article:tag", &self.edition.topics[topic].name));
            for &author in &story.authors {
                graph("article:author", &self.address(&Route::author(&*self.edition.authors[author].slug)));
            }
        }
        meta(html, "name", "twitter:card", "summary_large_image");
    }

    /// The path of the picture of a page, and what is seen in it.
    pub(super) fn picture(&self, route: &Route, page: &Page) -> (&str, String) {
        let about = match route {
            Route::Article { slug } | Route::Comments { slug, .. } => self.edition.story(slug),
            _ => None,
        };
        let share = about.and_then(|(index, story)| Some((self.shares.of_story(index)?, story)));
        match share {
            Some((share, story)) => {
                let alt = story.image.as_ref().filter(|_| share.shapes.is_some()).map(|image| &image.alt);
                let country = &self.edition.country(story.countries[0]).name;
                (share.path.as_str(), alt.cloned().unwrap_or_else(|| format!("{country} — {}", story.title)))
            }
            None => (
                self.shares.of_page(self.edition, page),
                headline(&self.edition.language.words, page, &self.edition.site.title),
            ),
        }
    }
}

/// What a page is called where the publication's name stands beside it.
pub(super) fn headline(words: &Words, page: &Page, site: &str) -> String {
    match page {
        Page::Front { .. } => site.into(),
        Page::Home(list) => words.page_of(words.all_news(), list.number),
        Page::Country { country: Country { name, .. }, list } => words.page_of(name, list.number),
        Page::Label { kind, name, list } => words.page_of(&format!("{kind} {name}"), list.number),
        Page::Countries { .. } => words.all_countries().into(),
        Page::Article(article) => article.title.clone(),
        Page::Comments(page) => format!("{} — {}", words.page_of(words.comments(), page.number), page.title),
        Page::NotFound { .. } => words.not_found().into(),
    }
}

/// A language as Open Graph names it, with the country that it says or the one that Facebook's list of locales has for it:
/// `fr_FR`. Of Arabic that list has one for all countries, of Portuguese and English more than one.
fn locale(tag: &str) -> Option<String> {
    let mut locale: Locale = tag.parse().ok()?;
    match (locale.id.language.as_str(), locale.id.region) {
        ("ar", _) => return Some("ar_AR".into()),
        ("en", None) => return Some("en_GB".into()),
        ("pt", None) => return Some("pt_PT".into()),
        _ => {}
    }
    LocaleExpander::new_extended().maximize(&mut locale.id);
    Some(format!("{}_{}", locale.id.language, locale.id.region?))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn a_language_has_the_country_that_it_says_or_is_most_spoken_in() {
        let expected = [
            ("fr", "fr_FR"),
            ("fr-NE", "fr_NE"),
            ("ar", "ar_AR"),
            ("ar-TD", "ar_AR"),
            ("en", "en_GB"),
            ("en-US", "en_US"),
            ("pt", "pt_PT"),
            ("pt-BR", "pt_BR"),
            ("ha", "ha_NG"),
        ];
        for (tag, expected) in expected {
            assert_eq!(locale(tag).as_deref(), Some(expected), "{tag}");
        }
    }
}
