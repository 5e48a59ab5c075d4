//! The grade that Mozilla's HTTP Observatory gives, by the tests and the scoring tables that it publishes
//! (<https://github.com/mdn/mdn-http-observatory>, `src/grader/charts.js` and `src/analyzer/tests`, 2026): a hundred
//! points, less what is missing; what is done beyond counts only for who has ninety without it.
//!
//! Scored as of a site over TLS that is in no preload list and sets no cookies; a site that sets some is no site of ours.

use reqwest::header::HeaderMap;
use std::collections::HashMap;

/// What a visit sees.
pub(crate) struct Scan<'a> {
    /// The headers of the page.
    pub(crate) headers: &'a HeaderMap,
    /// The page.
    pub(crate) html: &'a str,
    /// The addresses that a visit over plain HTTP is led through; empty where nothing answers there.
    pub(crate) route: &'a [&'a str],
}

/// A grade and the points it is given for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Grade {
    pub(crate) letter: &'static str,
    pub(crate) score: i32,
    /// What each test adds or takes.
    pub(crate) points: Vec<(&'static str, i32)>,
}

/// From this many points on what is done beyond counts.
const EXTRA_FROM: i32 = 90;
/// Six months, in seconds.
const LONG: u64 = 15_552_000;
/// Sources that allow nearly everything.
const BROAD: [&str; 8] = ["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];

impl Scan<'_> {
    pub(crate) fn grade(&self) -> Grade {
        let csp = self.csp();
        let points = vec![
            ("content-security-policy", csp.as_ref().map_or(-25, score_csp)),
            ("cookies", if self.header("set-cookie").is_empty() { 0 } else { -20 }),
            ("cross-origin-resource-sharing", self.cors()),
            ("redirection", self.redirection()),
            ("referrer-policy", self.referrer()),
            ("strict-transport-security", self.transport()),
            ("subresource-integrity", self.integrity()),
            ("x-content-type-options", if self.header("x-content-type-options") == "nosniff" { 0 } else { -5 }),
            ("x-frame-options", self.frames(csp.as_ref())),
            ("cross-origin-resource-policy", self.resources()),
        ];
        let lost: i32 = points.iter().map(|(_, points)| points.min(&0)).sum();
        let extra: i32 = points.iter().map(|(_, points)| points.max(&0)).sum();
        let score = (100 + lost + if 100 + lost >= EXTRA_FROM { extra } else { 0 }).max(0);
        Grade { letter: letter(score), score, points }
    }

    fn header(&self, name: &str) -> String {
        let values: Vec<_> = self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
        values.join(", ").trim().to_lowercase()
    }

    /// The directives of the policy; none where there is no policy. Quotation marks stay.
    fn csp(&self) -> Option<Csp> {
        let header = self.header("content-security-policy");
        let words = |directive: &str| {
            let mut words = directive.split_whitespace().map(str::to_owned);
            Some((words.next()?, words.collect()))
        };
        (!header.is_empty()).then(|| header.split(';').filter_map(words).collect())
    }

    fn cors(&self) -> i32 {
        let everyone = !matches!(self.header("access-control-allow-origin").as_str(), "" | "*" | "null");
        if everyone && self.header("access-control-allow-credentials") == "true" { -50 } else { 0 }
    }

    fn redirection(&self) -> i32 {
        let secure = |url: &str| url.starts_with("https://");
        let host = |url: &str| url.split("://").nth(1).map(|rest| rest.split(['/', ':']).next().map(str::to_owned));
        match self.route {
            [] => 0,
            [_] => -20,
            [.., last] if !secure(last) => -20,
            [_, second, ..] if !secure(second) => -10,
            [first, second, ..] if host(first) != host(second) => -5,
            _ => 0,
        }
    }

    fn referrer(&self) -> i32 {
        match self.header("referrer-policy").rsplit(',').next().unwrap_or_default().trim() {
            "" => 0,
            "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => 5,
            _ => -5,
        }
    }

    fn transport(&self) -> i32 {
        let header = self.header("strict-transport-security");
        if header.contains(',') {
            return -20;
        }
        let age = header.split(';').find_map(|part| part.trim().strip_prefix("max-age=")?.parse::<u64>().ok());
        match age {
            Some(LONG..) => 0,
            Some(_) => -10,
            None => -20,
        }
    }

    /// Scripts of our own need no integrity; those of others do.
    fn integrity(&self) -> i32 {
        let scripts = self.html.split("<script").skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
        let worst = scripts.filter_map(|tag| Some((tag, tag.split_once("src=\"")?.1))).map(|(tag, source)| {
            let (secure, whole) = (source.starts_with("https://"), source.contains("://") || source.starts_with("//"));
            match (whole, tag.contains("integrity="), secure) {
                (false, ..) | (true, true, true) => 0,
                (true, false, true) => -5,
                (true, true, false) => -20,
                (true, false, false) => -50,
            }
        });
        worst.min().unwrap_or(0)
    }

    fn frames(&self, csp: Option<&Csp>) -> i32 {
        let header = self.header("x-frame-options");
        match csp.is_some_and(|csp| csp.contains_key("frame-ancestors")) || ["deny", "sameorigin"].contains(&&*header) {
            true => 5,
            false if header.starts_with("allow-from") => 0,
            false => -20,
        }
    }

    fn resources(&self) -> i32 {
        match self.header("cross-origin-resource-policy").as_str() {
            "same-origin" | "same-site" => 10,
            "" | "cross-origin" => 0,
            _ => -5,
        }
    }
}

