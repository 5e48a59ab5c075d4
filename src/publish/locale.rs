//! What a language does to dates, lists and names. All of it comes from CLDR, through ICU4X; digits and hours are one way in
//! all languages ([`of_site`]).

use super::prose::escape;
use crate::{model::page::Moment, words};
use icu::{
    calendar::Iso,
    collator::{Collator, CollatorBorrowed, options::CollatorOptions},
    datetime::{
        DateTimeFormatter,
        fieldsets::{MD, T, YMD, YMDE, YMDT},
        parts as dates,
    },
    experimental::displaynames::{
        DisplayNamesOptions, Style,
        multi::{LanguageDisplayNames, RegionDisplayNames},
    },
    list::{
        ListFormatter,
        options::{ListFormatterOptions, ListLength},
        parts,
    },
    locale::{
        Direction, Locale, LocaleDirectionality,
        extensions::unicode::{key, value},
        locale,
        subtags::{Language, Region, language},
    },
    time::DateTime,
};
use icu_provider::DataError;
use jiff::{Timestamp, Zoned, tz::TimeZone};
use jiff_icu::ConvertFrom as _;
use std::{cmp::Ordering, error::Error, fmt};
use writeable::{Part, PartsWrite, Writeable};

/// A site's language as CLDR is asked for it: with the region that is meant where none is said, the digits 0 to 9, which
/// newspapers use in all of these languages and counts are written with, and hours from 0 to 23.
pub(crate) fn of_site(mut locale: Locale, language: &words::Language) -> Locale {
    locale.id.region = locale.id.region.or_else(|| language.region?.parse().ok());
    let keywords = &mut locale.extensions.unicode.keywords;
    keywords.set(key!("nu"), value!("latn"));
    keywords.set(key!("hc"), value!("h23"));
    locale
}

/// How a site's language writes a time, for the app: see [`words::carried::statement`].
pub(crate) fn calendar(tag: &str, language: &words::Language) -> [String; 14] {
    let locale = of_site(tag.parse().unwrap_or(locale!("fr")), language);
    // CLDR has the languages that sites can be in; a test holds it to that.
    let Ok(form) = DateTimeFormatter::try_new((&locale).into(), YMD::long().with_time_hm()) else {
        return Default::default();
    };
    let pieces = |month: usize| {
        let date = DateTime::<Iso>::try_from_str(&format!("2024-{month:02}-05T08:09"), Iso);
        date.map(|date| Pieces::from(&form.format(&date))).unwrap_or_default()
    };
    let place = |(part, text): (Option<Part>, String)| match part {
        Some(dates::DAY) if text.len() == 1 => "{0}".into(),
        Some(dates::DAY) => "{5}".into(),
        Some(dates::MONTH) => "{1}".into(),
        Some(dates::YEAR) => "{2}".into(),
        Some(dates::HOUR) if text.len() == 1 => "{3}".into(),
        Some(dates::HOUR) => "{6}".into(),
        Some(dates::MINUTE) => "{4}".into(),
        _ => text,
    };
    std::array::from_fn(|at| match at {
        0 => match language.dates {
            Some([_, moment]) => moment.into(),
            None => pieces(1).0.into_iter().map(place).collect(),
        },
        13 => first(locale.id.language).into(),
        number => pieces(number).of(dates::MONTH),
    })
}

/// The first day of a month. CLDR has a number for it in all languages; French says « 1er », and only of this day
/// (Imprimerie nationale, *Lexique des règles typographiques*).
fn first(language: Language) -> &'static str {
    if language == language!("fr") { "1er" } else { "1" }
}

/// How a language writes dates that CLDR does not write as its newspapers do.
struct OwnDates {
    dates: [&'static str; 2],
    calendar: [String; 14],
}

impl OwnDates {
    fn write(&self, form: usize, time: &Zoned) -> String {
        let mut calendar = self.calendar.each_ref().map(String::as_str);
        calendar[0] = self.dates[form];
        let number = |number: i8| u32::from(number.unsigned_abs());
        let year = u32::from(time.year().unsigned_abs());
        let moment = [number(time.day()), number(time.month()) - 1, year, number(time.hour()), number(time.minute())];
        words::carried::moment_of(&calendar, moment)
    }
}

/// The parts of a formatted date.
#[derive(Default)]
struct Pieces(Vec<(Option<Part>, String)>, bool);

impl Pieces {
    fn from(date: &impl Writeable) -> Self {
        let mut pieces = Self::default();
        // Pieces take whatever is written to them.
        let _ = date.write_to_parts(&mut pieces);
        pieces
    }

