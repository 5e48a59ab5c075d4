//! How a language writes dates and times.

use super::of_site;
use crate::{model::page::Moment, words};
use icu::{
    calendar::Iso,
    datetime::{
        DateTimeFormatter,
        fieldsets::{MD, T, YMD, YMDE, YMDT},
        parts,
    },
    locale::{
        Locale, locale,
        subtags::{Language, language},
    },
    time::DateTime,
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use jiff_icu::ConvertFrom as _;
use std::{error::Error, fmt};
use writeable::{Part, PartsWrite, Writeable};

/// The forms of a language, in a time zone.
pub(crate) struct Dates {
    language: Language,
    zone: TimeZone,
    moment: DateTimeFormatter<YMDT>,
    day: DateTimeFormatter<YMDE>,
    hour: DateTimeFormatter<T>,
    date: DateTimeFormatter<MD>,
    date_of_year: DateTimeFormatter<YMD>,
    own: Option<OwnDates>,
}

impl Dates {
    pub(super) fn new(language: &Locale, zone: TimeZone) -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            language: language.id.language,
            zone,
            moment: DateTimeFormatter::try_new(language.into(), YMD::long().with_time_hm())?,
            day: DateTimeFormatter::try_new(language.into(), YMDE::long())?,
            hour: DateTimeFormatter::try_new(language.into(), T::hm())?,
            date: DateTimeFormatter::try_new(language.into(), MD::medium())?,
            date_of_year: DateTimeFormatter::try_new(language.into(), YMD::medium())?,
            own: None,
        })
    }

    /// The same in the language's own form, where it has one.
    pub(super) fn of_own_form(self, tag: &str, language: &words::Language) -> Self {
        let own = language.dates.map(|dates| OwnDates { dates, calendar: calendar(tag, language) });
        Self { own, ..self }
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
                format!("{}, {}", Pieces::from(&day).of(parts::WEEKDAY), own.write(0, &local))
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
            Some(parts::DAY) if text == "1" => first(self.language).into(),
            _ => text,
        };
        Pieces::from(date).0.into_iter().map(word).collect()
    }

    fn iso(&self, time: Timestamp) -> String {
        let offset = self.zone.to_offset(time);
        time.display_with_offset(offset).to_string()
    }
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
        Some(parts::DAY) if text.len() == 1 => "{0}".into(),
        Some(parts::DAY) => "{5}".into(),
        Some(parts::MONTH) => "{1}".into(),
        Some(parts::YEAR) => "{2}".into(),
        Some(parts::HOUR) if text.len() == 1 => "{3}".into(),
        Some(parts::HOUR) => "{6}".into(),
        Some(parts::MINUTE) => "{4}".into(),
        _ => text,
    };
    std::array::from_fn(|at| match at {
        0 => match language.dates {
            Some([_, moment]) => moment.into(),
            None => pieces(1).0.into_iter().map(place).collect(),
        },
        13 => first(locale.id.language).into(),
        number => pieces(number).of(parts::MONTH),
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
