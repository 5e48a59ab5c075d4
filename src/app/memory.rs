//! The pages that this visit has loaded. Back and forward find them here, so they render at once.

use crate::model::page::Page;
use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

/// Pages by the path of their address, with or without its last slash. Clones share one memory.
///
/// A path that was never put gives the page that the document came with: that is the page a host served for an address
/// the site does not have.
#[derive(Clone)]
pub struct Memory {
    first: Arc<Page>,
    pages: Arc<RwLock<HashMap<String, Arc<Page>>>>,
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
            pages.insert(key(path).into(), page);
        }
    }

    /// Whether the page of a path is known.
    pub fn has(&self, path: &str) -> bool {
        self.pages.read().is_ok_and(|pages| pages.contains_key(key(path)))
    }

    /// The page of a path.
    pub fn get(&self, path: &str) -> Arc<Page> {
        let known = self.pages.read().ok().and_then(|pages| pages.get(key(path)).cloned());
        known.unwrap_or_else(|| self.first())
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
