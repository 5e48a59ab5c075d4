//! The pages that this visit has loaded. Back and forward find them here, so they render at once.

use crate::model::page::Page;
use std::sync::{Arc, RwLock};

/// The path, the page, and what its document's head has for it.
type Pages = Vec<(String, Arc<Page>, Head)>;

/// What the head of a document has for its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// What is said of the page.
    pub description: String,
    /// The style that pages of its kind have besides; may be empty.
    pub style: String,
}

/// Pages by the path of their address, with or without its last slash. Clones share one memory.
///
/// A path that was never put gives the page that the document came with: that is the page a host served for an address
/// the site does not have.
#[derive(Clone)]
pub struct Memory {
    first: Arc<Page>,
    /// A visit has too few pages for a search tree to be worth its code.
    pages: Arc<RwLock<Pages>>,
}

impl Memory {
    /// A memory that knows the document's own page.
    pub fn new(first: Page) -> Self {
        Self { first: Arc::new(first), pages: Arc::default() }
    }

    /// The page that the document came with.
    pub fn first(&self) -> Arc<Page> {
        self.first.clone()
    }

    /// Remembers the page of a path, and what the head has for it.
    pub fn put(&self, path: &str, page: Arc<Page>, head: Head) {
        if let Ok(mut pages) = self.pages.write() {
            pages.retain(|(known, ..)| known != key(path));
            pages.push((key(path).into(), page, head));
        }
    }

    /// Whether the page of a path is known.
    pub fn has(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// The page of a path.
    pub fn get(&self, path: &str) -> Arc<Page> {
        self.find(path).unwrap_or_else(|| self.first())
    }

    /// What the head has for the page of a path; for one that is not known, what the document came with.
    pub fn head(&self, path: &str) -> Head {
        let head = |pages: &Pages| {
            let found = pages.iter().find(|(known, ..)| known == key(path));
            found.or(pages.first()).map(|(_, _, head)| head.clone())
        };
        self.pages.read().ok().and_then(|pages| head(&pages)).unwrap_or_default()
    }

    fn find(&self, path: &str) -> Option<Arc<Page>> {
        let pages = self.pages.read().ok()?;
        pages.iter().find(|(known, ..)| known == key(path)).map(|(_, page, _)| page.clone())
    }
}

fn key(path: &str) -> &str {
    path.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_with_and_without_the_last_slash() {
        let memory = Memory::new(Page::NotFound { latest: Vec::new() });
        let page = Arc::new(Page::Countries { countries: Vec::new() });
        assert!(!memory.has("/pays/"));
        let head = Head { description: "Tous les pays".into(), style: String::new() };
        memory.put("/pays/", page.clone(), head.clone());
        assert!(memory.has("/pays"));
        assert_eq!(memory.get("/pays"), page);
        assert_eq!(memory.head("/pays"), head);
        assert_eq!(memory.head("/rien/"), head, "it was the first");
        assert_eq!(memory.get("/rien/"), memory.first());
    }
}
