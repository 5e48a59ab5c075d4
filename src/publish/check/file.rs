//! A file of a newsroom, read into its type, with what is wrong with it.

use super::values::has_something_to_see;
use crate::publish::{
    load::read_text,
    problem::{Lines, Problem},
    prose::Part,
    shape,
};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value as Schema;
use std::path::{Path, PathBuf};

/// A file that has been read into its type, and what is wrong with it.
pub(in crate::publish) struct File<T> {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) value: T,
    /// What is wrong with its shape, and where: no more is said of what stands there.
    misshapen: Vec<shape::Mistake>,
    /// What is wrong with its meaning.
    said: Vec<Said>,
}

/// A problem with the meaning of a value.
struct Said {
    /// The RFC 6901 pointer of the value.
    pointer: String,
    /// The part of a text that is meant; empty for the whole.
    part: Part,
    message: String,
}

impl<T: DeserializeOwned + JsonSchema> File<T> {
    /// Reads a file. What is misshapen is noted, and the rest is read as if it were not there.
    ///
    /// # Errors
    /// Where nothing of it can be read.
    pub(super) fn read(path: &Path, schema: &Schema) -> Result<Self, Vec<Problem>> {
        let text = read_text(path).map_err(|problem| vec![problem])?;
        let (value, misshapen) = match serde_json::from_str(&text) {
            Ok(value) => (value, Vec::new()),
            Err(error) => {
                // What is no JSON has no shape.
                if let Err(error) = serde_json::from_str::<Schema>(&text) {
                    return Err(refused(path, &text, &error, &[]));
                }
                let mistakes = shape::mistakes(&text, schema);
                let rest = shape::without(&text, &mistakes).filter(|_| !mistakes.is_empty());
                match rest.and_then(|json| serde_json::from_value(json).ok()) {
                    Some(value) => (value, mistakes),
                    None => return Err(refused(path, &text, &error, &mistakes)),
                }
            }
        };
        Ok(Self { path: path.into(), text, value, misshapen, said: Vec::new() })
    }
}

impl<T> File<T> {
    /// Notes a problem at the value of an RFC 6901 pointer.
    pub(in crate::publish) fn say(&mut self, pointer: &str, message: impl Into<String>) {
        self.say_of(pointer, Part::new(), message);
    }

    /// Notes a problem with a part of the text that is the value of an RFC 6901 pointer.
    pub(in crate::publish) fn say_of(&mut self, pointer: &str, part: Part, message: impl Into<String>) {
        if !self.is_misshapen(pointer) {
            self.said.push(Said { pointer: pointer.into(), part, message: message.into() });
        }
    }

    /// Whether the value of an RFC 6901 pointer could not be read as what it should be, and another stands in for it.
    pub(super) fn is_misshapen(&self, pointer: &str) -> bool {
        let known = |mistake: &shape::Mistake| {
            pointer.strip_prefix(&mistake.pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.misshapen.iter().any(known)
    }

    pub(super) fn is_sound(&self) -> bool {
        self.misshapen.is_empty() && self.said.is_empty()
    }

    /// Everything that is wrong with it, with its places.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let lines = Lines::of(&self.text);
        let at = |byte, message: &str| Problem::at(&self.path, lines.place(byte), message);
        let misshapen = self.misshapen.iter().map(|mistake| at(mistake.byte, &mistake.message));
        if self.said.is_empty() {
            return misshapen.collect();
        }
        let places = self.said.iter().map(|said| (said.pointer.as_str(), said.part.as_str()));
        let bytes = shape::bytes_of_parts(&self.text, places);
        misshapen.chain(bytes.into_iter().zip(&self.said).map(|(byte, said)| at(byte, &said.message))).collect()
    }

    /// Notes a problem where a text is there but has nothing in it.
    pub(in crate::publish) fn forbid_blank(&mut self, pointer: &str, text: Option<&str>) {
        if text.is_some_and(|text| !has_something_to_see(text)) {
            self.say(pointer, "this text is empty: write something, or remove it");
        }
    }
}

/// Why `serde` refused a file, in words for an editor.
fn refused(path: &Path, text: &str, error: &serde_json::Error, mistakes: &[shape::Mistake]) -> Vec<Problem> {
    if text.trim().is_empty() {
        return vec![Problem::of_file(path, "the file is empty: write the JSON, or remove the file")];
    }
    if !mistakes.is_empty() {
        return mistakes.iter().map(|mistake| Problem::at_byte(path, text, mistake.byte, &*mistake.message)).collect();
    }
    let whole = error.to_string();
    let what = whole.split(" at line ").next().unwrap_or(&whole);
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
    let here = line[before.len()..].chars().next();
    let advice = match (what, here) {
        ("trailing comma", _) => ": remove the comma before this bracket",
        _ if error.is_eof() => ": the file is cut off, a bracket, brace or quote is not closed",
        (_, Some('“' | '”' | '„' | '«' | '»' | '‘' | '’')) => {
            ": this is a typographic quote, JSON wants the straight \""
        }
        (_, Some('\'')) => ": JSON wants double quotes, the straight \"",
        (_, Some('/' | '#')) => ": JSON has no comments, remove it",
        (_, Some(',')) => ": there is a comma too many, or a value is missing before it",
        ("key must be a string", _) => ": put the field's name in \"quotes\"",
        ("expected value" | "expected ident", _) => ": put a text in straight \"quotes\"",
        ("trailing characters", _) => ": the file has ended before this; a bracket too many, or a second article",
        ("invalid escape", _) => ": write a backslash as two, \\\\",
        _ if what.starts_with("expected `,`") => ": a comma is missing before this, or a quote was not escaped as \\\"",
        _ if what.starts_with("expected `:`") => ": write \"name\": value, and a list in [brackets]",
        _ if what.starts_with("duplicate field") => ": remove one of the two",
        _ if what.starts_with("control character") => {
            ": the text before this is not closed with a straight \"; a line break inside a text is written \\n, a tab \\t"
        }
        _ => "",
    };
    // Columns of serde_json count bytes; ours count characters.
    let column = before.chars().count() + 1;
    vec![Problem { path: path.into(), line: error.line().max(1), column, message: format!("{what}{advice}") }]
}
