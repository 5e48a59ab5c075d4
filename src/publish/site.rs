//! The whole way from a newsroom's folder to a site, in order.

use super::{
    app_files::{self, Version},
    bundle::{App, Bundle},
    changes::Change,
    check::check,
    crawlers,
    edition::Edition,
    feeds,
    host::{Configuration, Host, OURS, Place, Spot},
    load::{Sources, load},
    pages,
    picture::{self, Cache, Fault, without_places},
    policy::Policy,
    precompress,
    problem::Problem,
    render::Renderer,
    share::Shares,
    sitemap,
    write::{Staging, WriteError},
};
use crate::route::Route;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use std::{
    collections::{BTreeSet, HashSet},
    fs, io,
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
    /// Where it will be served: what that host has to know is written too.
    pub host: Host,
    /// Whether packed copies of the files are written beside them.
    pub precompress: bool,
    /// Articles of a later time wait.
    pub now: Timestamp,
    /// Whether drafts and what waits are shown as well, and pictures as they are where nothing was made of them yet: for
    /// the newsroom's own eyes.
    pub preview: bool,
    /// The folder in which what is made of pictures is kept from build to build.
    pub cache: &'a Path,
    /// Told how many pictures are made, and of how many; not called where an earlier build made them all.
    pub picturing: &'a (dyn Fn(usize, usize) + Sync),
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
    /// How many pictures were made, which no earlier build had.
    pub pictures: usize,
    /// How many articles are drafts.
    pub drafts: usize,
    /// How many articles wait for their time.
    pub waiting: usize,
    /// The paths of the pages of both.
    pub unseen: Vec<String>,
    /// The path that the site is published under, empty at a domain's root.
    pub base: String,
    /// What its pages may do, for who serves it.
    pub policy: Policy,
    /// What differs from the site that was there before, in the order to upload it.
    pub changes: Vec<Change>,
    /// The host's configuration, where it lies beside the site.
    pub configuration: Vec<PathBuf>,
    /// The newsroom's own files that were taken in place of the host's configuration.
    pub own_configuration: Vec<String>,
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
    /// Where pictures cannot be kept.
    #[error("the cache {0} cannot be written: {1}; choose another folder with --cache")]
    Cache(PathBuf, io::Error),
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
    let sources = Sources { preview: options.preview, cache: Some(options.cache.into()), ..load(options.content) };
    let mut edition = check(sources, options.base_url, options.now).map_err(BuildError::Problems)?;
    let routes = pages::routes(&edition);
    let staging = Staging::open(options.out, options.content)?;
    let pictures = illustrate(&mut edition, options)?;
    let edition = edition;
    let app = options.bundle.in_language(&edition.site.language);
    let policy = Policy::new(&edition.site, &edition.base_url, options.bundle);
    for (path, content) in app.files() {
        staging.write(path, content)?;
    }
    let versions = app_files::keep(&staging, &app)?;
    let configuration = Configured::new(options.host, &edition, &policy, &staging, &versions)?;
    staging.mark(&versions)?;
    write_all(options, &edition, &app, &routes, &policy, &staging)?;
    configuration.write_inside(&staging)?;
    if options.precompress {
        precompress::all(&staging, || go_on(options))?;
    }
    go_on(options)?;
    let changes = staging.changes();
    let (configuration, own_configuration) = configuration.write_beside()?;
    let out = staging.publish()?;
    let (drafts, waiting) = edition.held_back();
    Ok(Report {
        out,
        pages: routes.len(),
        articles: edition.articles(),
        pictures,
        drafts,
        waiting,
        unseen: edition.unseen(),
        base: edition.site.base.clone(),
        policy,
        changes,
        configuration,
        own_configuration,
    })
}

/// Makes what pages show of an edition's pictures; gives how many no earlier build had made.
///
/// # Errors
/// A picture that was damaged or changed since it was checked, a cache that cannot be written, or an interruption.
pub fn illustrate(edition: &mut Edition, options: &Options<'_>) -> Result<usize, BuildError> {
    let cache = Cache::new(options.cache);
    let go_on = || go_on(options);
    // Who looks at what was just saved does not wait for pictures.
    let make = !options.preview;
    let made = picture::prepare(edition.pictures(), options.content, &cache, make, options.picturing, &go_on);
    edition.gallery = made.map_err(|fault| match fault {
        Fault::Problem(problem) => BuildError::Problems(vec![problem]),
        Fault::Cache(folder, error) => BuildError::Cache(folder, error),
        Fault::Stopped(error) => error,
    })?;
    Ok(edition.gallery.fresh)
}

fn go_on(options: &Options<'_>) -> Result<(), BuildError> {
    match options.interrupted.load(Ordering::Relaxed) {
        true => Err(BuildError::Interrupted),
        false => Ok(()),
    }
}

