//! Names in one phrase: « Awa, Bintou et Chérif ».

use crate::publish::prose::escape;
use icu::list::parts;
use std::fmt;
use writeable::{Part, PartsWrite};

/// Names in one phrase, which knows which of its words are names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase(Vec<Piece>);

/// A stretch of a phrase.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Name(String),
    /// What the language puts between two names.
    Between(String),
}

impl Phrase {
    /// As HTML, in which each name is what `name` makes of it and of its place among the names.
    pub(crate) fn html(&self, name: impl Fn(usize, &str) -> String) -> String {
        let mut places = 0..;
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Name(text) => name(places.next().unwrap_or_default(), text),
            Piece::Between(text) => escape(text),
        });
        pieces.collect()
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(Piece::Name(piece) | Piece::Between(piece))| text.write_str(piece))
    }
}

impl fmt::Write for Phrase {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        match self.0.last_mut() {
            Some(Piece::Name(text) | Piece::Between(text)) => text.push_str(more),
            None => self.0.push(Piece::Between(more.into())),
        }
        Ok(())
    }
}

/// Hears from a formatted list what is a name.
impl PartsWrite for Phrase {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        self.0.push(match part == parts::ELEMENT {
            true => Piece::Name(String::new()),
            false => Piece::Between(String::new()),
        });
        write(self)
    }
}
