//! Fetches from Isso: the counts of all threads in a few requests, and then the threads whose count has changed.

use super::{
    Article, Options, PullError, Report,
    carrier::{Besides, Carrier},
    files::{Folder, published, source},
    record::{Known, Progress},
    said,
};
use crate::{
    backend::{
        Refusal,
        isso::{self, Thread},
    },
    model::source::{ThreadKey, ThreadSource},
};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;

/// How many threads are counted in one request.
const COUNTED_AT_ONCE: usize = 100;
/// How long after its newest comment a thread is fetched whatever its number says, hours: moderators who take one comment
/// away and let another one pass leave it as it is.
const LIVELY: i64 = 7 * 24;
/// After so many threads in a row that could not be had, the others are not asked for.
const ENOUGH: usize = 3;

pub(super) fn pull(
    url: &str,
    articles: &[Article<'_>],
    folder: &Folder,
    carrier: &Carrier<'_>,
    options: &Options<'_>,
) -> Result<Report, PullError> {
    let (progress, done) = Progress::open::<String>(folder, url, options.all)?;
    let done: HashSet<String> = done.into_iter().collect();
    let mut known = Known::read(folder);
    let mut report = Report::default();
    let wanted = |article: &Article<'_>| options.all && !done.contains(article.slug);
    let changed = changed(url, articles, folder, carrier, &wanted)?;
    let (mut failures, steps) = (0, changed.len());
    for (step, article) in changed.into_iter().enumerate() {
        (options.progress)(step, steps);
        let request = Thread::of(url, &article.path).list();
        let kept = folder.thread(article.slug).is_some();
        let besides = Besides { known: known.of(&request.url).filter(|_| kept && !options.all), origin: None };
        let reply = carrier.ask(&request, &besides).map_err(|lost| PullError::lost(lost, url))?;
        if reply.answer.status != 304 {
            match isso::listed(&reply.answer) {
                Ok(comments) => {
                    let key = ThreadKey::Path(article.path.clone());
                    folder.put(article.slug, key, comments.into_iter().map(source).collect(), &mut report)?;
                    known.note(&request.url, &reply.validators);
                }
                Err(refusal) => {
                    report.failed.push(format!("{}: {url} {}", article.slug, said(refusal, reply.answer.status)));
                    failures += 1;
                    if failures == ENOUGH {
                        known.write(folder)?;
                        return Err(PullError::Refused { url: url.into(), status: reply.answer.status, refusal });
                    }
                    continue;
                }
            }
        }
        failures = 0;
        progress.did(&article.slug)?;
    }
    known.write(folder)?;
    if report.failed.is_empty() {
        progress.end()?;
    }
    Ok(report)
}

/// The articles whose thread has another number of comments than their file or has been written to lately, and the `wanted`
/// ones. Of a thread that hides comments Isso counts more than it lists, so that such a one is fetched every time.
fn changed<'a, 'e>(
    url: &str,
    articles: &'a [Article<'e>],
    folder: &Folder,
    carrier: &Carrier<'_>,
    wanted: &dyn Fn(&Article<'_>) -> bool,
) -> Result<Vec<&'a Article<'e>>, PullError> {
    let since = Timestamp::now() - SignedDuration::from_hours(LIVELY);
    let is_lively = |kept: &ThreadSource| {
        let newest = kept.comments.last().and_then(|comment| comment.published.parse().ok());
        newest.is_some_and(|newest: Timestamp| newest > since)
    };
    let mut changed = Vec::new();
    for some in articles.chunks(COUNTED_AT_ONCE) {
        let keys: Vec<&str> = some.iter().map(|article| article.path.as_str()).collect();
        let reply = carrier.ask(&isso::count(url, &keys), &Besides::default());
        let answer = reply.map_err(|lost| PullError::lost(lost, url))?.answer;
        let counts = isso::counted(&answer).and_then(|counts| match counts.len() == some.len() {
            true => Ok(counts),
            false => Err(Refusal::Misunderstood),
        });
        let refused = |refusal| PullError::Refused { url: url.into(), status: answer.status, refusal };
        let differs = |(article, count): (&'a Article<'e>, u32)| {
            let kept = folder.thread(article.slug);
            let number = kept.as_ref().map_or(0, published);
            // Where nothing is there and nothing is kept, there is nothing to see.
            let seen = count > 0 || kept.is_some();
            let differs =
                number as u64 != u64::from(count) || seen && (wanted(article) || kept.as_ref().is_some_and(is_lively));
            differs.then_some(article)
        };
        changed.extend(some.iter().zip(counts.map_err(refused)?).filter_map(differs));
    }
    Ok(changed)
}
