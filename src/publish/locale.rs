//! What a language does to dates, lists and names. All of it comes from CLDR, through ICU4X.

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
    },
    locale::{Direction, Locale, LocaleDirectionality, locale, subtags::Region},
    time::DateTime,
};
use icu_provider::DataError;
use jiff::{Timestamp, tz::TimeZone};
use jiff_icu::ConvertFrom as _;
use std::{cmp::Ordering, error::Error};

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
    pub(crate) fn list(&self, names: &[String]) -> String {
        self.list.format_to_string(names.iter())
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
        assert_eq!(rules.list(&["Awa".into(), "Bintou".into(), "Chérif".into()]), "Awa, Bintou et Chérif");
        assert_eq!(rules.compare("Égypte", "Eswatini"), Ordering::Less);
    }

    #[test]
    fn arabic_runs_from_right_to_left() {
        assert!(right_to_left(&locale!("ar")));
        assert!(!right_to_left(&locale!("ha")));
    }
}
