//! The pictures that other sites show with a link to a page: the article's own, cut to their shape, or a card with
//! headline and country. Their names say what they hold, so those of the site that was there before, or of the cache, are
//! taken over and nothing is made twice.

mod canvas;
mod card;
mod deflate;
mod photo;
mod stamp;

use super::{
    edition::{Edition, Story},
    picture::Cache,
    site::BuildError,
    write::{Staging, WriteError},
};
use crate::model::page::{Country, Page};
use card::Card;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
};

/// The folder of a site that they lie in.
pub(crate) const FOLDER: &str = "partage";
/// Pixels.
pub(crate) const WIDTH: usize = canvas::WIDTH;
/// Pixels.
pub(crate) const HEIGHT: usize = canvas::HEIGHT;

/// The pictures of an edition's pages.
#[derive(Debug)]
pub(crate) struct Shares {
    /// For what has none of its own.
    home: String,
    /// In the order of the site's countries.
    countries: Vec<String>,
    /// In the order of the edition's stories.
    stories: Vec<Share>,
}

/// The picture of an article.
#[derive(Debug)]
pub(crate) struct Share {
    /// Its path in the site.
    pub(crate) path: String,
    /// Of the article's own picture: the same in the shapes that search engines ask for. A card has none.
    pub(crate) shapes: Option<[String; 3]>,
}

impl Shares {
    /// Sees to it that the site that is being written has the pictures of all pages. `go_on` is asked before each one.
    ///
    /// # Errors
    /// When a picture cannot be written, and what `go_on` says.
    pub(crate) fn prepare(
        edition: &Edition,
        content: &Path,
        cache: &Cache,
        staging: &Staging,
        go_on: impl Fn() -> Result<(), BuildError> + Sync,
    ) -> Result<Self, BuildError> {
        let photos = photos(edition, content, cache, staging, &go_on)?;
        let mut cards = HashMap::new();
        let mut wish = |card: Card| {
            let path = card_path(&card);
            cards.insert(path.clone(), card);
            path
        };
        let home = wish(home_card(edition));
        let countries = edition.site.countries.iter().map(|country| wish(country_card(edition, country))).collect();
        let shares = edition.stories.par_iter().map(|story| {
            let photo = story.lead.as_ref().and_then(|lead| photos.get(lead.as_str()));
            match photo {
                Some([path, shapes @ ..]) => (Share { path: path.clone(), shapes: Some(shapes.clone()) }, None),
                None => {
                    let card = story_card(edition, story);
                    (Share { path: card_path(&card), shapes: None }, Some(card))
                }
            }
        });
        let (stories, of_stories): (Vec<Share>, Vec<Option<Card>>) = shares.unzip();
        // Articles that say the same have one card.
        cards.extend(stories.iter().zip(of_stories).filter_map(|(share, card)| Some((share.path.clone(), card?))));
        cards.into_par_iter().try_for_each(|(path, card)| {
            go_on()?;
            if !staging.take_over(&path, is_whole) {
                let png =
                    card.png().map_err(|error| WriteError::Io { path: path.clone().into(), cause: error.into() })?;
                staging.write(&path, &png)?;
            }
            Ok::<_, BuildError>(())
        })?;
        Ok(Self { home, countries, stories })
    }

    /// The path of a page's picture.
    pub(crate) fn of_page(&self, edition: &Edition, page: &Page) -> &str {
        let country = |country: &Country| self.countries.get(edition.country_index(&country.slug)?);
        match page {
            Page::Country { country: shown, .. } => country(shown).unwrap_or(&self.home),
            _ => &self.home,
        }
    }

    /// The picture of an article, by its place in the edition.
    pub(crate) fn of_story(&self, index: usize) -> Option<&Share> {
        self.stories.get(index)
    }
}

/// The paths of what a lead picture was cut to, in the order of its shapes.
type Photo = [String; photo::SHAPES.len()];

