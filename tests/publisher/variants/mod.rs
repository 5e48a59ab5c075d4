//! What is made of pictures: formats and sizes for every window, light, upright, without the places where they were taken,
//! and once.

mod avif;
mod kept;

use crate::support::{Html, Newsroom, Outcome, PROGRAM, Site, Tree, file, moving, noisy_photo, photo, taken};
use image::{DynamicImage, ImageFormat, Rgb, RgbaImage, imageops};
use img_parts::{ImageICC as _, jpeg::Jpeg};
use moxcms::ColorProfile;
use serde_json::json;
use std::collections::BTreeMap;

/// The most that a picture in a page weighs, bytes.
const LIMIT: usize = 60_000;

/// A newsroom with one article that shows a picture over its text, and what is made of pictures in its own `cache`.
fn showing(name: &str, picture: impl AsRef<[u8]>) -> Newsroom {
    let src = format!("media/{name}");
    Newsroom::new().file(&src, picture).article("a.json", |article| article.image(&src))
}

/// The files of a `srcset`, by width.
fn files(set: &str) -> BTreeMap<u32, String> {
    let file = |one: &str| {
        let (address, width) = one.trim().split_once(' ').expect("an address and a width");
        (width.trim_end_matches('w').parse().expect("a width"), address.to_owned())
    };
    set.split(',').map(file).collect()
}

/// The files that a page offers for its first picture, by type and width.
fn offered(page: &Html) -> BTreeMap<String, BTreeMap<u32, String>> {
    let picture = page.all("picture")[0].clone();
    let sources = picture.all("source");
    let mut all: BTreeMap<_, _> = sources
        .iter()
        .map(|source| {
            let said = |name| source.attribute(name).expect("a source says it");
            (said("type"), files(&said("srcset")))
        })
        .collect();
    let image = &picture.all("img")[0];
    all.insert("image/jpeg".into(), files(&image.attribute("srcset").expect("it offers several")));
    all
}

#[track_caller]
fn content<'t>(tree: &'t Tree, address: &str) -> &'t [u8] {
    tree.get(address.trim_start_matches('/')).unwrap_or_else(|| panic!("{address} is not in the site"))
}

/// The large view of an article's picture.
fn large(site: &Site<'_>) -> DynamicImage {
    let page = site.page("/article/a/");
    let way = page.all("figure")[0].all("a")[0].attribute("href").expect("a way to the large one");
    image::load_from_memory(content(&site.tree(), &way)).expect("a picture")
}

/// What a browser shows that knows neither AVIF nor WebP, at its widest.
fn plain(site: &Site<'_>) -> DynamicImage {
    let offered = offered(&site.page("/article/a/"));
    let widest = offered["image/jpeg"].values().last().expect("one at least");
    image::load_from_memory(content(&site.tree(), widest)).expect("a picture")
}

fn is_near(one: Rgb<u8>, other: [i16; 3]) -> bool {
    one.0.iter().zip(other).all(|(one, other)| (i16::from(*one) - other).abs() < 24)
}

#[test]
fn a_picture_is_offered_in_three_formats_at_the_widths_that_are_of_use() {
    let newsroom = showing("l’été à Niamey.png", file(photo(1000, 500), ImageFormat::Png));
    let site = newsroom.built();
    let (page, tree) = (site.page("/article/a/"), site.tree());
    let offered = offered(&page);
    let widths = |kind: &str| offered[kind].keys().copied().collect::<Vec<_>>();
    for kind in ["image/avif", "image/webp", "image/jpeg"] {
        assert_eq!(widths(kind), [320, 640, 1000], "{kind}");
    }
    for (kind, files) in &offered {
        for (width, address) in files {
            let file = content(&tree, address);
            let size = imagesize::blob_size(file).expect("a picture");
            assert_eq!((size.width, size.height), (*width as usize, *width as usize / 2), "{address}");
            assert_eq!(mime_guess::from_path(address).first_raw(), Some(kind.as_str()), "{address}");
            assert!(address.starts_with("/plates/l-ete-a-niamey-"), "{address}");
        }
    }
    let image = &page.all("figure")[0].all("img")[0];
    let said = |name| image.attribute(name);
    assert_eq!(said("src").as_ref(), offered["image/jpeg"].get(&640));
    assert_eq!((said("width").as_deref(), said("height").as_deref()), (Some("1000"), Some("500")));
    assert_eq!((said("fetchpriority").as_deref(), said("loading")), (Some("high"), None));
    assert!(said("sizes").is_some_and(|sizes| sizes.contains("60rem")), "as wide as the lead picture");
    // What it was made of is nobody's business.
    assert_eq!(tree.get("media/l’été à Niamey.png"), None);
    let large = large(&site);
    assert_eq!((large.width(), large.height()), (1000, 500));
}

