//! What a language does to dates, lists and names. All of it comes from CLDR, through ICU4X.

use super::prose::escape;
use crate::model::page::Moment;
use icu::{
    calendar::Iso,
    collator::{Collator, CollatorBorrowed, options::CollatorOptions},
    datetime::{
        DateTimeFormatter,
        fieldsets::{YMD, YMDE, YMDT},
    },
    experimental::displaynames::{DisplayNamesOptions, Style, multi::RegionDisplayNames},
    list::{
        ListFormatter,
        options::{ListFormatterOptions, ListLength},
        parts,
    },
    locale::{Direction, Locale, LocaleDirectionality, locale, subtags::Region},
    time::DateTime,
};
use icu_provider::DataError;
use jiff::{Timestamp, tz::TimeZone};
use jiff_icu::ConvertFrom as _;
use std::{cmp::Ordering, error::Error, fmt};
use writeable::{Part, PartsWrite, Writeable as _};

/// The rules of a site's language and time zone.
pub(crate) struct Rules {
    zone: TimeZone,
    moment: DateTimeFormatter<YMDT>,
    day: DateTimeFormatter<YMDE>,
    list: ListFormatter,
    collator: CollatorBorrowed<'static>,
    countries: Names,
    french_countries: Names,
}

impl Rules {
    /// The rules for a language and a time zone.
    ///
    /// # Errors
    /// In words, if CLDR has no data for the language.
    pub(crate) fn new(language: &Locale, zone: TimeZone) -> Result<Self, String> {
        Self::from_cldr(language, zone).map_err(|error| error.to_string())
    }

    fn from_cldr(language: &Locale, zone: TimeZone) -> Result<Self, Box<dyn Error>> {
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        Ok(Self {
            zone,
            moment: DateTimeFormatter::try_new(language.into(), YMD::long().with_time_hm())?,
            day: DateTimeFormatter::try_new(language.into(), YMDE::long())?,
            list: ListFormatter::try_new_and(language.into(), wide)?,
            collator: Collator::try_new(language.into(), CollatorOptions::default())?,
            countries: Names::of(language)?,
            french_countries: Names::of(&locale!("fr"))?,
        })
    }

    /// « 16 janvier 2024 à 09:00 », in the site's time zone.
    pub(crate) fn moment(&self, time: Timestamp) -> Moment {
        let local = time.to_zoned(self.zone.clone());
        let text = self.moment.format(&DateTime::<Iso>::convert_from(local.datetime())).to_string();
        Moment { iso: self.iso(time), text }
    }

    /// « mardi 16 janvier 2024 », in the site's time zone.
    pub(crate) fn day(&self, time: Timestamp) -> Moment {
        let local = time.to_zoned(self.zone.clone());
        let text = self.day.format(&DateTime::<Iso>::convert_from(local.datetime())).to_string();
        Moment { iso: self.iso(time), text }
    }

    fn iso(&self, time: Timestamp) -> String {
        let offset = self.zone.to_offset(time);
        time.display_with_offset(offset).to_string()
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
        self.countries.country(code)
    }

    /// A country's name as addresses spell it: French and in ASCII, whatever the site's language, so that changing the
    /// language breaks no link.
    pub(crate) fn country_slug(&self, code: &str) -> String {
        slug::slugify(self.french_countries.country(code))
    }
}

/// Names in one phrase, which knows which of its words are names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase(Vec<Piece>);

/// A stretch of a phrase.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Name(String),
    /// What the language puts between two names.
    Between(String),
}

impl Phrase {
    /// As HTML, in which each name is what `name` makes of it and of its place among the names.
    pub(crate) fn html(&self, name: impl Fn(usize, &str) -> String) -> String {
        let mut places = 0..;
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Name(text) => name(places.next().unwrap_or_default(), text),
            Piece::Between(text) => escape(text),
        });
        pieces.collect()
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(Piece::Name(piece) | Piece::Between(piece))| text.write_str(piece))
    }
}

