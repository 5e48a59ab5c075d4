//! A checked edition: what a newsroom publishes, valid by its type and ready to be laid out in pages.

use super::{
    discovery::Discovery,
    locale::{Phrase, right_to_left},
    times::latest,
};
use crate::{
    model::page::{Country, Language, Moment, Picture, Site},
    publish::picture::{Gallery, Place, Placed},
    route::Route,
    thread::Shown,
    words,
};
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

/// What a newsroom publishes at one moment. Only [`check`](super::check::check) makes one.
#[derive(Debug)]
pub struct Edition {
    pub(crate) site: Site,
    /// What it says to its readers, and how.
    pub(crate) language: &'static words::Language,
    /// Without a slash at its end.
    pub(crate) base_url: String,
    pub(crate) discovery: Discovery,
    /// Newest first.
    pub(crate) stories: Vec<Story>,
    /// Indexes into `stories` of those that an editor has chosen for the front page, in that order; the first leads.
    pub(crate) front: Vec<usize>,
    /// Indexes into `stories`, newest first, in the order of `site.countries`.
    pub(crate) by_country: Vec<Vec<usize>>,
    /// In the order of their slugs.
    pub(crate) topics: Vec<Label>,
    /// In the order of their slugs.
    pub(crate) authors: Vec<Label>,
    /// What its own language is called in itself, where a translation says what it was translated from: « en français ».
    pub(crate) own_language: String,
    /// Indexes into `stories` of the translations of an article, by its slug.
    pub(crate) translations: HashMap<String, Vec<usize>>,
    /// Index into `stories` by slug.
    pub(crate) by_slug: HashMap<String, usize>,
    /// Files that are copied as they are, from the newsroom's folder.
    pub(crate) assets: Vec<PathBuf>,
    /// Pictures among them that only articles show which are not there yet.
    pub(crate) withheld: HashSet<PathBuf>,
    /// What was made of its pictures.
    pub(crate) gallery: Gallery,
    /// The slugs of drafts.
    pub(crate) drafts: Vec<String>,
    /// The slugs of articles that wait for their time, and when it comes, in words; the next first.
    pub(crate) waiting: Vec<(String, String)>,
}

/// A topic or an author: what has a name, and the stories that bear it.
#[derive(Debug)]
pub(crate) struct Label {
    /// As most stories spell it.
    pub(crate) name: String,
    /// The name as its address spells it.
    pub(crate) slug: String,
    /// Indexes into the edition's stories, newest first; at least one.
    pub(crate) stories: Vec<usize>,
}

/// A published article.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) standfirst: Option<String>,
    /// Indexes into the site's countries; at least one, the first is where it is filed.
    pub(crate) countries: Vec<usize>,
    /// Indexes into the edition's topics.
    pub(crate) topics: Vec<usize>,
    /// Indexes into the edition's authors; at least one.
    pub(crate) authors: Vec<usize>,
    /// The authors in one phrase: « Awa, Bintou et Chérif ».
    pub(crate) byline: Phrase,
    pub(crate) published: Moment,
    /// When it was published in a few letters, for lists: « 09:00 » on the day of the newest, « 12 janv. » before.
    pub(crate) brief: String,
    pub(crate) updated: Option<Moment>,
    pub(crate) language: Option<Language>,
    pub(crate) image: Option<Placed>,
    /// The file of the lead picture, from the newsroom's folder.
    pub(crate) lead: Option<String>,
    /// HTML, without its pictures; [`Story::text`] has them.
    pub(crate) body: String,
    /// The pictures of the text, each with its place in the HTML, byte by byte.
    pub(crate) pictures: Vec<(usize, Placed)>,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) reading_minutes: u32,
    pub(crate) comments_open: bool,
    /// The WordPress post whose comment thread is the article's.
    pub(crate) source_id: Option<u64>,
    /// The slug of the article that it is a translation of.
    pub(crate) translation_of: Option<String>,
    pub(crate) comments: Comments,
}

/// Something that was wrong in an article and has been put right.
#[derive(Debug)]
pub(crate) struct Correction {
    pub(crate) date: Moment,
    /// HTML.
    pub(crate) text: String,
}

/// The comments of an article that were published, as far as they were fetched.
#[derive(Debug, Default)]
pub(crate) struct Comments {
    /// Oldest first.
    pub(crate) shown: Vec<Shown>,
    /// When the newest was written, seconds since 1970.
    pub(crate) newest: u64,
}

impl Story {
    /// The text with its pictures, as `show` shows them.
    pub(crate) fn text(&self, show: impl Fn(&Placed) -> String) -> String {
        let mut html = String::with_capacity(self.body.len() + 1024 * self.pictures.len());
        let mut from = 0;
        for (at, placed) in &self.pictures {
            html.push_str(&self.body[from..*at]);
            html.push_str(&show(placed));
            from = *at;
        }
        html.push_str(&self.body[from..]);
        html
    }