#[test]
fn a_list_offers_small_pictures_and_only_its_first_at_once() {
    let newsroom = showing("a.jpg", taken(&photo(1600, 900), 1));
    let newsroom = newsroom.article("b.json", |article| article.image("media/a.jpg"));
    let front = newsroom.built().page("/");
    let pictures = front.all("picture");
    let widest = |index: usize| {
        let set = pictures[index].all("source")[0].attribute("srcset").expect("a source offers files");
        *files(&set).keys().last().expect("one at least")
    };
    assert_eq!((widest(0), widest(1)), (1080, 640));
    let images = front.all("img");
    assert_eq!(images[0].attribute("fetchpriority").as_deref(), Some("high"));
    assert_eq!(images[1].attribute("loading").as_deref(), Some("lazy"));
    assert_eq!(images[1].attribute("sizes").as_deref(), Some("(min-width:30rem) 13rem,10rem"));
    let thumbs = front.all("div").into_iter().filter(|element| element.attribute("class").as_deref() == Some("thumb"));
    assert!(thumbs.flat_map(|thumb| thumb.all("a")).next().is_none(), "the headline leads to the article");
}

#[test]
fn a_picture_of_few_pixels_is_shown_with_those() {
    let site_of = |width, height| {
        let newsroom = showing("a.png", file(photo(width, height), ImageFormat::Png));
        let site = newsroom.built();
        let page = site.page("/article/a/");
        let figure = &page.all("figure")[0];
        assert!(figure.all("a").is_empty(), "there is nothing larger");
        assert_eq!(figure.all("img")[0].attribute("class").as_deref(), Some("small"), "it would be blurred");
        offered(&page)
    };
    for (width, height) in [(1, 1), (2, 1), (300, 200)] {
        for (kind, files) in site_of(width, height) {
            assert_eq!(files.into_keys().collect::<Vec<_>>(), [width], "{kind}");
        }
    }
}

