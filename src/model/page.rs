//! What each address shows: the value that the publisher prerenders, writes as `index.json` beside the page, and that
//! the app loads when a reader goes there. Everything is ready to show: dates are words, Markdown is HTML.

use crate::words::Words;
use serde::{Deserialize, Serialize};

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
/// from there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seed {
    /// The [`version`] that the document was written in.
    pub version: u32,
    /// The address that the document was written for; none for `404.html`, which is served at any.
    pub path: Option<String>,
    /// What every page of the site shares.
    pub site: Site,
    /// What this page shows.
    pub page: Page,
}

/// What every page of a site shares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// The publication's name.
    pub title: String,
    /// What it says of itself; may be empty.
    pub tagline: String,
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// The path it is published under: empty at a domain's root, else such as `/journal`.
    pub base: String,
    /// The day of the newest change, which is the day of the edition.
    pub edition: Option<Moment>,
    /// The countries of the navigation, in the newsroom's order.
    pub countries: Vec<Country>,
    /// Where readers' comments go.
    pub comments: Comments,
}

/// Where readers' comments go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comments {
    /// Kept on the reader's own device.
    Local,
    /// Posted as an HTML form posts to this address of a form service.
    Form(String),
    /// A server that runs Isso, at this address.
    Isso(String),
    /// A WordPress site at this address, over its REST API.
    Wordpress(String),
    /// The site takes none.
    Closed,
}

impl Comments {
    /// Whether there is a server whose comments the app can read.
    pub fn has_thread(&self) -> bool {
        matches!(self, Self::Isso(_) | Self::Wordpress(_))
    }
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

/// A page of a list of articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The articles, newest first.
    pub teasers: Vec<Teaser>,
    /// Which page, from one.
    pub number: u32,
    /// How many pages there are, at least one.
    pub pages: u32,
    /// Where the page before is, as a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<String>,
    /// Where the page behind is, as a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older: Option<String>,
}

/// A country as readers see it. As JSON it is a row of texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// The short name in the site's language.
    pub name: String,
    /// The name as its address spells it.
    pub slug: String,
    /// Which of the [`HUES`] marks it, from zero.
    pub hue: u8,
}

impl From<Vec<String>> for Country {
    fn from(row: Vec<String>) -> Self {
        let mut row = row.into_iter();
        let [code, name, slug, hue] = [(); 4].map(|()| row.next().unwrap_or_default());
        Self { code, name, slug, hue: hue.parse().unwrap_or_default() }
    }
}

impl From<Country> for Vec<String> {
    fn from(country: Country) -> Self {
        vec![country.code, country.name, country.slug, country.hue.to_string()]
    }
}

/// How many hues the style has for countries.
pub const HUES: u8 = 12;

/// A country and how many articles name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountryCount {
    /// The country.
    pub country: Country,
    /// The number of its articles.
    pub articles: u32,
    /// The newest of them.
    pub latest: Option<Link>,
}

/// What a list shows of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Teaser {
    /// The article's slug.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// The standfirst, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// Where it is filed.
    pub country: Country,
    /// When it was published.
    pub published: Moment,
    /// The lead picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Picture>,
    /// The language, where it is not the site's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// The way to an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The article's slug.
    pub slug: String,
    /// Its headline.
    pub title: String,
    /// The language, where it is not the site's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// A language that differs from the site's, and how it runs.
///
/// As JSON it is a row of texts, as [`Moment`] is: a form of its own would cost the app the code that reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// Which it is, for readers: « en arabe ». None where it is the site's but for its region.
    pub name: Option<String>,
}

impl From<Vec<String>> for Language {
    fn from(row: Vec<String>) -> Self {
        let mut row = row.into_iter();
        let [tag, direction] = [(); 2].map(|()| row.next().unwrap_or_default());
        Self { tag, right_to_left: direction == "rtl", name: row.next() }
    }
}

impl From<Language> for Vec<String> {
    fn from(language: Language) -> Self {
        let direction = language.direction().into();
        [language.tag, direction].into_iter().chain(language.name).collect()
    }
}

impl Language {
    /// The value of HTML's `dir`.
    pub fn direction(&self) -> &'static str {
        if self.right_to_left { "rtl" } else { "ltr" }
    }
}

/// A point in time, ready to show. As JSON it is a row of texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Moment {
    /// For `datetime`: RFC 3339 with the site's offset.
    pub iso: String,
    /// In words, in the site's language and time zone.
    pub text: String,
}

impl From<Vec<String>> for Moment {
    fn from(row: Vec<String>) -> Self {
        let mut row = row.into_iter();
        let [iso, text] = [(); 2].map(|()| row.next().unwrap_or_default());
        Self { iso, text }
    }
}

impl From<Moment> for Vec<String> {
    fn from(moment: Moment) -> Self {
        vec![moment.iso, moment.text]
    }
}

/// A picture, ready to show. Only its HTML is data of a page; the rest is for what is written beside pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Picture {
    /// What shows it in its place: the browser chooses the file. With caption and credit where it has room for them.
    pub html: String,
    /// The address, from the domain's root, of a file that everything shows, at its largest.
    #[serde(skip)]
    pub src: String,
    /// Of that file, pixels.
    #[serde(skip)]
    pub width: u32,
    /// Of that file, pixels.
    #[serde(skip)]
    pub height: u32,
    /// Of that file.
    #[serde(skip)]
    pub bytes: u64,
    /// What is seen, for who does not see it.
    #[serde(skip)]
    pub alt: String,
    /// The caption, as HTML.
    #[serde(skip)]
    pub caption: Option<String>,
    /// Who made it, as text.
    #[serde(skip)]
    pub credit: Option<String>,
}

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
    /// The text, as HTML; empty in a [`Seed`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// What stands behind the text, as HTML: corrections and the ways to pass it on; empty in a [`Seed`].
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
    /// The comments as a list in HTML, with the ways to the other pages; empty in a [`Seed`].
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

impl Thread {
    /// The same without what stands in the document already.
    fn without_html(&self) -> Self {
        Self { html: String::new(), ..*self }
    }
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

impl Page {
    /// The same page as a [`Seed`] carries it: without what stands in the document as HTML.
    pub fn without_body(&self) -> Page {
        match self {
            Page::Article(article) => Page::Article(Box::new(Article {
                body: String::new(),
                after: String::new(),
                thread: article.thread.as_ref().map(Thread::without_html),
                ..(**article).clone()
            })),
            Page::Comments(page) => Page::Comments(Box::new(Discussion {
                thread: page.thread.as_ref().map(Thread::without_html),
                ..(**page).clone()
            })),
            Page::Front { .. } => Page::Front { html: String::new() },
            other => other.clone(),
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
