//! What single values of a newsroom's files may be, each with the sentence for an editor who wrote another.

use crate::{publish::prose::is_no_text, route::is_slug};
use icu::properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
use jiff::Timestamp;

/// How long a headline may be, in characters: beyond it no page, feed or share shows it whole.
const LONGEST_TITLE: usize = 300;

/// Whether a headline can be shown.
///
/// # Errors
/// In words.
pub(in crate::publish) fn usable_title(title: &str) -> Result<(), String> {
    if !has_something_to_see(title) {
        return Err("the headline is empty: write one".into());
    }
    let length = title.chars().count();
    if length > LONGEST_TITLE {
        let advice = "put the rest into `standfirst` or the text";
        return Err(format!("the headline has {length} characters, {LONGEST_TITLE} at most: {advice}"));
    }
    Ok(())
}

/// Whether a text shows anything: white space does not, nor do the marks that only steer how others are set, and controls.
pub(in crate::publish) fn has_something_to_see(text: &str) -> bool {
    let sets = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    text.chars().any(|character| !character.is_whitespace() && !is_no_text(character) && !sets.contains(character))
}

/// Whether a text can be an article's slug; the error continues a sentence.
pub(in crate::publish) fn usable_slug(slug: &str) -> Result<(), String> {
    let suggestion = slug::slugify(slug);
    let hint =
        if suggestion.is_empty() { "such as `mission-a-moscou`".into() } else { format!("such as `{suggestion}`") };
    if !is_slug(slug) {
        return Err(format!(
            "`{slug}` cannot be an address: use lower-case letters a to z, digits and single hyphens, {hint}"
        ));
    }
    if matches!(slug, "index" | "page") {
        return Err(format!("`{slug}` is kept for the site's own addresses: choose another"));
    }
    if slug.len() > 120 {
        return Err(format!("has {} characters, 120 at most: shorten it", slug.len()));
    }
    Ok(())
}

/// Whether a text is the code of a country, as ISO 3166-1 writes it; the error says what to write.
pub(in crate::publish) fn country_code(code: &str) -> Result<(), String> {
    if rust_iso3166::from_alpha2(code).is_some() {
        return Ok(());
    }
    let upper = code.trim().to_uppercase();
    if rust_iso3166::from_alpha2(&upper).is_some() {
        return Err(format!("`{code}` must be written `{upper}`"));
    }
    let three = rust_iso3166::from_alpha3(&upper).map(|country| format!("; did you mean `{}`?", country.alpha2));
    let hint = three.unwrap_or_default();
    Err(format!("`{code}` is not a country: write its ISO 3166-1 code of two capitals, such as `NE` for Niger{hint}"))
}

/// Reads a time as RFC 3339 writes it; the error says how.
pub(crate) fn timestamp(text: &str) -> Result<Timestamp, String> {
    const FORM: &str = "write day, time and offset as in `2024-01-16T09:00:00+01:00`";
    // Four digits, two, two: what else is wrong then, is wrong with the day or the hour.
    let digits: String = text.chars().take(10).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    if digits != "0000-00-00" && text.parse::<Timestamp>().is_err() && !text.starts_with(['-', '+']) {
        return Err(format!("`{text}` is not written as a date is here: {FORM}"));
    }
    if text.starts_with(['-', '+']) || text.starts_with("0000") || !is_offset_of_a_day(text) {
        return Err(format!("`{text}` is not a date that exists: {FORM}"));
    }
    if text.starts_with('0') {
        return Err(format!("the year of `{text}` lies before all newspapers: mend it"));
    }
    let Ok(time) = text.parse::<Timestamp>() else {
        if text.parse::<jiff::civil::DateTime>().is_ok() {
            return Err(format!("`{text}` does not say its offset from UTC: {FORM}"));
        }
        return Err(format!("`{text}` is not a date that exists: {FORM}"));
    };
    Ok(time)
}

/// Whether the offset, if there is one, is below a day (RFC 3339, 5.6): beyond it a time would be of another day than it says.
fn is_offset_of_a_day(text: &str) -> bool {
    let offset = text.rfind(['+', '-']).filter(|at| text[..*at].contains(['T', 't', ' '])).map(|at| &text[at + 1..]);
    offset.and_then(|offset| offset.get(..2)).is_none_or(|hours| hours < "24")
}

/// The base URL without its last slash, and the path in it.
///
/// # Errors
/// In words, where a text is no address that a site can be published at.
pub fn base_url(text: &str) -> Result<(String, String), String> {
    const FORM: &str = "write where the site will be published, such as `https://example.org`";
    let Ok(url) = url::Url::parse(text) else {
        let missing = if text.contains("://") { "" } else { ", its scheme is missing" };
        return Err(format!("`{text}` is not a web address{missing}: {FORM}"));
    };
    if !matches!(url.scheme(), "https" | "http") || url.host_str().is_none() {
        return Err(format!("`{text}` is not the address of a website: {FORM}"));
    }
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err(format!("`{text}` has more than a host and a path: {FORM}"));
    }
    let base = url.path().trim_end_matches('/').to_owned();
    // What is never written otherwise in an address (RFC 3986, 2.3), so that what links say is what browsers show.
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let usable = |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(unreserved);
    if !base.split('/').skip(1).all(usable) {
        return Err(format!(
            "the path `{base}` of base_url cannot be used: use letters without accents, digits, hyphens and dots, or none"
        ));
    }
    Ok((url.as_str().trim_end_matches('/').to_owned(), base))
}

/// Whether a text is a whole address with `https:` or `http:`.
pub(crate) fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.host_str().is_some())
}