    fn of(&self, wanted: Part) -> String {
        let found = self.0.iter().find(|(part, _)| *part == Some(wanted));
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

impl fmt::Write for Pieces {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        match self.0.last_mut() {
            Some((part, text)) if self.1 == part.is_some() => text.push_str(more),
            _ => self.0.push((None, more.into())),
        }
        Ok(())
    }
}

impl PartsWrite for Pieces {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        // What is a part of a part belongs to the whole one.
        if self.1 {
            return write(self);
        }
        self.0.push((Some(part), String::new()));
        self.1 = true;
        let written = write(self);
        self.1 = false;
        written
    }
}

/// The rules of a site's language and time zone.
pub(crate) struct Rules {
    zone: TimeZone,
    moment: DateTimeFormatter<YMDT>,
    day: DateTimeFormatter<YMDE>,
    hour: DateTimeFormatter<T>,
    date: DateTimeFormatter<MD>,
    date_of_year: DateTimeFormatter<YMD>,
    own: Option<OwnDates>,
    list: ListFormatter,
    collator: CollatorBorrowed<'static>,
    countries: Names,
    french_countries: Names,
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
        let own = language.dates.map(|dates| OwnDates { dates, calendar: calendar(tag, language) });
        Self { own, ..self }
    }

    fn from_cldr(language: &Locale, zone: TimeZone) -> Result<Self, Box<dyn Error>> {
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        Ok(Self {
            zone,
            moment: DateTimeFormatter::try_new(language.into(), YMD::long().with_time_hm())?,
            day: DateTimeFormatter::try_new(language.into(), YMDE::long())?,
            hour: DateTimeFormatter::try_new(language.into(), T::hm())?,
            date: DateTimeFormatter::try_new(language.into(), MD::medium())?,
            date_of_year: DateTimeFormatter::try_new(language.into(), YMD::medium())?,
            own: None,
            list: ListFormatter::try_new_and(language.into(), wide)?,
            collator: Collator::try_new(language.into(), CollatorOptions::default())?,
            countries: Names::of(language)?,
            french_countries: Names::of(&locale!("fr"))?,
            languages: LanguageDisplayNames::try_new(language.into(), DisplayNamesOptions::default())?,
            language: language.id.language,
        })
    }

    /// « 16 janvier 2024 à 09:00 », in the site's time zone.
    pub(crate) fn moment(&self, time: Timestamp) -> Moment {
        let local = time.to_zoned(self.zone.clone());
        let text = match &self.own {
            Some(own) => own.write(1, &local),
            None => self.written(&self.moment.format(&DateTime::<Iso>::convert_from(local.datetime()))),
        };
        Moment { iso: self.iso(time), text }
    }

    /// « mardi 16 janvier 2024 », in the site's time zone.
    pub(crate) fn day(&self, time: Timestamp) -> Moment {
        let local = time.to_zoned(self.zone.clone());
        let day = self.day.format(&DateTime::<Iso>::convert_from(local.datetime()));
        let text = match &self.own {
            Some(own) => {
                format!("{}, {}", Pieces::from(&day).of(dates::WEEKDAY), own.write(0, &local))
            }
            None => self.written(&day),
        };
        Moment { iso: self.iso(time), text }
    }

    /// « 09:00 » on the day of the newest of all, « 12 janv. » in its year, « 12 janv. 2023 » else, in the site's time zone.
    pub(crate) fn brief(&self, time: Timestamp, newest: Timestamp) -> String {
        let [local, newest] = [time, newest].map(|time| time.to_zoned(self.zone.clone()));
        let when = DateTime::<Iso>::convert_from(local.datetime());
        if local.date() == newest.date() {
            self.hour.format(&when.time).to_string()
        } else if local.year() == newest.year() {
            self.written(&self.date.format(&when))
        } else {
            self.written(&self.date_of_year.format(&when))
        }
    }

