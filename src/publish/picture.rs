//! Pictures of a newsroom: where they lie, and how much room they take.

use imagesize::{Compression, ImageType};
use std::{
    fs,
    io::{self, Read as _},
    path::Path,
};

/// The size of a picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// The size of the picture that `src` names in the newsroom's folder.
///
/// # Errors
/// In words: a name that leads out of the folder, no such file, or a file that is no picture that browsers show.
pub(crate) fn measure(content: &Path, src: &str) -> Result<Size, String> {
    if src.contains("://") || src.starts_with("//") || src.starts_with("data:") {
        return Err(format!("the picture `{src}` is on another site: save it under media/ and name it from there"));
    }
    if src.starts_with('/') || src.contains('\\') || Path::new(src).is_absolute() {
        return Err(format!("the picture `{src}` must be named from the newsroom's folder, such as `media/photo.jpg`"));
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
            let hint = similar(content, src).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(format!("there is no picture `{src}`: put the file there, or mend the name{hint}"));
        }
        Err(error) => return Err(format!("the picture `{src}` cannot be read: {error}")),
    }
    if path.metadata().is_ok_and(|file| file.len() == 0) {
        return Err(format!("the picture `{src}` is an empty file: export it again"));
    }
    if is_heic(&path) {
        return Err(format!("`{src}` is in the format HEIC of telephones, which few browsers show: export it as JPEG"));
    }
    match imagesize::size(&path) {
        Ok(size) => match (u32::try_from(size.width), u32::try_from(size.height)) {
            (Ok(width), Ok(height)) if width > 0 && height > 0 => Ok(match lies_on_its_side(&path) {
                true => Size { width: height, height: width },
                false => Size { width, height },
            }),
            _ => Err(format!("the picture `{src}` says that it is {} by {} pixels", size.width, size.height)),
        },
        Err(imagesize::ImageError::IoError(error)) if error.kind() != io::ErrorKind::UnexpectedEof => {
            Err(format!("the picture `{src}` cannot be read: {error}"))
        }
        Err(_) => Err(format!(
            "`{src}` is not a picture that browsers show: use JPEG, PNG, WebP, AVIF or GIF, and check that the file is whole"
        )),
    }
}

/// Whether browsers turn a picture by a quarter to show it, as cameras ask them to (Exif 2.3, Orientation 5 to 8).
fn lies_on_its_side(path: &Path) -> bool {
    let read = |file| exif::Reader::new().read_from_container(&mut io::BufReader::new(file)).ok();
    let orientation = fs::File::open(path)
        .ok()
        .and_then(read)
        .and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
    orientation.is_some_and(|orientation| (5..=8).contains(&orientation))
}

/// Whether a file has the container of AVIF but another compression inside.
fn is_heic(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(512).read_to_end(&mut head));
    let kind = read.ok().and_then(|_| imagesize::image_type(&head).ok());
    matches!(kind, Some(ImageType::Heif(compression)) if compression != Compression::Av1)
}

/// A picture that is there and was probably meant: the same name in other letters, or in media/.
fn similar(content: &Path, src: &str) -> Option<String> {
    let (folder, name) = src.rsplit_once('/').unwrap_or(("media", src));
    let near = |entry: fs::DirEntry| {
        let there = entry.file_name().into_string().ok()?;
        there.eq_ignore_ascii_case(name).then(|| format!("{folder}/{there}"))
    };
    fs::read_dir(content.join(folder)).ok()?.flatten().find_map(near)
}
