//! Turns a newsroom's files into an edition, or into the list of everything that is wrong with them.

use super::{
    body,
    edition::{Edition, Story},
    load::{SITE_FILE, Sources, read_text},
    locale::{self, Rules},
    overlap::overlaps,
    picture,
    problem::{Problem, line_and_column},
    prose::Setting,
    shape,
};
use crate::{
    model::{
        page::{Comments, Country, HUES, Language, Picture, Site},
        source::{ArticleSource, CommentsSource, ImageSource, Openness, SiteSource, Status},
    },
    route::is_slug,
};
use icu::locale::Locale;
use jiff::{Timestamp, tz::TimeZone};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value as Schema;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

/// What a path cannot hold as it is: the path percent-encode set of the URL standard, and `%`.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'^').add(b'`').add(b'{').add(b'}').add(b'%');

/// How long a headline may be, in characters: beyond it no page, feed or share shows it whole.
const LONGEST_TITLE: usize = 300;
/// Words a reader reads in a minute.
const WORDS_A_MINUTE: usize = 220;

/// The edition of a newsroom's files at a moment, or every problem with them.
///
/// `base_url` takes the place of the one in `site.json`.
///
/// # Errors
/// Every problem found, sorted by file and place.
pub fn check(sources: Sources, base_url: Option<&str>, now: Timestamp) -> Result<Edition, Vec<Problem>> {
    let mut problems = sources.problems;
    let site_path = sources.content.join(SITE_FILE);
    let publication = if problems.iter().any(|problem| problem.path == sources.content) {
        return Err(problems);
    } else {
        Publication::read(&site_path, base_url, &mut problems)
    };
    let schema = schemars::schema_for!(ArticleSource).to_value();
    // Without a publication the articles are read all the same, by neutral rules, so that every problem is told at once.
    let desk = Desk { content: &sources.content, publication: publication.as_ref(), schema: &schema, now };
    let read: Vec<Read> = sources.articles.par_iter().map(|path| desk.article(path)).collect();
    problems.extend(twins(&read));
    let mut filed = Vec::with_capacity(read.len());
    for article in read {
        match article.outcome {
            Ok(article) => filed.push(*article),
            Err(found) => problems.extend(found),
        }
    }
    if let Some(publication) = publication.filter(|_| problems.is_empty()) {
        let edition = publication.edition(filed, sources.assets);
        problems = overlaps(&sources.content, &edition);
        if problems.is_empty() {
            return Ok(edition);
        }
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// `site.json`, checked.
struct Publication {
    title: String,
    tagline: String,
    language: String,
    base: String,
    base_url: String,
    countries: Vec<String>,
    comments: Comments,
    rules: Rules,
}

impl Publication {
    fn read(path: &Path, other_base_url: Option<&str>, problems: &mut Vec<Problem>) -> Option<Self> {
        if !path.exists() {
            let advice = "there is no site.json here: write one with the publication's title, base_url and time_zone \
                          (`depeche schema site` says what it holds), or name the newsroom's folder with --content";
            problems.push(Problem::of_file(path, advice));
            return None;
        }
        let mut file = match File::<SiteSource>::read(path, &schemars::schema_for!(SiteSource).to_value()) {
            Ok(file) => file,
            Err(found) => {
                problems.extend(found);
                return None;
            }
        };
        let source = file.value.clone();
        if source.title.trim().is_empty() {
            file.say("/title", "the publication has no title: give it one");
        }
        let language = source.language.parse::<Locale>().ok();
        if language.is_none() {
            file.say("/language", format!("`{}` is not a language tag: write such as `fr` or `ar`", source.language));
        }
        let zone = TimeZone::get(&source.time_zone).ok();
        if zone.is_none() {
            let advice = "is not a time zone of the IANA database: write such as `Africa/Niamey`";
            file.say("/time_zone", format!("`{}` {advice}", source.time_zone));
        }
        let address = other_base_url.unwrap_or(&source.base_url);
        let address = base_url(address).map_err(|fault| file.say("/base_url", fault)).ok();
        let mut seen = BTreeSet::new();
        for (index, code) in source.countries.iter().enumerate() {
            let at = format!("/countries/{index}");
            if let Err(fault) = country_code(code) {
                file.say(&at, fault);
            } else if !seen.insert(code) {
                file.say(&at, format!("`{code}` is listed twice: remove one"));
            }
        }
        let comments = match &source.comments {
            CommentsSource::Local {} => Comments::Local,
            CommentsSource::Closed {} => Comments::Closed,
            CommentsSource::Form { action } => {
                if !is_web_address(action) {
                    let advice = "is not the address of a form service: write it whole, with https://";
                    file.say("/comments/action", format!("`{action}` {advice}"));
                }
                Comments::Form { action: action.clone() }
            }
        };
        let rules = match (&language, zone) {
            (Some(language), Some(zone)) => Rules::new(language, zone)
                .map_err(|error| file.say("/language", format!("nothing is known of this language: {error}")))
                .ok(),
            _ => None,
        };
        let sound = file.is_sound();
        problems.extend(file.problems());
        let (base_url, base) = address?;
        let rules = rules.filter(|_| sound)?;
        let setting = Setting::of_language(&source.language, "");
        Some(Self {
            title: setting.spaced(source.title.trim()),
            tagline: setting.spaced(source.tagline.trim()),
            language: source.language,
            base,
            base_url,
            countries: source.countries,
            comments,
            rules,
        })
    }

    /// Puts the articles in order: by time, by country, by topic.
    fn edition(self, filed: Vec<Filed>, assets: Vec<PathBuf>) -> Edition {
        let drafts = filed.iter().filter(|article| article.state == State::Draft).count();
        let waiting = filed.iter().filter(|article| article.state == State::Waiting).count();
        let mut published: Vec<Filed> = filed.into_iter().filter(|article| article.state == State::Public).collect();
        // The slug decides between articles of one instant, so that the same input always gives the same site.
        published.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| a.slug.cmp(&b.slug)));

        let named: BTreeSet<&String> = published.iter().flat_map(|article| &article.countries).collect();
        let mut codes: Vec<String> = self.countries.iter().filter(|code| named.contains(code)).cloned().collect();
        let mut others: Vec<String> = named.into_iter().filter(|code| !codes.contains(code)).cloned().collect();
        others.sort_by(|a, b| self.rules.compare(&self.rules.country(a), &self.rules.country(b)));
        codes.append(&mut others);
        let place: HashMap<&str, usize> = codes.iter().enumerate().map(|(index, code)| (code.as_str(), index)).collect();
        let countries = codes.iter().zip((0..HUES).cycle()).map(|(code, hue)| Country {
            code: code.clone(),
            name: self.rules.country(code),
            slug: self.rules.country_slug(code),
            hue,
        });
        let countries: Vec<Country> = countries.collect();

        let mut by_country = vec![Vec::new(); countries.len()];
        let mut by_topic: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_slug = HashMap::new();
        let mut newest_change = None;
        let mut stories = Vec::with_capacity(published.len());
        for (index, article) in published.into_iter().enumerate() {
            let filed_under: Vec<usize> = article.countries.iter().map(|code| place[code.as_str()]).collect();
            for &country in &filed_under {
                by_country[country].push(index);
            }
            for topic in &article.topics {
                by_topic.entry(topic.clone()).or_default().push(index);
            }
            by_slug.insert(article.slug.clone(), index);
            newest_change = newest_change.max(Some(article.updated.unwrap_or(article.time)));
            stories.push(article.story(filed_under, &self.rules));
        }
        let site = Site {
            title: self.title,
            tagline: self.tagline,
            language: self.language,
            base: self.base,
            edition: newest_change.map(|time| self.rules.day(time)),
            countries,
            comments: self.comments,
        };
        let base_url = self.base_url;
        Edition { site, base_url, stories, by_country, by_topic, by_slug, assets, drafts, waiting }
    }
}

