//! What pages are made of: lists, and what they show of articles, countries, languages, times and pictures.

use serde::{Deserialize, Serialize, Serializer};

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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
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

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.code, &self.name, &self.slug, self.hue.to_string()).serialize(serializer)
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
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

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq([&*self.tag, self.direction()].into_iter().chain(self.name.as_deref()))
    }
}

impl Language {
    /// The value of HTML's `dir`.
    pub fn direction(&self) -> &'static str {
        if self.right_to_left { "rtl" } else { "ltr" }
    }
}

/// A point in time, ready to show. As JSON it is a row of texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
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

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.iso, &self.text).serialize(serializer)
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
