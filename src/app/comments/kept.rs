//! Comments on the reader's own device: those of the back end `local`, those that a server has not got yet, and those that
//! wait there for a moderator. And the name that the reader wants remembered.

use crate::app::browser::now;
use crate::app::storage::{Fault, Store, number, text};

/// Why a comment is kept on the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Why {
    /// The site has no comment server.
    #[default]
    NoServer,
    /// It is not sent, or nobody knows whether it has arrived.
    Unsent,
    /// It waits for a moderator; it is kept to be shown to its writer.
    Waiting,
    /// The browser has posted it to a form service, whose answer the site never sees.
    Posted,
    /// It was sent once and its writer has it in the form again: it may have arrived. It is not shown.
    Doubtful,
}

/// A comment kept on the device.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Kept {
    /// Its name in the thread: `comment-ID`.
    pub(crate) id: String,
    /// Who wrote it.
    pub(crate) author: String,
    /// What was written, as text.
    pub(crate) text: String,
    /// When, in milliseconds since 1970.
    pub(crate) at: u64,
    /// Why it is here.
    pub(crate) why: Why,
    /// The writer's address, for the server only.
    pub(crate) email: String,
    /// The writer's site.
    pub(crate) url: String,
    /// The comment it answers.
    pub(crate) parent: Option<u64>,
    /// Who wrote that one.
    pub(crate) answered: String,
    /// The article's headline, to name it on other pages.
    pub(crate) title: String,
}

impl Kept {
    fn of_row(row: &[String]) -> Self {
        let why = match row.get(4).map(String::as_str) {
            Some("unsent") => Why::Unsent,
            Some("waiting") => Why::Waiting,
            Some("posted") => Why::Posted,
            Some("doubtful") => Why::Doubtful,
            _ => Why::NoServer,
        };
        Self {
            id: text(row, 0),
            author: text(row, 1),
            text: text(row, 2),
            at: number(row, 3),
            why,
            email: text(row, 5),
            url: text(row, 6),
            parent: Some(number(row, 7)).filter(|parent| *parent != 0),
            title: text(row, 8),
            answered: text(row, 9),
        }
    }

    fn row(&self) -> Vec<String> {
        let why = match self.why {
            Why::NoServer => "",
            Why::Unsent => "unsent",
            Why::Waiting => "waiting",
            Why::Posted => "posted",
            Why::Doubtful => "doubtful",
        };
        let parent = self.parent.unwrap_or_default().to_string();
        let Self { id, author, text, at, email, url, title, answered, .. } = self.clone();
        vec![id, author, text, at.to_string(), why.into(), email, url, parent, title, answered]
    }
}

/// Where every thread of this device begins.
const THREADS: &str = "depeche:comments:";

/// The articles with comments that are not sent, each as its path and its headline.
pub(crate) fn unsent_anywhere() -> Vec<(String, String)> {
    let Ok(store) = Store::device() else { return Vec::new() };
    let paths = store.keys(THREADS);
    let paths = paths.iter().filter_map(|key| key.strip_prefix(THREADS));
    let unsent = |path: &str| Thread::of(path).comments().into_iter().find(|comment| comment.why == Why::Unsent);
    paths.filter_map(|path| Some((path.to_owned(), unsent(path)?.title))).collect()
}

/// The comments of one article on this device.
#[derive(Clone)]
pub(crate) struct Thread {
    key: String,
}

impl Thread {
    /// The thread of the article at a path.
    pub(crate) fn of(path: &str) -> Self {
        Self { key: format!("{THREADS}{path}") }
    }

    /// Whether a key of the storage is this thread's.
    pub(crate) fn concerns(&self, key: &str) -> bool {
        key == self.key
    }

    /// The comments, oldest first; none where the storage is denied or holds something else.
    pub(crate) fn comments(&self) -> Vec<Kept> {
        let rows = Store::device().ok().and_then(|store| store.rows(&self.key)).unwrap_or_default();
        rows.iter().map(|row| Kept::of_row(row)).collect()
    }

