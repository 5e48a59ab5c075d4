//! Asks a comment server whether it is there for this site's readers.

use super::{
    Article, PullError, articles,
    carrier::{Besides, Carrier},
    wordpress::root,
};
use crate::{
    backend::{
        isso,
        wordpress::{self, PER_PAGE, Post, Root},
    },
    model::page::Comments,
    publish::edition::Edition,
};
use std::{collections::HashMap, sync::atomic::AtomicBool, time::Duration};

/// Asks the site's comment server. Gives what is wrong, each in a sentence that says what to do; nothing where the site
/// has no server that can be asked.
///
/// # Errors
/// Where the server cannot be asked at all.
pub fn ask(edition: &Edition, rest: &dyn Fn(Duration), interrupted: &AtomicBool) -> Result<Vec<String>, PullError> {
    let carrier = Carrier::new(rest, interrupted);
    let (url, mut findings) = match &edition.site().comments {
        Comments::Isso(url) => (url, isso(url, edition, &carrier)?),
        Comments::Wordpress(url) => (url, wordpress(url, edition, &carrier)?),
        _ => return Ok(Vec::new()),
    };
    if edition.base_url.starts_with("https:") && url.starts_with("http:") {
        findings.push(format!(
            "the site is on https, and browsers do not let it speak to {url}: give the comment server a certificate and \
             write its address with https://"
        ));
    }
    Ok(findings)
}

fn isso(url: &str, edition: &Edition, carrier: &Carrier<'_>) -> Result<Vec<String>, PullError> {
    let origin = url::Url::parse(&edition.base_url).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    let besides = Besides { known: None, origin: Some(&origin) };
    let reply = carrier.ask(&isso::settings(url), &besides).map_err(|lost| PullError::lost(lost, url))?;
    if !isso::is_settings(&reply.answer) {
        let status = reply.answer.status;
        return Ok(vec![format!(
            "{url} does not answer as Isso 0.13 or later does (status {status}): see whether `comments` in site.json has \
             its address, with the path it runs under"
        )]);
    }
    match reply.allows {
        Some(allowed) if allowed == origin || allowed == "*" => Ok(Vec::new()),
        allowed => {
            let instead = allowed.map(|allowed| format!(" (but {allowed})")).unwrap_or_default();
            Ok(vec![format!(
                "{url} does not let the pages of {origin} read its answers{instead}: add `host = {origin}` under [general] \
                 in the server's isso.cfg, one line for each site, and start it anew"
            )])
        }
    }
}

fn wordpress(url: &str, edition: &Edition, carrier: &Carrier<'_>) -> Result<Vec<String>, PullError> {
    let root = root(url, carrier)?;
    let mut findings = Vec::new();
    let reply = carrier.ask(&root.knock(), &Besides::default()).map_err(|lost| PullError::lost(lost, url))?;
    match wordpress::welcomes_everyone(&reply.answer) {
        Ok(true) => {}
        Ok(false) => findings.push(format!(
            "{url} takes no comments from readers without an account: write `<?php \
             add_filter('rest_allow_anonymous_comments', '__return_true');` into wp-content/mu-plugins/comments.php on the \
             server, and see that « Users must be registered and logged in to comment » is off in its settings"
        )),
        Err(_) => findings.push(format!(
            "{url} does not say whether readers may comment (status {}): a firewall or a security plugin may stand before \
             its REST API; let POST requests to wp/v2/comments pass",
            reply.answer.status
        )),
    }
    let articles: Vec<Article<'_>> = articles(edition).into_iter().filter(|article| article.open).collect();
    let posts = open_posts(&root, &articles, carrier, url)?;
    for Article { slug, post, .. } in &articles {
        let Some(post) = post else { continue };
        match posts.get(post) {
            Some(true) => {}
            Some(false) => findings.push(format!(
                "the article `{slug}` takes comments, but its post {post} on {url} takes none: open them there, or write \
                 \"comments\": \"closed\" in the article"
            )),
            None => findings.push(format!(
                "the article `{slug}` has the source_id {post}, and {url} has no published post of that number: write the \
                 post's ID, publish the post, or write \"comments\": \"closed\" in the article"
            )),
        }
    }
    Ok(findings)
}

/// Whether each of the articles' posts takes comments.
fn open_posts(
    root: &Root,
    articles: &[Article<'_>],
    carrier: &Carrier<'_>,
    url: &str,
) -> Result<HashMap<u64, bool>, PullError> {
    let wanted: Vec<u64> = articles.iter().filter_map(|article| article.post).collect();
    let mut open = HashMap::new();
    for some in wanted.chunks(PER_PAGE) {
        let reply =
            carrier.ask(&root.posts_of(some), &Besides::default()).map_err(|lost| PullError::lost(lost, url))?;
        let status = reply.answer.status;
        let refused = |refusal| PullError::Refused { url: url.into(), status, refusal };
        open.extend(wordpress::posts(&reply.answer).map_err(refused)?.into_iter().map(|Post { id, open }| (id, open)));
    }
    Ok(open)
}
