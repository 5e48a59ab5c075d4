//! One build at a time to one place.

use super::{WriteError, absolute, error::at};
use same_file::Handle;
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

pub(super) fn lock_of(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.lock"))
}

/// Keeps other builds and pings away from a target. The file goes with it.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Of the folder of a site.
    pub(crate) fn of(target: &Path) -> Result<Self, WriteError> {
        let target = absolute(target)?;
        Self::take(lock_of(&target), &target)
    }

    pub(super) fn take(path: PathBuf, target: &Path) -> Result<Self, WriteError> {
        loop {
            let file = File::create(&path).map_err(at(&path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(WriteError::Busy(target.into())),
                Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
            }
            // Between opening and locking, the build that held it may have removed the file: then nobody else sees it.
            let ours = file.try_clone().and_then(Handle::from_file).map_err(at(&path))?;
            if Handle::from_path(&path).is_ok_and(|there| there == ours) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Still locked: who opens it now finds another file, or none, once it has locked it.
        drop(fs::remove_file(&self.path));
    }
}
