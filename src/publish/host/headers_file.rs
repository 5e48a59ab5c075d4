//! `_headers` and `_redirects`, which Cloudflare Pages and Netlify read.
//!
//! Both hosts let browsers ask again for everything by themselves. Two rules for one address are joined with a comma on
//! Cloudflare Pages: `Cache-Control` stands in one rule alone.

use super::{FOR_EVER, HASHED, OURS, Place, feeds};

pub(super) fn headers(place: &Place<'_>) -> String {
    let all: String = place.policy.headers().iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    let base = place.base;
    let kept = HASHED.map(|folder| format!("{base}{folder}*\n  Cache-Control: {FOR_EVER}\n")).concat();
    let feeds: String = feeds()
        .iter()
        .map(|(name, kind)| format!("{base}/{name}\n  Content-Type: {kind}\n{base}/*/{name}\n  Content-Type: {kind}\n"))
        .collect();
    format!("# {OURS}.\n/*\n{all}{kept}{feeds}")
}

/// The folder is the root of such a host: a site under a path is found there all the same.
pub(super) fn redirects(place: &Place<'_>) -> String {
    let base = place.base;
    format!("# {OURS}.\n/ {base}/ 302\n{base}/* /:splat 200\n")
}
