//! Article files, checked one by one.

use super::{
    file::File,
    label::{self, Kind, Name},
    publication::Publication,
    translation::Translation,
    values::{country_code, timestamp, usable_slug, usable_title},
};
use crate::{
    model::{
        page::Language,
        source::{ArticleSource, Block, Openness, Status},
    },
    publish::{
        body::{self, Body, OwnLink, Setter},
        edition::{Comments, Correction, Label, Story},
        locale::{self, Rules},
        picture::{self, Cache},
        problem::{Lines, Problem},
        prose::Setting,
        shape,
    },
    words,
};
use icu::locale::Locale;
use jiff::Timestamp;
use serde_json::Value as Schema;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Words a reader reads in a minute.
const WORDS_A_MINUTE: usize = 220;

/// Whether an article is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Public,
    Draft,
    Waiting,
}

/// An article file that was read.
pub(super) struct Read {
    pub(super) path: PathBuf,
    /// Its slug and the line and column that give it, where the file is JSON at all.
    pub(super) slug: Option<(String, (usize, usize))>,
    /// What it says of its language and its original.
    pub(super) translation: Option<Translation>,
    pub(super) outcome: Result<Box<Filed>, Unsound>,
}

impl Read {
    /// Its topics and authors.
    pub(super) fn names(&self) -> [&[Name]; 2] {
        match self.outcome.as_deref() {
            Ok(Filed { topics, authors, .. }) | Err(Unsound { topics, authors, .. }) => [topics, authors],
        }
    }

    /// Its links to the site's own pages and files.
    pub(super) fn own_links(&self) -> &[OwnLink] {
        match self.outcome.as_deref() {
            Ok(Filed { own_links, .. }) | Err(Unsound { own_links, .. }) => own_links,
        }
    }

    /// Whether readers see it, if it is sound.
    pub(super) fn state(&self) -> Option<State> {
        self.outcome.as_ref().ok().map(|filed| filed.state)
    }
}

/// What is wrong with an article, and what it says all the same that others may be held against.
#[derive(Default)]
pub(super) struct Unsound {
    pub(super) problems: Vec<Problem>,
    topics: Vec<Name>,
    authors: Vec<Name>,
    own_links: Vec<OwnLink>,
}

/// An article that is sound by itself.
pub(super) struct Filed {
    pub(super) slug: String,
    title: String,
    standfirst: Option<String>,
    pub(super) countries: Vec<String>,
    pub(super) topics: Vec<Name>,
    pub(super) authors: Vec<Name>,
    pub(super) time: Timestamp,
    pub(super) updated: Option<Timestamp>,
    pub(super) state: State,
    /// Its tag and what that says, where it is not the site's.
    language: Option<(String, Locale)>,
    pub(super) image: Option<picture::Placed>,
    lead: Option<String>,
    pub(super) body: Body,
    corrections: Vec<(Timestamp, String)>,
    comments_open: bool,
    source_id: Option<u64>,
    pub(super) translation_of: Option<String>,
    /// Links to the site's own pages and files.
    pub(super) own_links: Vec<OwnLink>,
}

impl Filed {
    /// The article as the edition holds it, once all names are gathered.
    pub(super) fn story(self, placed: Placed<'_>, comments: Comments, rules: &Rules) -> Story {
        let place = |names: &[Name], labels| names.iter().filter_map(|name| Label::find(labels, &name.slug)).collect();
        let authors: Vec<usize> = place(&self.authors, placed.authors);
        let names: Vec<&str> = authors.iter().map(|&author| &*placed.authors[author].name).collect();
        Story {
            slug: self.slug,
            title: self.title,
            standfirst: self.standfirst,
            countries: placed.countries,
            topics: place(&self.topics, placed.topics),
            byline: rules.list(&names),
            authors,
            published: rules.dates.moment(self.time),
            brief: rules.dates.brief(self.time, placed.newest),
            updated: self.updated.map(|time| rules.dates.moment(time)),
            language: self.language.map(|(tag, language)| Language {
                right_to_left: locale::right_to_left(&language),
                name: rules.language(&language).map(|name| placed.language.press.in_language.with([name])),
                tag,
            }),
            image: self.image,
            lead: self.lead,
            body: self.body.html,
            pictures: self.body.pictures,
            corrections: self
                .corrections
                .into_iter()
                .map(|(date, text)| Correction { date: rules.dates.moment(date), text })
                .collect(),
            reading_minutes: u32::try_from(self.body.words.div_ceil(WORDS_A_MINUTE).max(1)).unwrap_or(u32::MAX),
            comments_open: self.comments_open,
            source_id: self.source_id,
            comments,
            translation_of: self.translation_of,
        }
    }
}