impl fmt::Write for Phrase {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        match self.0.last_mut() {
            Some(Piece::Name(text) | Piece::Between(text)) => text.push_str(more),
            None => self.0.push(Piece::Between(more.into())),
        }
        Ok(())
    }
}

/// Hears from a formatted list what is a name.
impl PartsWrite for Phrase {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        self.0.push(match part == parts::ELEMENT {
            true => Piece::Name(String::new()),
            false => Piece::Between(String::new()),
        });
        write(self)
    }
}

/// The names of countries in one language.
struct Names {
    short: RegionDisplayNames,
    full: RegionDisplayNames,
}

impl Names {
    fn of(language: &Locale) -> Result<Self, DataError> {
        let mut short = DisplayNamesOptions::default();
        short.style = Some(Style::Short);
        Ok(Self {
            short: RegionDisplayNames::try_new(language.into(), short)?,
            full: RegionDisplayNames::try_new(language.into(), DisplayNamesOptions::default())?,
        })
    }

    /// The short name, unless it is an abbreviation such as « É.-U. »; the code if CLDR has no name.
    fn country(&self, code: &str) -> String {
        let Ok(region) = Region::try_from_str(code) else { return code.to_owned() };
        let short = self.short.of(region).filter(|name| !name.contains('.'));
        short.or_else(|| self.full.of(region)).unwrap_or(code).to_owned()
    }
}

/// Whether a language is written from right to left.
pub(crate) fn right_to_left(language: &Locale) -> bool {
    LocaleDirectionality::new_common().get(&language.id) == Some(Direction::RightToLeft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn french() -> Rules {
        let zone = TimeZone::get("Africa/Niamey").expect("the time zone database is bundled");
        Rules::new(&locale!("fr"), zone).expect("CLDR has French")
    }

    #[test]
    fn dates_are_french_and_in_the_sites_time_zone() {
        let rules = french();
        let time: Timestamp = "2024-01-15T23:30:00Z".parse().expect("a timestamp");
        assert_eq!(rules.moment(time).text, "16 janvier 2024 à 00:30");
        assert_eq!(rules.moment(time).iso, "2024-01-16T00:30:00+01:00");
        assert_eq!(rules.day(time).text, "mardi 16 janvier 2024");
    }

    #[test]
    fn the_app_writes_dates_as_the_publisher_does() {
        for (month, number) in (1..=12).zip(0..) {
            let time = format!("2024-{month:02}-05T08:09:00+01:00").parse().expect("a time");
            assert_eq!(words::moment(5, number, 2024, 8, 9), french().moment(time).text);
        }
    }

    #[test]
    fn names_and_lists_are_french() {
        let rules = french();
        assert_eq!(rules.country("CI"), "Côte d’Ivoire");
        assert_eq!(rules.country_slug("CI"), "cote-d-ivoire");
        assert_eq!(rules.country_slug("TD"), "tchad");
        assert_eq!(rules.list(&["Awa", "Bintou", "Chérif"]).to_string(), "Awa, Bintou et Chérif");
        assert_eq!(rules.list(&["Awa"]).to_string(), "Awa");
        assert_eq!(rules.compare("Égypte", "Eswatini"), Ordering::Less);
    }

    #[test]
    fn a_phrase_knows_which_of_its_words_are_names() {
        let phrase = french().list(&["Awa, et", "et", "<b>"]);
        let html = phrase.html(|place, name| format!("[{place} {}]", escape(name)));
        assert_eq!(html, "[0 Awa, et], [1 et] et [2 &lt;b&gt;]");
    }

    #[test]
    fn a_conjunction_follows_the_name_behind_it() {
        let spanish = Rules::new(&locale!("es"), TimeZone::UTC).expect("CLDR has Spanish");
        assert_eq!(spanish.list(&["Awa", "Idrissa"]).to_string(), "Awa e Idrissa");
    }

    #[test]
    fn arabic_runs_from_right_to_left() {
        assert!(right_to_left(&locale!("ar")));
        assert!(!right_to_left(&locale!("ha")));
    }
}
