//! Fetches from WordPress: the published comments of the whole site, page by page.

use super::{
    Article, Options, PullError, Report,
    carrier::{Besides, Carrier, Reply},
    files::{Folder, source},
    record::{Known, Progress},
};
use crate::{
    backend::wordpress::{self, PER_PAGE, Root},
    model::source::{CommentSource, ThreadKey},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A page that was fetched.
#[derive(Serialize, Deserialize)]
struct Page {
    /// Whether it is the last one.
    last: bool,
    /// Each with the post it is under.
    comments: Vec<(u64, CommentSource)>,
}

pub(super) fn pull(
    url: &str,
    articles: &[Article<'_>],
    folder: &Folder,
    carrier: &Carrier<'_>,
    options: &Options<'_>,
) -> Result<Report, PullError> {
    let mut report = Report::default();
    let root = root(url, carrier)?;
    let mut known = Known::read(folder);
    let (progress, mut pages) = Progress::open::<Page>(folder, url, options.all)?;
    if pages.is_empty() && !options.all && is_unchanged(&root, &known, carrier, url)? {
        progress.end()?;
        return Ok(report);
    }
    while !pages.last().is_some_and(|page| page.last) {
        let number = u32::try_from(pages.len()).unwrap_or(u32::MAX).saturating_add(1);
        let request = root.list_all(number);
        let reply = carrier.ask(&request, &Besides::default()).map_err(|lost| PullError::lost(lost, url))?;
        let Reply { answer, validators, .. } = reply;
        let refused = |refusal| PullError::Refused { url: url.into(), status: answer.status, refusal };
        let listed = wordpress::listed_by_post(&answer).map_err(refused)?;
        let last = match answer.pages {
            Some(pages) => number >= pages || listed.is_empty(),
            None => listed.len() < PER_PAGE,
        };
        known.note(&request.url, &validators);
        let page = Page { last, comments: listed.into_iter().map(|(post, comment)| (post, source(comment))).collect() };
        progress.did(&page)?;
        pages.push(page);
        (options.progress)(pages.len(), answer.pages.map_or(pages.len() + 1, |pages| pages as usize));
    }
    let mut by_post: HashMap<u64, Vec<CommentSource>> = HashMap::new();
    for (post, comment) in pages.into_iter().flat_map(|page| page.comments) {
        by_post.entry(post).or_default().push(comment);
    }
    for article in articles {
        let Some(post) = article.post else { continue };
        // Not taken out: two articles may come from one post.
        let comments = by_post.get(&post).cloned().unwrap_or_default();
        folder.put(article.slug, ThreadKey::Post(post), comments, &mut report)?;
    }
    known.write(folder)?;
    progress.end()?;
    Ok(report)
}

/// The way to the API that answers.
pub(super) fn root(url: &str, carrier: &Carrier<'_>) -> Result<Root, PullError> {
    let mut status = 0;
    for root in Root::candidates(url) {
        // The least that can be asked for: no post has the number zero.
        let reply =
            carrier.ask(&root.posts_of(&[0]), &Besides::default()).map_err(|lost| PullError::lost(lost, url))?;
        if !wordpress::is_no_api(&reply.answer) {
            return Ok(root);
        }
        status = reply.answer.status;
    }
    Err(PullError::Refused { url: url.into(), status, refusal: crate::backend::Refusal::Misunderstood })
}

/// Whether the server says of every page of the list that it is the one that was fetched last.
fn is_unchanged(root: &Root, known: &Known, carrier: &Carrier<'_>, url: &str) -> Result<bool, PullError> {
    let mut number = 1;
    loop {
        let request = root.list_all(number);
        let Some(validators) = known.of(&request.url) else { return Ok(false) };
        let besides = Besides { known: Some(validators), origin: None };
        let reply = carrier.ask(&request, &besides).map_err(|lost| PullError::lost(lost, url))?;
        if reply.answer.status != 304 {
            return Ok(false);
        }
        if number >= validators.pages.unwrap_or(1) {
            return Ok(true);
        }
        number += 1;
    }
}
