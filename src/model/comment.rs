//! What a reader enters in the comment form, and WordPress's rules for it. Knows no browser.

/// A field of the form that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The comment itself.
    Comment,
    /// The reader's name.
    Author,
    /// The reader's address, never published.
    Email,
    /// The reader's site.
    Url,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing in it, but it is required.
    Missing,
    /// Less than a server takes.
    TooShort,
    /// More UTF-8 bytes than the field takes.
    TooLong,
    /// Not of the shape that the field wants.
    Invalid,
}

impl Field {
    /// In the order of the form.
    pub const ALL: [Field; 4] = [Field::Comment, Field::Author, Field::Email, Field::Url];

    /// The field's name and `id`, which are WordPress's.
    pub fn name(self) -> &'static str {
        match self {
            Field::Comment => "comment",
            Field::Author => "author",
            Field::Email => "email",
            Field::Url => "url",
        }
    }

    /// Whether it must be filled.
    pub fn required(self) -> bool {
        self != Field::Url
    }

    /// How many UTF-8 bytes it takes at most: the widths of WordPress's columns (`wp_get_comment_fields_max_lengths`).
    pub fn most_bytes(self) -> usize {
        match self {
            Field::Comment => 65_525,
            Field::Author => 245,
            Field::Email => 100,
            Field::Url => 200,
        }
    }

    /// What is wrong with a text in this field. White space around it does not count.
    pub fn fault(self, text: &str) -> Option<Fault> {
        let text = text.trim();
        if text.is_empty() {
            return self.required().then_some(Fault::Missing);
        }
        if text.len() > self.most_bytes() {
            return Some(Fault::TooLong);
        }
        (self == Field::Email && !is_email(text)).then_some(Fault::Invalid)
    }
}

/// Whether a text has the shape of an e-mail address, by the rules of WordPress's `is_email`.
fn is_email(text: &str) -> bool {
    const SHORTEST: usize = 6;
    let Some((local, domain)) = text.split_once('@') else { return false };
    let local_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&byte);
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() >= SHORTEST
        && !local.is_empty()
        && local.bytes().all(local_byte)
        && domain.contains('.')
        && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_missing_where_something_is_required() {
        for field in [Field::Comment, Field::Author, Field::Email] {
            assert_eq!(field.fault(" \n\u{a0}"), Some(Fault::Missing), "{field:?}");
        }
        assert_eq!(Field::Url.fault("  "), None);
    }

    #[test]
    fn lengths_are_counted_in_utf8_bytes_after_trimming() {
        for field in [Field::Comment, Field::Author, Field::Url] {
            let most = field.most_bytes();
            assert_eq!(field.fault(&"a".repeat(most)), None, "{field:?}");
            assert_eq!(field.fault(&format!(" {} ", "a".repeat(most))), None, "{field:?}");
            assert_eq!(field.fault(&"a".repeat(most + 1)), Some(Fault::TooLong), "{field:?}");
            assert_eq!(field.fault(&"é".repeat(most / 2 + 1)), Some(Fault::TooLong), "{field:?}");
        }
        assert_eq!(Field::Email.fault(&format!("{}@exemple.org", "a".repeat(89))), Some(Fault::TooLong));
    }

    #[test]
    fn addresses_have_the_shape_that_wordpress_wants() {
        for good in ["a@b.co", "awa.diallo+avis@exemple.org", "o'neill@x.y.zz", "é@b.co".replace('é', "e").as_str()] {
            assert_eq!(Field::Email.fault(good), None, "{good}");
        }
        for bad in [
            "a@b.c",
            "abcdef",
            "@exemple.org",
            "a@@b.org",
            "a@b",
            "a@.b.org",
            "a@b..org",
            "a@b.org.",
            "a@-b.org",
            "a@b-.org",
            "a b@c.org",
            "é@exemple.org",
            "a@exémple.org",
            "a@b_c.org",
            "a@b.org,c@d.org",
        ] {
            assert_eq!(Field::Email.fault(bad), Some(Fault::Invalid), "{bad}");
        }
    }
}
