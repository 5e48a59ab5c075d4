//! The words on their way to the app: lines of text, which the publisher writes before the app's script and which the app
//! reads when it starts. Behind the words stands how the language writes a time.

#[cfg(feature = "ssr")]
pub use written::{moment, statement};

#[cfg(feature = "hydrate")]
pub use read::{are_there, moment, words};

/// The global variable that holds them.
pub const NAME: &str = "depecheWords";

/// A time as a calendar writes it: day, month from zero, year, hour, minute.
pub(crate) fn moment_of(calendar: &[&str; 14], [day, month, year, hour, minute]: [u32; 5]) -> String {
    let [form, months @ .., first] = calendar;
    let month = months[month as usize % months.len()];
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    let number = day.to_string();
    let plain = if day == 1 { *first } else { &number };
    let values = [plain, month, &year.to_string(), &hour.to_string(), &two(minute), &two(day), &two(hour)];
    super::sentence::filled(form, &values)
}

#[cfg(feature = "ssr")]
mod written {
    use super::NAME;
    use crate::words::Words;

    /// Only readers have times of their own.
    pub fn moment(_: [u32; 5]) -> String {
        String::new()
    }

    /// A statement of JavaScript that gives the app these words. `calendar` is how the language writes a time, with the places
    /// `{0}` day, `{1}` month, `{2}` year, `{3}` hour, `{4}` minute of two digits, `{5}` day and `{6}` hour of two digits; then
    /// the twelve months, and what `{0}` is on the first of them.
    pub fn statement(words: &Words, calendar: &[String; 14]) -> String {
        let lines: Vec<&str> = words.lines().chain(calendar.iter().map(String::as_str)).collect();
        format!("globalThis.{NAME}={};\n", serde_json::json!(lines.join("\n")))
    }
}

#[cfg(feature = "hydrate")]
mod read {
    use super::NAME;
    use crate::words::Words;
    use std::sync::OnceLock;

    struct Carried {
        words: Words,
        calendar: [&'static str; 14],
    }

    /// What the app says.
    pub fn words() -> &'static Words {
        &carried().words
    }

    /// A time as the publisher writes it: day, month from zero, year, hour, minute.
    pub fn moment(moment: [u32; 5]) -> String {
        super::moment_of(&carried().calendar, moment)
    }

    /// Whether the words have come with the script.
    pub fn are_there() -> bool {
        !carried().calendar[13].is_empty()
    }

    fn carried() -> &'static Carried {
        static CARRIED: OnceLock<Carried> = OnceLock::new();
        CARRIED.get_or_init(|| {
            let text =
                js_sys::Reflect::get(&leptos::prelude::window(), &NAME.into()).ok().and_then(|text| text.as_string());
            // Read once, and kept as long as the app runs.
            let mut lines = String::leak(text.unwrap_or_default()).split('\n');
            let mut carried = Carried { words: Words([""; Words::COUNT]), calendar: [""; 14] };
            for line in carried.words.0.iter_mut().chain(&mut carried.calendar) {
                *line = lines.next().unwrap_or_default();
            }
            carried
        })
    }
}
