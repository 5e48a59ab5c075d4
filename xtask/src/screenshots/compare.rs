//! Two folders of pictures, compared as eyes do.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::tools::pixelmatch;

/// What pixelmatch takes for the same colour: half of what it does by itself, since pages have no noise.
const THRESHOLD: &str = "0.05";

/// pixelmatch's words for what it has found, by its exit status.
const SAME: i32 = 0;
const OTHER_SIZE: i32 = 65;
const OTHER_PIXELS: i32 = 66;

/// How many pixels may differ: as the minute does in the time of a comment that was just written.
const NOTHING: u64 = 200;

/// A picture that is not what it was.
#[derive(Debug, PartialEq)]
pub(super) struct Change {
    name: String,
    how: How,
}

#[derive(Debug, PartialEq)]
enum How {
    /// Only the later folder has it.
    New,
    /// Only the earlier folder has it.
    Gone,
    /// The page is longer or shorter.
    Size,
    /// In so many pixels.
    Pixels(u64),
}

impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, how } = self;
        match how {
            How::New => write!(out, "{name}: is new"),
            How::Gone => write!(out, "{name}: is gone"),
            How::Size => write!(out, "{name}: has another size"),
            How::Pixels(count) => write!(out, "{name}: differs in {count} pixels"),
        }
    }
}

/// Compares the pictures of the same names; gives how many are as they were, and the others. A picture of the difference
/// comes to lie beside the later one, and a copy of the earlier one.
///
/// # Errors
/// When a folder cannot be read and when a picture is none.
pub(super) fn folders(earlier: &Path, later: &Path) -> Result<(usize, Vec<Change>)> {
    let (before, after) = (pictures(earlier)?, pictures(later)?);
    let script = pixelmatch()?;
    let (mut same, mut changes) = (0, Vec::new());
    for name in before.union(&after) {
        let how = match (before.contains(name), after.contains(name)) {
            (true, true) => {
                let difference = later.join("changes").join(name);
                files(&script, &earlier.join(name), &later.join(name), &difference)?
            }
            (false, _) => Some(How::New),
            (true, false) => Some(How::Gone),
        };
        let Some(how) = how else {
            same += 1;
            continue;
        };
        copy(&earlier.join(name), &later.join("before").join(name))?;
        changes.push(Change { name: name.clone(), how });
    }
    Ok((same, changes))
}

/// How one picture differs from another; not at all if nobody sees it.
fn files(script: &Path, before: &Path, after: &Path, difference: &Path) -> Result<Option<How>> {
    fs::create_dir_all(difference.parent().context("a picture lies in a folder")?)?;
    let mut command = Command::new("node");
    command.arg(script).args([before, after, difference]).arg(THRESHOLD);
    let output = command.output().context("cannot run node")?;
    let said = String::from_utf8_lossy(&output.stdout);
    match output.status.code() {
        Some(SAME) => Ok(None),
        Some(OTHER_SIZE) => Ok(Some(How::Size)),
        Some(OTHER_PIXELS) => {
            let count = count(&said).with_context(|| format!("pixelmatch counts nothing: {said}"))?;
            Ok((count > NOTHING).then_some(How::Pixels(count)))
        }
        _ => {
            let error = String::from_utf8_lossy(&output.stderr);
            anyhow::bail!("cannot compare {} with {}:\n{said}{error}", before.display(), after.display())
        }
    }
}

/// The number in `different pixels: 1250`.
fn count(said: &str) -> Option<u64> {
    said.lines().find_map(|line| line.strip_prefix("different pixels:"))?.trim().parse().ok()
}

fn pictures(folder: &Path) -> Result<BTreeSet<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names: Result<BTreeSet<String>> = names.collect();
    Ok(names?.into_iter().filter(|name| name.ends_with(".png")).collect())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if from.is_file() {
        fs::create_dir_all(to.parent().context("a picture lies in a folder")?)?;
        fs::copy(from, to).with_context(|| format!("cannot write {}", to.display()))?;
    }
    Ok(())
}

