//! Points in time as feeds and maps write them.

use crate::model::page::Moment;
use jiff::{Timestamp, fmt::rfc2822};

/// The instant of a moment.
pub(super) fn instant(moment: &Moment) -> Option<Timestamp> {
    moment.iso.parse().ok()
}

/// As RSS writes it (RFC 822, with the year of RFC 2822). None before the year 0, which it cannot write.
pub(super) fn rfc822(moment: &Moment) -> Option<String> {
    rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&instant(moment)?).ok()
}

/// The latest of some moments.
pub(super) fn latest<'a>(moments: impl Iterator<Item = &'a Moment>) -> Option<&'a Moment> {
    moments.max_by_key(|moment| instant(moment))
}
