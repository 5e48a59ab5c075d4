//! Rights: what files give, and what is taken away from them and from the program.

use super::{
    newsroom::Newsroom,
    run::{Outcome, PROGRAM},
};
use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::Path,
};

/// Sets who may do what with a file.
pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("its owner may");
}

/// Who may do what with a file.
#[track_caller]
pub(crate) fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode()
}

/// Runs the program; where the tests run as the system's administrator, without the right to pass over permissions.
pub(crate) fn without_rights(newsroom: &Newsroom, arguments: &[&str]) -> Outcome {
    let administrator = fs::metadata(newsroom.folder()).is_ok_and(|folder| folder.uid() == 0);
    if !administrator {
        return newsroom.depeche(arguments);
    }
    let without = ["--bounding-set=-dac_override,-dac_read_search", PROGRAM];
    Outcome::of("setpriv", newsroom.folder(), &[&without, arguments].concat())
}
