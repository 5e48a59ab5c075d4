//! Turns a newsroom's files into an edition, or into the list of everything that is wrong with them.

mod article;
mod file;
mod front;
mod label;
mod link;
mod publication;
mod thread;
mod translation;
mod values;

use super::{
    discovery::Discovery,
    edition::Edition,
    load::{SITE_FILE, Sources, read_text},
    overlap::{overlaps, written},
    picture::Cache,
    problem::Problem,
};
use crate::model::source::{ArticleSource, ThreadSource};
use article::{Desk, Read};
pub(super) use file::File;
use jiff::Timestamp;
use link::Links;
use publication::Publication;
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
};
use thread::Threads;
pub use values::base_url;
pub(super) use values::{country_code, usable_slug, usable_title};
pub(crate) use values::{is_web_address, timestamp};

/// The edition of a newsroom's files at a moment, or every problem with them.
///
/// `base_url` takes the place of the one in `site.json`.
///
/// # Errors
/// Every problem found, sorted by file and place.
pub fn check(sources: Sources, base_url: Option<&str>, now: Timestamp) -> Result<Edition, Vec<Problem>> {
    let mut problems = sources.problems;
    let site_path = sources.content.join(SITE_FILE);
    let (publication, front) = if problems.iter().any(|problem| problem.path == sources.content) {
        return Err(problems);
    } else {
        Publication::read(&site_path, base_url, &mut problems)
    };
    problems.extend(misplaced(&sources.content, &sources.assets));
    let schema = schemars::schema_for!(ArticleSource).to_value();
    // Without a publication the articles are read all the same, by neutral rules, so that every problem is told at once.
    let cache = sources.cache.as_deref().map(Cache::new);
    let desk = Desk {
        content: &sources.content,
        cache: cache.as_ref(),
        publication: publication.as_ref(),
        schema: &schema,
        now,
    };
    let read: Vec<Read> = sources.articles.par_iter().map(|path| desk.article(path)).collect();
    problems.extend(twins(&read));
    problems.extend(label::conflicts(&read));
    let slugs = slugs(&read);
    problems.extend(translation::problems(&read, &slugs));
    problems.extend(front.problems(&read, &slugs));
    let schema = schemars::schema_for!(ThreadSource).to_value();
    let threads = Threads::read(&sources.threads, &schema, &slugs, &mut problems);
    let mut filed = Vec::with_capacity(read.len());
    let links: Vec<Links> = read.iter().filter_map(|article| Links::of(article, sources.preview)).collect();
    for article in read {
        match article.outcome {
            Ok(article) => filed.push(article),
            Err(unsound) => problems.extend(unsound.problems),
        }
    }
    if let Some(publication) = publication {
        // Of what is sound, so that its problems are told with the others.
        let edition = publication.edition(filed, threads, sources.assets, &front, sources.preview);
        let whole = problems.is_empty();
        let written = written(&edition);
        problems.extend(overlaps(&sources.content, &edition, &written));
        problems.extend(link::problems(&links, &edition, written, &slugs, whole));
        if problems.is_empty() {
            return Ok(edition);
        }
    } else {
        problems.extend(link::to_no_article(&links, &slugs));
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// Who is told of a newsroom's site besides its readers, from `site.json` alone.
///
/// # Errors
/// What is wrong with that file.
pub fn discovery(content: &Path) -> Result<Discovery, Vec<Problem>> {
    let mut problems = Vec::new();
    let (publication, _) = Publication::read(&content.join(SITE_FILE), None, &mut problems);
    publication.map(|publication| publication.discovery).ok_or(problems)
}

/// Articles that lie outside of their folder: they would be published as files, drafts among them.
fn misplaced(content: &Path, assets: &[PathBuf]) -> Vec<Problem> {
    let is_article = |path: &Path| {
        let text = read_text(path).ok()?;
        let json: serde_json::Value = serde_json::from_str(&text).ok()?;
        (json["body"].is_array() && json["published"].is_string() && json["countries"].is_array()).then_some(())
    };
    let named_json = assets.iter().filter(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json")));
    let articles = named_json.map(|path| content.join(path)).filter(|path| is_article(path).is_some());
    let advice = "this is an article, and lies outside of articles/, where it would be published as it stands: move it \
                  there, or out of the newsroom's folder";
    articles.map(|path| Problem::of_file(path, advice)).collect()
}

/// The slugs of all articles; of those that are no JSON, what the slug may be.
fn slugs(read: &[Read]) -> HashSet<String> {
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let slug = |read: &Read| read.slug.as_ref().map_or_else(|| stem(&read.path), |(slug, _)| slug.clone());
    read.iter().map(slug).collect()
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
