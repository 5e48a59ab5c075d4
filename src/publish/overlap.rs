//! The newsroom's own files that stand where the site puts its pages: neither may silently replace the other.

use super::{edition::Edition, feeds, pages, picture::PLATES, problem::Problem, site::file, sitemap};
use crate::route::files::indexnow_key;
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

/// The folder of the app's files, which are named by their content.
const APP: &str = "app";

/// Every file of the newsroom that is in the way of a page, of the app or of their folders. `written` is what [`written`] gives.
pub(crate) fn overlaps(content: &Path, edition: &Edition, written: &HashSet<PathBuf>) -> Vec<Problem> {
    let mut folders: HashSet<&Path> = HashSet::new();
    for file in written {
        // Those above a folder that is known are known too.
        for folder in file.ancestors().skip(1) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    let in_the_way =
        |asset: &&PathBuf| folders.contains(asset.as_path()) || asset.ancestors().any(|part| written.contains(part));
    let advice = "the site has a page of its own there: rename this file or move it to a folder of another name";
    let problem = |asset: &PathBuf| match [APP, PLATES].into_iter().find(|folder| asset.starts_with(folder)) {
        Some(folder) if asset.as_path() != Path::new(folder) => Some(format!(
            "hosts keep what lies in {folder}/ for ever, because the site's own files there never change: move this file to \
             a folder of another name"
        )),
        Some(_) => Some(advice.to_owned()),
        None => in_the_way(&asset).then(|| advice.to_owned()),
    };
    edition
        .assets
        .iter()
        .filter_map(|asset| problem(asset).map(|said| Problem::of_file(content.join(asset), said)))
        .collect()
}

/// The files of pages, and those beside them that no file of the newsroom may replace, by their paths in the site.
pub(crate) fn written(edition: &Edition) -> HashSet<PathBuf> {
    let routes = pages::routes(edition);
    let pages = routes.iter().flat_map(|route| ["index.html", "index.json"].map(|name| file(route, name)));
    let key = edition.discovery.indexnow.as_deref().map(indexnow_key);
    let beside = feeds::paths(edition).chain(sitemap::paths(routes.len())).chain(key);
    let pages = pages.chain(beside.map(|path| path[1..].to_owned()));
    pages.chain(["404.html".into()]).map(PathBuf::from).collect()
}
