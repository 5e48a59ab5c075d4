//! Puts a site where it belongs: into a fresh folder beside the target, which takes the target's place when all is well.
//! A build that fails or is interrupted leaves the old site as it was.

mod error;
mod lock;

use super::{
    app_files,
    changes::{Change, Ledger},
};
pub use error::WriteError;
use error::at;
pub(crate) use lock::Lock;
use lock::lock_of;
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write as _},
    path::{Component, Path, PathBuf},
};

/// Lies in a written site, so that the next build knows that the folder is its own to replace.
const MARKER: &str = ".depeche-site";

/// Its first line; behind it stand the versions of the app whose files the site has.
const WHY: &str = "Written by depeche. The next build replaces this folder and everything in it.\n";

/// Where the old site waits while the fresh one takes its place.
const OLD: &str = "old";

/// A site that is being written. Dropped before [`Staging::publish`], it leaves no trace.
#[derive(Debug)]
pub(crate) struct Staging {
    target: PathBuf,
    /// Holds the two folders that change places.
    room: PathBuf,
    fresh: PathBuf,
    ledger: Ledger,
    /// Let go last.
    _lock: Lock,
}

impl Staging {
    /// Opens a fresh folder beside the target.
    pub(crate) fn open(target: &Path, content: &Path) -> Result<Self, WriteError> {
        let target = absolute(target)?;
        let content = absolute(content)?;
        if target.starts_with(&content) || content.starts_with(&target) {
            return Err(WriteError::Entangled { out: target, content });
        }
        if fs::symlink_metadata(&target).is_ok() && !target.is_dir() {
            return Err(WriteError::NoFolder(target));
        }
        let empty = fs::read_dir(&target).map_or(true, |mut entries| entries.next().is_none());
        if !empty && !target.join(MARKER).is_file() {
            return Err(WriteError::Foreign(target));
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let room = target.with_file_name(format!(".{name}.building"));
        make_parent(&target)?;
        let lock = Lock::take(lock_of(&target), &target)?;
        fs::create_dir_all(&room).map_err(at(&room))?;
        let fresh = room.join("fresh");
        // What a killed build left behind: the old site may be among it.
        put_back(&room, &target).map_err(at(&target))?;
        remove(&fresh).map_err(at(&fresh))?;
        let ledger = Ledger::new(target.clone());
        let staging = Self { target, room, fresh, ledger, _lock: lock };
        fs::create_dir(&staging.fresh).map_err(at(&staging.fresh))?;
        Ok(staging)
    }

    /// The folder that the site goes to, absolute.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Where a file of the site that is being written lies.
    pub(super) fn fresh(&self, path: &str) -> PathBuf {
        self.fresh.join(path)
    }

    /// Where a file of the old site lies, if there is one.
    pub(super) fn old(&self, path: &str) -> PathBuf {
        self.target.join(path)
    }

    /// Whether a file was written.
    pub(super) fn has(&self, path: &str) -> bool {
        self.ledger.has(path)
    }

    /// The paths of what was written, and whether each is as it was in the old site.
    pub(super) fn paths(&self) -> Vec<(String, bool)> {
        self.ledger.paths()
    }

    /// What differs from the old site, in the order to upload it.
    pub(super) fn changes(&self) -> Vec<Change> {
        let mut changes = self.ledger.changes();
        // The marker is this program's own.
        changes.retain(|change| change.path != MARKER);
        changes
    }

    /// The versions of the app whose files the old site has, newest first.
    pub(super) fn earlier_versions(&self) -> Vec<BTreeSet<String>> {
        fs::read_to_string(self.old(MARKER)).map(|marker| app_files::read(&marker)).unwrap_or_default()
    }

    /// Writes the marker with the versions of the app whose files the site has.
    pub(super) fn mark(&self, versions: &[BTreeSet<String>]) -> Result<(), WriteError> {
        self.write(MARKER, format!("{WHY}{}", app_files::text(versions)).as_bytes())
    }

    /// The path of a file beside the site's folder. What depeche did not write, as a line with `ours` in it tells, is
    /// somebody's own.
    pub(super) fn beside(&self, name: &str, ours: &str) -> Result<PathBuf, WriteError> {
        let folder = self.target.file_name().unwrap_or_default().to_string_lossy();
        let path = self.target.with_file_name(format!("{folder}.{name}"));
        match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path),
            Ok(text) if text.contains(ours) => Ok(path),
            _ => Err(WriteError::OwnConfiguration(path)),
        }
    }

    /// Writes a file of the site.
    pub(crate) fn write(&self, path: &str, content: &[u8]) -> Result<(), WriteError> {
        let is_known = self.ledger.is_as_it_was(path, content);
        if is_known && self.keep(path) {
            return Ok(());
        }
        let to = self.fresh(path);
        let file = create(&to)?;
        (&file).write_all(content).map_err(at(&to))?;
        self.ledger.wrote(path, is_known, &file);
        Ok(())
    }

    /// Takes a file over from the old site, where its name says what is in it; tells whether it was there and `is_sound`.
    pub(super) fn take_over(&self, path: &str, is_sound: impl Fn(&[u8]) -> bool) -> bool {
        let old = self.old(path);
        self.ledger.is_own(path, |_| true)
            && fs::read(&old).is_ok_and(|content| is_sound(&content))
            && (self.keep(path) || self.copy(&old, path.as_ref()).is_ok())
    }

    /// Copies a file into the site.
    pub(crate) fn copy(&self, from: &Path, path: &Path) -> Result<(), WriteError> {
        let name = path.to_string_lossy().replace('\\', "/");
        let is_known = self.ledger.is_copied(&name, from);
        if is_known && self.keep(&name) {
            return Ok(());
        }
        let to = self.fresh.join(path);
        let file = create(&to)?;
        // Not its permissions: a host reads the site as another user.
        let copied = File::open(from).and_then(|mut from| io::copy(&mut from, &mut &file));
        copied.map_err(|error| {
            let said = format!("{error} (copied from {})", from.display());
            at(&to)(io::Error::new(error.kind(), said))
        })?;
        self.ledger.wrote(&name, is_known, &file);
        Ok(())
    }

    /// Lets a file of the old site be one of the fresh one too, so that what is as it was costs no room and no time; tells
    /// whether it is. Not every file system has links.
    fn keep(&self, path: &str) -> bool {
        let (old, to) = (self.old(path), self.fresh(path));
        let linked = fs::hard_link(&old, &to).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                make_parent(&to).map_err(io::Error::other).and_then(|()| fs::hard_link(&old, &to))
            }
            _ => Err(error),
        });
        if linked.is_ok() {
            self.ledger.kept(path);
        }
        linked.is_ok()
    }

    /// Lets the fresh site take the target's place.
    pub(crate) fn publish(self) -> Result<PathBuf, WriteError> {
        if self.target.exists() && exchange(&self.fresh, &self.target).is_err() {
            // Where folders cannot change places at once, there is a moment without a site.
            let old = self.room.join(OLD);
            remove(&old).map_err(at(&old))?;
            fs::rename(&self.target, &old).map_err(at(&self.target))?;
        }
        if !self.target.exists() {
            fs::rename(&self.fresh, &self.target).map_err(at(&self.target))?;
        }
        Ok(self.target.clone())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be done now is done by the next build.
        if put_back(&self.room, &self.target).is_ok() {
            drop(remove(&self.room));
        }
    }
}

