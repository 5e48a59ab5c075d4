//! Drafts: what a reader has typed and not sent, kept on the device per article and per tab.
//!
//! Each tab writes only its own entry, so two tabs never overwrite each other; what another tab left is offered. The boot
//! script (`src/boot.js`) writes the same entries where the app cannot run.

use crate::app::browser::{now, random_id};
use crate::app::storage::{Fault, Store, number, text};
use std::cell::RefCell;

/// Where a tab's name stands in its own storage.
const TAB: &str = "depeche:tab";

thread_local! {
    /// Texts that the storage refused, by key: they live as long as the visit.
    static UNKEPT: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// A draft as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    /// The text as typed.
    pub(crate) text: String,
    /// When, in milliseconds since 1970.
    pub(crate) at: u64,
    /// What it is for, where that is not a new comment.
    pub(crate) task: String,
}

/// A draft that is not this tab's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Other {
    pub(crate) key: String,
    pub(crate) draft: Draft,
}

/// The drafts of one article.
#[derive(Clone)]
pub(crate) struct Drafts {
    prefix: String,
}

impl Drafts {
    /// The drafts of the article at a path.
    pub(crate) fn of(path: &str) -> Self {
        Self { prefix: format!("depeche:draft:{path}:") }
    }

    /// Whether a key of the storage is a draft of this article.
    pub(crate) fn concerns(&self, key: &str) -> bool {
        key.starts_with(&self.prefix)
    }

    /// This tab's own draft.
    pub(crate) fn own(&self) -> Option<Draft> {
        let key = self.own_key();
        let unkept =
            UNKEPT.with_borrow(|texts| texts.iter().find(|(known, _)| *known == key).map(|(_, text)| text.clone()));
        if let Some(text) = unkept {
            return Some(Draft { text, at: now(), task: String::new() });
        }
        read(&Store::device().ok()?, &key)
    }

    /// What other tabs and earlier visits left, newest first.
    pub(crate) fn others(&self) -> Vec<Other> {
        let Ok(store) = Store::device() else { return Vec::new() };
        let own = self.own_key();
        let keys = store.keys(&self.prefix).into_iter().filter(|key| *key != own);
        let mut others: Vec<Other> = keys.filter_map(|key| Some(Other { draft: read(&store, &key)?, key })).collect();
        others.sort_by_key(|other| std::cmp::Reverse(other.draft.at));
        others
    }

    /// Keeps a text as this tab's draft, with what it is for; a blank one is forgotten. What the storage refuses is kept for
    /// this visit.
    pub(crate) fn keep(&self, text: &str, task: String) -> Result<(), Fault> {
        let key = self.own_key();
        UNKEPT.with_borrow_mut(|texts| texts.retain(|(known, _)| *known != key));
        let kept = Store::device().and_then(|store| {
            if text.trim().is_empty() {
                store.remove(&key);
                return Ok(());
            }
            write(&store, &key, text, task)
        });
        if kept.is_err() && !text.trim().is_empty() {
            UNKEPT.with_borrow_mut(|texts| texts.push((key, text.into())));
        }
        kept
    }

    /// Keeps a text apart from this tab's draft, so that the form can show another one.
    pub(crate) fn set_aside(&self, text: &str, task: String) -> Result<(), Fault> {
        write(&Store::device()?, &format!("{}{}", self.prefix, random_id()), text, task)
    }

    /// Forgets one entry.
    pub(crate) fn remove(&self, key: &str) {
        UNKEPT.with_borrow_mut(|texts| texts.retain(|(known, _)| known != key));
        if let Ok(store) = Store::device() {
            store.remove(key);
        }
    }

    /// Forgets what was sent: this tab's draft, and any copy of the same text.
    pub(crate) fn forget_sent(&self, text: &str) {
        if self.own().is_some_and(|own| own.text.trim() == text.trim()) {
            self.remove(&self.own_key());
        }
        for other in self.others() {
            if other.draft.text.trim() == text.trim() {
                self.remove(&other.key);
            }
        }
    }

    /// Answers to another tab that has written this tab's entry, or removed it; `text` is what this tab's form shows.
    pub(crate) fn defend(&self, key: &str, removed: bool, text: &str, task: String) {
        if key != self.own_key() {
            return;
        }
        // A duplicated tab inherits the name of the one it came from: one of the two takes a new one.
        let renamed = !removed && Store::tab().and_then(|tab| tab.set(TAB, &random_id())).is_ok();
        if removed || renamed {
            // What cannot be kept is still in the form, and the next key says so.
            let _ = self.keep(text, task);
        }
    }

    fn own_key(&self) -> String {
        format!("{}{}", self.prefix, tab_name())
    }
}

/// This tab's name, which survives a reload.
fn tab_name() -> String {
    let Ok(tab) = Store::tab() else { return "seul".into() };
    tab.get(TAB).unwrap_or_else(|| {
        let name = random_id();
        let _ = tab.set(TAB, &name);
        name
    })
}

fn read(store: &Store, key: &str) -> Option<Draft> {
    let rows = store.rows(key)?;
    let row = rows.first()?;
    Some(Draft { text: text(row, 0), at: number(row, 1), task: text(row, 2) })
}

fn write(store: &Store, key: &str, text: &str, task: String) -> Result<(), Fault> {
    store.set_rows(key, &vec![vec![text.into(), now().to_string(), task]])
}
