//! Brings published comments from their server into the newsroom's folder, and asks whether a server is there. Native only.
//!
//! What servers accept and answer is [`crate::backend`]'s; here it is carried, politely, and written down. Called by
//! `depeche comments pull` and `depeche check --online`.

mod files;
mod isso;
mod online;
mod record;
mod wordpress;

pub use online::ask;

use crate::{
    backend::Refusal,
    carrier::{self, Carrier, Lost},
    model::page::Comments,
    publish::{
        check::check,
        edition::Edition,
        load::{Sources, load},
        problem::Problem,
    },
    route::Route,
};

use files::Folder;
use jiff::Timestamp;
use std::{
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
    time::Duration,
};
use thiserror::Error;

/// What to fetch, and what it needs of the world.
pub struct Options<'a> {
    /// The newsroom's folder.
    pub content: &'a Path,
    /// Where the site is published, in place of what `site.json` says.
    pub base_url: Option<&'a str>,
    /// Whether every thread is fetched again, so that edits are seen that leave the number of comments as it is.
    pub all: bool,
    /// Waits; a test need not.
    pub rest: &'a dyn Fn(Duration),
    /// Told how many steps are done, and of how many.
    pub progress: &'a dyn Fn(usize, usize),
    /// Set when the pull is to stop.
    pub interrupted: &'a AtomicBool,
}

/// What came of a pull.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many files are new or changed.
    pub written: usize,
    /// How many are gone because no comment is left.
    pub removed: usize,
    /// How many comments the articles have now.
    pub comments: usize,
    /// How many requests it took.
    pub requests: usize,
    /// What was left as it is, and why, in sentences.
    pub failed: Vec<String>,
    /// Files that hold another thread than the article's, which are left alone.
    pub others: Vec<PathBuf>,
}

/// Why comments were not fetched.
#[derive(Debug, Error)]
pub enum PullError {
    /// What an editor has to mend first.
    #[error("{}", .0.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n"))]
    Problems(Vec<Problem>),
    /// The site's comments are on no server that can be asked.
    #[error(
        "`comments` in site.json is `{0}`, which is no server that comments could be fetched from: only \
         {{\"backend\": \"isso\"}} and {{\"backend\": \"wordpress\"}} are"
    )]
    NoServer(&'static str),
    /// The server cannot be reached.
    #[error(
        "{url} cannot be reached: {cause}; see whether it runs and whether `comments` in site.json has its address. What \
         was fetched is kept, the next pull goes on from there"
    )]
    Unreachable {
        /// What was asked.
        url: String,
        /// What the system said.
        cause: String,
    },
    /// The server does not give what it was asked for.
    #[error("{url} {}; the files are as they were, the next pull goes on from here", said(*.refusal, *.status))]
    Refused {
        /// What was asked.
        url: String,
        /// Its status.
        status: u16,
        /// What it means.
        refusal: Refusal,
    },
    /// The system refused.
    #[error("{path} cannot be written: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Somebody stopped it.
    #[error("interrupted; what was fetched is kept, the next pull goes on from there")]
    Interrupted,
}

impl PullError {
    fn lost(lost: Lost, url: &str) -> Self {
        match lost {
            Lost::Interrupted => Self::Interrupted,
            Lost::Unreachable(cause) => Self::Unreachable { url: url.into(), cause },
        }
    }
}

/// What a server said, as the rest of a sentence.
fn said(refusal: Refusal, status: u16) -> String {
    match refusal {
        Refusal::TooFast => format!("asks for patience (status {status}): try again in a few minutes"),
        Refusal::Unwell => format!("has a problem of its own (status {status}): try again later, or look into its log"),
        Refusal::AccountWanted | Refusal::NoThread | Refusal::Gone => {
            format!("does not show these comments to everyone (status {status})")
        }
        _ => format!(
            "does not answer as a comment server does (status {status}): see whether `comments` in site.json has its \
             address, and whether a proxy or a firewall stands between"
        ),
    }
}

/// An article as its comment server knows it.
struct Article<'e> {
    slug: &'e str,
    /// The path of its page, from the domain's root.
    path: String,
    /// The WordPress post.
    post: Option<u64>,
    /// Whether it takes comments.
    open: bool,
}

fn articles(edition: &Edition) -> Vec<Article<'_>> {
    let base = &edition.site().base;
    let all = edition.stories.iter().map(|story| Article {
        slug: &story.slug,
        path: Route::article(&story.slug).href(base),
        post: story.source_id,
        open: story.comments_open,
    });
    all.collect()
}

/// Fetches the published comments of all articles.
///
/// # Errors
/// Why nothing more could be fetched. Files that were written stay, others are as they were.
pub fn pull(options: &Options<'_>) -> Result<Report, PullError> {
    // Drafts have comments too: an article that is held back for a while must not lose them. The files that are there are
    // not looked at, because the pull is what mends them.
    let sources = Sources { preview: true, threads: Vec::new(), ..load(options.content) };
    let folder = Folder::of(options.content);
    let inside = |problem: &Problem| !problem.path.starts_with(folder.path());
    let sources =
        Sources { problems: sources.problems.iter().filter(|problem| inside(problem)).cloned().collect(), ..sources };
    let edition = check(sources, options.base_url, Timestamp::now()).map_err(PullError::Problems)?;
    let articles = articles(&edition);
    let carrier = Carrier::new(options.rest, options.interrupted);
    let mut report = match &edition.site().comments {
        Comments::Isso(url) => isso::pull(url, &articles, &folder, &carrier, options)?,
        Comments::Wordpress(url) => wordpress::pull(url, &articles, &folder, &carrier, options)?,
        Comments::Local => return Err(PullError::NoServer("local")),
        Comments::Form(_) => return Err(PullError::NoServer("form")),
        Comments::Closed => return Err(PullError::NoServer("closed")),
    };
    report.requests = carrier.requests();
    report.comments = articles.iter().map(|article| folder.published(article.slug)).sum();
    Ok(report)
}
