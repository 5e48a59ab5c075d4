//! The files of `comments/`, checked one by one, and their HTML made harmless.

use super::{
    file::File,
    values::{is_web_address, timestamp},
};
use crate::{
    backend::Foreign,
    model::source::{CommentSource, ThreadSource},
    publish::{clean::clean, edition::Comments, locale::Rules, problem::Problem},
    thread::Shown,
};
use jiff::Timestamp;
use rayon::prelude::*;
use serde_json::Value as Schema;
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

/// The comments of all articles.
#[derive(Default)]
pub(super) struct Threads {
    /// By the article's slug, oldest first.
    by_slug: HashMap<String, Vec<Dated>>,
}

/// A comment and when it was written.
struct Dated {
    at: Timestamp,
    comment: CommentSource,
}

impl Threads {
    /// Reads the files; what is wrong with them goes to `problems`.
    pub(super) fn read(
        paths: &[PathBuf],
        schema: &Schema,
        slugs: &HashSet<String>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let read: Vec<_> = paths.par_iter().map(|path| thread(path, schema, slugs)).collect();
        let mut threads = Self::default();
        for outcome in read {
            match outcome {
                Ok((slug, comments)) => drop(threads.by_slug.insert(slug, comments)),
                Err(found) => problems.extend(found),
            }
        }
        threads
    }

    /// The comments of an article, ready to show.
    pub(super) fn take(&mut self, slug: &str, rules: &Rules) -> Comments {
        let dated = self.by_slug.remove(slug).unwrap_or_default();
        let newest = dated.last().map_or(0, |last| u64::try_from(last.at.as_second()).unwrap_or(0));
        let shown = dated.into_iter().map(|Dated { at, comment }| Shown {
            id: comment.id,
            parent: comment.parent,
            author: comment.author,
            website: comment.website,
            when: rules.dates.moment(at),
            html: comment.html,
            deleted: comment.deleted,
        });
        Comments { shown: shown.collect(), newest }
    }
}

/// The slug that a file is named after, and its comments.
fn thread(path: &Path, schema: &Schema, slugs: &HashSet<String>) -> Result<(String, Vec<Dated>), Vec<Problem>> {
    let slug = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut file = File::<ThreadSource>::read(path, schema)?;
    if !slugs.contains(&slug) {
        let advice = "rename it to the article's slug, or remove it";
        file.say("", format!("these are the comments of `{slug}`, and no article has this slug: {advice}"));
    }
    let comments = std::mem::take(&mut file.value.comments);
    let mut seen = HashSet::new();
    let mut dated = Vec::with_capacity(comments.len());
    for (index, mut comment) in comments.into_iter().enumerate() {
        let at = format!("/comments/{index}");
        if !seen.insert(comment.id) {
            let advice = "remove one, or fetch the file again with `depeche comments pull --all`";
            file.say(&format!("{at}/id"), format!("the comment {} stands here a second time: {advice}", comment.id));
        }
        if let Some(address) = comment.website.as_ref().filter(|address| !is_web_address(address)) {
            let advice = "write the whole address with https://, or remove it";
            file.say(&format!("{at}/website"), format!("`{address}` is not a web address: {advice}"));
        }
        comment.html = clean(&Foreign::new(comment.html));
        match timestamp(&comment.published) {
            Ok(time) => dated.push(Dated { at: time, comment }),
            Err(fault) => file.say(&format!("{at}/published"), fault),
        }
    }
    dated.sort_by_key(|dated| (dated.at, dated.comment.id));
    if file.is_sound() { Ok((slug, dated)) } else { Err(file.problems()) }
}
