//! Pictures that are AVIF already. Those of other programs are those of `codecs/tests/avif`: four quarters, red and green
//! above blue and white.

use super::{LIMIT, content, is_near, large, offered, plain, showing};
use crate::support::{Newsroom, noisy_photo, photo};
use codecs::{Avif, Pixels};
use image::{DynamicImage, Rgb, RgbImage};
use std::{fs, path::Path};

const RED: [i16; 3] = [220, 40, 40];
const GREEN: [i16; 3] = [40, 160, 60];
const BLUE: [i16; 3] = [40, 60, 200];
const WHITE: [i16; 3] = [240, 240, 240];

/// A picture in AVIF as the program writes it: eight bits, a hue for each four pixels.
fn avif(picture: RgbImage, quality: f32) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let pixels = Pixels { width, height, alpha: false, bytes: picture.into_raw() };
    pixels.avif(quality).expect("it is encoded")
}

/// Whether the middles of the quarters, in the order of reading, have these colours.
#[track_caller]
fn assert_quarters(name: &str, picture: &DynamicImage, colours: [[i16; 3]; 4]) {
    let picture = picture.to_rgb8();
    let (width, height) = picture.dimensions();
    let near =
        |found: Rgb<u8>, colour: [i16; 3]| found.0.iter().zip(colour).all(|(a, b)| (i16::from(*a) - b).abs() < 6);
    let middle = |(column, row)| *picture.get_pixel(width * column / 4, height * row / 4);
    let found = [(1, 1), (3, 1), (1, 3), (3, 3)].map(middle);
    assert!(
        found.iter().zip(colours).all(|(found, colour)| near(*found, colour)),
        "{name}: {found:?} and not {colours:?}"
    );
}

#[test]
fn an_avif_is_offered_in_the_same_formats_and_widths_as_any_other() {
    let newsroom = showing("a.avif", avif(photo(1000, 500), 90.0));
    let site = newsroom.built();
    let (page, tree) = (site.page("/article/a/"), site.tree());
    let offered = offered(&page);
    for kind in ["image/avif", "image/webp", "image/jpeg"] {
        assert_eq!(offered[kind].keys().copied().collect::<Vec<_>>(), [320, 640, 1000], "{kind}");
    }
    assert!(offered.values().flat_map(|files| files.values()).all(|file| content(&tree, file).len() <= LIMIT));
    let shown = large(&site).to_rgb8();
    assert_eq!(shown.dimensions(), (1000, 500));
    assert!(is_near(*shown.get_pixel(100, 100), [200, 20, 20]) && is_near(*shown.get_pixel(900, 400), [20, 130, 120]));
    // What others show of the page is made of it too.
    let card = page.all("meta").into_iter().find(|meta| meta.attribute("property").as_deref() == Some("og:image"));
    let card = card.and_then(|meta| meta.attribute("content")).expect("there is one");
    let address = card.split_once("/partage/").expect("it lies there").1;
    let card = image::load_from_memory(content(&tree, &format!("partage/{address}"))).expect("a picture").to_rgb8();
    assert_eq!(card.dimensions(), (1200, 630));
    assert!(is_near(*card.get_pixel(100, 100), [200, 20, 20]));
}

/// The first bytes that are these replaced by others of the same number.
fn replaced(file: &[u8], these: &[u8; 10], others: &[u8]) -> Vec<u8> {
    let at = file.windows(10).position(|bytes| bytes == these).expect("it has them");
    [&file[..at], others, &file[at + 10..]].concat()
}

/// A file of another program, by its name.
fn written(name: &str) -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("codecs/tests/avif").join(name);
    fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn an_avif_of_any_make_is_shown_upright_and_in_its_colours() {
    let grey = |levels: [i16; 4]| levels.map(|level| [level; 3]);
    // `colr`, from the kind of what it says to primaries, transfer and matrix.
    let (sdr, pq, hlg) = (b"nclx\0\x01\0\x0d\0\x06", b"nclx\0\x09\0\x10\0\x09", b"nclx\0\x09\0\x12\0\x09");
    let bright = |numbers: &[u8]| replaced(&written("grey.avif"), sdr, numbers);
    for (name, picture, size, quarters) in [
        ("of tiles", written("grid.avif"), (128, 128), [RED, GREEN, BLUE, WHITE]),
        ("half seen through", written("ten-bits.avif"), (128, 128), [RED, GREEN, [147, 157, 227], [255; 3]]),
        ("turned against the clock", written("turned.avif"), (96, 128), [GREEN, WHITE, RED, BLUE]),
        ("then upside down", written("mirrored.avif"), (96, 128), [RED, BLUE, GREEN, WHITE]),
        // Its red is that of Display P3, more than sRGB has.
        ("of wide colours", written("wide.avif"), (128, 128), [[240, 0, 21], [0, 163, 40], [34, 61, 208], WHITE]),
        ("grey", written("grey.avif"), (128, 128), grey([94, 113, 70, 240])),
        ("brighter than paper, PQ", bright(pq), (128, 128), grey([94, 138, 53, 255])),
        ("brighter than paper, HLG", bright(hlg), (128, 128), grey([97, 120, 69, 255])),
    ] {
        let newsroom = showing("a.avif", picture);
        let site = newsroom.built();
        let shown = plain(&site);
        assert_eq!((shown.width(), shown.height()), size, "{name}");
        assert_quarters(name, &shown, quarters);
        let image = &site.page("/article/a/").all("img")[0];
        let said = |name| image.attribute(name).and_then(|value| value.parse().ok());
        assert_eq!((said("width"), said("height")), (Some(size.0), Some(size.1)), "{name}");
    }
}

#[test]
fn an_avif_that_cannot_be_read_is_named() {
    let refused = |picture: &[u8], gist: &str| {
        let newsroom = showing("a.avif", picture);
        newsroom.refused().at("articles/a.json", "\"media/a.avif\"", gist).and_no_more();
    };
    refused(
        &written("cropped.avif"),
        "(it hides a part of itself that anybody could take out of it): export it again, as JPEG or PNG",
    );
    refused(&written("moving.avif"), "(it moves, which only a GIF, PNG or WebP can here)");
    let whole = avif(noisy_photo(300, 200), 60.0);
    for part in [10, 50, 90, 99] {
        refused(&whole[..whole.len() * part / 100], "export it again, as JPEG or PNG");
    }
}

#[test]
fn an_avif_that_is_copied_loses_what_it_says_of_its_place() {
    let taken = written("taken.avif");
    let newsroom = Newsroom::new().article("a.json", |article| article).file("media/a.avif", &taken);
    let tree = newsroom.built().tree();
    let copied = content(&tree, "media/a.avif");
    assert_eq!(copied.len(), taken.len());
    let says = |file: &[u8], what: &[u8]| file.windows(what.len()).any(|bytes| bytes == what);
    // XMP's place, and the orientation as the one entry of Exif.
    for what in [b"GPSLatitude".as_slice(), b"MM\0*\0\0\0\x08\0\x01"] {
        assert!(says(&taken, what) && !says(copied, what), "{what:?}");
    }
    assert!(says(copied, b"MM\0*\0\0\0\x08\0\0\0\0\0\0"), "what is left is Exif");
    let still = Avif::parse(copied).and_then(|avif| avif.still(100_000)).expect("it is a picture still");
    assert_eq!(still.pixels, Avif::parse(&taken).and_then(|avif| avif.still(100_000)).expect("it was one").pixels);
}
