//! The fields of the comment form as they stand in the document: what they hold is the browser's, not the app's.

use super::{
    super::browser::{self, now, random_id},
    kept::{Identity, Kept, Why},
};
use crate::model::comment::Field;
use leptos::{
    html::{Input, Textarea},
    prelude::*,
};

/// The fields of the form, in the document.
#[derive(Clone, Copy, Default)]
pub(super) struct Fields {
    pub(super) comment: NodeRef<Textarea>,
    pub(super) author: NodeRef<Input>,
    pub(super) email: NodeRef<Input>,
    pub(super) url: NodeRef<Input>,
    pub(super) consent: NodeRef<Input>,
}

impl Fields {
    /// What a field holds; nothing while it is not in the document.
    pub(super) fn value(self, field: Field) -> String {
        let input = match field {
            Field::Comment => return self.comment.get_untracked().map(|area| area.value()).unwrap_or_default(),
            Field::Author => self.author,
            Field::Email => self.email,
            Field::Url => self.url,
        };
        input.get_untracked().map(|input| input.value()).unwrap_or_default()
    }

    /// Who comments, as entered.
    pub(super) fn identity(self) -> Identity {
        let value = |field| self.value(field).trim().to_owned();
        Identity { author: value(Field::Author), email: value(Field::Email), url: value(Field::Url) }
    }

    /// The comment as it stands in the form, to be kept under an article's headline.
    pub(super) fn kept(self, why: Why, title: &str) -> Kept {
        let Identity { author, email, url } = self.identity();
        let text = self.value(Field::Comment).trim().to_owned();
        let kept = Kept { id: random_id(), at: now(), author, text, why, title: title.into(), ..Kept::default() };
        match why {
            // Only who has to send it later needs to know more of its writer.
            Why::Unsent => Kept { email, url, ..kept },
            _ => kept,
        }
    }

    /// Whether the form still shows a text; the reader may have written on.
    pub(super) fn show(self, text: &str) -> bool {
        let area = self.comment.try_get_untracked().flatten();
        area.is_some_and(|area| area.value().trim() == text.trim())
    }

    /// Fills what is still empty.
    pub(super) fn suggest(self, identity: &Identity) {
        let known = [(self.author, &identity.author), (self.email, &identity.email), (self.url, &identity.url)];
        for (input, value) in known {
            if let Some(input) = input.get_untracked().filter(|input| input.value().is_empty()) {
                input.set_value(value);
            }
        }
    }

    /// Whether the reader agrees to be remembered.
    pub(super) fn consents(self) -> bool {
        self.consent.get_untracked().is_some_and(|input| input.checked())
    }

    /// Puts the focus into a field.
    pub(super) fn focus(self, field: Field) {
        if let Some(element) = browser::by_id::<web_sys::HtmlElement>(field.name()) {
            let _ = element.focus();
        }
    }
}
