//! Words that follow a number: « 1 commentaire », « 12 commentaires ».
//!
//! A text carries the rule of its language along: behind each form but the last stand a modulus (0 for none) and the first and
//! last number that the form is for. So the app, which knows no language, counts by the same code as the publisher. The rules
//! are those of CLDR for whole numbers.

use super::sentence::filled;

/// Words for any number of things. A form names the number with `{0}`, or not at all.
#[derive(Clone, Copy, Debug)]
pub struct Counted(&'static str);

impl Counted {
    /// The words for a number.
    pub fn of(self, count: u32) -> String {
        let mut parts = self.0.split('\t');
        let mut next = || parts.next().unwrap_or_default();
        loop {
            let form = next();
            let [modulus, first, last] = [(); 3].map(|()| next().parse::<u32>().ok());
            let rest = count.checked_rem(modulus.unwrap_or_default()).unwrap_or(count);
            // Behind the last form there are no numbers.
            if first <= Some(rest) && last.is_none_or(|last| rest <= last) {
                return filled(form, &[&count.to_string()]);
            }
        }
    }
}

impl From<&'static str> for Counted {
    fn from(text: &'static str) -> Self {
        Self(text)
    }
}

impl AsRef<str> for Counted {
    fn as_ref(&self) -> &str {
        self.0
    }
}

/// As English and Hausa count: 1, and the rest.
#[cfg(feature = "ssr")]
macro_rules! one_or_other {
    ($one:literal, $other:literal $(,)?) => {
        $crate::words::Counted::of_forms(concat!($one, "\t0\t1\t1\t", $other))
    };
}

/// As French counts: 0 and 1, whole millions, and the rest.
#[cfg(feature = "ssr")]
macro_rules! french {
    ($one:literal, $many:literal, $other:literal $(,)?) => {
        $crate::words::Counted::of_forms(concat!($one, "\t0\t0\t1\t", $many, "\t1000000\t0\t0\t", $other))
    };
}

/// As the Portuguese of Africa and Europe counts: 1, whole millions, and the rest, which is 0 as well.
#[cfg(feature = "ssr")]
macro_rules! portuguese {
    ($one:literal, $many:literal, $other:literal $(,)?) => {
        $crate::words::Counted::of_forms(concat!(
            $one,
            "\t0\t1\t1\t",
            $other,
            "\t0\t0\t0\t",
            $many,
            "\t1000000\t0\t0\t",
            $other
        ))
    };
}

/// As Arabic counts: 0, 1, 2, those that end in 3 to 10, those that end in 11 to 99, and the rest.
#[cfg(feature = "ssr")]
macro_rules! arabic {
    ($zero:literal, $one:literal, $two:literal, $few:literal, $many:literal, $other:literal $(,)?) => {
        $crate::words::Counted::of_forms(concat!(
            $zero,
            "\t0\t0\t0\t",
            $one,
            "\t0\t1\t1\t",
            $two,
            "\t0\t2\t2\t",
            $few,
            "\t100\t3\t10\t",
            $many,
            "\t100\t11\t99\t",
            $other
        ))
    };
}

#[cfg(feature = "ssr")]
pub(super) use {arabic, french, one_or_other, portuguese};

#[cfg(feature = "ssr")]
impl Counted {
    /// For the macros of this module, which know how many forms a rule has.
    pub(super) const fn of_forms(text: &'static str) -> Self {
        Self(text)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use icu::{
        locale::{Locale, locale},
        plurals::{PluralCategory, PluralRules},
    };

    /// That a language's words for a number are those of the category that CLDR puts the number in.
    fn counts_as(language: Locale, words: Counted, name: impl Fn(PluralCategory) -> &'static str) {
        let rules = PluralRules::try_new_cardinal((&language).into()).expect("CLDR has the language");
        let numbers = (0..=1_250).chain([10_000, 999_999, 1_000_000, 1_000_001, 1_000_003, 3_000_000, 3_000_011]);
        for number in numbers {
            assert_eq!(words.of(number), name(rules.category_for(number)), "{number} in {language}");
        }
    }

    fn name(category: PluralCategory) -> &'static str {
        match category {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    #[test]
    fn each_language_counts_as_cldr_says() {
        counts_as(locale!("fr"), french!("one", "many", "other"), name);
        counts_as(locale!("pt-PT"), portuguese!("one", "many", "other"), name);
        counts_as(locale!("en"), one_or_other!("one", "other"), name);
        counts_as(locale!("ha"), one_or_other!("one", "other"), name);
        counts_as(locale!("ar"), arabic!("zero", "one", "two", "few", "many", "other"), name);
    }

    #[test]
    fn a_form_names_the_number_or_not() {
        let words = arabic!("لا", "واحد", "اثنان", "{0} قليلة", "{0} كثيرة", "{0} أخرى");
        let said = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111].map(|number| words.of(number));
        let expected = [
            "لا",
            "واحد",
            "اثنان",
            "3 قليلة",
            "10 قليلة",
            "11 كثيرة",
            "99 كثيرة",
            "100 أخرى",
            "102 أخرى",
            "103 قليلة",
            "111 كثيرة",
        ];
        assert_eq!(said, expected);
    }
}