    /// Keeps one more.
    pub(crate) fn add(&self, comment: &Kept) -> Result<(), Fault> {
        let store = Store::device()?;
        let mut all = self.comments();
        if all.is_empty()
            && let Some(unreadable) = store.get(&self.key).filter(|json| json != "[]")
        {
            // Not ours to throw away: whatever stands there may be a reader's text.
            store.set(&format!("{}:illisible", self.key), &unreadable)?;
        }
        all.push(comment.clone());
        // One that was deleted and is brought back stands where it stood.
        all.sort_by_key(|comment| comment.at);
        self.write(&store, &all)
    }

    /// Forgets one.
    pub(crate) fn remove(&self, id: &str) -> Result<(), Fault> {
        let mut all = self.comments();
        all.retain(|comment| comment.id != id);
        self.write(&Store::device()?, &all)
    }

    /// Keeps a comment in place of another one.
    pub(crate) fn replace(&self, id: &str, comment: &Kept) -> Result<(), Fault> {
        self.remove(id)?;
        self.add(comment)
    }

    /// What may have arrived, though its writer has it in the form again.
    pub(crate) fn doubts(&self) -> Vec<Kept> {
        let mut doubts = self.comments();
        doubts.retain(|comment| comment.why == Why::Doubtful);
        doubts
    }

    /// The comments that a server has published: they need not be kept any longer.
    pub(crate) fn forget_published(&self, published: impl Fn(&str) -> bool) {
        let all = self.comments();
        for comment in all.iter().filter(|comment| comment.why == Why::Waiting && published(&comment.id)) {
            let _ = self.remove(&comment.id);
        }
    }

    /// Notes that the writer of this tab's device can change a comment until a second.
    pub(crate) fn note_own(&self, id: u64, until: u64) {
        let mut own = self.own();
        own.retain(|(known, until)| *known != id && *until > now() / 1000);
        own.push((id, until));
        if let Ok(store) = Store::device() {
            let rows = own.iter().map(|(id, until)| vec![id.to_string(), until.to_string()]).collect();
            let _ = store.set_rows(&self.own_key(), &rows);
        }
    }

    /// The comments that this device's writer can still change, as far as the device knows.
    pub(crate) fn own(&self) -> Vec<(u64, u64)> {
        let rows = Store::device().ok().and_then(|store| store.rows(&self.own_key())).unwrap_or_default();
        rows.iter().map(|row| (number(row, 0), number(row, 1))).collect()
    }

    fn own_key(&self) -> String {
        self.key.replacen("comments", "own", 1)
    }

    fn write(&self, store: &Store, all: &[Kept]) -> Result<(), Fault> {
        store.set_rows(&self.key, &all.iter().map(Kept::row).collect())
    }
}

/// Who comments: what the form knows besides the comment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Identity {
    pub(crate) author: String,
    pub(crate) email: String,
    pub(crate) url: String,
}

const IDENTITY: &str = "depeche:identity";

impl Identity {
    /// What the reader has agreed to have remembered on the device.
    pub(crate) fn remembered() -> Option<Self> {
        Self::read(&Store::device().ok()?)
    }

    /// What was typed in this tab.
    pub(crate) fn typed() -> Option<Self> {
        Self::read(&Store::tab().ok()?)
    }

    /// Remembers it on the device, as the reader agreed.
    pub(crate) fn remember(&self) -> Result<(), Fault> {
        self.write(&Store::device()?)
    }

    /// Keeps it over a reload of this tab, no longer.
    pub(crate) fn keep_in_tab(&self) -> Result<(), Fault> {
        self.write(&Store::tab()?)
    }

    /// Forgets it on the device.
    pub(crate) fn forget() {
        if let Ok(store) = Store::device() {
            store.remove(IDENTITY);
        }
    }

    /// Forgets what was typed in this tab.
    pub(crate) fn forget_in_tab() {
        if let Ok(store) = Store::tab() {
            store.remove(IDENTITY);
        }
    }

    fn read(store: &Store) -> Option<Self> {
        let rows = store.rows(IDENTITY)?;
        let row = rows.first()?;
        Some(Self { author: text(row, 0), email: text(row, 1), url: text(row, 2) })
    }

    fn write(&self, store: &Store) -> Result<(), Fault> {
        let Self { author, email, url } = self.clone();
        store.set_rows(IDENTITY, &vec![vec![author, email, url]])
    }
}
