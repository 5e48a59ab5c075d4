//! Topics and authors: what their names may be, which names are one, and how they are gathered from the articles.
//!
//! The address of a name follows from the name alone, so that no other article can change it.

use super::{article::Read, file::File};
use crate::{
    publish::{edition::Label, load::read_text, problem::Problem, shape},
    route::Route,
};
use icu::collator::{
    Collator, CollatorBorrowed,
    options::{CollatorOptions, Strength},
};
use icu::properties::{CodePointMapData, props::Script};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, HashMap, HashSet, btree_map::Entry},
    fmt::Write as _,
    path::Path,
};

/// How long a name may be, in characters: a topic is a few words.
const LONGEST_NAME: usize = 100;
/// How long its address may be: a folder's name has 255 bytes at most.
const LONGEST_SLUG: usize = 120;
/// How many bytes of a hash tell a name.
const HASH: usize = 6;

/// What an article names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Topic,
    Author,
}

impl Kind {
    /// The article's field.
    fn field(self) -> &'static str {
        match self {
            Self::Topic => "topics",
            Self::Author => "authors",
        }
    }

    fn route(self, slug: &str) -> Route {
        match self {
            Self::Topic => Route::topic(slug),
            Self::Author => Route::author(slug),
        }
    }
}

/// A topic or an author as one article spells it.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) slug: String,
}

impl Name {
    pub(super) fn new(text: String) -> Self {
        Self { slug: slug_of(&text), text }
    }
}

/// The name as an address spells it. Of what is written with other letters than Latin ones little is left in ASCII, of Arabic
/// the consonants: its hash tells it from others. What has no letters at all is called by its hash alone.
fn slug_of(name: &str) -> String {
    let slug = slug::slugify(name);
    if !slug.is_empty() && name.chars().all(|letter| !letter.is_alphabetic() || is_latin(letter)) {
        return slug;
    }
    let parts = [slug, hash_of(name)];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("-")
}

fn is_latin(letter: char) -> bool {
    matches!(CodePointMapData::<Script>::new().get(letter), Script::Latin | Script::Common | Script::Inherited)
}

/// A hash of a name's letters, so that a space or a mark more is no other name.
fn hash_of(name: &str) -> String {
    let known = letters(&name.to_lowercase());
    let text = if known.is_empty() { name } else { &known };
    Sha256::digest(text).iter().take(HASH).fold(String::new(), |mut slug, byte| {
        let _ = write!(slug, "{byte:02x}");
        slug
    })
}

/// Tells what is wrong with the topics or the authors of one article.
pub(super) fn look_over<T>(file: &mut File<T>, kind: Kind, names: &[String]) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let at = format!("/{}/{index}", kind.field());
        let slug = slug_of(name.trim());
        let length = name.trim().chars().count();
        file.forbid_blank(&at, Some(name));
        if length > LONGEST_NAME {
            file.say(&at, format!("this name has {length} characters, {LONGEST_NAME} at most: shorten it"));
        } else if slug.len() > LONGEST_SLUG {
            let much = format!("{} characters, {LONGEST_SLUG} at most", slug.len());
            file.say(&at, format!("the address of this name would have {much}: shorten it"));
        } else if let Some(other) = seen.get(&slug).filter(|other| Sameness::new().of(other, name)) {
            let message = match *other == name {
                true => format!("`{name}` is named twice: remove one"),
                false => format!("`{name}` is `{other}` once more: remove one"),
            };
            file.say(&at, message);
        } else if !name.trim().is_empty() {
            seen.insert(slug, name);
        }
    }
}

/// Different names that would have one address.
pub(super) fn conflicts(read: &[Read]) -> Vec<Problem> {
    let same = Sameness::new();
    let mut first: HashMap<(Kind, &str), (&str, &Path)> = HashMap::new();
    let mut problems = Vec::new();
    // Each pair is told once, where it is met first: there may be a thousand articles by one of them.
    let mut told: HashSet<(Kind, &str, &str)> = HashSet::new();
    for article in read {
        let (path, [topics, authors]) = (&*article.path, article.names());
        let topics = topics.iter().enumerate().map(|each| (Kind::Topic, each));
        let authors = authors.iter().enumerate().map(|each| (Kind::Author, each));
        for (kind, (index, Name { text, slug })) in topics.chain(authors) {
            let (other, there) = *first.entry((kind, slug)).or_insert((text, path));
            if same.of(other, text) || !told.insert((kind, slug, text)) {
                continue;
            }
            let address = kind.route(slug).path();
            let where_else = if there == path { "here".into() } else { format!("in {}", there.display()) };
            let advice = "if they are one, spell them alike; else add a word to one of them";
            let message = format!("`{text}` would have the address {address} of `{other}` {where_else}: {advice}");
            let at = format!("/{}/{index}", kind.field());
            problems.push(match read_text(path) {
                Ok(json) => {
                    let bytes = shape::bytes_of(&json, [at.as_str()].into_iter());
                    Problem::at_byte(path, &json, bytes.first().copied().unwrap_or_default(), message)
                }
                Err(problem) => problem,
            });
        }
    }
    problems
}

/// Whether two names of one address are one name: `Géographie` and `géographie`, `Covid-19` and `COVID 19`, but not `C`
/// and `C++`.
struct Sameness(Option<CollatorBorrowed<'static>>);

impl Sameness {
    fn new() -> Self {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Primary);
        // The rules of no language, so that the site's language does not decide what is one.
        Self(Collator::try_new(Default::default(), options).ok())
    }

    fn of(&self, a: &str, b: &str) -> bool {
        a == b || {
            let (a, b) = (letters(a), letters(b));
            self.0.as_ref().map_or(a == b, |collator| collator.compare(&a, &b).is_eq())
        }
    }
}

/// A name without what only separates its words or stands around them.
fn letters(name: &str) -> String {
    let separates = |letter: char| letter.is_whitespace() || "-‐‑–—_/·.,:;!?¿¡'’‘\"“”«»()[]".contains(letter);
    name.chars().filter(|letter| !separates(*letter)).collect()
}

/// Gathers the stories that bear each name.
#[derive(Default)]
pub(super) struct Gathering(BTreeMap<String, Gathered>);

/// What bears one name.
struct Gathered {
    /// Each spelling with how many stories have it, and the oldest of them.
    spellings: Vec<(String, usize, usize)>,
    stories: Vec<usize>,
}

impl Gathering {
    /// Adds a story; the newer ones come before.
    pub(super) fn add(&mut self, story: usize, names: &[Name]) {
        for Name { text, slug } in names {
            let gathered = match self.0.entry(slug.clone()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(Gathered { spellings: Vec::new(), stories: Vec::new() }),
            };
            gathered.stories.push(story);
            match gathered.spellings.iter_mut().find(|(known, ..)| known == text) {
                Some((_, count, oldest)) => (*count, *oldest) = (*count + 1, story),
                None => gathered.spellings.push((text.clone(), 1, story)),
            }
        }
    }

    /// In the order of their slugs; each has the commonest name, and of several the one that was first.
    pub(super) fn labels(self) -> Vec<Label> {
        let label = |(slug, Gathered { spellings, stories })| {
            let name = spellings.into_iter().max_by_key(|&(_, count, oldest)| (count, oldest));
            Label { name: name.map(|(name, ..)| name).unwrap_or_default(), slug, stories }
        };
        self.0.into_iter().map(label).collect()
    }
}