#[test]
fn a_page_keeps_the_room_and_shows_the_colour_of_a_picture_that_is_not_there_yet() {
    let sand = image::RgbImage::from_pixel(300, 150, Rgb([0xcc, 0xaa, 0x77]));
    let newsroom = showing("a.png", file(sand, ImageFormat::Png));
    let source = newsroom.built().source("/article/a/");
    assert!(source.contains(r##"color="#ca7" aria-hidden="true"></svg><picture>"##), "{source}");
    assert!(!source.contains("style="), "the policy forbids it");
}

#[test]
fn every_way_to_hold_a_camera_gives_an_upright_picture() {
    let upright = photo(330, 200);
    // What a sensor sees when the camera is held so that Exif counts its turn as 1 to 8.
    let seen: [fn(&image::RgbImage) -> image::RgbImage; 8] = [
        |upright| upright.clone(),
        imageops::flip_horizontal,
        imageops::rotate180,
        imageops::flip_vertical,
        |upright| imageops::flip_horizontal(&imageops::rotate90(upright)),
        imageops::rotate270,
        |upright| imageops::flip_horizontal(&imageops::rotate270(upright)),
        imageops::rotate90,
    ];
    for (seen, orientation) in seen.iter().zip(1..) {
        let newsroom = showing("a.jpg", taken(&seen(&upright), orientation));
        let site = newsroom.built();
        let plain = plain(&site).into_rgb8();
        assert_eq!(plain.dimensions(), (330, 200), "orientation {orientation}");
        assert!(is_near(*plain.get_pixel(40, 30), [200, 20, 20]), "orientation {orientation}");
        assert!(plain.get_pixel(300, 160).0[0] < 60, "orientation {orientation}");
        let widest = &offered(&site.page("/article/a/"))["image/avif"][&330];
        let size = imagesize::blob_size(content(&site.tree(), widest)).expect("a picture");
        assert_eq!((size.width, size.height), (330, 200), "orientation {orientation}");
    }
}

#[test]
fn where_a_picture_was_taken_stays_with_the_newsroom() {
    let photo = photo(300, 200);
    let newsroom = showing("a.jpg", taken(&photo, 6))
        .file("media/jamais-montree.jpg", taken(&photo, 6))
        .file("media/liee.jpg", taken(&photo, 1))
        .file("media/dite.png", file(photo.clone(), ImageFormat::Png));
    let newsroom = newsroom
        .article("b.json", |article| article.image("media/liee.jpg").text("[La même, entière](/media/liee.jpg)"));
    let site = newsroom.built();
    let tree = site.tree();
    let mut pictures = 0;
    for path in tree.paths() {
        let content = tree.get(&path.to_string_lossy()).expect("it is there");
        let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(content));
        let places =
            exif.iter().flat_map(|exif| exif.fields()).filter(|field| field.tag.context() == exif::Context::Gps);
        assert_eq!(places.count(), 0, "{}", path.display());
        pictures += usize::from(path.starts_with("plates") || path.starts_with("media"));
    }
    assert!(pictures >= 9, "{pictures}");
    // A file that is only copied still says how it is to be turned.
    let copied = tree.get("media/jamais-montree.jpg").expect("nobody shows it, somebody may link to it");
    let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(copied)).expect("it says something");
    let turn = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY).and_then(|field| field.value.get_uint(0));
    assert_eq!((turn, exif.fields().count()), (Some(6), 1));
    assert!(image::load_from_memory(copied).is_ok());
    assert!(tree.get("media/liee.jpg").is_some(), "a text leads to it");
    assert_eq!(tree.get("media/dite.png"), Some(&file(photo, ImageFormat::Png)[..]), "it names no place");
}

#[test]
fn colours_of_other_profiles_become_those_that_everything_shows() {
    // The green of Display P3 that sRGB calls (0, 252, 77) or so: without its profile it would be shown paler.
    let green = image::RgbImage::from_pixel(300, 200, Rgb([120, 250, 90]));
    let mut jpeg = Jpeg::from_bytes(file(green, ImageFormat::Jpeg).into()).expect("it is a JPEG");
    let profile = ColorProfile::new_display_p3().encode().expect("a profile can be written");
    jpeg.set_icc_profile(Some(profile.into()));
    let newsroom = showing("a.jpg", jpeg.encoder().bytes());
    let plain = plain(&newsroom.built()).into_rgb8();
    let [red, green, _] = plain.get_pixel(10, 10).0;
    assert!(red < 60 && green > 245, "{:?}", plain.get_pixel(10, 10));
}

#[test]
fn grey_deep_and_transparent_pictures_keep_their_looks() {
    let grey = image::GrayImage::from_pixel(300, 200, image::Luma([130]));
    let deep = image::ImageBuffer::from_pixel(300, 200, Rgb([0x8000_u16, 0x4000, 0x2000]));
    let clear = RgbaImage::from_fn(300, 200, |x, _| image::Rgba([10, 20, 200, if x < 150 { 255 } else { 0 }]));
    for (picture, left, right) in [
        (DynamicImage::from(grey), [130, 130, 130], [130, 130, 130]),
        (DynamicImage::from(deep), [0x80, 0x40, 0x20], [0x80, 0x40, 0x20]),
        // On white where only a JPEG can be shown.
        (DynamicImage::from(clear), [10, 20, 200], [255, 255, 255]),
    ] {
        let newsroom = showing("a.png", file(picture.clone(), ImageFormat::Png));
        let site = newsroom.built();
        let plain = plain(&site).into_rgb8();
        assert!(is_near(*plain.get_pixel(20, 100), left), "{:?}", plain.get_pixel(20, 100));
        assert!(is_near(*plain.get_pixel(280, 100), right), "{:?}", plain.get_pixel(280, 100));
        let webp = &offered(&site.page("/article/a/"))["image/webp"][&300];
        let webp = image::load_from_memory(content(&site.tree(), webp)).expect("a picture");
        assert_eq!(webp.color().has_alpha(), picture.color().has_alpha());
        let has_colour = site.source("/article/a/").contains("</svg>");
        assert_eq!(has_colour, !picture.color().has_alpha(), "a colour would be seen through the picture");
    }
}

