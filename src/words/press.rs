//! What only the publisher says to readers: it stands in pages, feeds and pictures, and never reaches the app's bytes.

use super::Sentence;

/// What only the publisher says.
#[derive(Clone, Copy, Debug)]
pub struct Press {
    /// To the page of a thread before.
    pub(crate) earlier_comments: &'static str,
    /// To the page of a thread behind.
    pub(crate) later_comments: &'static str,
    /// Before a topic's name, over what is about it.
    pub(crate) topic: &'static str,
    /// Before an author's name, over what they wrote. It fits women and men, and every name: « de » would lose its vowel before
    /// some, and no program knows before which H.
    pub(crate) signed: &'static str,
    /// Over an article's correction.
    pub(crate) correction: &'static str,
    /// Over an article's corrections.
    pub(crate) corrections: &'static str,
    /// Names a table that has no caption.
    pub(crate) table: &'static str,
    /// Before the ways to pass an article on.
    pub(crate) share: &'static str,
    /// To pass an article on by e-mail.
    pub(crate) share_by_email: &'static str,
    /// To copy the article's address.
    pub(crate) copy_link: &'static str,
    /// The address is copied.
    pub link_copied: &'static str,
    /// Before the address that could not be copied.
    pub(crate) link_not_copied: &'static str,
    /// To open the sheet that the system shares with.
    pub(crate) share_otherwise: &'static str,
    /// To keep the article as one file, with its [`Press::weight`].
    pub(crate) save_article: Sentence<1>,
    /// While its pictures are loaded.
    pub(crate) article_being_saved: &'static str,
    /// The browser has it.
    pub article_saved: &'static str,
    /// It could not be kept.
    pub article_not_saved: &'static str,
    /// From a picture to a large one, with its [`Press::weight`].
    pub(crate) see_large: Sentence<1>,
    /// From a still picture to the moving one, with its [`Press::weight`].
    pub(crate) see_moving: Sentence<1>,
    /// So many kilobytes, of a thousand bytes each.
    pub(super) kilobytes: Sentence<1>,
    /// So many megabytes, of a million bytes each.
    pub(super) megabytes: Sentence<1>,
    /// What stands before tenths.
    pub(super) decimal: &'static str,
    /// Names the choice between light and dark.
    pub(crate) appearance: &'static str,
    /// As the reader's system is.
    pub(crate) appearance_of_system: &'static str,
    /// Light.
    pub(crate) appearance_light: &'static str,
    /// Dark.
    pub(crate) appearance_dark: &'static str,
    /// Names the choice of a text size.
    pub(crate) text_size: &'static str,
    /// The size that the browser is set to.
    pub(crate) text_normal: &'static str,
    /// A larger one.
    pub(crate) text_larger: &'static str,
    /// The largest.
    pub(crate) text_largest: &'static str,
    /// In the form, where scripts are off.
    pub(crate) form_needs_scripts: &'static str,
    /// What a search engine may say of the front page of a publication (`{0}`) that says nothing of itself, and of the pages
    /// behind.
    pub(crate) about_news: Sentence<1>,
    /// What a search engine may say of a page of a country's (`{0}`) list in a publication (`{1}`).
    pub(crate) about_country: Sentence<2>,
    /// What a search engine may say of a page of the list of a topic or an author (`{1}`) in a publication (`{2}`); `{0}` is what
    /// stands before the name.
    pub(crate) about_label: Sentence<3>,
    /// What a search engine may say of the page of all countries of a publication.
    pub(crate) about_countries: Sentence<1>,
    /// What a search engine may say of a page (`{1}`) of the comments on an article (`{0}`).
    pub(crate) about_comments: Sentence<2>,
    /// Says of an article in another language which it is, as CLDR names it: « en arabe ».
    pub(crate) in_language: Sentence<1>,
    /// How a newsroom signs that names no person, in lower case.
    pub(crate) newsroom: &'static [&'static str],
    /// What stands in a new article until its writer has something to say.
    pub(crate) draft: Draft,
}

impl Press {
    /// What a file weighs: « 412 ko », « 1,2 Mo ».
    pub(crate) fn weight(&self, bytes: u64) -> String {
        match bytes.div_ceil(1000) {
            kilobytes if kilobytes < 1000 => self.kilobytes.with([&kilobytes.to_string()]),
            kilobytes => {
                // Never less than it is.
                let (whole, tenths) = (kilobytes.div_ceil(100) / 10, kilobytes.div_ceil(100) % 10);
                let tenths = if tenths == 0 { String::new() } else { format!("{}{tenths}", self.decimal) };
                self.megabytes.with([&format!("{whole}{tenths}")])
            }
        }
    }
}

/// What stands in a new article until its writer has something to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft {
    pub(crate) standfirst: &'static str,
    pub(crate) author: &'static str,
    pub(crate) paragraph: &'static str,
    pub(crate) heading: &'static str,
    /// A paragraph that shows Markdown.
    pub(crate) more: &'static str,
}

#[cfg(test)]
mod tests {
    use crate::words::Language;

    #[test]
    fn a_weight_is_short_and_in_the_readers_units() {
        let weight = |tag, bytes| Language::of(tag).expect("a language of ours").press.weight(bytes);
        assert_eq!(weight("fr", 1), "1\u{a0}ko");
        assert_eq!(weight("fr", 412_345), "413\u{a0}ko");
        assert_eq!(weight("fr", 1_234_567), "1,3\u{a0}Mo");
        assert_eq!(weight("fr", 1_999_000), "2\u{a0}Mo");
        assert_eq!(weight("fr", 1_000_001), "1,1\u{a0}Mo");
        assert_eq!(weight("en", 999_500), "1\u{a0}MB");
        assert_eq!(weight("ar", 42_000), "42\u{a0}كيلوبايت");
    }
}
