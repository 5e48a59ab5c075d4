//! `_headers` and `_redirects`, which Cloudflare Pages and Netlify read.
//!
//! Both hosts let browsers ask again for everything by themselves. Two rules for one address are joined with a comma on
//! Cloudflare Pages: `Cache-Control` stands in one rule alone.

use super::{FOR_EVER, OURS, Place, feeds};
use crate::{
    publish::picture::PLATES,
    route::{PageNumber, Route},
};

/// For pictures: their names hold their content, and the next version of the site may lack one.
const A_WEEK: &str = "public, max-age=604800";

pub(super) fn headers(place: &Place<'_>) -> String {
    let all: String = place.policy.headers().iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    let base = place.base;
    // File by file: a rule for the folder would let browsers keep the answer that a file is not there for a year. Pictures are
    // too many for that.
    let kept: String =
        place.hashed.iter().map(|path| format!("{base}/{path}\n  Cache-Control: {FOR_EVER}\n")).collect();
    let pictures = format!("{base}/{PLATES}/*\n  Cache-Control: {A_WEEK}\n");
    let feeds: String = feeds()
        .iter()
        .map(|(name, kind)| format!("{base}/{name}\n  Content-Type: {kind}\n{base}/*/{name}\n  Content-Type: {kind}\n"))
        .collect();
    format!("# {OURS}.\n/*\n{all}{kept}{pictures}{feeds}")
}

/// The folder is the root of such a host: a site under a path is found there all the same.
pub(super) fn redirects_of_netlify(place: &Place<'_>) -> String {
    // What is there stands before a redirect that does not insist.
    format!("# {OURS}.\n{}", to_the_folder(place.base, "302!"))
}

/// The same. Left to itself Cloudflare Pages adds the last slash of an address to the one that was found in the folder, which
/// lacks the site's path. On Netlify, where the slash decides nothing, such a rule would lead to itself.
pub(super) fn redirects_of_cloudflare(place: &Place<'_>) -> String {
    let base = place.base;
    let with_slash = |page: String| {
        let bare = page.trim_end_matches('/');
        format!("{base}{bare} {base}{page} 301\n")
    };
    let pages: String = patterns().into_iter().map(with_slash).collect();
    // Where two rules take an address the first one has it: this is the data of a page and no country.
    let data = Route::Countries.data_href("");
    format!("# {OURS}.\n{base}{data} {data} 200\n{pages}{}", to_the_folder(base, "302"))
}

fn to_the_folder(base: &str, status: &str) -> String {
    format!("/ {base}/ {status}\n{base}/* /:splat 200\n")
}

/// The paths of pages as these hosts write patterns.
fn patterns() -> Vec<String> {
    let named = [Route::country(":name"), Route::topic(":name"), Route::author(":name")];
    let lists = [Route::HOME].into_iter().chain(named);
    let comments = PageNumber::new(2).map(|page| Route::Comments { slug: ":name".into(), page });
    let second = |list: &Route| PageNumber::new(2).and_then(|page| list.on_page(page));
    let pages = lists.clone().chain([Route::Countries, Route::article(":name")]);
    let numbered = lists.filter_map(|list| second(&list)).chain(comments);
    pages.map(|page| page.path()).chain(numbered.map(|page| page.path().replace("/2/", "/:page/"))).collect()
}