#[test]
fn no_picture_of_a_page_is_heavy_however_much_there_is_in_it() {
    let newsroom = showing("a.jpg", file(noisy_photo(700, 460), ImageFormat::Jpeg));
    let site = newsroom.built();
    let tree = site.tree();
    let all = offered(&site.page("/article/a/"));
    for (kind, files) in &all {
        assert!(files.contains_key(&320), "{kind}");
        for address in files.values() {
            let weight = content(&tree, address).len();
            assert!(weight <= LIMIT, "{address}: {weight} B");
        }
    }
    // It had to be made lighter for that: larger it is heavier.
    assert!(large(&site).width() == 700);
    let way = site.page("/article/a/").all("figure")[0].all("a")[0].attribute("href").expect("a large one");
    assert!(content(&tree, &way).len() > LIMIT);
}

#[test]
fn a_tall_picture_is_made_to_fit_too() {
    let newsroom = showing("a.png", file(noisy_photo(330, 2000), ImageFormat::Png));
    let site = newsroom.built();
    let page = site.page("/article/a/");
    for files in offered(&page).values() {
        for (width, address) in files {
            let file = content(&site.tree(), address).len();
            assert!(file <= LIMIT && *width > 16, "{address}: {file} B");
        }
    }
    let way = page.all("figure")[0].all("a")[0].attribute("href").expect("a way to what has no room in the window");
    let whole = imagesize::blob_size(content(&site.tree(), &way)).expect("a picture");
    assert_eq!((whole.width, whole.height), (330, 2000));
}

#[test]
fn a_picture_that_moves_is_kept_and_still_where_it_is_heavy() {
    let light = moving(&photo(60, 30), 3);
    let newsroom = showing("a.gif", &light);
    let site = newsroom.built();
    let page = site.page("/article/a/");
    let shown = page.all("figure")[0].all("img")[0].attribute("src").expect("it has an address");
    assert!(content(&site.tree(), &shown) == light && shown.ends_with(".gif"), "{shown}");
    assert!(page.all("picture").is_empty() && page.all("figure")[0].all("a").is_empty());

    let heavy = moving(&noisy_photo(700, 350), 2);
    assert!(heavy.len() > LIMIT);
    let newsroom = showing("a.gif", &heavy);
    let site = newsroom.built();
    let page = site.page("/article/a/");
    let way = &page.all("figure")[0].all("a")[0];
    assert!(content(&site.tree(), &way.attribute("href").expect("it leads somewhere")) == heavy);
    assert!(way.attribute("title").is_some_and(|title| title.starts_with("Voir l’animation (")));
    let said = &page.all("figcaption")[0].all("a")[0];
    assert_eq!((Some(said.text()), said.attribute("href")), (way.attribute("title"), way.attribute("href")));
    assert!(offered(&page)["image/avif"].contains_key(&320));
}

