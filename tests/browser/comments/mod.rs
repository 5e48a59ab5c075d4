//! A reader comments: the form and its rules, where a comment goes, and that nothing typed is lost.

mod at_once;
mod back_ends;
pub(crate) mod canned;
mod doubts;
mod drafts;
mod form;
mod hostile;
mod identity;
mod isso;
mod mistakes;
mod robots;
mod sending;
mod storage;
mod thread;
mod two_tabs;
mod unsent;
mod wordpress;

use crate::harness::Reader;

const ARTICLE: &str = "/article/mission-a-moscou/";
const OTHER_ARTICLE: &str = "/article/pont-kennedy/";
pub(crate) const SEND: &str = "#commentform button[type=submit]";
const OUTCOME: &str = "#commentform .outcome";
/// Makes a browser's storages refuse whatever a page wants to keep.
const FULL_STORAGE: &str = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";

impl Reader<'_> {
    /// Fills what the form wants besides the comment.
    #[track_caller]
    fn introduces_themselves(&self) {
        self.types("#author", "Aïssata Maïga");
        self.types("#email", "aissata@exemple.org");
    }

    /// Sends a sound comment and waits until the page shows it.
    #[track_caller]
    fn comments(&self, text: &str) {
        self.types("#comment", text);
        self.introduces_themselves();
        self.clicks(SEND);
        self.waits_until("the comment in the thread", "document.querySelector('.thread li')");
    }

    /// What the comments of the thread say.
    #[track_caller]
    fn thread(&self) -> Vec<String> {
        self.texts(".thread .said")
    }
}
