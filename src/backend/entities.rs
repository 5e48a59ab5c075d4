//! Text that servers escape for HTML, as text again.

/// Decodes the character references of a text once. What is no reference stays.
pub(crate) fn decoded(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        let reference = &rest[start + 1..];
        match reference.split_once(';').and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                plain.push(character);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = reference;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The character of a reference: those that Isso and WordPress write.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let number = match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(number.ok()?).filter(|character| !character.is_control());
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_are_decoded_once() {
        assert_eq!(decoded("Awa &amp; Fils"), "Awa & Fils");
        assert_eq!(decoded("&lt;i&gt;"), "<i>");
        assert_eq!(decoded("&amp;lt;"), "&lt;");
        assert_eq!(decoded("l&#8217;eau &#x27;vive&#39;"), "l’eau 'vive'");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["&", "a & b; c", "&inconnu;", "&#xZZ;", "&#1114112;", "&#0;", "&&;"] {
            assert_eq!(decoded(text), text);
        }
    }
}
