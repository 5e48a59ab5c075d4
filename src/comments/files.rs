//! The files of comments in the newsroom's folder: the same comments always give the same bytes.

use super::{PullError, Report};
use crate::{
    backend::Comment,
    model::source::{CommentSource, ThreadKey, ThreadSource},
    publish::{check::is_web_address, clean::clean, load::COMMENTS},
};
use jiff::Timestamp;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// `comments/`.
pub(super) struct Folder(PathBuf);

/// A comment as a file holds it: harmless, and without anything that nobody needs to know.
pub(super) fn source(comment: Comment) -> CommentSource {
    let Comment { id, parent, author, website, at, html, deleted } = comment;
    let at = i64::try_from(at).ok().and_then(|second| Timestamp::from_second(second).ok()).unwrap_or_default();
    CommentSource {
        id,
        parent,
        author: author.trim().into(),
        website: website.filter(|address| is_web_address(address)),
        published: at.to_string(),
        html: clean(&html).trim().into(),
        deleted,
    }
}

/// How many comments of a thread are there to be read: deleted ones only keep a place.
pub(super) fn published(thread: &ThreadSource) -> usize {
    thread.comments.iter().filter(|comment| !comment.deleted).count()
}

impl Folder {
    pub(super) fn of(content: &Path) -> Self {
        Self(content.join(COMMENTS))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// What is kept of an article's thread. A file that cannot be read is none: a pull replaces it.
    pub(super) fn thread(&self, slug: &str) -> Option<ThreadSource> {
        serde_json::from_slice(&fs::read(self.file(slug)).ok()?).ok()
    }

    /// How many comments of an article are kept, deleted ones not counted.
    pub(super) fn published(&self, slug: &str) -> usize {
        self.thread(slug).as_ref().map_or(0, published)
    }

    /// Puts the comments of a thread into its article's file, and notes what was done.
    pub(super) fn put(
        &self,
        slug: &str,
        thread: ThreadKey,
        mut comments: Vec<CommentSource>,
        report: &mut Report,
    ) -> Result<(), PullError> {
        let kept = self.thread(slug);
        if kept.as_ref().is_some_and(|kept| kept.thread != thread && !kept.comments.is_empty()) {
            // Comments of a server that was left: nothing else may have them any more.
            report.others.push(self.file(slug));
            return Ok(());
        }
        comments.sort_by(|a, b| (&a.published, a.id).cmp(&(&b.published, b.id)));
        // A list that grows while it is read names some of it twice.
        let mut seen = std::collections::HashSet::new();
        comments.retain(|comment| seen.insert(comment.id));
        let path = self.file(slug);
        if comments.is_empty() {
            if path.exists() {
                fs::remove_file(&path).map_err(at(&path))?;
                report.removed += 1;
            }
            return Ok(());
        }
        let thread = ThreadSource { thread, comments };
        let json = serde_json::to_string_pretty(&thread).map_err(std::io::Error::from).map_err(at(&path))? + "\n";
        if fs::read_to_string(&path).is_ok_and(|old| old == json) {
            return Ok(());
        }
        self.write(&path, json.as_bytes())?;
        report.written += 1;
        Ok(())
    }

    /// Writes a file whole or not at all.
    pub(super) fn write(&self, path: &Path, content: &[u8]) -> Result<(), PullError> {
        fs::create_dir_all(&self.0).map_err(at(&self.0))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let half = self.0.join(format!(".{name}.half"));
        fs::write(&half, content).map_err(at(&half))?;
        fs::rename(&half, path).map_err(at(path))
    }

    fn file(&self, slug: &str) -> PathBuf {
        self.0.join(format!("{slug}.json"))
    }
}

pub(super) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> PullError {
    let path = path.to_path_buf();
    move |cause| PullError::Io { path, cause }
}
