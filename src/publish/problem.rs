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

    /// A problem at a byte of a file's text.
    pub fn at_byte(path: &Path, text: &str, byte: usize, message: impl Into<String>) -> Self {
        let (line, column) = line_and_column(text, byte);
        Self { path: path.into(), line, column, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: error: {}", self.path.display(), self.line, self.column, self.message)
    }
}

/// The line and column, both from one, of a byte of a text.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        assert_eq!(line_and_column("{\n  \"é\": 1", 8), (2, 6));
        assert_eq!(line_and_column("", 0), (1, 1));
    }
}
