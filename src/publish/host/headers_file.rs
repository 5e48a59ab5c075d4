//! `_headers` and `_redirects`, which Cloudflare Pages and Netlify read, each in its way; what is said here of them was seen
//! on their own emulators (`wrangler pages dev`, `netlify dev`).
//!
//! Both hosts let browsers ask again for everything by themselves. Two rules for one address are joined with a comma on
//! Cloudflare Pages: each header of an address stands in one rule alone.

use super::{FOR_EVER, OURS, Place, feeds};
use crate::{
    publish::picture::{PATH, PLATES},
    route::{PageNumber, Route},
};
use percent_encoding::utf8_percent_encode;
use std::path::Path;

/// For pictures on Netlify: their names hold their content, but the next version of the site may lack one, and a rule for a
/// folder holds for what is not there as well.
const A_WEEK: &str = "public, max-age=604800, immutable";

/// The texts of `_headers` and of `_redirects`. Left to itself the host adds the last slash of an address to the one that was
/// found in the folder, which lacks the site's path, and leads from `index.html` and from the ends of names there, too.
pub(super) fn of_cloudflare(place: &Place<'_>) -> (String, String) {
    let base = place.base;
    // It keeps no answer that a file is not there, so a folder's rule does no harm. A star is never nothing between two
    // slashes: a feed at the root needs a rule of its own.
    let kinds =
        feeds().map(|(name, kind)| [kind_of(base, name, kind), kind_of(base, &format!("*/{name}"), kind)].concat());
    let headers = [everywhere(place), app(place, base), plates(base, FOR_EVER), kinds.concat()].concat();

    let slashes = patterns();
    let takes = |path: &str| slashes.iter().any(|pattern| is_of(pattern.trim_matches('/'), path));
    let with_slash = |page: &String| {
        let bare = page.trim_end_matches('/');
        format!("{base}{bare} {base}{page} 301\n")
    };
    // The first rule that takes an address has it, and the host wants those without a star or a name first.
    let (named, fixed): (Vec<_>, Vec<_>) = slashes.iter().partition(|page| page.contains(':'));
    let fixed: String = fixed.into_iter().map(with_slash).collect();
    let data = Route::Countries.data_href("");
    let own: String = own(place)
        .filter_map(|path| match path.strip_suffix("/index.html") {
            Some(folder) => Some(format!("{base}/{folder} {base}/{folder}/ 301\n")),
            // A file that has the address of a page without its slash.
            None if !path.ends_with(".html") && takes(&path) => Some(format!("{base}/{path} /{path} 200\n")),
            None => None,
        })
        .collect();
    let ends = format!(
        "{base}/index.html {base}/ 301\n{base}/*/index.html {base}/:splat/ 301\n{base}/*.html {base}/:splat 301\n"
    );
    let named: String = named.into_iter().map(with_slash).collect();
    let redirects =
        format!("# {OURS}.\n/ {base}/ 302\n{fixed}{base}{data} {data} 200\n{own}{ends}{named}{base}/* /:splat 200\n");
    (headers, redirects)
}

/// The same. The slash decides nothing here: a rule that adds it would lead to itself.
pub(super) fn of_netlify(place: &Place<'_>) -> (String, String) {
    let base = place.base;
    // Under a path the host goes by the address in the folder, not by the one that was asked for; both are told. A star may
    // be nothing here.
    let kinds = feeds().map(|(name, kind)| kind_of("", &format!("*/{name}"), kind)).concat();
    let kept = |base: &str| [app(place, base), plates(base, A_WEEK)].concat();
    let asked = if base.is_empty() { String::new() } else { kept(base) };
    let headers = [everywhere(place), kept(""), asked, kinds].concat();
    // What is there stands before a redirect that does not insist.
    (headers, format!("# {OURS}.\n/ {base}/ 302!\n{base}/* /:splat 200\n"))
}

fn everywhere(place: &Place<'_>) -> String {
    let all: String = place.policy.headers().iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    format!("# {OURS}.\n/*\n{all}")
}

/// File by file: a rule for the folder could let browsers keep the answer that a file is not there for a year.
fn app(place: &Place<'_>, base: &str) -> String {
    place.hashed.iter().map(|path| format!("{base}/{path}\n  Cache-Control: {FOR_EVER}\n")).collect()
}

/// Pictures are too many for that.
fn plates(base: &str, kept: &str) -> String {
    format!("{base}/{PLATES}/*\n  Cache-Control: {kept}\n")
}

fn kind_of(base: &str, pattern: &str, kind: &str) -> String {
    format!("{base}/{pattern}\n  Content-Type: {kind}\n")
}

/// The newsroom's own files, as addresses write their paths.
fn own<'p>(place: &'p Place<'_>) -> impl Iterator<Item = String> + 'p {
    let written = |path: &Path| {
        let path = path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        utf8_percent_encode(&path, PATH).to_string()
    };
    place.own.iter().map(move |path| written(path))
}

/// Whether a pattern takes a path, both without slashes at their ends.
fn is_of(pattern: &str, path: &str) -> bool {
    let [pattern, path] = [pattern, path].map(|text| text.split('/').collect::<Vec<_>>());
    let takes = |(part, name): (&&str, &&str)| part == name || part.starts_with(':');
    pattern.len() == path.len() && pattern.iter().zip(&path).all(takes)
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
