//! The languages that a site can be in.

use super::{Press, Words, arabic::ARABIC, english::ENGLISH, french::FRENCH, hausa::HAUSA, portuguese::PORTUGUESE};

/// A language that a site can be in.
#[derive(Debug)]
pub struct Language {
    /// Its BCP 47 tag without a region.
    pub tag: &'static str,
    /// The region whose dates and names of countries are meant where a site names none, unless that is the largest one.
    pub(crate) region: Option<&'static str>,
    /// How it writes a day, `{0}` of a month `{1}` in a year `{2}`, and one with a time behind it (`{6}`, `{4}`), where
    /// CLDR's forms are not those that newspapers use.
    pub(crate) dates: Option<[&'static str; 2]>,
    /// What pages and the app say.
    pub words: Words,
    /// What only the publisher says.
    pub press: Press,
}

impl Language {
    /// The first of them, in which most newsrooms write.
    pub const FRENCH: &'static Language = &FRENCH;

    /// All languages.
    pub const ALL: [&'static Language; 5] = [&FRENCH, &ENGLISH, &ARABIC, &PORTUGUESE, &HAUSA];

    /// The language of a BCP 47 tag, whatever its region: of `fr` and of `fr-NE`.
    pub fn of(tag: &str) -> Option<&'static Language> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag))
    }

    /// Whether a byline names no person but the newsroom, in any of the languages.
    pub(crate) fn is_newsroom(author: &str) -> bool {
        let author = author.to_lowercase();
        Self::ALL.iter().any(|language| language.press.newsroom.contains(&author.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_with_a_region_is_of_the_same_language() {
        for (tag, expected) in [("fr", "fr"), ("fr-NE", "fr"), ("AR-td", "ar"), ("pt-MZ", "pt"), ("ha-Latn-NG", "ha")] {
            assert_eq!(Language::of(tag).map(|language| language.tag), Some(expected), "{tag}");
        }
        assert!(Language::of("sw").is_none() && Language::of("").is_none() && Language::of("fra").is_none());
    }

    #[test]
    fn no_language_lacks_a_word() {
        for language in Language::ALL {
            let blank = language.words.lines().filter(|line| line.trim().is_empty()).count();
            assert_eq!(blank, 0, "{}", language.tag);
        }
    }

    /// What would divide the lines that the app reads, or end the text of an element.
    #[test]
    fn words_are_plain_text_of_one_line() {
        for line in Language::ALL.iter().flat_map(|language| language.words.lines()) {
            assert!(!line.contains(['\n', '<', '&', '"']), "{line}");
        }
    }

    #[test]
    fn only_french_puts_spaces_before_its_signs() {
        for language in Language::ALL.iter().filter(|language| language.tag != "fr") {
            for line in language.words.lines() {
                assert!(
                    !line.contains('\u{202f}') && ![" :", " ;", " !", " ?"].iter().any(|sign| line.contains(sign)),
                    "{line}"
                );
            }
        }
    }
}
