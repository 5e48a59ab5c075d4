//! The spaces of French.

use super::any_byte;

/// The narrow no-break space that French puts before `; : ! ?` and inside « ».
const NARROW: char = '\u{202f}';

/// The space that looks as the editor's own, where no line may break.
const NO_BREAK: char = '\u{a0}';

/// Sets the narrow no-break space where French has one and the editor wrote some space or, inside « », none. A number stays
/// on one line, and with its sign: `1 200`, `30 %`, `n° 5`.
pub(super) fn french_spacing(text: &str) -> String {
    // The last is the first byte of «, » and °.
    if !any_byte(text, |byte| matches!(byte, b'0'..=b'9' | b';' | b':' | b'!' | b'?' | 0xc2)) {
        return text.to_owned();
    }
    let mut set = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == ' ' && belongs_to_number(&set, characters.clone()) {
            set.push(NO_BREAK);
            continue;
        }
        if is_space(character) && characters.peek().is_some_and(|next| matches!(next, ';' | ':' | '!' | '?' | '»')) {
            // However many there are: a line could break between two.
            set.truncate(set.trim_end_matches(is_space).len());
            set.push(NARROW);
        } else if character == '«' {
            set.push('«');
            let mut spaced = false;
            while characters.next_if(|next| is_space(*next)).is_some() {
                spaced = true;
            }
            // At the end of a text Markdown goes on, or nothing does.
            if spaced || characters.peek().is_some() {
                set.push(NARROW);
            }
        } else if character == '»' && !set.is_empty() && !set.ends_with(NARROW) {
            set.push(NARROW);
            set.push('»');
        } else {
            set.push(character);
        }
    }
    set
}

/// Whether the space between two texts is inside of a number, or between one and its sign.
fn belongs_to_number(before: &str, mut after: impl Iterator<Item = char>) -> bool {
    let is_digit = |character: char| character.is_ascii_digit();
    let digits = before.len() - before.trim_end_matches(is_digit).len();
    match after.next() {
        Some('%' | '‰' | '€' | '$' | '°') => digits > 0,
        // Three digits and no more. What has four before them is a year.
        Some(first) if is_digit(first) => {
            let three = after.by_ref().take(2).filter(|next| is_digit(*next)).count() == 2;
            let three = three && !after.next().is_some_and(is_digit);
            before.ends_with('°') || ((1..=3).contains(&digits) && three)
        }
        _ => false,
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | NARROW)
}
