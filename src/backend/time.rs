//! The little of calendars that comment servers need.

const DAY: i64 = 86_400;

/// Seconds since 1970 of a time in UTC as WordPress writes it: `2026-11-22T11:23:16`, with or without `Z`.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let (date, time) = text.trim_end_matches('Z').split_once('T')?;
    let numbers = |text: &str, separator| -> Option<[i64; 3]> {
        let mut parts = text.split(separator).map(|part| part.parse().ok());
        Some([parts.next()??, parts.next()??, parts.next()??])
    };
    let [year, month, day] = numbers(date, '-')?;
    // Beyond them no server writes the truth, and no calendar counts on.
    if !(1970..=9999).contains(&year) {
        return None;
    }
    let [hour, minute, second] = numbers(time.split('.').next()?, ':')?;
    u64::try_from(days(year, month, day) * DAY + hour * 3_600 + minute * 60 + second).ok()
}

/// The same second in UTC as WordPress reads it: without its `Z` it would be the site's own time.
pub(super) fn utc(seconds: u64) -> String {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    let (day, rest) = (seconds / DAY, seconds % DAY);
    // Years from March, so that the day that leap years add is the last one (Hinnant, chrono-compatible low-level date
    // algorithms).
    let shifted = day + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let (hour, minute, second) = (rest / 3_600, rest % 3_600 / 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Days from 1970-01-01 to a date.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = if month > 2 { month - 3 } else { month + 9 };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_the_same_there_and_back() {
        for (text, expected) in [
            ("1970-01-01T00:00:00", 0),
            ("2000-02-29T23:59:59", 951_868_799),
            ("2024-12-31T12:00:00", 1_735_646_400),
            ("2026-11-22T11:23:16", 1_795_346_596),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
            assert_eq!(utc(expected), format!("{text}Z"));
        }
        assert_eq!(seconds("2026-11-22T11:23:16Z"), Some(1_795_346_596));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["", "9223372036854775807-01-01T00:00:00", "hier", "2026-11-22", "2026-11-22 11:23:16", "T", "a-b-cTd:e:f"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