/// What a host is told, and where it goes.
struct Configured {
    inside: Vec<(&'static str, String)>,
    beside: Vec<(PathBuf, String)>,
    own: Vec<String>,
}

impl Configured {
    fn new(
        host: Host,
        edition: &Edition,
        policy: &Policy,
        staging: &Staging,
        versions: &[Version],
    ) -> Result<Self, WriteError> {
        let folder = staging.target();
        let hashed: Vec<String> = versions.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
        let (base_url, base, own) = (&edition.base_url, &edition.site.base, &edition.assets);
        let place = Place { base_url, base, folder, policy, hashed: &hashed, own };
        let mut configured = Self { inside: Vec::new(), beside: Vec::new(), own: Vec::new() };
        for Configuration { spot, text } in host.configuration(&place) {
            match spot {
                // Whoever wrote one wants it.
                Spot::Inside(name) if edition.assets.iter().any(|asset| asset == Path::new(name)) => {
                    configured.own.push(name.into());
                }
                Spot::Inside(name) => configured.inside.push((name, text)),
                Spot::Beside(name) => configured.beside.push((staging.beside(name, OURS)?, text)),
            }
        }
        Ok(configured)
    }

    fn write_inside(&self, staging: &Staging) -> Result<(), WriteError> {
        self.inside.iter().try_for_each(|(name, text)| staging.write(name, text.as_bytes()))
    }

    /// Gives the paths, and the newsroom's own files that stand for others.
    fn write_beside(self) -> Result<(Vec<PathBuf>, Vec<String>), WriteError> {
        for (path, text) in &self.beside {
            fs::write(path, text).map_err(|cause| WriteError::Io { path: path.clone(), cause })?;
        }
        Ok((self.beside.into_iter().map(|(path, _)| path).collect(), self.own))
    }
}

/// How many pages one core takes at most: with large shares one core works on its last when the others are done.
const AT_ONCE: usize = 32;

fn write_all(
    options: &Options<'_>,
    edition: &Edition,
    app: &App,
    routes: &[Route],
    policy: &Policy,
    staging: &Staging,
) -> Result<(), BuildError> {
    let in_the_page = if options.host.sends_no_headers() { policy.meta() } else { String::new() };
    let go_on = || go_on(options);
    let shares = Shares::prepare(edition, options.content, &Cache::new(options.cache), staging, go_on)?;
    let renderer = Renderer::new(edition, &shares, options.bundle, app, in_the_page);
    let renderer = renderer.map_err(|error| BuildError::Json("the site".into(), error))?;
    let written = AtomicUsize::new(0);
    routes.par_iter().with_max_len(AT_ONCE).try_for_each(|route| -> Result<(), BuildError> {
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
    feeds::each(edition, |path, content| -> Result<(), BuildError> {
        go_on()?;
        Ok(staging.write(&path[1..], content)?)
    })?;
    let texts = sitemap::files(edition, routes, options.now).into_iter().chain(crawlers::files(edition));
    for (path, text) in texts {
        staging.write(&path[1..], text.as_bytes())?;
    }
    edition.gallery.write(staging, &go_on)?;
    let linked = linked(edition);
    for asset in edition.assets.iter().filter(|asset| !edition.withheld.contains(*asset)) {
        go_on()?;
        let path = asset.to_string_lossy().replace('\\', "/");
        let address = format!("{}/{path}", edition.site.base);
        // Pages show what was made of it.
        if edition.gallery.replaces(asset) && !linked.contains(&address) {
            continue;
        }
        let from = options.content.join(asset);
        match asset.extension().and_then(|end| without_places(&from, end)) {
            Some(content) => staging.write(&path, &content)?,
            None => staging.copy(&from, asset)?,
        }
    }
    go_on()
}

/// The files that texts of the edition lead to.
fn linked(edition: &Edition) -> HashSet<String> {
    if !edition.gallery.is_in_use() {
        return HashSet::new();
    }
    let captions = edition.pictures().filter_map(|placed| placed.caption.as_deref());
    let corrections = edition.stories.iter().flat_map(|story| story.corrections.iter().map(|one| one.text.as_str()));
    let texts = edition.stories.iter().map(|story| story.body.as_str()).chain(captions).chain(corrections);
    let links = texts.flat_map(|text| text.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next()));
    let own = links.filter(|link| link.starts_with('/'));
    own.map(|link| percent_decode_str(link).decode_utf8_lossy().into_owned()).collect()
}

/// Where a file of a page lies in the site.
pub(super) fn file(route: &Route, name: &str) -> String {
    format!("{}{name}", &route.path()[1..])
}
