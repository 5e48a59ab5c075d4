//! What was told, and to whom: a file beside the site's folder. Each save puts a whole file in place of the old one.

use super::{News, PingError};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

const ABOUT: &str = "What `depeche ping` has told, and to whom. Keep it; without it everything is told again.";

/// The marks of addresses.
type Marks = BTreeMap<String, String>;

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    about: String,
    /// By receiver and address.
    told: BTreeMap<String, Marks>,
}

/// The record of a site's folder.
pub(super) struct Record {
    path: PathBuf,
    content: Content,
}

impl Record {
    pub(super) fn read(out: &Path) -> Result<Self, PingError> {
        let path = std::path::absolute(out).map_err(|cause| PingError::Io { path: out.into(), cause })?;
        let folder = path.file_name().unwrap_or_default().to_string_lossy();
        let path = path.with_file_name(format!("{folder}.pinged.json"));
        let content = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Content::default(),
            Err(cause) => return Err(PingError::Io { path, cause }),
            Ok(text) => serde_json::from_slice(&text).map_err(|_| PingError::OtherRecord(path.clone()))?,
        };
        Ok(Self { path, content: Content { about: ABOUT.into(), ..content } })
    }

    /// What a receiver knows.
    pub(super) fn of(&self, receiver: &str) -> Option<&Marks> {
        self.content.told.get(receiver)
    }

    /// Notes what a receiver took.
    pub(super) fn note(&mut self, receiver: &str, news: &[News]) {
        let told = self.content.told.entry(receiver.into()).or_default();
        for News { address, mark, .. } in news {
            match mark {
                Some(mark) => drop(told.insert(address.clone(), mark.clone())),
                None => drop(told.remove(address)),
            }
        }
    }

    pub(super) fn save(&self) -> Result<(), PingError> {
        let failed = |cause| PingError::Io { path: self.path.clone(), cause };
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        serde_json::to_writer_pretty(io::BufWriter::new(&mut file), &self.content)
            .map_err(|error| failed(error.into()))?;
        file.write_all(b"\n").map_err(failed)?;
        file.persist(&self.path).map_err(|error| failed(error.error))?;
        Ok(())
    }
}
