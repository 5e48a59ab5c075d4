//! Makes what pages load of an edition's pictures: each once, by its content; what an earlier build made is taken over.

use super::{
    Cache, Found, Key, Kind, LIMIT, Placed,
    bare::bare,
    cache::{Made, Record},
    decode,
    encode::{Role, Variant, orders},
    gallery::{Gallery, Shown},
    large,
};
use crate::publish::problem::Problem;
use codecs::Pixels;
use imagesize::ImageType;
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    num::NonZero,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// How many pictures are worked on at once at most: each keeps up to 32 MB.
const BENCHES: usize = 4;

/// Why a picture was not made.
#[derive(Debug)]
pub(crate) enum Fault<E> {
    /// It cannot be.
    Problem(Problem),
    /// The cache refuses it.
    Cache(PathBuf, io::Error),
    /// Somebody stopped it.
    Stopped(E),
}

/// Makes the pictures that an edition shows, or without `make` takes those over that are there. `progress` is told how many are made, and of how many that were not there.
///
/// # Errors
/// The first fault; what was made until then stays in the cache.
pub(crate) fn prepare<'p, E: Send>(
    placed: impl Iterator<Item = &'p Placed>,
    content: &Path,
    cache: &Cache,
    make: bool,
    progress: &(dyn Fn(usize, usize) + Sync),
    go_on: &(dyn Fn() -> Result<(), E> + Sync),
) -> Result<Gallery, Fault<E>> {
    let files: BTreeMap<&str, &Found> = placed.map(|placed| (placed.src.as_str(), &placed.found)).collect();
    let mut known: HashMap<&Key, Made> = HashMap::new();
    // The same picture under two names is made once.
    let mut missing: BTreeMap<&Key, (&str, &Found)> = BTreeMap::new();
    for (&src, &found) in &files {
        match cache.record(&found.key).and_then(|record| record.made) {
            Some(made) => drop(known.insert(&found.key, made)),
            None if make => drop(missing.insert(&found.key, (src, found))),
            None => {}
        }
    }
    let missing: Vec<(&str, &Found)> = missing.into_values().collect();
    let bench = Bench { content, cache, go_on };
    let made = bench.make_all(&missing, progress)?;
    known.extend(missing.iter().map(|(_, found)| &found.key).zip(made));
    let shown = files.into_iter().filter_map(|(src, found)| {
        Some((src.to_owned(), Shown { found: found.clone(), made: known.get(&found.key)?.clone() }))
    });
    Ok(Gallery::new(cache.clone(), shown.collect(), missing.len()))
}

/// Where pictures are made.
struct Bench<'a, E> {
    content: &'a Path,
    cache: &'a Cache,
    go_on: &'a (dyn Fn() -> Result<(), E> + Sync),
}

impl<E: Send> Bench<'_, E> {
    /// All of them, in their order.
    fn make_all(
        &self,
        missing: &[(&str, &Found)],
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Vec<Made>, Fault<E>> {
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let places: Vec<(_, Mutex<Option<Made>>)> = missing.iter().map(|one| (one, Mutex::default())).collect();
        let fault: Mutex<Option<Fault<E>>> = Mutex::new(None);
        // Threads of their own: those of the pool would take up a second picture while they wait for the first, and keep
        // both in memory.
        let work = || {
            while let Some(((src, found), place)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
                match self.make(src, found) {
                    Ok(one) => {
                        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(one);
                        progress(done.fetch_add(1, Ordering::Relaxed) + 1, missing.len());
                    }
                    Err(found) => {
                        next.store(missing.len(), Ordering::Relaxed);
                        fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(found);
                    }
                }
            }
        };
        if !missing.is_empty() {
            progress(0, missing.len());
        }
        let benches = thread::available_parallelism().map_or(1, NonZero::get).min(BENCHES).min(missing.len());
        thread::scope(|scope| (0..benches).for_each(|_| drop(scope.spawn(work))));
        match fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(fault) => Err(fault),
            None => Ok(places
                .into_iter()
                .filter_map(|(_, one)| one.into_inner().unwrap_or_else(PoisonError::into_inner))
                .collect()),
        }
    }

    fn make(&self, src: &str, found: &Found) -> Result<Made, Fault<E>> {
        (self.go_on)().map_err(Fault::Stopped)?;
        let refused = |error| Fault::Cache(self.cache.folder().into(), error);
        let _held = self.cache.hold(&found.key).map_err(refused)?;
        // Made by another build while this one waited.
        if let Some(made) = self.cache.record(&found.key).and_then(|record| record.made) {
            return Ok(made);
        }
        let path = self.content.join(src);
        let wrong = |message: String| Fault::Problem(Problem::of_file(&path, message));
        let content = fs::read(&path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
        if Key::of(&content) != found.key {
            return Err(wrong("the picture was changed at this moment: build again".into()));
        }
        let mut made = Made::default();
        let mut heavy = true;
        if found.kind != Kind::Still {
            let extension = extension(&content);
            let content = bare(&content);
            heavy = content.len() > LIMIT && found.kind == Kind::Moving;
            let whole = Variant::new(Role::Whole, extension, (found.width, found.height), &content);
            self.cache.keep_variant(&found.key, &whole, &content).map_err(refused)?;
            made.variants.push(whole);
        }
        if heavy {
            let picture = large(&content).map_err(|error| wrong(damaged(&error)))?;
            made.colour = decode::colour(&picture);
            made.variants.extend(self.variants(found, &picture, &wrong)?);
        }
        let Found { kind, width, height, .. } = *found;
        let record = Record { kind, width, height, made: Some(made.clone()) };
        self.cache.keep(&found.key, &record).map_err(refused)?;
        Ok(made)
    }

    /// Everything that is worth making of a picture, over all cores.
    fn variants(
        &self,
        found: &Found,
        picture: &Pixels,
        wrong: &(dyn Fn(String) -> Fault<E> + Sync),
    ) -> Result<Vec<Variant>, Fault<E>> {
        let orders = orders((picture.width, picture.height), found.kind == Kind::Still);
        let made: Result<Vec<_>, _> = orders
            .into_par_iter()
            .map(|order| {
                (self.go_on)().map_err(Fault::Stopped)?;
                let made = order.make(picture, &|| (self.go_on)().is_err()).map_err(wrong)?;
                (self.go_on)().map_err(Fault::Stopped)?;
                let Some((variant, content)) = made else { return Ok(None) };
                let kept = self.cache.keep_variant(&found.key, &variant, &content);
                kept.map_err(|error| Fault::Cache(self.cache.folder().into(), error))?;
                Ok(Some(variant))
            })
            .collect();
        Ok(made?.into_iter().flatten().collect())
    }
}

/// What is said of a picture that a decoder gives up on.
pub(super) fn damaged(error: &str) -> String {
    format!("the picture is damaged ({error}): export it again")
}

/// How the name of a file ends that is shown as it is.
fn extension(content: &[u8]) -> &'static str {
    match imagesize::image_type(content) {
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Webp) => "webp",
        _ => "svg",
    }
}
