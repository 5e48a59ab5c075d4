//! What a build changes, file by file, against the site that was there before.

use crate::route::files::Format;
use rayon::prelude::*;
use std::{
    collections::HashMap,
    fmt,
    fs::{self, File, Metadata},
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};
use walkdir::WalkDir;

/// What happens to a file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was not there before.
    Added,
    /// It says something else.
    Changed,
    /// It is not there any more.
    Removed,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        })
    }
}

/// A file of the site and what happens to it. Shown, it is a line for an upload tool: what happens, a tab, the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happens.
    pub kind: Kind,
    /// The path in the site, with `/` between its parts.
    pub path: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}", self.kind, self.path)
    }
}

impl Change {
    /// When an upload has its turn, so that it breaks no page on the way: what pages need, pages and data, what names
    /// pages, what goes.
    fn turn(&self) -> u8 {
        let names = |end: &str| self.path.contains(end);
        let names_pages =
            self.path.starts_with("sitemap") || Format::ALL.iter().any(|format| names(format.file_name()));
        match self.kind {
            Kind::Removed => 3,
            _ if names(".html") || names("index.json") => 1,
            _ if names_pages => 2,
            _ => 0,
        }
    }
}

/// Compares what is written with the site that was there before.
#[derive(Debug)]
pub(super) struct Ledger {
    /// The folder of the old site.
    old: PathBuf,
    /// Whether it is there: the first time nobody looks for each file in it.
    is_there: bool,
    /// What was written; nothing where it is as it was.
    written: Mutex<HashMap<String, Option<Kind>>>,
}

impl Ledger {
    pub(super) fn new(old: PathBuf) -> Self {
        Self { is_there: old.exists(), old, written: Mutex::default() }
    }

    /// Whether the old site has a file of this path with this content.
    pub(super) fn is_as_it_was(&self, path: &str, content: &[u8]) -> bool {
        let might = self.is_own(path, |old| old.len() == content.len() as u64);
        might && fs::read(self.old.join(path)).is_ok_and(|old| old == content)
    }

    /// Whether the old site has a file of this path with what another file holds.
    pub(super) fn is_copied(&self, path: &str, from: &Path) -> bool {
        let old = || File::open(self.old.join(path));
        self.is_own(path, |_| true) && old().and_then(|old| equal(&old, &File::open(from)?)).unwrap_or(false)
    }

    /// Whether the old site has a file of this path, of which this is true. A link is somebody else's.
    pub(super) fn is_own(&self, path: &str, and: impl FnOnce(&Metadata) -> bool) -> bool {
        self.is_there && fs::symlink_metadata(self.old.join(path)).is_ok_and(|old| old.is_file() && and(&old))
    }

    /// Notes a file that was written. One that is as it was keeps its time, so that upload tools and the validators of
    /// hosts see that it is.
    pub(super) fn wrote(&self, path: &str, is_as_it_was: bool, file: &File) {
        let old = || self.old.join(path);
        let kind = match is_as_it_was {
            true => {
                // Where a time cannot be set, the file is uploaded once more than it need be.
                let _ = fs::metadata(old()).and_then(|old| old.modified()).and_then(|time| file.set_modified(time));
                None
            }
            false if self.is_there && old().is_file() => Some(Kind::Changed),
            false => Some(Kind::Added),
        };
        self.written().insert(path.into(), kind);
    }

    /// Notes a file that is the old site's own.
    pub(super) fn kept(&self, path: &str) {
        self.written().insert(path.into(), None);
    }

    /// Whether a file of this path was written.
    pub(super) fn has(&self, path: &str) -> bool {
        self.written().contains_key(path)
    }

    /// The paths of what was written, and whether each is as it was.
    pub(super) fn paths(&self) -> Vec<(String, bool)> {
        self.written().iter().map(|(path, kind)| (path.clone(), kind.is_none())).collect()
    }

    /// Everything that is not as it was, in the order to upload it. Must be asked for while the old site is there.
    pub(super) fn changes(&self) -> Vec<Change> {
        let written = self.written();
        let changed = written.iter().filter_map(|(path, kind)| Some(Change { kind: (*kind)?, path: path.clone() }));
        let files =
            WalkDir::new(&self.old).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let paths =
            files.filter_map(|entry| Some(entry.path().strip_prefix(&self.old).ok()?.to_str()?.replace('\\', "/")));
        let gone = paths.filter(|path| !written.contains_key(path)).map(|path| Change { kind: Kind::Removed, path });
        let mut all: Vec<(u8, Change)> = changed.chain(gone).map(|change| (change.turn(), change)).collect();
        all.par_sort_unstable_by(|(a, left), (b, right)| (a, &left.path).cmp(&(b, &right.path)));
        all.into_iter().map(|(_, change)| change).collect()
    }

    fn written(&self) -> MutexGuard<'_, HashMap<String, Option<Kind>>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether two files hold the same, without having either whole in memory: a newsroom may have films.
fn equal(a: &File, b: &File) -> io::Result<bool> {
    if a.metadata()?.len() != b.metadata()?.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (BufReader::new(a), BufReader::new(b));
    loop {
        let (left, right) = (a.fill_buf()?, b.fill_buf()?);
        let length = left.len().min(right.len());
        if length == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..length] != right[..length] {
            return Ok(false);
        }
        a.consume(length);
        b.consume(length);
    }
}