/// Whether an article is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Public,
    Draft,
    Waiting,
}

/// An article file that was read.
struct Read {
    path: PathBuf,
    /// Its slug and the line and column that give it, where the file is JSON at all.
    slug: Option<(String, (usize, usize))>,
    outcome: Result<Box<Filed>, Vec<Problem>>,
}

/// An article that is sound by itself.
struct Filed {
    slug: String,
    title: String,
    standfirst: Option<String>,
    countries: Vec<String>,
    topics: Vec<String>,
    authors: Vec<String>,
    time: Timestamp,
    updated: Option<Timestamp>,
    state: State,
    language: Option<Language>,
    image: Option<Picture>,
    body: String,
    words: usize,
    comments_open: bool,
}

impl Filed {
    fn story(self, countries: Vec<usize>, rules: &Rules) -> Story {
        Story {
            slug: self.slug,
            title: self.title,
            standfirst: self.standfirst,
            countries,
            topics: self.topics,
            byline: rules.list(&self.authors),
            published: rules.moment(self.time),
            updated: self.updated.map(|time| rules.moment(time)),
            language: self.language,
            image: self.image,
            body: self.body,
            reading_minutes: u32::try_from(self.words.div_ceil(WORDS_A_MINUTE).max(1)).unwrap_or(u32::MAX),
            comments_open: self.comments_open,
        }
    }
}

