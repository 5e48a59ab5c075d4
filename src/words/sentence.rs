//! Sentences with places for names and numbers.

/// A sentence with `N` places, written `{0}`, `{1}` and so on.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<const N: usize>(&'static str);

impl<const N: usize> Sentence<N> {
    /// A sentence in which each place stands once.
    ///
    /// # Panics
    /// Where one is missing or one too many: a language that is a constant does not compile then.
    #[cfg(feature = "ssr")]
    pub const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let (mut at, mut found) = (0, [false; N]);
        while at < bytes.len() {
            if bytes[at] == b'{' {
                let place = (bytes[at + 1] - b'0') as usize;
                assert!(place < N && bytes[at + 2] == b'}' && !found[place], "each place is written once");
                found[place] = true;
            }
            at += 1;
        }
        let mut place = 0;
        while place < N {
            assert!(found[place], "a place is missing");
            place += 1;
        }
        Self(text)
    }

    /// The sentence with something in each place.
    pub fn with(self, values: [&str; N]) -> String {
        filled(self.0, &values)
    }
}

impl<const N: usize> From<&'static str> for Sentence<N> {
    fn from(text: &'static str) -> Self {
        Self(text)
    }
}

impl<const N: usize> AsRef<str> for Sentence<N> {
    fn as_ref(&self) -> &str {
        self.0
    }
}

/// A text with something in each of its places.
pub(crate) fn filled(text: &str, values: &[&str]) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // `0} …`
        let place = part.bytes().next().unwrap_or_default().wrapping_sub(b'0');
        filled += values.get(usize::from(place)).copied().unwrap_or_default();
        filled += part.get(2..).unwrap_or_default();
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_into_a_place_is_not_read_again() {
        assert_eq!(Sentence::<2>::new("{1} ({0})").with(["{1}", "a{0}b"]), "a{0}b ({1})");
        assert_eq!(Sentence::<1>::new("{0}").with([""]), "");
    }
}