#[test]
fn a_drawing_is_shown_as_it_is_if_it_only_shows() {
    let drawing = |inside: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 200\">{inside}</svg>"
        )
    };
    let sound = drawing("<path d=\"M0 0h300v200z\" fill=\"#a31\"/>");
    let newsroom = showing("carte.svg", &sound);
    let site = newsroom.built();
    let image = &site.page("/article/a/").all("figure")[0].all("img")[0];
    let said = |name| image.attribute(name).expect("it is said");
    assert_eq!((said("width").as_str(), said("height").as_str()), ("300", "200"));
    assert!(content(&site.tree(), &said("src")) == sound.as_bytes() && said("src").ends_with(".svg"));

    for (inside, gist) in [
        ("<script>alert(1)</script>", "has `script` in it"),
        ("<path onload=\"alert(1)\"/>", "has `onload` in it"),
        ("<a href=\" java\nscript:alert(1)\"/>", "has `href` in it"),
        ("<foreignObject/>", "has `foreignObject` in it"),
        ("<path>", "the drawing is damaged"),
    ] {
        let newsroom = showing("carte.svg", drawing(inside));
        newsroom.refused().at("articles/a.json", "\"media/carte.svg\"", gist).and_no_more();
    }
    let sizeless = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\"/>";
    showing("carte.svg", sizeless).refused().at("articles/a.json", "\"media/carte.svg\"", "give it a `viewBox`");
}

#[test]
fn a_damaged_picture_is_named_and_nothing_falls_over() {
    let jpeg = file(photo(600, 400), ImageFormat::Jpeg);
    let png = file(photo(600, 400), ImageFormat::Png);
    let gif = moving(&photo(60, 40), 1);
    let webp = file(photo(600, 400), ImageFormat::WebP);
    for (name, whole) in [("a.jpg", &jpeg), ("a.png", &png), ("a.webp", &webp), ("a.gif", &gif)] {
        for part in [10, 50, 90, 99] {
            let cut = &whole[..whole.len() * part / 100];
            let src = format!("\"media/{name}\"");
            let refused = showing(name, cut).refused();
            refused.at("articles/a.json", &src, "export it again").and_no_more();
        }
    }
    // What a name says is not what counts.
    showing("a.png", &jpeg).built();
    showing("a.jpg", &webp).built();
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_before_it_is_read() {
    // A PNG whose head promises 60,000 by 60,000 pixels.
    let mut bomb = crate::support::PICTURE.to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let newsroom = showing("a.png", bomb);
    let gist = "has 3600 megapixels, more than the 64 that are read: export it smaller";
    newsroom.refused().at("articles/a.json", "\"media/a.png\"", gist).and_no_more();
}

#[test]
fn a_picture_of_40_megapixels_is_made_in_the_memory_of_a_small_machine() {
    let mut pixels = image::RgbImage::from_pixel(8000, 5000, Rgb([120, 90, 40]));
    imageops::replace(&mut pixels, &photo(400, 300), 4000, 2500);
    let newsroom = showing("a.jpg", file(pixels, ImageFormat::Jpeg));
    // Without arenas, each of which would reserve 64 MB and use next to nothing of it.
    let script = format!("ulimit -v {}; exec {PROGRAM} build --app app --cache cache", 512 * 1024);
    let script = format!("export MALLOC_ARENA_MAX=1; {script}");
    let built = Outcome::of("sh", newsroom.folder(), &["-c", &script]).succeeds();
    assert!(built.out.contains("; 1 picture made anew"), "{built:#?}");
    assert_eq!(large(&Site::of(&newsroom)).width(), 2560);
}

#[test]
fn a_picture_between_paragraphs_stands_where_it_was_put() {
    let body = json!([
        { "type": "paragraph", "text": "Un." },
        { "type": "image", "src": "media/a.png", "alt": "A" },
        { "type": "paragraph", "text": "Deux." },
        { "type": "image", "src": "media/b.png", "alt": "B", "caption": "Légende" },
    ]);
    let newsroom = Newsroom::new().picture("media/a.png").picture("media/b.png");
    let newsroom = newsroom.article("a.json", |article| article.set("body", body));
    let site = newsroom.built();
    let text = site.article("a").body;
    let places = ["<p>Un.</p><figure", "alt=\"A\"", "</figure><p>Deux.</p><figure", "alt=\"B\"", "Légende"];
    let places: Vec<_> =
        places.iter().map(|part| text.find(part).unwrap_or_else(|| panic!("{part} in {text}"))).collect();
    assert!(places.is_sorted(), "{text}");
    assert!(
        site.page("/article/a/").all("img").iter().all(|image| image.attribute("loading").as_deref() == Some("lazy"))
    );
}