/// Where articles are checked.
struct Desk<'a> {
    content: &'a Path,
    publication: Option<&'a Publication>,
    schema: &'a Schema,
    now: Timestamp,
}

impl Desk<'_> {
    fn article(&self, path: &Path) -> Read {
        let mut file = match File::<ArticleSource>::read(path, self.schema) {
            Ok(file) => file,
            Err(problems) => return Read { path: path.into(), slug: None, outcome: Err(problems) },
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let slug = file.value.slug.clone().unwrap_or(stem);
        let outcome = self.filed(&mut file, slug.clone());
        Read { path: path.into(), slug: Some((slug, place_of_slug(&file))), outcome: outcome.ok_or_else(|| file.problems()) }
    }

    /// The article, if nothing is wrong with it; what is wrong goes to its file.
    fn filed(&self, file: &mut File<ArticleSource>, slug: String) -> Option<Box<Filed>> {
        let source = file.value.clone();
        if let Err(fault) = usable_slug(&slug) {
            let whose = if source.slug.is_some() { "the slug" } else { "the file's name gives the slug and" };
            file.say("/slug", format!("{whose} {fault}"));
        }
        let site_language = self.publication.map_or("fr", |publication| &publication.language);
        let base = self.publication.map_or("", |publication| &publication.base);
        let setting = Setting::of_language(source.language.as_deref().unwrap_or(site_language), base);

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
        for (index, author) in source.authors.iter().enumerate() {
            file.forbid_blank(&format!("/authors/{index}"), Some(author));
        }
        for (index, topic) in source.topics.iter().enumerate() {
            file.forbid_blank(&format!("/topics/{index}"), Some(topic));
        }
        let time = timestamp(&source.published).map_err(|fault| file.say("/published", fault)).ok();
        let updated = source.updated.as_deref().and_then(|text| {
            timestamp(text).map_err(|fault| file.say("/updated", fault)).ok()
        });
        if let (Some(time), Some(updated)) = (time, updated)
            && updated < time
        {
            file.say("/updated", "the article was updated before it was published: mend one of the two dates");
        }
        let language = source.language.as_ref().filter(|tag| *tag != site_language).and_then(|tag| {
            let locale = tag.parse::<Locale>();
            let locale = locale.map_err(|_| file.say("/language", format!("`{tag}` is not a language tag: write such as `ar`")));
            Some(Language { tag: tag.clone(), right_to_left: locale::right_to_left(&locale.ok()?) })
        });
        let mut setter = body::Setter { content: self.content, setting, file };
        let image = source.image.as_ref().and_then(|image| setter.picture(image, "/image"));
        let (body, words) = setter.blocks(&source.body);

        let state = match (source.status, time) {
            (Status::Draft, _) => State::Draft,
            (Status::Published, Some(time)) if time > self.now => State::Waiting,
            _ => State::Public,
        };
        let time = time.filter(|_| file.is_sound())?;
        let spaced = |texts: Vec<String>| texts.iter().map(|text| setting.spaced(text.trim())).collect();
        Some(Box::new(Filed {
            slug,
            title: setting.spaced(source.title.trim()),
            standfirst: source.standfirst.map(|text| setting.spaced(text.trim())),
            countries: source.countries,
            topics: spaced(source.topics),
            authors: spaced(source.authors),
            time,
            updated,
            state,
            language,
            image,
            body,
            words,
            comments_open: source.comments == Openness::Open,
        }))
    }
}

/// A file that has been read into its type, and what is wrong with it.
pub(crate) struct File<T> {
    path: PathBuf,
    text: String,
    value: T,
    /// What is wrong with its shape, and where: no more is said of what stands there.
    misshapen: Vec<shape::Mistake>,
    /// What is wrong with its meaning: an RFC 6901 pointer and a message.
    said: Vec<(String, String)>,
}

impl<T: DeserializeOwned + JsonSchema> File<T> {
    fn read(path: &Path, schema: &Schema) -> Result<Self, Vec<Problem>> {
        let text = read_text(path).map_err(|problem| vec![problem])?;
        let (value, misshapen) = match serde_json::from_str(&text) {
            Ok(value) => (value, Vec::new()),
            Err(error) => {
                // What is no JSON has no shape.
                let json = serde_json::from_str::<IgnoredAny>(&text).is_ok();
                let mistakes = if json { shape::mistakes(&text, schema) } else { Vec::new() };
                let rest = shape::without(&text, &mistakes).filter(|_| !mistakes.is_empty());
                match rest.and_then(|json| serde_json::from_value(json).ok()) {
                    Some(value) => (value, mistakes),
                    None => return Err(refused(path, &text, &error, &mistakes)),
                }
            }
        };
        Ok(Self { path: path.into(), text, value, misshapen, said: Vec::new() })
    }
}