    /// A date in words, with the first of a month as the language says it.
    fn written(&self, date: &impl Writeable) -> String {
        let word = |(part, text): (Option<Part>, String)| match part {
            Some(dates::DAY) if text == "1" => first(self.language).into(),
            _ => text,
        };
        Pieces::from(date).0.into_iter().map(word).collect()
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

    /// The name of another language in the site's own: « arabe »; none if it is the same but for its region. Where CLDR has
    /// none it is the language's code.
    pub(crate) fn language<'n>(&'n self, language: &'n Locale) -> Option<&'n str> {
        let code = language.id.language;
        (code != self.language).then(|| self.languages.of(code).unwrap_or(language.id.language.as_str()))
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
    fn french_months_begin_on_the_premier() {
        let time = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
        let first = time("2026-11-01T09:00:00Z");
        let rules = french();
        assert_eq!(rules.moment(first).text, "1er novembre 2026 à 10:00");
        assert_eq!(rules.day(first).text, "dimanche 1er novembre 2026");
        assert_eq!(rules.brief(first, time("2026-11-02T09:00:00Z")), "1er nov.");
        assert_eq!(rules.brief(first, time("2027-11-02T09:00:00Z")), "1er nov. 2026");
        assert_eq!(rules.day(time("2026-11-11T09:00:00Z")).text, "mercredi 11 novembre 2026");
        assert_eq!(self::rules("en").day(first).text, "Sunday, 1 November 2026");
        assert_eq!(self::rules("pt").moment(first).text, "1 de novembro de 2026 às 10:00");
    }

    /// The rules of a site's language, at Niamey.
    fn rules(tag: &str) -> Rules {
        let language = words::Language::of(tag).expect("a site can be in it");
        let zone = TimeZone::get("Africa/Niamey").expect("the time zone database is bundled");
        let rules = Rules::new(&of_site(tag.parse().expect("a tag"), language), zone).expect("CLDR has the language");
        rules.with_dates_of(tag, language)
    }

    #[test]
    fn lists_say_the_hour_of_the_newest_day_and_the_date_of_others() {
        let rules = french();
        let brief = |time: &str| {
            let newest = "2024-01-16T09:00:00+01:00".parse().expect("a time");
            rules.brief(time.parse().expect("a time"), newest)
        };
        assert_eq!(brief("2024-01-16T09:00:00+01:00"), "09:00");
        assert_eq!(brief("2024-01-15T23:05:00Z"), "00:05", "the day is that of the site's time zone");
        assert_eq!(brief("2024-01-15T22:59:00Z"), "15 janv.");
        assert_eq!(brief("2023-12-31T22:59:00Z"), "31 déc. 2023");
    }

    #[test]
    fn the_app_writes_dates_as_the_publisher_does() {
        for tag in ["fr", "en", "ar", "pt", "ha", "fr-CA", "en-US", "ar-MA", "pt-BR", "pt-MZ", "fr-CH"] {
            let rules = rules(tag);
            let calendar = calendar(tag, words::Language::of(tag).expect("a site can be in it"));
            let calendar = calendar.each_ref().map(String::as_str);
            for (month, number) in (1..=12).zip(0..) {
                for (day, hour, minute) in [(5, 8, 9), (15, 18, 0), (1, 0, 59)] {
                    let time =
                        format!("2024-{month:02}-{day:02}T{hour:02}:{minute:02}:00+01:00").parse().expect("a time");
                    let moment = words::carried::moment_of(&calendar, [day, number, 2024, hour, minute]);
                    assert_eq!(moment, rules.moment(time).text, "{tag}");
                }
            }
        }
    }

    #[test]
    fn each_language_has_its_own_dates_names_lists_and_order() {
        let time: Timestamp = "2024-01-15T23:30:00Z".parse().expect("a timestamp");
        let of = |tag: &str| {
            let rules = rules(tag);
            let list = rules.list(&["Awa", "Bintou", "Musa"]).to_string();
            let french = locale!("fr");
            let language = rules.language(&french).unwrap_or("-").to_owned();
            [rules.moment(time).text, rules.day(time).text, rules.country("KE"), rules.country("CI"), list, language]
        };
        let expected = [
            [
                "fr",
                "16 janvier 2024 à 00:30",
                "mardi 16 janvier 2024",
                "Kenya",
                "Côte d’Ivoire",
                "Awa, Bintou et Musa",
                "-",
            ],
            [
                "en",
                "16 January 2024 at 00:30",
                "Tuesday, 16 January 2024",
                "Kenya",
                "Côte d’Ivoire",
                "Awa, Bintou and Musa",
                "French",
            ],
            [
                "ar",
                "16 يناير 2024 في 00:30",
                "الثلاثاء، 16 يناير 2024",
                "كينيا",
                "ساحل العاج",
                "Awa وBintou وMusa",
                "الفرنسية",
            ],
            [
                "pt",
                "16 de janeiro de 2024 às 00:30",
                "terça-feira, 16 de janeiro de 2024",
                "Quénia",
                "Côte d’Ivoire (Costa do Marfim)",
                "Awa, Bintou e Musa",
                "francês",
            ],
            [
                "ha",
                "16 ga Janairu, 2024 da 00:30",
                "Talata, 16 ga Janairu, 2024",
                "Kenya",
                "Aibari Kwas",
                "Awa, Bintou, da Musa",
                "Faransanci",
            ],
        ];
        for [tag, expected @ ..] in expected {
            assert_eq!(of(tag), expected, "{tag}");
        }
        // Each by the alphabet of its own.
        let sorted = |tag: &str, mut names: Vec<&'static str>| {
            let rules = rules(tag);
            names.sort_by(|a, b| rules.compare(a, b));
            names
        };
        assert_eq!(sorted("ar", vec!["ليبيا", "الجزائر", "تشاد", "بنين"]), ["الجزائر", "بنين", "تشاد", "ليبيا"]);
        assert_eq!(
            sorted("ha", vec!["ɗaya", "duka", "zai", "dutse", "ƙasa", "kwai"]),
            ["duka", "dutse", "ɗaya", "kwai", "ƙasa", "zai"]
        );
        assert_eq!(sorted("pt", vec!["Zâmbia", "África", "Angola"]), ["África", "Angola", "Zâmbia"]);
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
