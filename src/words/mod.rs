//! Every sentence that a reader reads, in the language of the site. Views hold no words of their own.
//!
//! [`Words`] are what pages and the app say. Each language is a constant of them, in a file of its own, so a word that a
//! language lacks does not compile. The program has all languages, the app has none: its words come with its script, which
//! the publisher gives those of the site ([`carried`]).
//!
//! What only the publisher says stands in `Press`.

pub mod carried;
mod counted;
mod sentence;

#[cfg(feature = "ssr")]
mod arabic;
#[cfg(feature = "ssr")]
mod english;
#[cfg(feature = "ssr")]
mod french;
#[cfg(feature = "ssr")]
mod hausa;
#[cfg(feature = "ssr")]
mod language;
#[cfg(feature = "ssr")]
mod portuguese;
#[cfg(feature = "ssr")]
pub(crate) mod press;

use crate::{
    backend::Refusal,
    model::comment::{Fault, Field},
};
pub use counted::Counted;
#[cfg(feature = "ssr")]
pub use language::Language;
#[cfg(feature = "ssr")]
pub use press::Press;
pub use sentence::Sentence;

/// Makes the struct, and the ways to carry it as lines of text.
macro_rules! words {
    ($($(#[$doc:meta])+ $name:ident: $kind:ty,)+) => {
        /// What pages and the app say.
        #[cfg(feature = "ssr")]
        #[derive(Clone, Copy, Debug)]
        pub struct Words {
            $($(#[$doc])+ pub $name: $kind,)+
        }

        #[cfg(feature = "ssr")]
        impl Words {
            $($(#[$doc])+ pub fn $name(&self) -> $kind { self.$name })+

            /// Each word, in the order of the fields.
            fn lines(&self) -> impl Iterator<Item = &str> {
                [$(AsRef::<str>::as_ref(&self.$name)),+].into_iter()
            }
        }

        #[allow(non_camel_case_types, reason = "these are the names of the words")]
        #[cfg(feature = "hydrate")]
        enum Place { $($name,)+ count }

        /// What pages and the app say: in the app the lines as they were carried, which is a twentieth of the code of a field
        /// for each.
        #[cfg(feature = "hydrate")]
        #[derive(Debug)]
        pub struct Words([&'static str; Words::COUNT]);

        #[cfg(feature = "hydrate")]
        impl Words {
            /// How many there are.
            const COUNT: usize = Place::count as usize;

            $($(#[$doc])+ pub fn $name(&self) -> $kind { <$kind>::from(self.0[Place::$name as usize]) })+
        }
    };
}

words! {
    /// The first thing a keyboard reaches.
    skip: &'static str,
    /// Names the navigation by country.
    countries: &'static str,
    /// The way to the page of all countries, and its title.
    all_countries: &'static str,
    /// The title of the older pages of home.
    all_news: &'static str,
    /// Over the list of the newest articles.
    latest: &'static str,
    /// On a front page without articles.
    no_articles: &'static str,
    /// Names the ways between the pages of a list.
    pages: &'static str,
    /// To the page before.
    newer: &'static str,
    /// To the page behind.
    older: &'static str,
    /// Before the authors.
    by: &'static str,
    /// Before the time of publication.
    published: &'static str,
    /// Before the time of the last change.
    updated: &'static str,
    /// Names an article's topics.
    topics: &'static str,
    /// Names the ways on from an article.
    read_on: &'static str,
    /// Over the related articles.
    related: &'static str,
    /// Before the article that came before.
    previous: &'static str,
    /// Before the article that came after.
    next: &'static str,
    /// The title of the page for what is not there.
    not_found: &'static str,
    /// What happened there.
    not_found_why: &'static str,
    /// To the front page.
    go_home: &'static str,
    /// To try once more.
    retry: &'static str,
    /// To stay on the page that is shown.
    stay_here: &'static str,
    /// A page could not be loaded: no network.
    failed_offline: &'static str,
    /// A page could not be loaded: no answer.
    failed_unreachable: &'static str,
    /// A page could not be loaded: the server failed.
    failed_server: &'static str,
    /// The app could not take over.
    app_failed: &'static str,
    /// To load the page again.
    reload: &'static str,
    /// Over an article's comments.
    comments: &'static str,
    /// An article that takes none.
    comments_closed: &'static str,
    /// Over the form.
    leave_a_comment: &'static str,
    /// In the form.
    email_not_published: &'static str,
    /// In the form.
    required_are_marked: &'static str,
    /// In the form of a site that keeps comments on the reader's device.
    no_comment_server: &'static str,
    /// In the form, where the app could not take over.
    form_failed: &'static str,
    /// In the form, until the app is there.
    form_waits: &'static str,
    /// Label.
    field_comment: &'static str,
    /// Label.
    field_author: &'static str,
    /// Label.
    field_email: &'static str,
    /// Label.
    field_url: &'static str,
    /// Label.
    field_consent: &'static str,
    /// The form's button.
    send: &'static str,
    /// Over the list of what is wrong.
    form_has_errors: &'static str,
    /// The comment is on the device.
    comment_kept: &'static str,
    /// The comment is on its way.
    comment_on_its_way: &'static str,
    /// The comment is published.
    comment_published: &'static str,
    /// The comment was changed.
    comment_changed: &'static str,
    /// The comment waits for a moderator.
    comment_waits: &'static str,
    /// On a comment that waits.
    comment_waits_preview: &'static str,
    /// On the copy of a comment that the browser has posted to a form service.
    comment_posted: &'static str,
    /// The comment could not be sent, and is kept.
    comment_unsent: &'static str,
    /// Nobody knows whether the comment has arrived; it is kept.
    comment_uncertain: &'static str,
    /// The same without a network.
    comment_unsent_offline: &'static str,
    /// The comment could neither be sent nor kept.
    comment_unsent_unkept: &'static str,
    /// A change of one's own comment, or its deletion, did not get through.
    comment_unchanged: &'static str,
    /// On a comment that is not sent.
    not_sent: &'static str,
    /// On every page, while a comment is not sent.
    unsent_elsewhere: &'static str,
    /// To be reminded of it on the next page only.
    later: &'static str,
    /// The comment was published before it was sent once more.
    comment_had_arrived: &'static str,
    /// To send a kept comment.
    send_again: &'static str,
    /// To change a comment.
    edit: &'static str,
    /// To leave a reply.
    cancel_reply: &'static str,
    /// Over the form while a comment is changed.
    edit_your_comment: &'static str,
    /// To leave a comment as it was.
    cancel_edit: &'static str,
    /// The form's button while a comment is changed.
    save: &'static str,
    /// To hide the preview of a waiting comment.
    hide_preview: &'static str,
    /// The newest comments could not be loaded.
    comments_unreachable: &'static str,
    /// To show more of a long thread.
    more_comments: &'static str,
    /// A field that only programs fill.
    trap: &'static str,
    /// A program has filled it, or a reader has.
    trapped: &'static str,
    /// The comment is there already.
    comment_duplicate: &'static str,
    /// In place of a comment whose writer has deleted it.
    comment_was_deleted: &'static str,
    /// Who gave no name.
    anonymous: &'static str,
    /// To answer a comment.
    reply: &'static str,
    /// On a comment that only this device has.
    visible_only_here: &'static str,
    /// To delete a comment.
    delete: &'static str,
    /// The same once more, because nobody can bring this one back.
    delete_for_good: &'static str,
    /// A comment was deleted.
    comment_deleted: &'static str,
    /// To bring it back.
    undo: &'static str,
    /// No room on the device.
    storage_full: &'static str,
    /// The browser gives no storage.
    storage_denied: &'static str,
    /// Before the beginning of a draft that another tab or visit left.
    other_draft: &'static str,
    /// To continue with that draft.
    take_over: &'static str,
    /// To drop that draft.
    discard: &'static str,
    /// A list's name, with the page's number: behind its first page.
    numbered: Sentence<2>,
    /// « Page 2 sur 7 ».
    page_number: Sentence<2>,
    /// « 1 article », « 12 articles ».
    articles: Counted,
    /// « 1 commentaire », « 12 commentaires ».
    comment_count: Counted,
    /// « 3 min de lecture ».
    reading_time: Counted,
    /// What the button says to who cannot see which comment it belongs to: one of a time.
    delete_comment_of: Sentence<1>,
    /// « Répondre à Awa ».
    reply_to_name: Sentence<1>,
    /// A server takes no comment yet: too fast.
    too_fast: &'static str,
    /// A server takes no comment: too many.
    too_many: &'static str,
    /// A server takes no reply to a comment that can still be changed.
    own_comment: &'static str,
    /// A server takes comments of members only.
    account_wanted: &'static str,
    /// A server knows nothing of the article.
    no_thread: &'static str,
    /// A comment can be changed no more.
    no_longer_yours: &'static str,
    /// A comment is there no more.
    gone: &'static str,
    /// What is wrong with a field, as WordPress words it; so are the next ones.
    comment_too_long: &'static str,
    /// See above.
    comment_too_short: &'static str,
    /// See above.
    comment_missing: &'static str,
    /// See above.
    author_too_long: &'static str,
    /// See above.
    author_missing: &'static str,
    /// See above.
    email_missing: &'static str,
    /// See above.
    email_too_long: &'static str,
    /// See above.
    email_invalid: &'static str,
    /// See above.
    url_invalid: &'static str,
    /// See above.
    url_too_long: &'static str,
}

impl Words {
    /// A list's name, with the page's number from the second on.
    pub fn page_of(&self, name: &str, number: u32) -> String {
        if number == 1 { name.into() } else { self.numbered().with([name, &number.to_string()]) }
    }

    /// « Page 2 sur 7 ».
    pub fn place(&self, number: u32, pages: u32) -> String {
        self.page_number().with([&number.to_string(), &pages.to_string()])
    }

    /// « Répondre à Awa ».
    pub fn reply_to(&self, name: &str) -> String {
        self.reply_to_name().with([if name.is_empty() { self.anonymous() } else { name }])
    }

    /// Why a server did not take a comment; what is wrong with a field is said by [`Words::comment_fault`].
    pub fn refusal(&self, refusal: Refusal) -> &'static str {
        match refusal {
            Refusal::TooFast => self.too_fast(),
            Refusal::TooMany => self.too_many(),
            Refusal::OwnComment => self.own_comment(),
            Refusal::Duplicate => self.comment_duplicate(),
            Refusal::Closed => self.comments_closed(),
            Refusal::AccountWanted => self.account_wanted(),
            Refusal::NoThread => self.no_thread(),
            Refusal::NoLongerYours => self.no_longer_yours(),
            Refusal::Gone => self.gone(),
            _ => self.comment_unsent(),
        }
    }

    /// What is wrong with a field, as WordPress words it.
    pub fn comment_fault(&self, field: Field, fault: Fault) -> &'static str {
        match (field, fault) {
            (Field::Comment, Fault::TooLong) => self.comment_too_long(),
            (Field::Comment, Fault::TooShort) => self.comment_too_short(),
            (Field::Comment, _) => self.comment_missing(),
            (Field::Author, Fault::TooLong) => self.author_too_long(),
            (Field::Author, _) => self.author_missing(),
            (Field::Email, Fault::Missing) => self.email_missing(),
            (Field::Email, Fault::TooLong) => self.email_too_long(),
            (Field::Email, _) => self.email_invalid(),
            (Field::Url, Fault::Invalid) => self.url_invalid(),
            (Field::Url, _) => self.url_too_long(),
        }
    }
}
