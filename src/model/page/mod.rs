//! What each address shows: the value that the publisher prerenders, writes as `index.json` beside the page, and that
//! the app loads when a reader goes there. Everything is ready to show: dates are words, Markdown is HTML.

mod article;
mod parts;
mod site;

use crate::words::Words;
pub use article::{Article, Discussion, Thread};
pub use parts::{Country, CountryCount, HUES, Language, Link, List, Moment, Picture, Teaser};
use serde::{Deserialize, Serialize};
pub use site::{Comments, Site};
#[cfg(feature = "ssr")]
use std::mem;

/// The version of this format. An app that meets another one loads the whole page instead.
pub const FORMAT: u32 = 6;

/// What documents and data say of themselves: the format, and in the lower half the style that goes with them. A document
/// shows no data that wants another style: its policy would not let it in.
pub const fn version(style: u16) -> u32 {
    FORMAT << 16 | style as u32
}

/// The format of a version.
pub const fn format_of(version: u32) -> u32 {
    version >> 16
}

/// The content of `X/index.json`, the same that the page was prerendered from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageFile {
    /// The [`version`] that the file was written in.
    pub version: u32,
    /// What a search engine may say of the page; the document has it in its head.
    pub description: String,
    /// The style that pages of its kind have besides that of all; the document has it in its head.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub style: String,
    /// What the page shows.
    pub page: Page,
}

/// What stands in the document itself for the app to take it over with.
///
/// An article's text and the front page are left out of it: they are in the document already, and the app reads them back
/// from there. The publisher borrows what the app owns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seed<S = Site, P = Page> {
    /// The [`version`] that the document was written in.
    pub version: u32,
    /// The address that the document was written for; none for `404.html`, which is served at any.
    pub path: Option<String>,
    /// What every page of the site shares.
    pub site: S,
    /// What this page shows.
    pub page: P,
}

/// What of a page stands in the document as HTML, and not in its [`Seed`].
#[cfg(feature = "ssr")]
#[derive(Debug, Default)]
pub struct Markup {
    /// An article's text, or the front page.
    text: String,
    /// What stands behind an article's text.
    after: String,
    /// Comments.
    thread: String,
}

/// What an address shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// The front page.
    Front {
        /// All of it, as HTML; empty in a [`Seed`].
        #[serde(default, skip_serializing_if = "String::is_empty")]
        html: String,
    },
    /// A page of the list of all articles behind the front page.
    Home(List),
    /// A page of a country's list.
    Country {
        /// The country.
        country: Country,
        /// What names it.
        list: List,
    },
    /// A page of the list of a topic or of an author.
    Label {
        /// What stands before the name: « Sujet : », « Articles signés ».
        kind: String,
        /// The topic's or the author's name.
        name: String,
        /// What is about it, or by them.
        list: List,
    },
    /// All countries.
    Countries {
        /// Each with the number of its articles.
        countries: Vec<CountryCount>,
    },
    /// One article.
    Article(Box<Article>),
    /// A page of an article's comments behind the first, which the article's own page shows.
    Comments(Box<Discussion>),
    /// What a host serves where there is nothing.
    NotFound {
        /// The newest articles, as ways on.
        latest: Vec<Teaser>,
    },
}

impl Page {
    /// Takes out what stands in the document as HTML: the rest is what a [`Seed`] carries.
    #[cfg(feature = "ssr")]
    pub fn take_markup(&mut self) -> Markup {
        let mut markup = Markup::default();
        self.swap_markup(&mut markup);
        markup
    }

    /// Puts back what was taken out of it.
    #[cfg(feature = "ssr")]
    pub fn put_markup(&mut self, mut markup: Markup) {
        self.swap_markup(&mut markup);
    }

    #[cfg(feature = "ssr")]
    fn swap_markup(&mut self, markup: &mut Markup) {
        let thread = match self {
            Page::Article(article) => {
                mem::swap(&mut article.body, &mut markup.text);
                mem::swap(&mut article.after, &mut markup.after);
                &mut article.thread
            }
            Page::Comments(page) => &mut page.thread,
            Page::Front { html } => return mem::swap(html, &mut markup.text),
            _ => return,
        };
        if let Some(thread) = thread {
            mem::swap(&mut thread.html, &mut markup.thread);
        }
    }

    /// The document's title.
    pub fn title(&self, site: &Site, words: &Words) -> String {
        let name = &site.title;
        match self {
            Page::Front { .. } if site.tagline.is_empty() => name.clone(),
            Page::Front { .. } => format!("{name} — {}", site.tagline),
            Page::Home(list) => format!("{} — {name}", words.page_of(words.all_news(), list.number)),
            Page::Country { country, list } => {
                format!("{} — {name}", words.page_of(&country.name, list.number))
            }
            Page::Label { kind, name: label, list } => {
                format!("{} — {name}", words.page_of(&format!("{kind} {label}"), list.number))
            }
            Page::Countries { .. } => format!("{} — {name}", words.all_countries()),
            Page::Article(article) => format!("{} — {name}", article.title),
            Page::Comments(page) => {
                let comments = words.page_of(words.comments(), page.number);
                format!("{comments} — {} — {name}", page.title)
            }
            Page::NotFound { .. } => format!("{} — {name}", words.not_found()),
        }
    }
}
