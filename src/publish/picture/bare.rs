//! Files of pictures without what their makers did not mean to publish: where they were taken, with what, when. Pixels are
//! not touched; how a picture is to be turned and its colours stay.

use super::decode::avif;
use img_parts::{Bytes, DynImage, ImageEXIF as _, jpeg::markers};
use std::{ffi::OsStr, fs, io::Cursor, path::Path};

/// Text that names a place in XMP (XMP specification, part 2, 2.4: the Exif namespace).
const PLACE: &[u8] = b"exif:GPS";
/// How XMP begins and ends: in what it is wrapped, which may be missing, and by itself (ISO 16684-1, 7.3.3 and 7.4).
const XMP: [(&[u8], &[u8]); 2] = [(b"<x:xmpmeta", b"</x:xmpmeta>"), (b"<rdf:RDF", b"</rdf:RDF>")];

/// How the names of files end that may say where they were taken.
const KINDS: [&str; 7] = ["avif", "gif", "heic", "jpeg", "jpg", "png", "webp"];

/// The content of a file that is to be copied, if it had to be changed: it named a place. `end` is the end of its name.
pub(crate) fn without_places(file: &Path, end: &OsStr) -> Option<Vec<u8>> {
    KINDS.iter().find(|kind| end.eq_ignore_ascii_case(kind))?;
    // Who cannot read it now is told when it is copied.
    let content = fs::read(file).ok()?;
    let read = exif::Reader::new().read_from_container(&mut Cursor::new(&content)).ok();
    let in_exif = read.is_some_and(|exif| exif.fields().any(|field| field.tag.context() == exif::Context::Gps));
    (in_exif || find(&content, PLACE).is_some()).then(|| bare(&content))
}

/// The content of a file without what does not belong to the picture.
pub(super) fn bare(content: &[u8]) -> Vec<u8> {
    let Ok(Some(mut image)) = DynImage::from_bytes(Bytes::copy_from_slice(content)) else { return blanked(content) };
    let turned = image.exif().as_deref().and_then(turn);
    match &mut image {
        DynImage::Jpeg(jpeg) => {
            for marker in [markers::APP1, markers::APP13] {
                jpeg.remove_segments_by_marker(marker);
            }
        }
        DynImage::Png(png) => {
            for kind in [*b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"] {
                png.remove_chunks_by_type(kind);
            }
        }
        DynImage::WebP(webp) => webp.remove_chunks_by_id(*b"XMP "),
    }
    image.set_exif(turned.map(Bytes::from));
    image.encoder().bytes().to_vec()
}

/// The Exif that says how a picture is to be turned and nothing else; none where it is upright.
fn turn(exif: &[u8]) -> Option<Vec<u8>> {
    let (read, _) = exif::parse_exif(exif).ok()?;
    let orientation =
        read.iter().find(|field| field.tag == exif::Tag::Orientation && field.ifd_num == exif::In::PRIMARY);
    let orientation = orientation?.value.get_uint(0).and_then(|value| u8::try_from(value).ok())?;
    // TIFF, big-endian, one entry: Orientation (0x0112), of type SHORT, one value.
    (2..=8).contains(&orientation).then(|| {
        [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0]].concat()
    })
}

/// In a file of another kind nothing may change its place: what does not belong to the picture is made blank.
fn blanked(content: &[u8]) -> Vec<u8> {
    let mut blank = content.to_vec();
    if let Some(Ok(avif)) = avif(content) {
        avif.items(b"mime").into_iter().for_each(|place| blank[place].fill(b' '));
        for place in avif.items(b"Exif") {
            blank[place.clone()].fill(0);
            // In front of it stands where it begins: at once.
            if let Some(exif) = blank[place].get_mut(4..) {
                say_nothing(exif);
            }
        }
    }
    if let Ok(exif) = exif::Reader::new().read_from_container(&mut Cursor::new(content))
        && let Some(start) = find(&blank, exif.buf())
    {
        say_nothing(&mut blank[start..start + exif.buf().len()]);
    }
    for (opening, closing) in XMP {
        let mut from = 0;
        while let Some(start) = find(&blank[from..], opening).map(|at| from + at) {
            let Some(end) = find(&blank[start..], closing).map(|at| start + at + closing.len()) else { break };
            blank[start..end].fill(b' ');
            from = end;
        }
    }
    blank
}

/// Leaves Exif without an entry, which is Exif still: some programs refuse a picture for less.
fn say_nothing(exif: &mut [u8]) {
    // TIFF, big-endian, no entries, no more of them.
    const NOTHING: [u8; 14] = *b"MM\0*\0\0\0\x08\0\0\0\0\0\0";
    exif.fill(0);
    if let Some(start) = exif.first_chunk_mut() {
        *start = NOTHING;
    }
}

fn find(content: &[u8], what: &[u8]) -> Option<usize> {
    if what.is_empty() {
        return None;
    }
    memchr::memmem::find(content, what)
}