/// Lets two folders change places at once.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Gives the old site its place again, if it was moved away and nothing came instead.
fn put_back(room: &Path, target: &Path) -> io::Result<()> {
    let old = room.join(OLD);
    if old.exists() && !target.exists() { fs::rename(&old, target) } else { Ok(()) }
}

/// Removes what is there, if anything is: of a link only the link, of a folder everything in it, on all cores, because a
/// file system is slow to forget the files of a large site.
fn remove(path: &Path) -> io::Result<()> {
    let removed = fs::symlink_metadata(path).and_then(|found| {
        if !found.is_dir() {
            return fs::remove_file(path);
        }
        let entries: Vec<_> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
        entries.into_par_iter().try_for_each(|entry| remove(&entry.path()))?;
        fs::remove_dir(path)
    });
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Makes a file that is no other's: one that is there may be the old site's as well, and stays as it is.
fn create(path: &Path) -> Result<File, WriteError> {
    let create = || File::create_new(path).map_err(at(path));
    match File::create_new(path) {
        Ok(file) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_parent(path)?;
            create()
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path).map_err(at(path))?;
            create()
        }
        Err(error) => Err(at(path)(error)),
    }
}

fn make_parent(path: &Path) -> Result<(), WriteError> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(at(parent))
}

/// The absolute path, through links, of a folder that need not exist.
fn absolute(path: &Path) -> Result<PathBuf, WriteError> {
    let whole = std::path::absolute(path).map_err(at(path))?;
    let mut known = whole.as_path();
    let mut missing = Vec::new();
    let mut real = loop {
        match known.canonicalize() {
            Ok(real) => break real,
            Err(_) => match (known.parent(), known.components().next_back()) {
                (Some(parent), Some(Component::Normal(name))) => {
                    missing.push(name);
                    known = parent;
                }
                _ => return Ok(whole.clone()),
            },
        }
    };
    real.extend(missing.into_iter().rev());
    Ok(real)
}
