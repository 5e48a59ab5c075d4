//! Which sources have changed: the file system says that something may have, a look at the files says what.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use notify_debouncer_mini::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_mini::{DebounceEventResult, Debouncer, new_debouncer};
use walkdir::WalkDir;

/// How long an editor may take to write several files that belong together.
const TOGETHER: Duration = Duration::from_millis(200);

/// What has to be done about a change, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// Only style sheets: no compiling.
    Style,
    /// Anything that is compiled.
    Code,
}

/// The sources as they were last seen.
pub(crate) struct Sources {
    root: PathBuf,
    seen: BTreeMap<PathBuf, (u64, SystemTime)>,
}

impl Sources {
    /// Looks at the sources of the project in this folder.
    pub(crate) fn new(root: &Path) -> Self {
        let mut sources = Self { root: root.to_owned(), seen: BTreeMap::new() };
        sources.look();
        sources
    }

    /// What has changed since the last look. Opening and reading files, as compilers do, is no change.
    pub(crate) fn look(&mut self) -> Option<Change> {
        let now: BTreeMap<_, _> = ["src", "style", "Cargo.toml", "build.rs"]
            .iter()
            .flat_map(|name| WalkDir::new(self.root.join(name)))
            .flatten()
            .filter_map(|entry| {
                let about = fs::metadata(entry.path()).ok().filter(fs::Metadata::is_file)?;
                Some((entry.into_path(), (about.len(), about.modified().ok()?)))
            })
            .collect();
        let gone = self.seen.keys().filter(|path| !now.contains_key(*path));
        let changed = now.iter().filter(|&(path, about)| self.seen.get(path) != Some(about)).map(|(path, _)| path);
        let style = self.root.join("style");
        let change =
            gone.chain(changed).map(|path| if path.starts_with(&style) { Change::Style } else { Change::Code }).max();
        self.seen = now;
        change
    }

    /// Sends a message whenever it is worth another look, as long as what it gives is kept.
    ///
    /// # Errors
    /// When the system cannot watch files.
    pub(crate) fn watch(&self, sender: Sender<()>) -> Result<Debouncer<RecommendedWatcher>> {
        let mut debouncer = new_debouncer(TOGETHER, move |_: DebounceEventResult| {
            // Nobody listens any more when `serve` is ending.
            let _ = sender.send(());
        })
        .context("cannot watch files")?;
        let folders = [
            // For Cargo.toml: editors replace files, and a watched file that is replaced is lost.
            (self.root.clone(), RecursiveMode::NonRecursive),
            (self.root.join("src"), RecursiveMode::Recursive),
            (self.root.join("style"), RecursiveMode::Recursive),
        ];
        for (folder, mode) in folders {
            debouncer.watcher().watch(&folder, mode).with_context(|| format!("cannot watch {}", folder.display()))?;
        }
        Ok(debouncer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_a_smaller_change_than_code() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        fs::create_dir(root.join("src"))?;
        fs::create_dir(root.join("style"))?;
        fs::write(root.join("src/lib.rs"), "")?;
        let mut sources = Sources::new(root);
        assert_eq!(sources.look(), None);
        fs::write(root.join("style/main.css"), "a {}")?;
        assert_eq!(sources.look(), Some(Change::Style));
        fs::write(root.join("style/main.css"), "a { }")?;
        fs::remove_file(root.join("src/lib.rs"))?;
        assert_eq!(sources.look(), Some(Change::Code));
        fs::write(root.join("README.md"), "not a source")?;
        assert_eq!(sources.look(), None);
        Ok(())
    }
}
