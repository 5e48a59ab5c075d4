//! What was made of pictures, kept between builds by their content. Several builds may share a folder: a file appears in
//! it whole or not at all. Whoever removes the folder loses time and nothing else.

use super::{Found, Key, Kind, encode::Variant};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// A folder of pictures that were made.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
}

/// What is known of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) kind: Kind,
    pub(super) width: u32,
    pub(super) height: u32,
    /// What was made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) made: Option<Made>,
}

/// What was made of a picture.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Made {
    /// Its colour on the whole, as HTML writes one; none where one sees through it.
    pub(super) colour: Option<String>,
    pub(super) variants: Vec<Variant>,
}

impl Record {
    pub(super) fn found(&self, key: Key, bytes: u64) -> Found {
        Found { key, kind: self.kind, width: self.width, height: self.height, bytes }
    }
}

impl Cache {
    /// A cache in a folder, which need not be there yet.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.into() }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is known of a picture, with files that are all there if it was made.
    pub(super) fn record(&self, key: &Key) -> Option<Record> {
        let text = fs::read(self.path(key, "json")).ok()?;
        let mut record: Record = serde_json::from_slice(&text).ok()?;
        record.made.take_if(|made| !made.variants.iter().all(|variant| self.has(key, variant)));
        Some(record)
    }

    fn has(&self, key: &Key, variant: &Variant) -> bool {
        fs::metadata(self.variant(key, variant)).is_ok_and(|file| file.len() == variant.bytes)
    }

    /// Where a variant lies.
    pub(super) fn variant(&self, key: &Key, variant: &Variant) -> PathBuf {
        self.path(key, &variant.end())
    }

    fn path(&self, key: &Key, end: &str) -> PathBuf {
        self.folder.join(&key.0[..2]).join(format!("{key}.{end}"))
    }

    pub(super) fn keep(&self, key: &Key, record: &Record) -> io::Result<()> {
        self.write(&self.path(key, "json"), &serde_json::to_vec(record)?)
    }

    pub(super) fn keep_variant(&self, key: &Key, variant: &Variant, content: &[u8]) -> io::Result<()> {
        self.write(&self.variant(key, variant), content)
    }

    /// What was kept under a path of the site, whose name says what it was made of.
    pub(crate) fn named(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(path)).ok()
    }

    /// Keeps a file for [`Self::named`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn keep_named(&self, path: &str, content: &[u8]) -> io::Result<()> {
        self.write(&self.folder.join(path), content)
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let room = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(room)?;
        let mut file = NamedTempFile::new_in(room)?;
        file.write_all(content)?;
        file.persist(path)?;
        Ok(())
    }

    /// Waits until no other build makes this picture. As long as it is held, none will.
    pub(super) fn hold(&self, key: &Key) -> io::Result<Held> {
        let path = self.path(key, "lock");
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        let file = File::create(&path)?;
        file.lock()?;
        Ok(Held { path, _file: file })
    }
}

/// A picture that this build makes.
pub(super) struct Held {
    path: PathBuf,
    _file: File,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Who waits for the removed file finds the picture made; who makes another one meanwhile makes it twice.
        drop(fs::remove_file(&self.path));
    }
}