/// Writes the page that shows what was, what is and what differs; gives its path.
///
/// # Errors
/// When it cannot be written.
pub(super) fn page(folder: &Path, changes: &[Change]) -> Result<PathBuf> {
    let mut html = String::from(
        "<!DOCTYPE html><meta charset=\"utf-8\"><title>Dépêche: changes</title><style>body{font:16px sans-serif}\
         img{max-width:31vw;border:1px solid;vertical-align:top}</style>",
    );
    for change in changes {
        let name = &change.name;
        write!(html, "<h2>{change}</h2>")?;
        for part in [format!("before/{name}"), name.clone(), format!("changes/{name}")] {
            if folder.join(&part).is_file() {
                write!(html, "<a href=\"{part}\"><img src=\"{part}\" alt=\"\" loading=\"lazy\"></a> ")?;
            }
        }
    }
    let path = folder.join("changes.html");
    fs::write(&path, html).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of paper with a block of ink on it, so many pixels wide and high.
    fn draw(folder: &Path, name: &str, height: u32, block: u32) {
        let (paper, ink) = ([250, 246, 236], [31, 27, 22]);
        let pixel = |place: u32| if place % 100 < block && place / 100 < block { ink } else { paper };
        let pixels: Vec<u8> = (0..100 * height).flat_map(pixel).collect();
        let file = fs::File::create(folder.join(name)).expect("a picture can be written");
        let mut encoder = png::Encoder::new(file, 100, height);
        encoder.set_color(png::ColorType::Rgb);
        let written = encoder.write_header().and_then(|mut picture| picture.write_image_data(&pixels));
        written.expect("a picture can be written");
    }

    #[test]
    fn what_eyes_see_is_told_and_what_they_do_not_see_is_not() {
        let (earlier, later) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let (earlier, later) = (earlier.path(), later.path());
        for (name, before, after) in [
            ("a-same.png", Some((80, 30)), Some((80, 30))),
            // 80 pixels more, less than a minute of a clock takes.
            ("b-nearly.png", Some((80, 90)), Some((80, 91))),
            ("c-other.png", Some((80, 30)), Some((80, 40))),
            ("d-longer.png", Some((80, 30)), Some((90, 30))),
            ("e-gone.png", Some((80, 30)), None),
            ("f-new.png", None, Some((80, 30))),
        ] {
            for (folder, drawn) in [(earlier, before), (later, after)] {
                if let Some((height, block)) = drawn {
                    draw(folder, name, height, block);
                }
            }
        }
        let (same, changes) = folders(earlier, later).expect("they are compared");
        let told: Vec<String> = changes.iter().map(ToString::to_string).collect();
        let expected = [
            "c-other.png: differs in 700 pixels",
            "d-longer.png: has another size",
            "e-gone.png: is gone",
            "f-new.png: is new",
        ];
        assert_eq!((same, told), (2, expected.map(String::from).to_vec()));
        let shown = page(later, &changes).expect("the page is written");
        let shown = fs::read_to_string(shown).expect("it is there");
        for part in ["before/c-other.png", "\"c-other.png", "changes/c-other.png", "before/e-gone.png"] {
            assert!(shown.contains(part), "{part} in {shown}");
        }
        // A picture that is none is an error, and nothing that looks the same.
        fs::write(later.join("a-same.png"), "not a picture").expect("it is written");
        assert!(folders(earlier, later).is_err());
    }

    #[test]
    fn the_pixels_are_read_from_what_pixelmatch_says() {
        let said = "matched in: 12.5ms\ndifferent pixels: 1250\nerror: 1.25%\n";
        assert_eq!(count(said), Some(1250));
        assert_eq!(count("matched in: 12.5ms"), None);
    }

    #[test]
    fn a_change_is_told_in_a_line() {
        let change = |how| Change { name: "front.png".into(), how }.to_string();
        assert_eq!(change(How::New), "front.png: is new");
        assert_eq!(change(How::Pixels(1250)), "front.png: differs in 1250 pixels");
    }
}
