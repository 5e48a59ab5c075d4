//! The whole way from a newsroom's folder to a site, in order.

use super::{
    bundle::Bundle,
    check::check,
    edition::Edition,
    load::{Sources, load},
    pages,
    problem::Problem,
    render::Renderer,
    write::{Staging, WriteError},
};
use crate::route::Route;
use jiff::Timestamp;
use rayon::prelude::*;
use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};
use thiserror::Error;

/// What to build, and where.
pub struct Options<'a> {
    /// The newsroom's folder.
    pub content: &'a Path,
    /// Where the site goes.
    pub out: &'a Path,
    /// Takes the place of `base_url` in `site.json`.
    pub base_url: Option<&'a str>,
    /// The readers' app.
    pub bundle: &'a Bundle,
    /// Articles of a later time wait.
    pub now: Timestamp,
    /// Whether drafts and what waits are shown as well: for the newsroom's own eyes.
    pub preview: bool,
    /// Told how many pages are written, and of how many.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// Set when the build is to stop.
    pub interrupted: &'a AtomicBool,
}

/// What was built.
#[derive(Debug)]
pub struct Report {
    /// Where.
    pub out: PathBuf,
    /// How many pages.
    pub pages: usize,
    /// How many articles.
    pub articles: usize,
    /// How many articles are drafts.
    pub drafts: usize,
    /// How many articles wait for their time.
    pub waiting: usize,
    /// The path that the site is published under, empty at a domain's root.
    pub base: String,
}

/// Why there is no site.
#[derive(Debug, Error)]
pub enum BuildError {
    /// What an editor has to mend.
    #[error("{}", listed(.0))]
    Problems(Vec<Problem>),
    /// Where the site cannot go.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A page that has no JSON.
    #[error("the data of {0} cannot be written: {1}")]
    Json(String, serde_json::Error),
    /// Somebody stopped it.
    #[error("interrupted; the old site is as it was")]
    Interrupted,
}

fn listed(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}

/// Builds a site.
///
/// # Errors
/// Everything that is wrong with the newsroom's files, or why the site could not be written. The old site stays.
pub fn build(options: &Options<'_>) -> Result<Report, BuildError> {
    let edition = check(Sources { preview: options.preview, ..load(options.content) }, options.base_url, options.now)
        .map_err(BuildError::Problems)?;
    let routes = pages::routes(&edition);
    let staging = Staging::open(options.out, options.content)?;
    write_all(options, &edition, &routes, &staging)?;
    let out = staging.publish()?;
    let (drafts, waiting) = edition.held_back();
    let base = edition.site.base.clone();
    Ok(Report { out, pages: routes.len(), articles: edition.articles(), drafts, waiting, base })
}

fn write_all(options: &Options<'_>, edition: &Edition, routes: &[Route], staging: &Staging) -> Result<(), BuildError> {
    let renderer = Renderer::new(edition, options.bundle);
    let go_on = || match options.interrupted.load(Ordering::Relaxed) {
        true => Err(BuildError::Interrupted),
        false => Ok(()),
    };
    let written = AtomicUsize::new(0);
    routes.par_iter().try_for_each(|route| -> Result<(), BuildError> {
        go_on()?;
        let Some(page) = pages::page(edition, route) else { return Ok(()) };
        let rendered = renderer.page(route, page).map_err(|error| BuildError::Json(route.path(), error))?;
        staging.write(&file(route, "index.html"), rendered.html.as_bytes())?;
        staging.write(&file(route, "index.json"), rendered.json.as_bytes())?;
        (options.progress)(written.fetch_add(1, Ordering::Relaxed) + 1, routes.len());
        Ok(())
    })?;
    let nothing = renderer.not_found(pages::not_found(edition));
    let nothing = nothing.map_err(|error| BuildError::Json("404.html".into(), error))?;
    staging.write("404.html", nothing.as_bytes())?;
    for (path, content) in options.bundle.files() {
        staging.write(path, content)?;
    }
    for asset in &edition.assets {
        go_on()?;
        staging.copy(&options.content.join(asset), asset)?;
    }
    go_on()
}

/// Where a file of a page lies in the site.
pub(super) fn file(route: &Route, name: &str) -> String {
    format!("{}{name}", &route.path()[1..])
}
