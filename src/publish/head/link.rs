//! A link of a page's head.

use crate::publish::prose::escape;
use std::fmt::Write as _;

/// A `link` element.
#[derive(Debug)]
pub(super) struct Link {
    rel: &'static str,
    href: String,
    /// For `rel=alternate`: the language that the other version is in.
    language: Option<String>,
}

impl Link {
    fn new(rel: &'static str, href: String) -> Self {
        Self { rel, href, language: None }
    }

    /// The page's one address.
    pub(super) fn canonical(href: String) -> Self {
        Self::new("canonical", href)
    }

    /// The page of the list before.
    pub(super) fn previous(href: String) -> Self {
        Self::new("prev", href)
    }

    /// The page of the list behind.
    pub(super) fn next(href: String) -> Self {
        Self::new("next", href)
    }

    /// The same in a language.
    pub(super) fn translation(language: &str, href: String) -> Self {
        Self { language: Some(language.into()), ..Self::new("alternate", href) }
    }

    pub(super) fn write_into(&self, html: &mut String) {
        let Self { rel, href, language } = self;
        let _ = write!(html, "<link rel=\"{rel}\"");
        if let Some(language) = language {
            let _ = write!(html, " hreflang=\"{}\"", escape(language));
        }
        let _ = write!(html, " href=\"{}\">", escape(href));
    }
}
