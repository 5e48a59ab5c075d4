//! Why a site cannot be put where it was asked for, in words for who asked.

use std::{
    io,
    path::{Path, PathBuf},
};
use thiserror::Error;

/// Why a site cannot be put where it was asked for.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The folder holds something else.
    #[error("{0} is not empty and was not written by depeche: choose another folder with --out, or empty it yourself")]
    Foreign(PathBuf),
    /// Something else is where the folder should be: a file, a device, a link that leads nowhere.
    #[error("{0} is not a folder: choose a folder with --out")]
    NoFolder(PathBuf),
    /// The two folders lie in each other.
    #[error(
        "the output folder {out} and the newsroom's folder {content} lie in each other: choose another one with --out, \
         such as --out {}", beside(content).display()
    )]
    Entangled {
        /// Where the site should go.
        out: PathBuf,
        /// Where the articles are.
        content: PathBuf,
    },
    /// Another build writes to the same folder.
    #[error("another build is writing {0} at this moment, or a ping is reading it: wait for it to end")]
    Busy(PathBuf),
    /// Somebody's own file stands where a host's configuration goes.
    #[error("{0} was not written by depeche: rename it, or leave --host away")]
    OwnConfiguration(PathBuf),
    /// The system refused.
    #[error("{path} cannot be written: {cause}; the old site is as it was")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// A folder beside another one.
fn beside(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!("{name}-site"))
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_path_buf();
    move |cause| WriteError::Io { path, cause }
}