impl<T> File<T> {
    /// Notes a problem at the value of an RFC 6901 pointer.
    pub(crate) fn say(&mut self, pointer: &str, message: impl Into<String>) {
        let known = |mistake: &shape::Mistake| {
            pointer.strip_prefix(&mistake.pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !self.misshapen.iter().any(known) {
            self.said.push((pointer.into(), message.into()));
        }
    }

    fn is_sound(&self) -> bool {
        self.misshapen.is_empty() && self.said.is_empty()
    }

    /// Everything that is wrong with it, with its places.
    fn problems(&self) -> Vec<Problem> {
        let at = |byte, message: &str| Problem::at_byte(&self.path, &self.text, byte, message);
        let misshapen = self.misshapen.iter().map(|mistake| at(mistake.byte, &mistake.message));
        if self.said.is_empty() {
            return misshapen.collect();
        }
        let bytes = shape::bytes_of(&self.text, self.said.iter().map(|(pointer, _)| pointer.as_str()));
        misshapen.chain(bytes.into_iter().zip(&self.said).map(|(byte, (_, message))| at(byte, message))).collect()
    }

    /// Notes a problem where a text is there but has nothing in it.
    pub(crate) fn forbid_blank(&mut self, pointer: &str, text: Option<&str>) {
        if text.is_some_and(|text| text.trim().is_empty()) {
            self.say(pointer, "this text is empty: write something, or remove it");
        }
    }
}

/// Why `serde` refused a file, in words for an editor.
fn refused(path: &Path, text: &str, error: &serde_json::Error, mistakes: &[shape::Mistake]) -> Vec<Problem> {
    if text.trim().is_empty() {
        return vec![Problem::of_file(path, "the file is empty: write the JSON, or remove the file")];
    }
    if !mistakes.is_empty() {
        return mistakes.iter().map(|mistake| Problem::at_byte(path, text, mistake.byte, &*mistake.message)).collect();
    }
    let whole = error.to_string();
    let what = whole.split(" at line ").next().unwrap_or(&whole);
    let advice = match what {
        "trailing comma" => ": remove the comma before this bracket",
        _ if error.is_eof() => ": the file is cut off, a bracket, brace or quote is not closed",
        "key must be a string" => ": put the field's name in \"quotes\"",
        _ if what.starts_with("expected `,`") => ": a comma is missing before this, or a quote was not escaped as \\\"",
        _ if what.starts_with("duplicate field") => ": remove one of the two",
        _ if what.starts_with("control character") => ": write a line break inside a text as \\n",
        _ => "",
    };
    // Columns of serde_json count bytes; ours count characters.
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
    let column = before.chars().count() + 1;
    vec![Problem { path: path.into(), line: error.line().max(1), column, message: format!("{what}{advice}") }]
}

/// Articles that would have one address.
fn twins(read: &[Read]) -> Vec<Problem> {
    let mut first: BTreeMap<&str, &Path> = BTreeMap::new();
    let mut problems = Vec::new();
    for Read { path, slug, .. } in read {
        let Some((slug, (line, column))) = slug else { continue };
        if let Some(other) = first.get(slug.as_str()) {
            let what = format!("the slug `{slug}` is that of {} too", other.display());
            let message = format!("{what}: give one of them another `slug`");
            problems.push(Problem { path: path.clone(), line: *line, column: *column, message });
        } else {
            first.insert(slug, path);
        }
    }
    problems
}

/// The line and column that the slug stands on; the first if the file's name is the slug.
fn place_of_slug(file: &File<ArticleSource>) -> (usize, usize) {
    if file.value.slug.is_none() {
        return (1, 1);
    }
    let bytes = shape::bytes_of(&file.text, ["/slug"].into_iter());
    bytes.first().map_or((1, 1), |byte| line_and_column(&file.text, *byte))
}

/// Whether a headline can be shown.
///
/// # Errors
/// In words.
pub(crate) fn usable_title(title: &str) -> Result<(), String> {
    if title.trim().is_empty() {
        return Err("the headline is empty: write one".into());
    }
    let length = title.chars().count();
    if length > LONGEST_TITLE {
        let advice = "put the rest into `standfirst` or the text";
        return Err(format!("the headline has {length} characters, {LONGEST_TITLE} at most: {advice}"));
    }
    Ok(())
}

/// Whether a text can be an article's slug; the error continues a sentence.
pub(crate) fn usable_slug(slug: &str) -> Result<(), String> {
    let suggestion = slug::slugify(slug);
    let hint = if suggestion.is_empty() { "such as `mission-a-moscou`".into() } else { format!("such as `{suggestion}`") };
    if !is_slug(slug) {
        return Err(format!(
            "`{slug}` cannot be an address: use lower-case letters a to z, digits and single hyphens, {hint}"
        ));
    }
    if matches!(slug, "index" | "page") {
        return Err(format!("`{slug}` is kept for the site's own addresses: choose another"));
    }
    if slug.len() > 120 {
        return Err(format!("has {} characters, 120 at most: shorten it", slug.len()));
    }
    Ok(())
}

/// Whether a text is the code of a country, as ISO 3166-1 writes it; the error says what to write.
pub(crate) fn country_code(code: &str) -> Result<(), String> {
    if rust_iso3166::from_alpha2(code).is_some() {
        return Ok(());
    }
    let upper = code.trim().to_uppercase();
    if rust_iso3166::from_alpha2(&upper).is_some() {
        return Err(format!("`{code}` must be written `{upper}`"));
    }
    let three = rust_iso3166::from_alpha3(&upper).map(|country| format!("; did you mean `{}`?", country.alpha2));
    let hint = three.unwrap_or_default();
    Err(format!("`{code}` is not a country: write its ISO 3166-1 code of two capitals, such as `NE` for Niger{hint}"))
}

fn timestamp(text: &str) -> Result<Timestamp, String> {
    const FORM: &str = "write day, time and offset as in `2024-01-16T09:00:00+01:00`";
    let Ok(time) = text.parse::<Timestamp>() else {
        if text.parse::<jiff::civil::DateTime>().is_ok() {
            return Err(format!("`{text}` does not say its offset from UTC: {FORM}"));
        }
        return Err(format!("`{text}` is not a date that exists: {FORM}"));
    };
    Ok(time)
}

/// The base URL without its last slash, and the path in it.
///
/// # Errors
/// In words, where a text is no address that a site can be published at.
pub fn base_url(text: &str) -> Result<(String, String), String> {
    const FORM: &str = "write where the site will be published, such as `https://example.org`";
    let Ok(url) = url::Url::parse(text) else {
        let missing = if text.contains("://") { "" } else { ", its scheme is missing" };
        return Err(format!("`{text}` is not a web address{missing}: {FORM}"));
    };
    if !matches!(url.scheme(), "https" | "http") || url.host_str().is_none() {
        return Err(format!("`{text}` is not the address of a website: {FORM}"));
    }
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err(format!("`{text}` has more than a host and a path: {FORM}"));
    }
    let base = url.path().trim_end_matches('/').to_owned();
    if !base.split('/').skip(1).all(is_slug) {
        return Err(format!(
            "the path `{base}` of base_url cannot be used: use lower-case letters, digits and hyphens, or none"
        ));
    }
    Ok((url.as_str().trim_end_matches('/').to_owned(), base))
}

/// Whether a text is a whole address with `https:` or `http:`.
pub(crate) fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.host_str().is_some())
}

