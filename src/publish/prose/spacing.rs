//! The spaces of French.

use super::any_byte;

/// The narrow no-break space that French puts before `; : ! ?` and inside « ».
const NARROW: char = '\u{202f}';

/// Sets the narrow no-break space where French has one and the editor wrote some space or, inside « », none.
pub(super) fn french_spacing(text: &str) -> String {
    // The last is the first byte of « and ».
    if !any_byte(text, |byte| matches!(byte, b';' | b':' | b'!' | b'?' | 0xc2)) {
        return text.to_owned();
    }
    let mut set = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
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

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | NARROW)
}