    /// Its pictures: the lead one, then those of the text.
    pub(crate) fn placed(&self) -> impl Iterator<Item = &Placed> {
        self.image.iter().chain(self.pictures.iter().map(|(_, placed)| placed))
    }

    /// When it was changed or corrected last, or published.
    pub(crate) fn changed(&self) -> &Moment {
        let corrected = self.corrections.iter().map(|correction| &correction.date);
        latest(corrected.chain(&self.updated).chain([&self.published])).unwrap_or(&self.published)
    }

    /// The same, if it was.
    pub(crate) fn changed_since(&self) -> Option<&Moment> {
        Some(self.changed()).filter(|moment| moment.iso != self.published.iso)
    }
}

impl Edition {
    /// How many articles it publishes.
    pub fn articles(&self) -> usize {
        self.stories.len()
    }

    /// How many articles are drafts, and how many wait for their time.
    pub fn held_back(&self) -> (usize, usize) {
        (self.drafts.len(), self.waiting.len())
    }

    /// The paths of the articles that readers do not see yet.
    pub(crate) fn unseen(&self) -> Vec<String> {
        let slugs = self.drafts.iter().chain(self.waiting.iter().map(|(slug, _)| slug));
        slugs.map(|slug| Route::article(slug).href(&self.site.base)).collect()
    }

    /// The slugs of articles that wait for their time, and when it comes, in words; the next first.
    pub fn waiting(&self) -> impl Iterator<Item = (&str, &str)> {
        self.waiting.iter().map(|(slug, when)| (slug.as_str(), when.as_str()))
    }

    /// What every page of it shares.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Who is told of it besides its readers.
    pub fn discovery(&self) -> &Discovery {
        &self.discovery
    }

    /// The scheme and host that it is published at.
    pub(crate) fn origin(&self) -> &str {
        self.base_url.strip_suffix(self.site.base.as_str()).unwrap_or(&self.base_url)
    }

    /// The whole address of a path of the site.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Whether the newsroom has a file of its own at a path of the site.
    pub(crate) fn has_own(&self, path: &str) -> bool {
        self.assets.iter().any(|asset| asset == Path::new(&path[1..]))
    }

    /// Whether the newsroom has an icon for the browser's tab.
    pub(crate) fn has_icon(&self) -> bool {
        self.assets.iter().any(|asset| asset == Path::new("favicon.svg"))
    }

    /// A picture in its place on a page.
    pub(crate) fn picture(&self, placed: &Placed, place: Place) -> Picture {
        self.gallery.picture(placed, &self.site.base, &self.language.press, place)
    }

    /// Every picture that its pages show.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = &Placed> {
        self.stories.iter().flat_map(Story::placed)
    }

    /// Whether its language is written from right to left.
    pub(crate) fn right_to_left(&self) -> bool {
        self.site.language.parse().is_ok_and(|language| right_to_left(&language))
    }

    /// An article in all its languages: the original first, if it is published, and its translations. The article itself
    /// is among them.
    pub(crate) fn in_all_languages<'e>(&'e self, story: &'e Story) -> impl Iterator<Item = &'e Story> {
        self.versions(story).map(|index| &self.stories[index])
    }

    /// The indexes of the same.
    pub(crate) fn versions<'e>(&'e self, story: &'e Story) -> impl Iterator<Item = usize> {
        let original = story.translation_of.as_ref().unwrap_or(&story.slug);
        let translations = self.translations.get(original).into_iter().flatten();
        self.by_slug.get(original).into_iter().chain(translations).copied()
    }

    /// Whether a story is what readers of a language are shown of it where it has several: it is in that language, else in the
    /// site's own, else the original.
    pub(crate) fn is_for_readers_of(&self, language: Option<&Language>, index: usize) -> bool {
        if self.translations.is_empty() {
            return true;
        }
        let versions = || self.versions(&self.stories[index]);
        let written_in = |language| versions().find(|&version| self.stories[version].language.as_ref() == language);
        let chosen = written_in(language).or_else(|| written_in(None)).or_else(|| versions().next());
        chosen.is_none_or(|chosen| chosen == index)
    }

    pub(crate) fn country(&self, index: usize) -> &Country {
        &self.site.countries[index]
    }

    pub(crate) fn country_index(&self, slug: &str) -> Option<usize> {
        self.site.countries.iter().position(|country| country.slug == slug)
    }

    pub(crate) fn topic(&self, slug: &str) -> Option<&Label> {
        Label::find(&self.topics, slug).map(|index| &self.topics[index])
    }

    pub(crate) fn author(&self, slug: &str) -> Option<&Label> {
        Label::find(&self.authors, slug).map(|index| &self.authors[index])
    }

    pub(crate) fn story(&self, slug: &str) -> Option<(usize, &Story)> {
        self.by_slug.get(slug).map(|&index| (index, &self.stories[index]))
    }
}

impl Label {
    /// The index of the one with a slug, among labels in the order of their slugs.
    pub(crate) fn find(labels: &[Label], slug: &str) -> Option<usize> {
        labels.binary_search_by(|label| label.slug.as_str().cmp(slug)).ok()
    }
}
