//! Links: which a reader may follow, and how a browser wants them written.

use super::escape;
use crate::route::Route;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt::Write as _;
use url::{Position, Url};

/// Where a link leads that a reader may follow.
pub(crate) enum Target<'a> {
    /// A page of the site itself: a path from `/`.
    Own(&'a str),
    /// A place in the same page.
    Fragment(&'a str),
    /// Another site, an address to write to or a number to call.
    Elsewhere(&'a str),
}

impl<'a> Target<'a> {
    /// Reads a link.
    ///
    /// # Errors
    /// In words, where the link's scheme is none of `https`, `http`, `mailto` and `tel`.
    pub(crate) fn of(link: &'a str) -> Result<Self, String> {
        if link.starts_with('#') {
            return Ok(Target::Fragment(link));
        }
        // What a browser would make of it decides, not what it looks like: `/\t/host` is another site.
        let own = Url::parse("https://own.invalid/").and_then(|own| own.join(link));
        if link.starts_with('/') && own.is_ok_and(|url| url.host_str() == Some("own.invalid")) {
            return Ok(Target::Own(link));
        }
        match Url::parse(link) {
            Ok(url) if matches!(url.scheme(), "https" | "http" | "mailto" | "tel") => Ok(Target::Elsewhere(link)),
            Ok(url) => Err(format!(
                "the link `{link}` uses the scheme `{}:`, which is refused: use https:, http:, mailto: or tel:",
                url.scheme()
            )),
            Err(_) => Err(format!(
                "the link `{link}` leads nowhere: write the whole address with https://, or a path of this site from /"
            )),
        }
    }

    /// The link, if it leads to a page or a file of the site.
    pub(crate) fn own(&self) -> Option<&'a str> {
        match self {
            Target::Own(link) => Some(link),
            Target::Fragment(_) | Target::Elsewhere(_) => None,
        }
    }

    pub(super) fn open_tag(&self, base: &str) -> String {
        let (base, link, rel) = match self {
            Target::Own(link) => (base, own_address(link), ""),
            // The router would take a bare fragment for a navigation; `external` leaves it to the browser.
            Target::Fragment(link) => ("", (*link).into(), " rel=\"external\""),
            Target::Elsewhere(link) => ("", address(link), " rel=\"noopener\""),
        };
        let mut tag = format!("<a href=\"{base}");
        tag.push_str(&escape(&link));
        let _ = write!(tag, "\"{rel}>");
        tag
    }
}

/// What the path, the query and the fragment of no address may hold as they are (URL standard, URL code points).
pub(crate) const NO_URL_CODE_POINTS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address of another site as the standard writes it, whatever an editor has copied.
pub(crate) fn address(link: &str) -> String {
    let Ok(url) = Url::parse(link) else { return link.into() };
    let rest = utf8_percent_encode(&url[Position::BeforePath..], NO_URL_CODE_POINTS);
    format!("{}{rest}", &url[..Position::BeforePath])
}

/// A link inside the site, with the slash that the addresses of pages end in: without it a host answers with a redirect.
fn own_address(link: &str) -> String {
    let (path, rest) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
    let path = Route::parse(path, "").map_or_else(|| path.to_owned(), |route| route.path());
    utf8_percent_encode(&format!("{path}{rest}"), NO_URL_CODE_POINTS).to_string()
}

/// What was meant as a link and is none: brackets that are the wrong way round, or have something between them.
pub(super) fn unfinished_link(plain: &str) -> Option<&str> {
    let is_address =
        |rest: &str| ["https:", "http:", "mailto:", "/"].iter().any(|start| rest.trim_start().starts_with(start));
    let begins = |at: usize, rest: &str| {
        let gap = rest.strip_prefix(']').map(str::trim_start).and_then(|rest| rest.strip_prefix('('));
        let turned = rest.strip_prefix(")[");
        gap.or(turned).filter(|rest| is_address(rest)).map(|_| at)
    };
    let at = plain.match_indices([']', ')']).find_map(|(at, _)| begins(at, &plain[at..]))?;
    let start = plain[..at].rfind(['[', '(']).unwrap_or(at);
    let end = plain[at + 1..].find([')', ']']).map_or(plain.len(), |end| at + 2 + end);
    plain.get(start..end)
}

pub(super) fn no_such_place(place: &str, places: &[String]) -> String {
    let known: Vec<String> = places.iter().map(|place| format!("`#{place}`")).collect();
    let advice = if known.is_empty() {
        "write a heading to link to".into()
    } else {
        format!("its headings are {}", known.join(", "))
    };
    format!("the link `{place}` leads to no heading of this article: {advice}")
}
