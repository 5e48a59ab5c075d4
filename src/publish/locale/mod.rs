//! What a language does to dates, lists and names. All of it comes from CLDR, through ICU4X; digits and hours are one way in
//! all languages ([`of_site`]).

mod countries;
mod dates;
mod phrase;
#[cfg(test)]
mod tests;

use crate::words;
use countries::Countries;
use dates::Dates;
pub(crate) use dates::calendar;
use icu::{
    collator::{Collator, CollatorBorrowed, options::CollatorOptions},
    experimental::displaynames::{DisplayNamesOptions, multi::LanguageDisplayNames},
    list::{
        ListFormatter,
        options::{ListFormatterOptions, ListLength},
    },
    locale::{
        Direction, Locale, LocaleDirectionality,
        extensions::unicode::{key, value},
        locale,
        subtags::Language,
    },
};
use jiff::tz::TimeZone;
pub(crate) use phrase::Phrase;
use std::{cmp::Ordering, error::Error};
use writeable::Writeable as _;

/// A site's language as CLDR is asked for it: with the region that is meant where none is said, the digits 0 to 9, which
/// newspapers use in all of these languages and counts are written with, and hours from 0 to 23.
pub(crate) fn of_site(mut locale: Locale, language: &words::Language) -> Locale {
    locale.id.region = locale.id.region.or_else(|| language.region?.parse().ok());
    let keywords = &mut locale.extensions.unicode.keywords;
    keywords.set(key!("nu"), value!("latn"));
    keywords.set(key!("hc"), value!("h23"));
    locale
}

/// The rules of a site's language and time zone.
pub(crate) struct Rules {
    pub(crate) dates: Dates,
    list: ListFormatter,
    collator: CollatorBorrowed<'static>,
    countries: Countries,
    french_countries: Countries,
    languages: LanguageDisplayNames,
    language: Language,
}

impl Rules {
    /// The rules for a language and a time zone.
    ///
    /// # Errors
    /// In words, if CLDR has no data for the language.
    pub(crate) fn new(language: &Locale, zone: TimeZone) -> Result<Self, String> {
        Self::from_cldr(language, zone).map_err(|error| error.to_string())
    }

    /// The same with dates of the language's own form, where it has one.
    pub(crate) fn with_dates_of(self, tag: &str, language: &words::Language) -> Self {
        Self { dates: self.dates.of_own_form(tag, language), ..self }
    }

    fn from_cldr(language: &Locale, zone: TimeZone) -> Result<Self, Box<dyn Error>> {
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        Ok(Self {
            dates: Dates::new(language, zone)?,
            list: ListFormatter::try_new_and(language.into(), wide)?,
            collator: Collator::try_new(language.into(), CollatorOptions::default())?,
            countries: Countries::of(language)?,
            french_countries: Countries::of(&locale!("fr"))?,
            languages: LanguageDisplayNames::try_new(language.into(), DisplayNamesOptions::default())?,
            language: language.id.language,
        })
    }

    /// « Awa, Bintou et Chérif ».
    pub(crate) fn list(&self, names: &[&str]) -> Phrase {
        let mut phrase = Phrase::default();
        // A phrase takes whatever is written to it.
        let _ = self.list.format(names.iter()).write_to_parts(&mut phrase);
        phrase
    }

    /// The order of a dictionary of the language.
    pub(crate) fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b)
    }

    /// A country's short name in the site's language; its code if CLDR has none.
    pub(crate) fn country(&self, code: &str) -> String {
        self.countries.name(code).to_owned()
    }

    /// The name of another language in the site's own: « arabe »; none if it is the same but for its region. Where CLDR has
    /// none it is the language's code.
    pub(crate) fn language<'n>(&'n self, language: &'n Locale) -> Option<&'n str> {
        let code = &language.id.language;
        (*code != self.language).then(|| self.named(code))
    }

    /// The name of the site's own language in itself: « français ».
    pub(crate) fn own_language(&self) -> &str {
        self.named(&self.language)
    }

    fn named<'n>(&'n self, code: &'n Language) -> &'n str {
        self.languages.of(*code).unwrap_or(code.as_str())
    }

    /// A country's name as addresses spell it: French and in ASCII, whatever the site's language, so that changing the
    /// language breaks no link.
    pub(crate) fn country_slug(&self, code: &str) -> String {
        slug::slugify(self.french_countries.name(code))
    }
}

/// Whether a language is written from right to left.
pub(crate) fn right_to_left(language: &Locale) -> bool {
    LocaleDirectionality::new_common().get(&language.id) == Some(Direction::RightToLeft)
}
