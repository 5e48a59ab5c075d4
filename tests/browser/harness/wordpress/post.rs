//! A post of one test's own, on the WordPress that the tests share.

use super::WordPress;

/// A published post, open for comments of everyone.
pub(crate) struct Post<'w> {
    wordpress: &'w WordPress,
    id: u64,
}

impl WordPress {
    /// The editor publishes a post.
    #[track_caller]
    pub(crate) fn posts(&self, title: &str) -> Post<'_> {
        let id = self.editor("posts", &[title]);
        Post { wordpress: self, id: id.as_u64().unwrap_or_else(|| panic!("{id} is no number")) }
    }
}

impl Post<'_> {
    /// Its number, which is what REST calls it.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// From now on its comments wait for the editor.
    #[track_caller]
    pub(crate) fn is_moderated(&self) {
        self.switches("moderated");
    }

    /// From now on only who has an account can comment, as WordPress has it by default.
    #[track_caller]
    pub(crate) fn is_for_members(&self) {
        self.switches("members_only");
    }

    /// From now on a reader has to wait for 15 seconds between two comments, as WordPress has it by default.
    #[track_caller]
    pub(crate) fn is_throttled(&self) {
        self.switches("throttled");
    }

    /// Takes no more comments.
    #[track_caller]
    pub(crate) fn closes(&self) {
        self.wordpress.editor("closes", &[&self.id.to_string()]);
    }

    /// Gets so many published comments at once: « Commentaire 1 » of « Lectrice 1 » is the oldest.
    #[track_caller]
    pub(crate) fn fills(&self, count: usize) {
        self.wordpress.editor("fills", &[&self.id.to_string(), &count.to_string()]);
    }

    /// The numbers of the comments that wait for the editor, oldest first.
    #[track_caller]
    pub(crate) fn waiting(&self) -> Vec<u64> {
        let ids = self.wordpress.editor("waiting", &[&self.id.to_string()]);
        serde_json::from_value(ids).expect("a list of numbers")
    }

    #[track_caller]
    fn switches(&self, switch: &str) {
        self.wordpress.editor("switches", &[&self.id.to_string(), switch]);
    }
}