/// What was made of lead pictures, by the names of their files.
fn photos<'e>(
    edition: &'e Edition,
    content: &Path,
    cache: &Cache,
    staging: &Staging,
    go_on: &(impl Fn() -> Result<(), BuildError> + Sync),
) -> Result<HashMap<&'e str, Photo>, BuildError> {
    let leads: BTreeSet<&str> = edition.stories.iter().filter_map(|story| story.lead.as_deref()).collect();
    let photo = |lead: &'e str| -> Result<Option<(&'e str, Photo)>, BuildError> {
        go_on()?;
        // What cannot be read is told when it is copied.
        let Ok(file) = fs::read(content.join(lead)) else { return Ok(None) };
        let named = |(width, height): photo::Shape| {
            path(&[&[photo::LOOK], &width.to_le_bytes(), &height.to_le_bytes(), file.as_slice()], "jpg")
        };
        let paths = photo::SHAPES.map(named);
        let missing: Vec<_> = paths.iter().filter(|path| !staging.take_over(path, is_whole)).collect();
        if !missing.is_empty() {
            let Some(pictures) = cut(&file, &paths, cache)? else { return Ok(None) };
            for (path, picture) in paths.iter().zip(pictures).filter(|(path, _)| missing.contains(path)) {
                staging.write(path, &picture)?;
            }
        }
        Ok(Some((lead, paths)))
    };
    let made: Result<Vec<_>, _> = leads.into_par_iter().map(photo).collect();
    Ok(made?.into_iter().flatten().collect())
}

/// What a lead picture is cut to; none where that cannot be or would be too small.
fn cut(file: &[u8], paths: &Photo, cache: &Cache) -> Result<Option<Vec<Vec<u8>>>, BuildError> {
    let kept: Option<Vec<_>> = paths.iter().map(|path| cache.named(path).filter(|kept| is_whole(kept))).collect();
    if kept.is_some() {
        return Ok(kept);
    }
    let made = photo::cropped(file);
    for (path, picture) in paths.iter().zip(made.iter().flatten()) {
        cache.keep_named(path, picture).map_err(|error| BuildError::Cache(cache.folder().into(), error))?;
    }
    Ok(made)
}

/// A path that says what the picture was made of.
fn path(parts: &[&[u8]], extension: &str) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let hash: String = hash.finalize().iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("{FOLDER}/{hash}.{extension}")
}

fn card_path(card: &Card) -> String {
    let Card { kicker, headline, name, right_to_left, hue } = card;
    let kicker = kicker.as_deref().unwrap_or_default();
    let how = [card::LOOK, u8::from(*right_to_left), *hue];
    path(&[&how, kicker.as_bytes(), headline.as_bytes(), name.as_bytes()], "png")
}

/// Whether a file of an earlier site is a picture from its first byte to its last.
fn is_whole(file: &[u8]) -> bool {
    let png = file.starts_with(b"\x89PNG\r\n\x1a\n") && file.ends_with(b"IEND\xae\x42\x60\x82");
    png || (file.starts_with(b"\xff\xd8") && file.ends_with(b"\xff\xd9"))
}

/// No country's hue: the house's colour.
const NO_HUE: u8 = u8::MAX;

fn home_card(edition: &Edition) -> Card {
    let site = &edition.site;
    let headline = if site.tagline.is_empty() { &site.title } else { &site.tagline };
    Card {
        kicker: None,
        headline: headline.clone(),
        name: site.title.clone(),
        right_to_left: edition.right_to_left(),
        hue: NO_HUE,
    }
}

fn country_card(edition: &Edition, country: &Country) -> Card {
    Card { headline: country.name.clone(), hue: country.hue, ..home_card(edition) }
}

fn story_card(edition: &Edition, story: &Story) -> Card {
    let country = edition.country(story.countries[0]);
    Card {
        kicker: Some(country.name.clone()),
        headline: story.title.clone(),
        name: edition.site.title.clone(),
        right_to_left: story.language.as_ref().map_or(edition.right_to_left(), |language| language.right_to_left),
        hue: country.hue,
    }
}