/// Where an article has its place in an edition.
pub(super) struct Placed<'a> {
    /// The site's.
    pub(super) language: &'static words::Language,
    /// Indexes into the site's countries.
    pub(super) countries: Vec<usize>,
    /// Those of all articles.
    pub(super) topics: &'a [Label],
    /// Those of all articles.
    pub(super) authors: &'a [Label],
    /// When the newest of all was published.
    pub(super) newest: Timestamp,
}

/// Where articles are checked.
pub(super) struct Desk<'a> {
    pub(super) content: &'a Path,
    pub(super) cache: Option<&'a Cache>,
    pub(super) publication: Option<&'a Publication>,
    pub(super) schema: &'a Schema,
    pub(super) now: Timestamp,
}

impl Desk<'_> {
    /// Reads one article file.
    pub(super) fn article(&self, path: &Path) -> Read {
        let mut file = match File::<ArticleSource>::read(path, self.schema) {
            Ok(file) => file,
            Err(problems) => {
                let outcome = Err(Unsound { problems, ..Unsound::default() });
                return Read { path: path.into(), slug: None, translation: None, outcome };
            }
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let slug = file.value.slug.clone().unwrap_or(stem);
        let translation = Translation::of(&file, self.publication.map_or("fr", |publication| &publication.language));
        let outcome = self.filed(&mut file, slug.clone());
        Read {
            path: path.into(),
            slug: Some((slug, place_of_slug(&file))),
            translation: Some(translation),
            outcome: outcome.map_err(|unsound| Unsound { problems: file.problems(), ..unsound }),
        }
    }

    /// The article, if nothing is wrong with it; what is wrong goes to its file.
    fn filed(&self, file: &mut File<ArticleSource>, slug: String) -> Result<Box<Filed>, Unsound> {
        let source = file.value.clone();
        if let Err(fault) = usable_slug(&slug) {
            let whose = if source.slug.is_some() { "the slug" } else { "the file's name gives the slug and" };
            file.say("/slug", format!("{whose} {fault}"));
        }
        let site_language = self.publication.map_or("fr", |publication| &publication.language);
        let base = self.publication.map_or("", |publication| &publication.base);
        let setting = Setting::of_language(source.language.as_deref().unwrap_or(site_language), base)
            .on_site(self.publication.map_or("", |publication| &publication.base_url));

        if let Err(fault) = usable_title(&source.title) {
            file.say("/title", fault);
        }
        file.forbid_blank("/standfirst", source.standfirst.as_deref());
        let mut seen = BTreeSet::new();
        for (index, code) in source.countries.iter().enumerate() {
            let at = format!("/countries/{index}");
            if let Err(fault) = country_code(code) {
                file.say(&at, fault);
            } else if !seen.insert(code) {
                file.say(&at, format!("`{code}` is named twice: remove one"));
            }
        }
        if source.countries.is_empty() {
            let advice = "name at least one, such as [\"NE\"]; the first is where the article is filed";
            file.say("/countries", format!("the article names no country: {advice}"));
        }
        if source.authors.is_empty() {
            file.say("/authors", "the article has no author: name at least one");
        }
        label::look_over(file, Kind::Author, &source.authors);
        label::look_over(file, Kind::Topic, &source.topics);
        let time = timestamp(&source.published).map_err(|fault| file.say("/published", fault)).ok();
        let updated = source
            .updated
            .as_deref()
            .and_then(|text| timestamp(text).map_err(|fault| file.say("/updated", fault)).ok());
        if let (Some(time), Some(updated)) = (time, updated)
            && updated < time
        {
            file.say("/updated", "the article was updated before it was published: mend one of the two dates");
        }
        // What waits for its time may have been changed by then.
        let latest = self.now.max(time.unwrap_or(self.now));
        if updated.is_some_and(|updated| updated > latest) {
            file.say("/updated", "the article cannot have been updated in the future: mend the date");
        }
        if source.status == Status::Published {
            let draft = &self.publication.map_or(words::Language::FRENCH, |publication| publication.speech).press.draft;
            template(file, &source, draft);
        }
        let language = source.language.as_ref().filter(|tag| *tag != site_language).and_then(|tag| {
            let locale = tag.parse::<Locale>();
            let locale =
                locale.map_err(|_| file.say("/language", format!("`{tag}` is not a language tag: write such as `ar`")));
            Some((tag.clone(), locale.ok()?))
        });
        let places = body::places(&source.body);
        let spoken = [source.language.as_deref().unwrap_or(site_language), site_language];
        let spoken = spoken.into_iter().find_map(words::Language::of).unwrap_or(words::Language::FRENCH);
        let table = spoken.press.table;
        let own_links = Vec::new();
        let mut setter = Setter { content: self.content, cache: self.cache, setting, table, places, file, own_links };
        let image = source.image.as_ref().and_then(|image| setter.picture(image, "/image"));
        let body = setter.blocks(&source.body);
        let corrections = setter.corrections(&source.corrections, time, latest);
        let own_links = setter.own_links;

        let state = match (source.status, time) {
            (Status::Draft, _) => State::Draft,
            (Status::Published, Some(time)) if time > self.now => State::Waiting,
            _ => State::Public,
        };
        let on_wordpress = self.publication.is_some_and(Publication::is_on_wordpress);
        if on_wordpress && state != State::Draft && source.comments == Openness::Open && source.source_id.is_none() {
            let advice = "write the ID of its post as `source_id`, or \"comments\": \"closed\"";
            file.say("/comments", format!("the article takes comments on WordPress but names no post there: {advice}"));
        }
        let names = |texts: &[String]| {
            let names = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
            names.map(|text| Name::new(setting.spaced(text))).collect()
        };
        let (topics, authors) = (names(&source.topics), names(&source.authors));
        let Some(time) = time.filter(|_| file.is_sound()) else {
            return Err(Unsound { problems: Vec::new(), topics, authors, own_links });
        };
        Ok(Box::new(Filed {
            slug,
            title: setting.spaced(source.title.trim()),
            standfirst: source.standfirst.map(|text| setting.spaced(text.trim())),
            countries: source.countries,
            topics,
            authors,
            time,
            updated,
            state,
            language,
            image,
            lead: source.image.map(|image| image.src),
            body,
            corrections,
            comments_open: source.comments == Openness::Open,
            source_id: source.source_id,
            translation_of: source.translation_of,
            own_links,
        }))
    }
}

/// Says where a published article still has the sentences that `depeche new` has begun it with.
fn template(file: &mut File<ArticleSource>, source: &ArticleSource, draft: &words::press::Draft) {
    let written =
        |at: &str, text: &str| format!("this is what `depeche new` wrote for you ({text:.20}…): write your own {at}");
    if source.standfirst.as_deref() == Some(draft.standfirst) {
        file.say("/standfirst", written("standfirst, or remove it", draft.standfirst));
    }
    for (index, block) in source.body.iter().enumerate() {
        if let Block::Paragraph { text } | Block::Heading { text } = block
            && [draft.paragraph, draft.heading, draft.more].contains(&text.as_str())
        {
            file.say(&format!("/body/{index}/text"), written("text, or remove this block", text));
        }
    }
}

/// The line and column that the slug stands on; the first if the file's name is the slug.
fn place_of_slug(file: &File<ArticleSource>) -> (usize, usize) {
    if file.value.slug.is_none() {
        return (1, 1);
    }
    let bytes = shape::bytes_of(&file.text, ["/slug"].into_iter());
    bytes.first().map_or((1, 1), |byte| Lines::of(&file.text).place(*byte))
}
