//! Makes the HTML of comment servers harmless. It is done twice: before a comment is written to the newsroom's folder, and
//! again when it is read, because nobody knows what has changed the file between.

use crate::backend::Foreign;
use ammonia::{Builder, UrlRelative};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// What a comment may have, as [`Foreign`] says: a few elements, and links.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(Foreign::ELEMENTS.into())
        .clean_content_tags(Foreign::UNREADABLE.into())
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(Foreign::SCHEMES.into())
        // On this site it would lead elsewhere than on its own.
        .url_relative(UrlRelative::Deny)
        .link_rel(Some(Foreign::REL))
        .strip_comments(true);
    cleaner
});

/// How often HTML is read again before it is taken for a text.
const PASSES: usize = 4;

/// HTML that holds nothing but the elements of [`Foreign::ELEMENTS`] and links to the schemes of [`Foreign::SCHEMES`].
///
/// It is what a browser makes of it: HTML that is read otherwise once it was written (a link that a table put into a link)
/// is cleaned until it stays the same.
pub fn clean(html: &Foreign) -> String {
    let mut html = CLEANER.clean(html.as_sent()).to_string();
    for _ in 0..PASSES {
        let again = CLEANER.clean(&html).to_string();
        if again == html {
            return html;
        }
        html = again;
    }
    ammonia::clean_text(&html)
}
