//! Pictures of a newsroom: where they lie, what they are, how much room they take, and whether they are whole.

use super::{Cache, Found, Key, Kind, MOST_PIXELS, cache::Record, decode, vector, workshop::damaged};
use codecs::Avif;
use icu::normalizer::ComposingNormalizerBorrowed;
use imagesize::{Compression, ImageType};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The heaviest file that is read, bytes.
const HEAVIEST: u64 = 200_000_000;

/// The picture that `src` names in the newsroom's folder. What the cache knows of it is believed; without one only the head
/// of the file is judged.
///
/// # Errors
/// In words: a name that leads out of the folder, no such file, a file that is no picture that browsers show, or one that
/// is damaged.
pub(crate) fn examine(content: &Path, src: &str, cache: Option<&Cache>) -> Result<Found, String> {
    let path = locate(content, src)?;
    let cannot_be_read = |error: io::Error| format!("the picture `{src}` cannot be read: {error}");
    let length = path.metadata().map_err(cannot_be_read)?.len();
    if length == 0 {
        return Err(format!("the picture `{src}` is an empty file: export it again"));
    }
    if length > HEAVIEST {
        return Err(format!("`{src}` weighs {} MB, too much for a picture: export it again", length / 1_000_000));
    }
    let file = fs::read(&path).map_err(cannot_be_read)?;
    let key = Key::of(&file);
    if let Some(record) = cache.and_then(|cache| cache.record(&key)) {
        return Ok(record.found(key, length));
    }
    let (kind, width, height) = judge(&file, src, cache.is_some())?;
    if let Some(cache) = cache {
        let kept = cache.keep(&key, &Record { kind, width, height, made: None });
        kept.map_err(|error| format!("the cache {} cannot be written: {error}", cache.folder().display()))?;
    }
    Ok(Found { key, kind, width, height, bytes: length })
}

/// Where the picture lies that `src` names.
fn locate(content: &Path, src: &str) -> Result<PathBuf, String> {
    if src.contains("://") || src.starts_with("//") || src.starts_with("data:") {
        return Err(format!("the picture `{src}` is on another site: save it under media/ and name it from there"));
    }
    if src.starts_with('/') || src.contains('\\') || Path::new(src).is_absolute() {
        return Err(format!("the picture `{src}` must be named from the newsroom's folder, such as `media/photo.jpg`"));
    }
    if let Some(bare) = src.strip_prefix("./") {
        return Err(format!("the picture `{src}` is named from the newsroom's folder already: write `{bare}`"));
    }
    if src.split('/').any(|part| matches!(part, ".." | "." | "")) {
        return Err(format!(
            "the picture `{src}` leads out of the newsroom's folder: name it from there, such as `media/photo.jpg`"
        ));
    }
    let path = content.join(src);
    let inside = path.canonicalize().and_then(|path| Ok(path.starts_with(content.canonicalize()?)));
    match inside {
        Ok(true) => {}
        Ok(false) => return Err(format!("the picture `{src}` is a link out of the newsroom's folder: copy the file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let hint = similar(content, src).map(|near| match composed(&near) == composed(src) {
                true => {
                    "; one with this very name is there, but its accents are stored apart from their letters, as Macs \
                         do: rename it to a name without accents, here and there"
                        .into()
                }
                false => format!("; did you mean `{near}`?"),
            });
            let hint = hint.unwrap_or_default();
            return Err(format!("there is no picture `{src}`: put the file there, or mend the name{hint}"));
        }
        Err(error) => return Err(format!("the picture `{src}` cannot be read: {error}")),
    }
    Ok(path)
}

/// What a file is, and its size once it is turned. `whole`: all of it is to be read, not only its head.
fn judge(file: &[u8], src: &str, whole: bool) -> Result<(Kind, u32, u32), String> {
    if vector::is_meant(file) {
        let (width, height) = vector::measure(file).map_err(|fault| format!("`{src}`: {fault}"))?;
        return Ok((Kind::Kept, width, height));
    }
    let avif = decode::avif(file).transpose().map_err(|fault| unreadable(src, &fault))?;
    let kind = imagesize::image_type(file).ok();
    if avif.is_none() && kind == Some(ImageType::Heif(Compression::Hevc)) {
        return Err(format!("`{src}` is in the format HEIC of telephones, which few browsers show: export it as JPEG"));
    }
    let (width, height) = size(file, avif.as_ref(), src)?;
    if whole {
        decode::try_out(file).map_err(|error| match avif {
            Some(_) => unreadable(src, &error),
            None => format!("`{src}`: {}", damaged(&error)),
        })?;
    }
    let kind = if decode::moves(file) { Kind::Moving } else { Kind::Still };
    let on_its_side = avif.map_or_else(|| lies_on_its_side(file), |avif| avif.orientation() >= 5);
    Ok(match on_its_side {
        true => (kind, height, width),
        false => (kind, width, height),
    })
}

/// How large a picture says it is, before it is turned: pixels in a row, and rows.
fn size(file: &[u8], avif: Option<&Avif>, src: &str) -> Result<(u32, u32), String> {
    let told = match avif {
        Some(avif) => Some(avif.size()),
        None => {
            let size = imagesize::blob_size(file).map_err(|_| {
                format!(
                    "`{src}` is not a picture that browsers show: use JPEG, PNG, WebP, AVIF, GIF or SVG, and check that the file is whole"
                )
            })?;
            u32::try_from(size.width).ok().zip(u32::try_from(size.height).ok())
        }
    };
    let Some((width, height)) = told.filter(|(width, height)| *width > 0 && *height > 0) else {
        return Err(format!("the picture `{src}` says that it has no pixels, or more than can be: export it again"));
    };
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS {
        return Err(format!(
            "the picture `{src}` has {} megapixels, more than the {} that are read: export it smaller, 2560 pixels wide is enough",
            pixels / 1_000_000,
            MOST_PIXELS / 1_000_000
        ));
    }
    Ok((width, height))
}

/// What is said of an AVIF file that is damaged, or has what other programs read and this one does not.
fn unreadable(src: &str, fault: &str) -> String {
    format!("the picture `{src}` cannot be used ({fault}): export it again, as JPEG or PNG")
}

/// Whether browsers turn a picture by a quarter to show it, as cameras ask them to (Exif 2.3, Orientation 5 to 8).
fn lies_on_its_side(file: &[u8]) -> bool {
    let exif = exif::Reader::new().read_from_container(&mut io::Cursor::new(file)).ok();
    let orientation =
        exif.and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
    orientation.is_some_and(|orientation| (5..=8).contains(&orientation))
}

/// A name whose accents and letters are one character each, where there is such a one (Unicode, NFC).
fn composed(name: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(name).into_owned()
}

/// A picture that is there and was probably meant: the same name in other letters, or in media/.
fn similar(content: &Path, src: &str) -> Option<String> {
    let (folder, name) = src.rsplit_once('/').unwrap_or(("media", src));
    let near = |entry: fs::DirEntry| {
        let there = entry.file_name().into_string().ok()?;
        composed(&there).eq_ignore_ascii_case(&composed(name)).then(|| format!("{folder}/{there}"))
    };
    fs::read_dir(content.join(folder)).ok()?.flatten().find_map(near)
}
