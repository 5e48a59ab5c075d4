//! A checked edition: what a newsroom publishes, valid by its type and ready to be laid out in pages.

use crate::{
    model::page::{Country, Language, Moment, Site},
    publish::picture::{Gallery, Place, Placed},
    thread::Shown,
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// What a newsroom publishes at one moment. Only [`check`](super::check::check) makes one.
#[derive(Debug)]
pub struct Edition {
    pub(crate) site: Site,
    /// Without a slash at its end.
    pub(crate) base_url: String,
    /// Newest first.
    pub(crate) stories: Vec<Story>,
    /// Indexes into `stories`, newest first, in the order of `site.countries`.
    pub(crate) by_country: Vec<Vec<usize>>,
    /// Indexes into `stories`, newest first.
    pub(crate) by_topic: HashMap<String, Vec<usize>>,
    /// Index into `stories` by slug.
    pub(crate) by_slug: HashMap<String, usize>,
    /// Files that are copied as they are, from the newsroom's folder.
    pub(crate) assets: Vec<PathBuf>,
    /// What was made of its pictures.
    pub(crate) gallery: Gallery,
    /// How many articles are drafts.
    pub(crate) drafts: usize,
    /// How many articles wait for their time.
    pub(crate) waiting: usize,
}

/// A published article.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) standfirst: Option<String>,
    /// Indexes into the site's countries; at least one, the first is where it is filed.
    pub(crate) countries: Vec<usize>,
    pub(crate) topics: Vec<String>,
    pub(crate) byline: String,
    pub(crate) published: Moment,
    pub(crate) updated: Option<Moment>,
    pub(crate) language: Option<Language>,
    pub(crate) image: Option<Placed>,
    /// HTML.
    pub(crate) body: String,
    /// Pictures that the text does not show yet, each with its place in it.
    pub(crate) pictures: Vec<(usize, Placed)>,
    pub(crate) reading_minutes: u32,
    pub(crate) comments_open: bool,
    /// The WordPress post whose comment thread is the article's.
    pub(crate) source_id: Option<u64>,
    pub(crate) comments: Comments,
}

/// The comments of an article that were published, as far as they were fetched.
#[derive(Debug, Default)]
pub(crate) struct Comments {
    /// Oldest first.
    pub(crate) shown: Vec<Shown>,
    /// When the newest was written, seconds since 1970.
    pub(crate) newest: u64,
}

impl Edition {
    /// How many articles it publishes.
    pub fn articles(&self) -> usize {
        self.stories.len()
    }

    /// How many articles are drafts, and how many wait for their time.
    pub fn held_back(&self) -> (usize, usize) {
        (self.drafts, self.waiting)
    }

    /// What every page of it shares.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Whether the newsroom has an icon for the browser's tab.
    pub(crate) fn has_icon(&self) -> bool {
        self.assets.iter().any(|asset| asset == Path::new("favicon.svg"))
    }

    /// Every picture that its pages show.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = &Placed> {
        self.stories.iter().flat_map(|story| story.image.iter().chain(story.pictures.iter().map(|(_, placed)| placed)))
    }

    /// Shows what was made of its pictures.
    pub(crate) fn illustrate(&mut self, gallery: Gallery) {
        for story in &mut self.stories {
            // From the last to the first, so that the places stay right.
            for (at, placed) in std::mem::take(&mut story.pictures).into_iter().rev() {
                let shown = gallery.picture(&placed, &self.site.base, Place::Text);
                story.body.insert_str(at, &shown.html);
            }
        }
        self.gallery = gallery;
    }

    pub(crate) fn country(&self, index: usize) -> &Country {
        &self.site.countries[index]
    }

    pub(crate) fn country_index(&self, slug: &str) -> Option<usize> {
        self.site.countries.iter().position(|country| country.slug == slug)
    }

    pub(crate) fn story(&self, slug: &str) -> Option<(usize, &Story)> {
        self.by_slug.get(slug).map(|&index| (index, &self.stories[index]))
    }
}
