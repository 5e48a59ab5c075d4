//! Reads a newsroom's folder: which files there are and what is in them. Judges nothing but whether they can be read.

use super::problem::Problem;
use std::{
    fs,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// The file that describes the publication.
pub const SITE_FILE: &str = "site.json";
/// The folder of the articles.
pub const ARTICLES: &str = "articles";
/// The folder of the comments that were fetched from their server.
pub const COMMENTS: &str = "comments";

/// The files of a newsroom's folder.
#[derive(Debug, Default)]
pub struct Sources {
    /// The folder, as the editor named it.
    pub content: PathBuf,
    /// The article files, in the order of their names.
    pub articles: Vec<PathBuf>,
    /// The files of comments, in the order of their names.
    pub threads: Vec<PathBuf>,
    /// What is copied as it is, from the folder, in the order of names.
    pub assets: Vec<PathBuf>,
    /// Whether drafts and articles that wait for their time are to be shown as well.
    pub preview: bool,
    /// The folder in which is kept what is known of pictures. Without it only their heads are judged.
    pub cache: Option<PathBuf>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Finds the files of a newsroom's folder.
pub fn load(content: &Path) -> Sources {
    let mut sources = Sources { content: content.into(), ..Sources::default() };
    if !content.is_dir() {
        let what = if content.exists() { "this is a file, not a folder" } else { "there is no such folder" };
        let advice = match Path::new(SITE_FILE).exists() {
            true => "you are inside a newsroom's folder; go one folder up and name it with --content",
            false => "name the newsroom's folder with --content; it holds site.json and articles/",
        };
        sources.problems.push(Problem::of_file(content, format!("{what}: {advice}")));
        return sources;
    }
    let walk = WalkDir::new(content).follow_links(true).sort_by_file_name();
    for entry in
        walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy()))
    {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                sources.problems.push(unreadable(content, &error));
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let Ok(inside) = entry.path().strip_prefix(content) else { continue };
        let first = inside.iter().next().unwrap_or_default();
        let misnamed = |name: &str| first != name && first.eq_ignore_ascii_case(name) && first != inside.as_os_str();
        if let Some(name) = [ARTICLES, COMMENTS].into_iter().find(|name| misnamed(name)) {
            let advice = format!("the folder of the {name} is named in small letters: rename it to {name}");
            sources.problems.push(Problem::of_file(content.join(first), advice));
            continue;
        }
        if inside.to_str().is_none() {
            let advice = "the file's name is not UTF-8: rename it";
            sources.problems.push(Problem::of_file(entry.path(), advice));
        } else if inside.starts_with(ARTICLES) {
            if inside.extension().is_some_and(|extension| extension == "json") {
                sources.articles.push(entry.into_path());
            } else {
                let advice = "only .json files belong in articles/: rename the file, or move it away (in media/ it would be published)";
                sources.problems.push(Problem::of_file(entry.path(), advice));
            }
        } else if inside.starts_with(COMMENTS) && inside != Path::new(COMMENTS) {
            let is_json = inside.extension().is_some_and(|extension| extension == "json");
            match inside.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                // What `depeche comments pull` keeps for itself.
                true => {}
                false if is_json && inside.components().count() == 2 => sources.threads.push(entry.into_path()),
                false => {
                    let advice = "comments/ holds the files that `depeche comments pull` writes, SLUG.json, and nothing \
                                  else: remove this one, or move it to a folder of another name";
                    sources.problems.push(Problem::of_file(entry.path(), advice));
                }
            }
        } else if inside != Path::new(SITE_FILE) {
            // Tried now, so that it is told with everything else and not in the middle of a build.
            let inside_too = entry.path().canonicalize().and_then(|real| Ok(real.starts_with(content.canonicalize()?)));
            match fs::File::open(entry.path()) {
                Ok(_) if !inside_too.unwrap_or(false) => {
                    let advice = "this is a link out of the newsroom's folder: copy the file here, or remove the link";
                    sources.problems.push(Problem::of_file(entry.path(), advice));
                }
                Ok(_) => sources.assets.push(inside.into()),
                Err(error) => {
                    let message = format!("cannot be read: {}", io_words(&error));
                    sources.problems.push(Problem::of_file(entry.path(), message));
                }
            }
        }
    }
    sources
}

/// Files that programs leave behind and nobody means to publish.
fn is_litter(name: &str) -> bool {
    matches!(name, ".git" | ".github" | ".depeche-cache" | ".env" | ".DS_Store" | "Thumbs.db" | "desktop.ini") || name.ends_with('~')
        || name.ends_with(".swp")
        // What office programs and Macs put beside a file.
        || ["~$", "._", ".~lock."].iter().any(|start| name.starts_with(start))
}

fn unreadable(content: &Path, error: &walkdir::Error) -> Problem {
    let path = error.path().unwrap_or(content);
    if let Some(ancestor) = error.loop_ancestor() {
        return Problem::of_file(path, format!("this link leads back to {}: remove it", ancestor.display()));
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), io_words);
    Problem::of_file(path, format!("cannot be read: {reason}"))
}

/// A text file, without the byte order mark that some editors put first.
///
/// # Errors
/// Where the file cannot be read or is not UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(|error| {
        let advice = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".into(),
            _ => format!("cannot be read: {}", io_words(&error)),
        };
        Problem::of_file(path, advice)
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let sound = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..sound]).into_owned();
        Problem::at_byte(
            path,
            &before,
            before.len(),
            "this is not UTF-8 text: save the file again with the encoding UTF-8",
        )
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// What the system says of a failed file operation, without its number.
fn io_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "you have no permission to; change the file's permissions".into(),
        _ => error.to_string(),
    }
}
