//! Pictures that are AVIF already. Those of `avif/` have four quarters, red and green above blue and white, and were written
//! by libavif's `avifenc`, as most programs do: 128 by 128 pixels, the turned ones 128 by 96.

use super::{LIMIT, content, is_near, large, offered, plain, showing};
use crate::support::{noisy_photo, photo};
use codecs::Pixels;
use image::{DynamicImage, RgbImage};

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
fn assert_quarters(picture: &DynamicImage, colours: [[i16; 3]; 4]) {
    let picture = picture.to_rgb8();
    let (width, height) = picture.dimensions();
    let middle = |(column, row)| *picture.get_pixel(width * column / 4, height * row / 4);
    let found = [(1, 1), (3, 1), (1, 3), (3, 3)].map(middle);
    assert!(found.iter().zip(colours).all(|(found, colour)| is_near(*found, colour)), "{found:?} and not {colours:?}");
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

#[test]
fn an_avif_of_any_make_is_shown_upright_and_in_its_colours() {
    let plainly = [RED, GREEN, BLUE, WHITE];
    for (name, picture, size, quarters) in [
        ("grid", include_bytes!("avif/grid.avif").as_slice(), (128, 128), plainly),
        (
            "ten bits, seen through and counted in",
            include_bytes!("avif/ten-bits.avif"),
            (128, 128),
            [RED, GREEN, BLUE, [255; 3]],
        ),
        ("turned against the clock", include_bytes!("avif/turned.avif"), (96, 128), [GREEN, WHITE, RED, BLUE]),
        ("then upside down", include_bytes!("avif/mirrored.avif"), (96, 128), [RED, BLUE, GREEN, WHITE]),
        // Its red is that of Display P3, more than sRGB has.
        (
            "wide colours",
            include_bytes!("avif/wide.avif"),
            (128, 128),
            [[241, 0, 24], [0, 163, 53], [22, 60, 206], WHITE],
        ),
    ] {
        let newsroom = showing("a.avif", picture);
        let site = newsroom.built();
        let shown = plain(&site);
        assert_eq!((shown.width(), shown.height()), size, "{name}");
        assert_quarters(&shown, quarters);
        let image = &site.page("/article/a/").all("img")[0];
        let said = |name| image.attribute(name).and_then(|value| value.parse().ok());
        assert_eq!((said("width"), said("height")), (Some(size.0), Some(size.1)), "{name}");
    }
}

#[test]
fn an_avif_that_moves_is_kept() {
    let moving = include_bytes!("avif/moving.avif");
    let newsroom = showing("a.avif", moving);
    let site = newsroom.built();
    let page = site.page("/article/a/");
    let shown = page.all("figure")[0].all("img")[0].attribute("src").expect("it has an address");
    assert!(shown.ends_with(".avif") && content(&site.tree(), &shown) == moving, "{shown}");
    assert!(page.all("picture").is_empty());
}

#[test]
fn an_avif_that_cannot_be_read_is_named() {
    let refused = |picture: &[u8], gist: &str| {
        let newsroom = showing("a.avif", picture);
        newsroom.refused().at("articles/a.json", "\"media/a.avif\"", gist).and_no_more();
    };
    refused(include_bytes!("avif/cropped.avif"), "(it is cropped, layered or changed in a way that is not known here)");
    let whole = avif(noisy_photo(300, 200), 60.0);
    for part in [10, 50, 90, 99] {
        refused(&whole[..whole.len() * part / 100], "export it again, as JPEG or PNG");
    }
}
