//! Links of articles to their own site: each has to lead to a page or a file that is there.

use super::article::{Read, State};
use crate::{
    publish::{
        body::OwnLink,
        crawlers,
        edition::Edition,
        load::read_text,
        problem::Problem,
        shape::{self, nearest},
    },
    route::Route,
};
use percent_encoding::percent_decode_str;
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};
use url::Url;

/// The links of one article to its own site.
pub(super) struct Links {
    /// The article's file.
    path: PathBuf,
    /// Whether the edition shows the article.
    shown: bool,
    links: Vec<OwnLink>,
}

impl Links {
    /// Those of an article, in an edition that shows everything or not.
    pub(super) fn of(read: &Read, preview: bool) -> Option<Self> {
        let links = read.own_links();
        let shown = preview || read.state() == Some(State::Public);
        (!links.is_empty()).then(|| Self { path: read.path.clone(), shown, links: links.to_vec() })
    }
}

/// Links to articles that are not there, of a newsroom whose `site.json` is to be mended first: its edition's lists and their
/// addresses are not known. `articles` are the slugs of all articles.
pub(super) fn to_no_article(all: &[Links], articles: &HashSet<String>) -> Vec<Problem> {
    if all.is_empty() {
        return Vec::new();
    }
    let there: HashSet<PathBuf> =
        articles.iter().map(|slug| ["article", slug, "index.html"].iter().collect()).collect();
    let links = all.iter().flat_map(|Links { path, links, .. }| links.iter().map(move |link| (path, link)));
    let to_articles = links.filter_map(|(path, link)| {
        let target = path_of(&link.address).filter(|target| target.starts_with("article/"))?;
        (!leads_to_one(&there, &target)).then_some((path, link, target))
    });
    to_articles.map(|(path, link, target)| nowhere(path, link, &advice("", &there, &target))).collect()
}

/// Links that lead nowhere. `there` are the files that the site writes; `articles` are the slugs of all articles, with those that
/// the edition does not show. An edition that is not `whole` lacks what others are wrong with: nothing is said of what may come
/// with it.
pub(super) fn problems(
    all: &[Links],
    edition: &Edition,
    mut there: HashSet<PathBuf>,
    articles: &HashSet<String>,
    whole: bool,
) -> Vec<Problem> {
    if all.is_empty() {
        return Vec::new();
    }
    there.extend(edition.assets.iter().cloned());
    there.extend(crawlers::files(edition).into_iter().map(|(path, _)| PathBuf::from(&path[1..])));
    let hidden = |slug: &&str| articles.contains(*slug);
    let mut problems = Vec::new();
    for Links { path, shown, links } in all {
        for link in links {
            let OwnLink { address, .. } = link;
            let Some(target) = path_of(address) else { continue };
            if leads_to_one(&there, &target) {
                continue;
            }
            let is_list = !matches!(Route::parse(&format!("/{target}"), ""), None | Some(Route::Article { .. }));
            if is_list && !(whole && *shown) {
                continue;
            }
            let slug = target.strip_prefix("article/").map(|slug| slug.trim_end_matches('/'));
            let why = match slug.filter(hidden) {
                // What is held back itself may lead to more of its kind.
                Some(_) if !(whole && *shown) => continue,
                Some(_) => {
                    " yet: that article is a draft or waits for its time. Publish it first, or remove the link".into()
                }
                None => advice(&edition.site.base, &there, &target),
            };
            problems.push(nowhere(path, link, &why));
        }
    }
    problems
}

/// The path that a link of the site names, without its first `/`, query and fragment.
pub(super) fn path_of(link: &str) -> Option<String> {
    let url = Url::parse("https://own.invalid/").and_then(|own| own.join(link)).ok()?;
    Some(percent_decode_str(&url.path()[1..]).decode_utf8_lossy().into_owned())
}

/// Whether a path is that of a file, or of a folder that has a page.
fn leads_to_one(there: &HashSet<PathBuf>, target: &str) -> bool {
    let path = Path::new(target);
    (!target.ends_with('/') && there.contains(path)) || there.contains(&path.join("index.html"))
}

fn advice(base: &str, there: &HashSet<PathBuf>, target: &str) -> String {
    let base = base.trim_start_matches('/');
    let bare = target.strip_prefix(base).and_then(|rest| rest.strip_prefix('/')).filter(|_| !base.is_empty());
    if bare.is_some_and(|bare| leads_to_one(there, bare)) {
        return format!(": leave `/{base}` away, it comes from `base_url` by itself");
    }
    let path = Path::new(target);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A page is meant by its folder, a file by its name.
    let neighbour = |file: &PathBuf| {
        let meant = if file.ends_with("index.html") { file.parent()? } else { file };
        let beside = meant.parent() == path.parent();
        meant.file_name().filter(|_| beside).map(|name| name.to_string_lossy().into_owned())
    };
    let mut neighbours: Vec<String> = there.iter().filter_map(neighbour).collect();
    neighbours.sort();
    let known: Vec<&str> = neighbours.iter().map(String::as_str).collect();
    nearest(&name, &known).unwrap_or_else(|| ": mend it, or remove the link".into())
}

/// The file is read again for the line: it was there a moment ago.
fn nowhere(path: &Path, OwnLink { pointer, part, address }: &OwnLink, why: &str) -> Problem {
    let message = format!("the link `{address}` leads to no page of this site{why}");
    let Ok(text) = read_text(path) else { return Problem::of_file(path, message) };
    let place = [(pointer.as_str(), part.as_str())].into_iter();
    let byte = shape::bytes_of_parts(&text, place).first().copied().unwrap_or_default();
    Problem::at_byte(path, &text, byte, message)
}
