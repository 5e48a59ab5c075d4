//! What browsers may do with a site's pages, said once: as the headers that a host sends, and as what a document can
//! say of itself where the host sends none. Everything that serves the site takes it from here, the tests' host too.

use super::{bundle::Bundle, prose::escape};
use crate::model::page::{Comments, Site};
use url::Url;

/// A year, in seconds.
const YEAR: u32 = 365 * 24 * 60 * 60;

/// To our own pages the whole address, to others the origin (Referrer Policy, 3.5).
const REFERRER: &str = "strict-origin-when-cross-origin";

/// What a site's pages may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// `'sha256-…'` of the style in each page, and of that of the front page.
    style: String,
    /// The origin of the server that the app asks for comments and sends them to.
    connect: Option<String>,
    /// The origin of the service that the comment form is posted to.
    form: Option<String>,
    /// Whether the site is published over TLS.
    secure: bool,
}

impl Policy {
    /// The policy of a site that carries this bundle and is published at this address.
    pub(crate) fn new(site: &Site, base_url: &str, bundle: &Bundle) -> Self {
        let (connect, form) = match &site.comments {
            Comments::Isso(url) | Comments::Wordpress(url) => (origin(url), None),
            Comments::Form(url) => (None, origin(url)),
            Comments::Local | Comments::Closed => (None, None),
        };
        Self { style: bundle.style_sources(), connect, form, secure: base_url.starts_with("https:") }
    }

    /// The Content Security Policy, for a header.
    pub fn content_security(&self) -> String {
        // A document cannot say it of itself (CSP 3, 3.3).
        format!("{}; frame-ancestors 'none'", self.of_the_document())
    }

    fn of_the_document(&self) -> String {
        let and = |origin: &Option<String>| origin.as_ref().map(|origin| format!(" {origin}")).unwrap_or_default();
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src {}; img-src 'self' data:; \
             connect-src 'self'{}; form-action 'self'{}; base-uri 'none'",
            self.style,
            and(&self.connect),
            and(&self.form),
        )
    }

    /// The headers that every answer of a host has, in the order to send them.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = self.headers_without_transport();
        if self.secure {
            // Not for subdomains: the newsroom may have some that speak plain HTTP (RFC 6797, 6.1.2).
            headers.push(("Strict-Transport-Security", format!("max-age={YEAR}")));
        }
        headers
    }

    /// The same without what is only said over TLS (RFC 6797, 7.2).
    pub fn headers_without_transport(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Content-Security-Policy", self.content_security()),
            ("X-Content-Type-Options", "nosniff".into()),
            ("Referrer-Policy", REFERRER.into()),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()".into()),
            ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ]
    }

    /// The same as far as a document can say it, for its head before anything is loaded.
    pub(crate) fn meta(&self) -> String {
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"><meta name=\"referrer\" content=\"{REFERRER}\">",
            escape(&self.of_the_document())
        )
    }
}

/// The origin of a web address, as a policy names it.
fn origin(address: &str) -> Option<String> {
    Url::parse(address).ok().map(|url| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(comments: Comments, base_url: &str) -> Policy {
        let site = Site {
            title: "Le Journal".into(),
            tagline: String::new(),
            language: "fr".into(),
            base: String::new(),
            edition: None,
            countries: Vec::new(),
            comments,
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in Bundle::FILES {
            std::fs::write(folder.path().join(name), "").expect("a file can be written");
        }
        Policy::new(&site, base_url, &Bundle::from_folder(folder.path()).expect("it is whole"))
    }

    fn directive(policy: &Policy, name: &str) -> String {
        let policy = policy.content_security();
        let all = policy.split("; ").filter_map(|directive| directive.split_once(' '));
        all.filter(|(known, _)| *known == name).map(|(_, sources)| sources.to_owned()).collect()
    }

    #[test]
    fn a_page_may_talk_to_its_comment_server_and_to_no_other() {
        for (comments, connect, form) in [
            (Comments::Local, "'self'", "'self'"),
            (Comments::Closed, "'self'", "'self'"),
            (Comments::Isso("https://isso.example:8443/fil".into()), "'self' https://isso.example:8443", "'self'"),
            (Comments::Wordpress("https://journal.example/blog".into()), "'self' https://journal.example", "'self'"),
            (Comments::Form("https://form.example/f/42".into()), "'self'", "'self' https://form.example"),
        ] {
            let policy = policy(comments, "https://example.org");
            assert_eq!(
                (directive(&policy, "connect-src"), directive(&policy, "form-action")),
                (connect.into(), form.into())
            );
        }
    }

    #[test]
    fn a_document_does_not_say_what_only_a_header_can() {
        let policy = policy(Comments::Local, "https://example.org");
        assert!(policy.content_security().ends_with("frame-ancestors 'none'"));
        let meta = policy.meta();
        assert!(meta.contains("default-src &#39;none&#39;") || meta.contains("default-src 'none'"), "{meta}");
        assert!(!meta.contains("frame-ancestors"), "{meta}");
    }

    #[test]
    fn only_a_site_over_tls_asks_browsers_for_tls() {
        let asks = |base_url| {
            policy(Comments::Local, base_url).headers().iter().any(|(name, _)| *name == "Strict-Transport-Security")
        };
        assert!(asks("https://example.org") && !asks("http://example.org"));
    }
}
