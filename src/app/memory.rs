//! The pages that this visit has loaded. Back and forward find them here, so they render at once.

use crate::model::page::Page;
use std::sync::{Arc, RwLock};

type Pages = Vec<(String, Arc<Page>)>;

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

    /// Remembers the page of a path.
    pub fn put(&self, path: &str, page: Arc<Page>) {
        if let Ok(mut pages) = self.pages.write() {
            pages.retain(|(known, _)| known != key(path));
            pages.push((key(path).into(), page));
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

    fn find(&self, path: &str) -> Option<Arc<Page>> {
        let pages = self.pages.read().ok()?;
        pages.iter().find(|(known, _)| known == key(path)).map(|(_, page)| page.clone())
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
        memory.put("/pays/", page.clone());
        assert!(memory.has("/pays"));
        assert_eq!(memory.get("/pays"), page);
        assert_eq!(memory.get("/rien/"), memory.first());
    }
}
