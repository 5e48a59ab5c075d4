//! A folder and everything in it, to compare with another.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// The files of a folder, by their path in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree(BTreeMap<PathBuf, Vec<u8>>);

impl Tree {
    pub(crate) fn of(folder: &Path) -> Self {
        let files = WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be read"));
        let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("it lies in the folder").to_path_buf();
            (name, fs::read(entry.path()).expect("the file can be read"))
        });
        Self(files.collect())
    }

    /// Writes it down.
    pub(crate) fn write_to(&self, folder: &Path) {
        for (name, content) in &self.0 {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder can be made");
            fs::write(path, content).expect("a file can be written");
        }
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.keys().map(PathBuf::as_path)
    }

    pub(crate) fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(Path::new(path)).map(Vec::as_slice)
    }

    /// Fails with the names of the files that differ, not with what is in them.
    #[track_caller]
    pub(crate) fn assert_same(&self, other: &Self, why: &str) {
        let all = self.0.keys().chain(other.0.keys());
        let different: Vec<_> = all.filter(|path| self.0.get(*path) != other.0.get(*path)).collect();
        assert!(different.is_empty(), "{why}, but these differ: {different:?}");
    }
}

/// The names of what lies directly in a folder, sorted.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name().to_string_lossy().into_owned();
    let mut names: Vec<_> = entries.map(name).collect();
    names.sort();
    names
}
