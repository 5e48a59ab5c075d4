//! What holds whenever a newsroom's folder is refused, and what was said of it.

use super::{
    newsroom::Newsroom,
    tree::{Tree, names_in},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};
use walkdir::{DirEntry, WalkDir};

/// The problems of a newsroom's folder, as an editor reads them.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What an editor's window shows of each file.
    texts: BTreeMap<PathBuf, String>,
    told: Vec<Told>,
}

/// A line `path:line:column: error: message`.
#[derive(Debug)]
struct Told {
    path: String,
    line: usize,
    column: usize,
    message: String,
}

impl Told {
    fn parse(line: &str) -> Option<Self> {
        let (place, message) = line.split_once(": error: ")?;
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { path: parts.next()?.into(), line, column, message: message.into() })
    }
}

impl Refusal {
    /// Runs `check` and `build` over an old site. Both must fail with the same list, and the site stay as it was.
    #[track_caller]
    pub(crate) fn of(newsroom: &Newsroom) -> Self {
        old_site().write_to(&newsroom.out());
        let before = names_in(newsroom.folder());

        let checked = newsroom.check().fails();
        let built = newsroom.build().fails();
        let (listed, sum) = built.err.trim().rsplit_once('\n').unwrap_or_default();
        assert_eq!(checked.out.trim(), listed, "check and build say the same");
        assert!(sum.ends_with(" to mend; the old site is as it was"), "{sum}");
        assert_eq!(built.out, "", "nothing was built");
        Tree::of(&newsroom.out()).assert_same(old_site(), "a refused build leaves the old site as it was");
        assert_eq!(names_in(newsroom.folder()), before, "a refused build leaves nothing beside the site");

        let told: Option<Vec<_>> = checked.out.lines().map(Told::parse).collect();
        let told = told.unwrap_or_else(|| panic!("each line names a place: {checked:#?}"));
        assert!(!told.is_empty(), "{checked:#?}");
        let files: BTreeSet<_> = told.iter().map(|told| &told.path).collect();
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (errors, files) = (told.len(), files.len());
        let sum = format!("{errors} error{} to mend in {files} file{}", plural(errors), plural(files));
        assert_eq!(checked.err.trim(), sum);
        Self { texts: texts_in(&newsroom.content()), told }
    }

    /// A problem where `text` stands for the first time in a file.
    #[track_caller]
    pub(crate) fn at(self, file: &str, text: &str, gist: &str) -> Self {
        let content = self.texts.get(Path::new(file)).unwrap_or_else(|| panic!("{file} is no text: {self:#?}"));
        let byte = content.find(text).unwrap_or_else(|| panic!("{text:?} is not in {content}"));
        let before: Vec<&str> = content[..byte].split('\n').collect();
        let (line, column) = (before.len(), before.last().map_or(0, |line| line.chars().count()) + 1);
        self.place(file, line, column, gist)
    }

    /// A problem with a file as a whole.
    #[track_caller]
    pub(crate) fn file(self, file: &str, gist: &str) -> Self {
        self.place(file, 1, 1, gist)
    }

    /// A problem at a line and column.
    #[track_caller]
    pub(crate) fn place(mut self, file: &str, line: usize, column: usize, gist: &str) -> Self {
        let path = if file.is_empty() { "public".into() } else { format!("public/{file}") };
        let here = |told: &Told| told.path == path && (told.line, told.column) == (line, column);
        let found = self.told.iter().position(|told| here(told) && told.message.contains(gist));
        let found = found.unwrap_or_else(|| panic!("{path}:{line}:{column}: … {gist} … is not in {:#?}", self.told));
        self.told.remove(found);
        self
    }

    /// Nothing else was told.
    #[track_caller]
    pub(crate) fn and_no_more(self) {
        assert!(self.told.is_empty(), "more than expected: {:#?}", self.told);
    }
}

fn texts_in(folder: &Path) -> BTreeMap<PathBuf, String> {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let text = |entry: DirEntry| {
        let name = entry.path().strip_prefix(folder).ok()?.to_path_buf();
        let text = fs::read_to_string(entry.path()).ok()?;
        Some((name, text.trim_start_matches('\u{feff}').to_owned()))
    };
    files.filter_map(text).collect()
}

/// A small site that was built before.
pub(crate) fn old_site() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| {
        let newsroom = Newsroom::new().article("ancien.json", |article| article);
        newsroom.build().succeeds();
        Tree::of(&newsroom.out())
    })
}
