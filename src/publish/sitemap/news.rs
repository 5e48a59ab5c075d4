//! The maps of the newest articles (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).

use super::{Map, NAMESPACE};
use crate::{
    publish::{
        edition::{Edition, Story},
        times::{instant, latest},
        xml::Xml,
    },
    route::{Route, files::news_sitemap},
};
use jiff::{SignedDuration, Timestamp};

/// What is older is no news.
const NEWS_FOR: SignedDuration = SignedDuration::from_hours(48);
/// The most that a map of news may hold.
pub(super) const MOST: usize = 1_000;

const NAMESPACE_OF_NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// The news of two days in as many maps as they take; the first one is there even where there is no news.
pub(super) fn maps(edition: &Edition, now: Timestamp) -> Vec<Map<'_>> {
    let is_news = |story: &&Story| {
        let age = instant(&story.published).map(|time| now.duration_since(time));
        age.is_some_and(|age| SignedDuration::ZERO <= age && age <= NEWS_FOR)
    };
    let news: Vec<&Story> = edition.stories.iter().filter(is_news).collect();
    parts(&news).zip(1..).map(|(part, number)| map(edition, part, number)).collect()
}

/// As much as a map may hold in each; at least one.
fn parts<T>(news: &[T]) -> impl Iterator<Item = &[T]> {
    let none: Option<&[T]> = news.is_empty().then_some(news);
    none.into_iter().chain(news.chunks(MOST))
}

fn map<'e>(edition: &'e Edition, news: &[&'e Story], number: usize) -> Map<'e> {
    let mut xml = Xml::document();
    xml.open("urlset", &[("xmlns", NAMESPACE), ("xmlns:news", NAMESPACE_OF_NEWS)]);
    if news.is_empty() {
        // The map's address has to answer for ever, and the protocol knows no map without a page.
        xml.open("url", &[]);
        xml.text("loc", &[], &edition.address(&Route::HOME.path()));
        xml.close("url");
    }
    news.iter().for_each(|story| entry(&mut xml, edition, story));
    xml.close("urlset");
    let newest = latest(news.iter().map(|story| story.changed()));
    Map { path: news_sitemap(number), text: xml.new_line().finish(), newest }
}

fn entry(xml: &mut Xml, edition: &Edition, story: &Story) {
    let site = &edition.site;
    let language = story.language.as_ref().map_or(&site.language, |language| &language.tag);
    xml.open("url", &[]);
    xml.text("loc", &[], &edition.address(&Route::article(&story.slug).path()));
    xml.text("lastmod", &[], &story.changed().iso);
    xml.open("news:news", &[]);
    xml.open("news:publication", &[]);
    xml.text("news:name", &[], &site.title);
    xml.text("news:language", &[], code(language));
    xml.close("news:publication");
    xml.text("news:publication_date", &[], &story.published.iso);
    xml.text("news:title", &[], &story.title);
    xml.close("news:news");
    xml.close("url");
}

/// The ISO 639 code of a language tag; only Chinese is told with its script's country.
fn code(tag: &str) -> &str {
    match tag.to_ascii_lowercase().as_str() {
        "zh" | "zh-cn" | "zh-hans" | "zh-hans-cn" => "zh-cn",
        "zh-tw" | "zh-hant" | "zh-hant-tw" => "zh-tw",
        _ => tag.split('-').next().unwrap_or(tag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_map_holds_more_than_google_takes() {
        let counts = |count: usize| parts(&vec![(); count]).map(<[()]>::len).collect::<Vec<_>>();
        assert_eq!((counts(0), counts(1_000)), (vec![0], vec![1_000]));
        assert_eq!(counts(2_001), [1_000, 1_000, 1]);
    }

    #[test]
    fn languages_are_told_by_their_codes() {
        for (tag, expected) in
            [("fr", "fr"), ("fr-NE", "fr"), ("ha-Latn", "ha"), ("zh-Hant", "zh-tw"), ("zh-CN", "zh-cn")]
        {
            assert_eq!(code(tag), expected);
        }
    }
}