type Csp = HashMap<String, Vec<String>>;

fn score_csp(csp: &Csp) -> i32 {
    let everything = vec!["*".to_owned()];
    let fallback = csp.get("default-src").unwrap_or(&everything);
    let of = |name: &str| csp.get(name).unwrap_or(fallback);
    let hashed =
        |sources: &[String]| sources.iter().any(|source| source.starts_with("'sha") || source.starts_with("'nonce-"));
    let broad = |sources: &[String]| sources.iter().any(|source| BROAD.contains(&source.as_str()));
    let inline = |sources: &[String]| {
        let allowed = |source: &String| source == "data:" || (source == "'unsafe-inline'" && !hashed(sources));
        sources.iter().any(allowed)
    };
    let insecure =
        |sources: &[String]| sources.iter().any(|source| source.starts_with("http:") || source.starts_with("ftp:"));
    let (scripts, styles) = (of("script-src"), of("style-src"));
    let passive = |name: &str| ["img-src", "media-src"].contains(&name);
    if inline(scripts) || broad(scripts) || broad(of("object-src")) {
        return -20;
    }
    if csp.iter().any(|(name, sources)| !passive(name) && insecure(sources)) {
        return -20;
    }
    if [scripts, styles].iter().any(|sources| sources.iter().any(|source| source == "'unsafe-eval'")) {
        return -10;
    }
    if ["img-src", "media-src"].iter().any(|name| insecure(of(name))) {
        return -10;
    }
    if inline(styles) || broad(styles) {
        return 0;
    }
    if csp.get("default-src").is_some_and(|sources| *sources == ["'none'"]) { 10 } else { 5 }
}

fn letter(score: i32) -> &'static str {
    const LETTERS: [&str; 17] =
        ["F", "D-", "D", "D", "D+", "C-", "C", "C", "C+", "B-", "B", "B", "B+", "A-", "A", "A", "A+"];
    let step = (score.clamp(0, 100) / 5 - 4).max(0);
    LETTERS[step as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    fn grade(headers: &[(&'static str, &'static str)], html: &str, route: &[&str]) -> Grade {
        let pairs =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        Scan { headers: &pairs.collect(), html, route }.grade()
    }

    const GOOD: [(&str, &str); 4] = [
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("strict-transport-security", "max-age=31536000"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ];

    #[test]
    fn a_site_that_says_nothing_fails() {
        let nothing = grade(&[], "", &["http://a.example/"]);
        assert_eq!((nothing.letter, nothing.score), ("F", 10));
    }

    #[test]
    fn each_weakness_costs_what_the_tables_say() {
        assert_eq!(grade(&GOOD, "", &[]).score, 100 + 10 + 5 + 5);
        let with = |index: usize, value: &'static str| {
            let mut headers = GOOD;
            headers[index].1 = value;
            let grade = grade(&headers, "", &[]);
            (grade.letter, grade.score)
        };
        assert_eq!(with(0, "default-src 'self'; frame-ancestors 'none'"), ("A+", 115));
        assert_eq!(with(0, "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'"), ("B+", 80));
        assert_eq!(with(0, "default-src 'none'; script-src 'unsafe-eval'; frame-ancestors 'none'"), ("A+", 100));
        assert_eq!(with(0, "default-src 'none'; connect-src http://a.example; frame-ancestors 'none'"), ("B+", 80));
        assert_eq!(with(0, "default-src 'none'"), ("B+", 80));
        assert_eq!(with(1, "max-age=300"), ("A+", 110));
        assert_eq!(with(1, "max-age=31536000, max-age=1"), ("B+", 80));
        assert_eq!(with(2, "sniff"), ("A+", 115));
        assert_eq!(with(3, "unsafe-url"), ("A+", 110));
    }

    #[test]
    fn a_script_of_others_and_a_way_without_tls_cost_too() {
        let script = "<script src=\"https://cdn.example/a.js\"></script>";
        assert_eq!(grade(&GOOD, script, &[]).score, 115);
        let route = |route: &[&str]| grade(&GOOD, "", route).score;
        assert_eq!(route(&["http://a.example/", "https://a.example/"]), 120);
        assert_eq!(route(&["http://a.example/", "https://b.example/"]), 115);
        assert_eq!(route(&["http://a.example/", "http://a.example/x", "https://a.example/x"]), 110);
        assert_eq!(route(&["http://a.example/"]), 80);
    }
}
