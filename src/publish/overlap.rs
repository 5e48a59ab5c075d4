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
    let folders: HashSet<&Path> = written.iter().flat_map(|file| file.ancestors().skip(1)).collect();
    let in_the_way =
        |asset: &&PathBuf| folders.contains(asset.as_path()) || asset.ancestors().any(|part| written.contains(part));
    let advice = "the site has a page of its own there: rename this file or move it to a folder of another name";
    let advice_of_app =
        "the folder app/ is the app's: browsers keep what is in it for a year. Move this file elsewhere";
    let advice_of_pictures = "the folder plates/ is that of the site's pictures: browsers keep what is in it for a year. Move this file elsewhere";
    let advice = |asset: &PathBuf| match asset {
        asset if asset.starts_with(APP) && asset.as_path() != Path::new(APP) => Some(advice_of_app),
        asset if asset.starts_with(PLATES) => Some(advice_of_pictures),
        asset => in_the_way(&asset).then_some(advice),
    };
    let assets = edition.assets.iter();
    assets.filter_map(|asset| Some(Problem::of_file(content.join(asset), advice(asset)?))).collect()
}

/// The files of pages, and those beside them that no file of the newsroom may replace, by their paths in the site.
pub(crate) fn written(edition: &Edition) -> HashSet<PathBuf> {
    let routes = pages::routes(edition);
    let pages = routes.iter().flat_map(|route| ["index.html", "index.json"].map(|name| file(route, name)));
    let key = edition.discovery.indexnow.as_deref().map(indexnow_key);
    let beside = feeds::paths(edition).chain(sitemap::paths(routes.len())).chain(key);
    let pages = pages.chain(beside.map(|path| path[1..].to_owned()));
    pages.chain(["404.html".into(), format!("{APP}/app.js")]).map(PathBuf::from).collect()
}
