//! What a pull keeps for itself beside the comments: how far it came, and what servers said of changes. Never published,
//! because the names begin with a dot.

use super::{
    PullError,
    carrier::Validators,
    files::{Folder, at},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::Write as _,
    path::PathBuf,
    time::Duration,
};

/// How far a pull came, a line a step; gone when it has come to its end.
const PROGRESS: &str = ".pull.jsonl";
/// What servers said of changes.
const VALIDATORS: &str = ".validators.json";
/// What is older is not gone on with: too much has changed.
const FRESH: Duration = Duration::from_secs(24 * 60 * 60);

/// What a pull was about: another one begins anew.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct About {
    server: String,
    all: bool,
}

/// The steps that a pull has done.
pub(super) struct Progress {
    path: PathBuf,
}

impl Progress {
    /// Goes on with an interrupted pull, or begins one. Gives the steps that are done.
    pub(super) fn open<Step: DeserializeOwned>(
        folder: &Folder,
        server: &str,
        all: bool,
    ) -> Result<(Self, Vec<Step>), PullError> {
        let progress = Self { path: folder.path().join(PROGRESS) };
        let about = About { server: server.into(), all };
        let fresh = fs::metadata(&progress.path).and_then(|file| file.modified());
        let fresh = fresh.is_ok_and(|time| time.elapsed().is_ok_and(|age| age < FRESH));
        let text = fs::read_to_string(&progress.path).ok().filter(|_| fresh).unwrap_or_default();
        // What is not ended by a line break was cut off.
        let mut lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let same = lines.next().and_then(|line| serde_json::from_str(line).ok()).as_ref() == Some(&about);
        let steps = if same { lines.map_while(|line| serde_json::from_str(line).ok()).collect() } else { Vec::new() };
        if steps.is_empty() {
            folder.write(&progress.path, line(&about)?.as_bytes())?;
        }
        Ok((progress, steps))
    }

    /// Notes a step.
    pub(super) fn did(&self, step: &impl Serialize) -> Result<(), PullError> {
        let mut file = OpenOptions::new().append(true).open(&self.path).map_err(at(&self.path))?;
        file.write_all(line(step)?.as_bytes()).map_err(at(&self.path))
    }

    /// All is done.
    pub(super) fn end(self) -> Result<(), PullError> {
        fs::remove_file(&self.path).map_err(at(&self.path))?;
        // It may have been made for this file alone.
        self.path.parent().map(fs::remove_dir);
        Ok(())
    }
}

fn line(step: &impl Serialize) -> Result<String, PullError> {
    let json = serde_json::to_string(step).map_err(std::io::Error::from);
    Ok(json.map_err(at(PROGRESS.as_ref()))? + "\n")
}

/// What servers said of changes, by address.
pub(super) struct Known {
    old: BTreeMap<String, Validators>,
    new: BTreeMap<String, Validators>,
}

impl Known {
    pub(super) fn read(folder: &Folder) -> Self {
        let old = fs::read(folder.path().join(VALIDATORS)).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let old: BTreeMap<_, _> = old.unwrap_or_default();
        Self { new: old.clone(), old }
    }

    pub(super) fn of(&self, url: &str) -> Option<&Validators> {
        self.old.get(url)
    }

    pub(super) fn note(&mut self, url: &str, validators: &Validators) {
        match validators.is_empty() {
            true => drop(self.new.remove(url)),
            false => drop(self.new.insert(url.into(), validators.clone())),
        }
    }

    pub(super) fn write(&self, folder: &Folder) -> Result<(), PullError> {
        let path = folder.path().join(VALIDATORS);
        if self.new.is_empty() {
            // Most servers say nothing.
            return if path.exists() { fs::remove_file(&path).map_err(at(&path)) } else { Ok(()) };
        }
        if self.new == self.old {
            return Ok(());
        }
        let json = serde_json::to_string_pretty(&self.new).map_err(std::io::Error::from).map_err(at(&path))? + "\n";
        folder.write(&path, json.as_bytes())
    }
}
