//! The stories that an editor has chosen for the front page, in `site.json`.

use super::{
    article::{Read, State},
    file::File,
};
use crate::{
    model::source::SiteSource,
    publish::{
        problem::{Lines, Problem},
        shape,
    },
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    path::PathBuf,
};

/// What `front` says.
#[derive(Default)]
pub(super) struct Pins {
    path: PathBuf,
    /// Slugs, each with the line and column that names it; the first leads.
    pins: Vec<(String, (usize, usize))>,
}

impl Pins {
    /// Notes what is named twice, which the file says by itself.
    pub(super) fn of(file: &mut File<SiteSource>) -> Self {
        let slugs = file.value.front.clone();
        let pointers: Vec<String> = (0..slugs.len()).map(|index| format!("/front/{index}")).collect();
        let bytes = shape::bytes_of(&file.text, pointers.iter().map(String::as_str));
        let mut seen = BTreeSet::new();
        let mut pins = Vec::with_capacity(slugs.len());
        for ((slug, at), byte) in slugs.into_iter().zip(&pointers).zip(bytes) {
            if file.is_misshapen(at) {
                continue;
            }
            match seen.insert(slug.clone()) {
                true => pins.push((slug, Lines::of(&file.text).place(byte))),
                false => file.say(at, format!("`{slug}` is on the front page already: remove one of the two")),
            }
        }
        Self { path: file.path.clone(), pins }
    }

    /// The slugs, in the editor's order.
    pub(super) fn slugs(&self) -> impl Iterator<Item = &str> {
        self.pins.iter().map(|(slug, _)| slug.as_str())
    }

    /// What is not there, and drafts. What waits for its time is only skipped. `slugs` are those of all articles, with
    /// those that cannot be read.
    pub(super) fn problems(&self, read: &[Read], slugs: &HashSet<String>) -> Vec<Problem> {
        if self.pins.is_empty() {
            return Vec::new();
        }
        let states = read.iter().filter_map(|read| Some((read.slug.as_ref()?.0.as_str(), read.state()?)));
        let states: HashMap<&str, State> = states.collect();
        let fault = |slug: &str| match states.get(slug) {
            Some(State::Draft) => {
                let advice = "publish it with \"status\": \"published\", or remove it from `front`";
                Some(format!("`{slug}` is a draft, which readers do not see: {advice}"))
            }
            Some(State::Public | State::Waiting) => None,
            None if slugs.contains(slug) => None,
            None => {
                let advice = "mend the name, or remove it from `front`";
                Some(format!("no article has the slug `{slug}`: {advice}{}", meant(slug, slugs)))
            }
        };
        let faulty = self.pins.iter().filter_map(|(slug, place)| Some((fault(slug)?, place)));
        faulty.map(|(message, place)| Problem::at(&self.path, *place, message)).collect()
    }
}

/// The slug that was probably meant, if one is near; an address or the name of a file says which as well.
fn meant(written: &str, slugs: &HashSet<String>) -> String {
    let name = written.trim_end_matches('/').rsplit('/').next().unwrap_or(written);
    let name = name.strip_suffix(".json").unwrap_or(name).to_lowercase();
    let mut known: Vec<&str> = slugs.iter().map(String::as_str).collect();
    // Of two that are equally near it is always the same one.
    known.sort_unstable();
    shape::nearest(&name, &known).unwrap_or_default()
}
