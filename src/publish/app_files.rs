//! The app's files of earlier publications: pages in readers' tabs still ask for them. They stay for as many changes of
//! the app as [`KEPT`] says. Days do not count, so that the same input always gives the same site.

use super::{
    bundle::{App, is_named_by},
    write::{Staging, WriteError},
};
use std::{collections::BTreeSet, fs};

/// How many earlier versions of the app stay.
const KEPT: usize = 4;

/// The files of a version of the app, by their paths in the site.
pub(super) type Version = BTreeSet<String>;

/// Reads what a site's marker says of its app's versions, newest first. Its first line is for people.
pub(super) fn read(marker: &str) -> Vec<Version> {
    marker.lines().skip(1).map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

/// Writes them.
pub(super) fn text(versions: &[Version]) -> String {
    let line = |version: &Version| format!("{}\n", version.iter().map(String::as_str).collect::<Vec<_>>().join(" "));
    versions.iter().map(line).collect()
}

/// Brings the files of earlier versions over from the old site; gives all versions that the site then has.
///
/// # Errors
/// When a file cannot be written.
pub(super) fn keep(staging: &Staging, app: &App) -> Result<Vec<Version>, WriteError> {
    let current: Version = app.files().map(|(path, _)| path.to_owned()).collect();
    let earlier = staging.earlier_versions().into_iter().filter(|version| *version != current).take(KEPT);
    let mut versions = Vec::new();
    for version in earlier {
        let mut there = Version::new();
        for path in version {
            // Whoever edits the marker gets no other file into the site than one that is named by its content.
            let found = fs::read(staging.old(&path)).is_ok_and(|content| is_named_by(&path, &content));
            if found {
                if !staging.has(&path) {
                    staging.copy(&staging.old(&path), path.as_ref())?;
                }
                there.insert(path);
            }
        }
        if !there.is_empty() {
            versions.push(there);
        }
    }
    versions.insert(0, current);
    Ok(versions)
}
