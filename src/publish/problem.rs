//! What is wrong with a newsroom's files, and where: the errors that an editor reads.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// One thing to mend. Shown as `path:line:column: error: what is wrong and what to do`, which code editors understand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, from where the program was started.
    pub path: PathBuf,
    /// From one.
    pub line: usize,
    /// From one, in characters.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem with a file as a whole.
    pub fn of_file(path: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: 1, column: 1, message: message.into() }
    }

    /// A problem at a line and column of a file.
    pub(crate) fn at(path: &Path, (line, column): (usize, usize), message: impl Into<String>) -> Self {
        Self { path: path.into(), line, column, message: message.into() }
    }

    /// A problem at a byte of a file's text.
    pub fn at_byte(path: &Path, text: &str, byte: usize, message: impl Into<String>) -> Self {
        Self::at(path, Lines::of(text).place(byte), message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: error: {}", self.path.display(), self.line, self.column, self.message)
    }
}

/// Where the lines of a text begin.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let starts = [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The line and column, both from one, of a byte.
    pub(crate) fn place(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        assert_eq!(Lines::of("{\n  \"é\": 1").place(8), (2, 6));
        assert_eq!(Lines::of("").place(0), (1, 1));
    }
}