/// The source of a picture in one form, wherever it stands.
pub(crate) fn picture_of(
    content: &Path,
    setting: Setting<'_>,
    file: &mut File<ArticleSource>,
    image: &ImageSource,
    at: &str,
) -> Option<Picture> {
    let size = picture::measure(content, &image.src).map_err(|fault| file.say(&format!("{at}/src"), fault)).ok();
    if image.alt.trim().is_empty() {
        let advice = "say in a few words what is seen, for readers who do not see it";
        file.say(&format!("{at}/alt"), format!("the picture has no alternative text: {advice}"));
    }
    file.forbid_blank(&format!("{at}/credit"), image.credit.as_deref());
    let caption = image.caption.as_deref().and_then(|caption| {
        file.forbid_blank(&format!("{at}/caption"), Some(caption));
        let faults = match setting.html(caption) {
            Ok(html) => return Some(html),
            Err(faults) => faults,
        };
        faults.into_iter().for_each(|fault| file.say(&format!("{at}/caption"), fault));
        None
    });
    let size = size?;
    Some(Picture {
        src: format!("{}/{}", setting.base, utf8_percent_encode(&image.src, PATH)),
        width: size.width,
        height: size.height,
        alt: setting.spaced(image.alt.trim()),
        caption,
        credit: image.credit.as_deref().map(|credit| setting.spaced(credit.trim())),
    })
}
