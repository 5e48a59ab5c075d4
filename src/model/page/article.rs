//! An article and its comments.

use super::{Country, Language, Link, Moment, Picture};
use serde::{Deserialize, Serialize};

/// An article, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The slug.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// The standfirst, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// The countries, the first is where it is filed.
    pub countries: Vec<Country>,
    /// The authors in one phrase, « Awa, Bintou et Chérif », as HTML: each name leads to its page.
    pub authors: String,
    /// When it was published.
    pub published: Moment,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// How long it takes to read, minutes, at least one.
    pub reading_minutes: u32,
    /// The lead picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Picture>,
    /// The text, as HTML, behind the ways to it in other languages; empty in a [`Seed`](super::Seed).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// What stands behind the text, as HTML: corrections and the ways to pass it on; empty in a [`Seed`](super::Seed).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// Whether it takes comments.
    pub comments_open: bool,
    /// The WordPress post whose comment thread is the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<u64>,
    /// The comments that were published when the page was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<Thread>,
    /// The article published just before it in its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link>,
    /// The article published just after it in its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
    /// What shares a country or a topic with it, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Link>,
    /// The language, where it is not the site's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// An article's published comments, as far as its own page shows them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Thread {
    /// The comments as a list in HTML, with the ways to the other pages; empty in a [`Seed`](super::Seed).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub html: String,
    /// How many comments all pages have.
    pub count: u32,
    /// When the newest of all was written, seconds since 1970.
    pub newest: u64,
    /// The highest number that a server gave to one of them.
    pub last: u64,
}

/// What an article's comments need to know of it, and a page of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discussion {
    /// The article's slug.
    pub slug: String,
    /// Its headline.
    pub title: String,
    /// Which page of the thread: one is the article's own.
    pub number: u32,
    /// Whether the article takes comments.
    pub open: bool,
    /// The WordPress post whose comment thread is the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<u64>,
    /// The comments of this page, if there are any.
    pub thread: Option<Thread>,
}

impl Article {
    /// What its comments need to know of it.
    pub fn discussion(&self) -> Discussion {
        Discussion {
            slug: self.slug.clone(),
            title: self.title.clone(),
            number: 1,
            open: self.comments_open,
            source_id: self.source_id,
            thread: self.thread.clone(),
        }
    }

    /// The country it is filed under.
    pub fn filed_under(&self) -> Option<&Country> {
        self.countries.first()
    }
}
