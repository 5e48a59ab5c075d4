//! The pictures that others show with a link to a page.

use crate::support::{Newsroom, Site, linked_data};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use std::{fs, io::Cursor, path::Path};

/// The path of a page's picture.
#[track_caller]
fn path(site: &Site<'_>, page: &str) -> String {
    let page = site.page(page);
    let named = |meta: &crate::support::Element| {
        (meta.attribute("property")? == "og:image").then(|| meta.attribute("content")).flatten()
    };
    let address = page.all("meta").iter().find_map(named).expect("the page has a picture");
    address.strip_prefix("https://example.org/").expect("it is in the site").to_owned()
}

#[track_caller]
fn picture(site: &Site<'_>, page: &str) -> RgbImage {
    let path = path(site, page);
    let file = site.tree().get(&path).unwrap_or_else(|| panic!("{path} is not there")).to_vec();
    let picture = image::load_from_memory(&file).expect("it is a picture").into_rgb8();
    assert_eq!(picture.dimensions(), (1200, 630), "{path}");
    assert!(file.len() < 200_000, "{path}: {} bytes", file.len());
    picture
}

const PAPER: Rgb<u8> = Rgb([0xfb, 0xf6, 0xec]);

fn is_dark(pixel: &Rgb<u8>) -> bool {
    pixel.0.iter().all(|channel| *channel < 0x60)
}

/// From where to where there is ink: left, right, top, bottom.
fn inked(picture: &RgbImage, rows: std::ops::Range<u32>) -> Option<(u32, u32, u32, u32)> {
    let dark = picture.enumerate_pixels().filter(|(_, y, pixel)| rows.contains(y) && is_dark(pixel));
    let places: Vec<(u32, u32)> = dark.map(|(x, y, _)| (x, y)).collect();
    let range = |of: fn(&(u32, u32)) -> u32| Some((places.iter().map(of).min()?, places.iter().map(of).max()?));
    let ((left, right), (top, bottom)) = (range(|place| place.0)?, range(|place| place.1)?);
    Some((left, right, top, bottom))
}

/// Below the country, above the name of the publication.
const HEADLINE: std::ops::Range<u32> = 120..510;

fn with_title(title: &str) -> Newsroom {
    Newsroom::new().article("a.json", |article| article.title(title))
}

#[test]
fn a_page_without_a_picture_gets_a_card_with_its_headline_country_and_publication() {
    let newsroom = with_title("Un pont sur le fleuve").article("b.json", |article| article.title("Un autre pont"));
    let newsroom = newsroom.article("c.json", |article| article.title("Un pont sur le fleuve").countries(&["ML"]));
    let site = newsroom.built();
    let pages = ["/article/a/", "/article/b/", "/article/c/", "/", "/pays/niger/", "/pays/mali/"];
    let cards: Vec<RgbImage> = pages.iter().map(|page| picture(&site, page)).collect();
    for (index, card) in cards.iter().enumerate() {
        assert_eq!(card.get_pixel(2, 300), &PAPER);
        let (left, ..) = inked(card, HEADLINE).unwrap_or_else(|| panic!("{} has a headline", pages[index]));
        assert!((70..90).contains(&left), "{}: {left}", pages[index]);
        assert!(inked(card, 530..600).is_some(), "{} names the publication", pages[index]);
        for (other, page) in cards[..index].iter().zip(pages) {
            assert!(card != other, "{} and {page} differ", pages[index]);
        }
    }
    assert_eq!(path(&site, "/pays/"), path(&site, "/"));
}

#[test]
fn headlines_of_any_length_stay_inside_the_card() {
    let word = "développement ";
    let longest = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzlichkeit".repeat(2);
    let titles = [word.repeat(2), word.repeat(8), word.repeat(17), "mot court ".repeat(19), longest, "Eau".into()];
    let mut sizes = Vec::new();
    for title in &titles {
        let newsroom = with_title(title.trim());
        let card = picture(&newsroom.built(), "/article/a/");
        let (left, right, top, bottom) = inked(&card, 60..515).expect("a headline");
        assert!(left >= 70 && right <= 1130 && top >= 60 && bottom <= 500, "{title}: {left} {right} {top} {bottom}");
        sizes.push(bottom - top);
    }
    assert!(sizes[2] > sizes[0], "a long headline takes more lines");
}

#[test]
fn lines_of_a_headline_are_of_nearly_one_length() {
    // Filled from the left, the second line would be one word.
    let newsroom = with_title("Les pêcheurs du fleuve attendent la crue au Niger");
    let card = picture(&newsroom.built(), "/article/a/");
    let (_, _, top, bottom) = inked(&card, HEADLINE).expect("a headline");
    let middle = u32::midpoint(top, bottom);
    let (first, second) = (inked(&card, HEADLINE.start..middle), inked(&card, middle..HEADLINE.end));
    let (first, second) = (first.expect("a line").1, second.expect("a line").1);
    assert!(first.abs_diff(second) < 300, "{first} and {second}");
}

#[test]
fn arabic_runs_from_the_right() {
    let newsroom = Newsroom::new().article("a.json", |article| article.title("جسر على النهر").set("language", "ar"));
    let card = picture(&newsroom.built(), "/article/a/");
    let (left, right, ..) = inked(&card, HEADLINE).expect("a headline");
    assert!((1100..=1130).contains(&right) && left > 300, "{left} to {right}");
}

#[test]
fn what_the_fonts_cannot_write_is_left_out_and_of_a_whole_headline_the_publications_name_stands_in() {
    let plain = with_title("Un pont sur le fleuve");
    let emoji = with_title("Un pont sur le fleuve 🎉");
    assert_eq!(picture(&plain.built(), "/article/a/"), picture(&emoji.built(), "/article/a/"));
    let chinese = with_title("河上的桥");
    let card = picture(&chinese.built(), "/article/a/");
    assert!(inked(&card, HEADLINE).is_some(), "no card is blank");
    assert!(inked(&card, 530..600).is_some(), "the publication's name stays");
    let amharic = with_title("በወንዙ ላይ ድልድይ");
    assert_eq!(picture(&amharic.built(), "/article/a/"), card, "it is the name that stands there");
}

const RED: Rgb<u8> = Rgb([220, 30, 30]);
const BLUE: Rgb<u8> = Rgb([30, 30, 220]);

/// Red above, blue below.
fn two_colours(width: u32, height: u32, first: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| uneven(if y < first { RED } else { BLUE }, x, y))
}

/// A colour with the grain of a photograph: of a JPEG that has nothing but two colours, the tests' decoder makes others.
fn uneven(colour: Rgb<u8>, x: u32, y: u32) -> Rgb<u8> {
    let grain = u8::try_from((x / 5 * 7 + y / 3 * 11) % 13).expect("it is below 13");
    Rgb(colour.0.map(|channel| channel - 6 + grain))
}

fn encoded(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut file, format).expect("it is written to memory");
    file.into_inner()
}

#[track_caller]
fn assert_looks(picture: &RgbImage, (x, y): (u32, u32), colour: Rgb<u8>) {
    let seen = picture.get_pixel(x, y);
    assert!(seen.0.iter().zip(colour.0).all(|(a, b)| a.abs_diff(b) < 24), "at {x},{y}: {seen:?}, not {colour:?}");
}

#[test]
fn a_lead_picture_is_cut_to_the_shape_of_previews() {
    for (name, format) in [("a.png", ImageFormat::Png), ("a.webp", ImageFormat::WebP), ("a.gif", ImageFormat::Gif)] {
        // As wide as it is shown, and 1,800 high: a third of what is too much goes above.
        let file = encoded(two_colours(1200, 1800, 600), format);
        let src = format!("media/{name}");
        let newsroom = Newsroom::new().file(&src, file).article("a.json", |article| article.image(&src));
        let site = newsroom.built();
        assert!(path(&site, "/article/a/").ends_with(".jpg"));
        let shown = picture(&site, "/article/a/");
        assert_looks(&shown, (600, 200), RED);
        assert_looks(&shown, (600, 220), BLUE);
        let alt = site.page("/article/a/");
        let alt =
            alt.all("meta").into_iter().find(|meta| meta.attribute("property").as_deref() == Some("og:image:alt"));
        assert_eq!(alt.and_then(|alt| alt.attribute("content")).as_deref(), Some("Un fleuve vu d’en haut"));
    }
}

#[test]
fn search_engines_get_a_lead_picture_in_three_shapes_and_whole() {
    let lead = encoded(two_colours(1300, 800, 400), ImageFormat::Png);
    let newsroom = Newsroom::new().file("media/a.png", lead).article("a.json", |article| article.image("media/a.png"));
    let newsroom = newsroom.article("b.json", |article| article);
    let site = newsroom.built();
    let told = |path: &str| -> Vec<String> {
        let addresses = linked_data::addresses(&site.source(path)).into_iter();
        let paths = addresses.filter_map(|address| Some(address.strip_prefix("https://example.org/")?.to_owned()));
        paths.filter(|path| path.ends_with(".jpg") || path.ends_with(".png")).collect()
    };
    let tree = site.tree();
    let size = |path: &String| {
        let file = tree.get(path).unwrap_or_else(|| panic!("{path} is not there"));
        image::load_from_memory(file).expect("a picture").to_rgb8().dimensions()
    };
    // Never larger than they are.
    let [wide, narrow, square, whole] = &told("/article/a/")[..] else { panic!("{:?}", told("/article/a/")) };
    assert_eq!([wide, narrow, square].map(size), [(1200, 675), (1067, 800), (800, 800)]);
    assert!(whole.starts_with("plates/") || whole.ends_with("a.png"), "{whole}");
    assert_eq!(told("/article/b/").len(), 1, "a card is drawn in one shape");
}

#[test]
fn a_lead_picture_is_turned_as_the_camera_says() {
    // Stored lying, with what is above at the left; Exif says that it is to be turned clockwise (Orientation 6: what is
    // at the left is above).
    let stored = RgbImage::from_fn(1400, 700, |x, y| uneven(if x < 700 { RED } else { BLUE }, x, y));
    for (orientation, above) in [(8, BLUE), (6, RED)] {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 90);
        let tiff = [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0]];
        encoder.add_app_segment(1, &[b"Exif\0\0".as_slice(), &tiff.concat()].concat()).expect("a segment");
        encoder.encode(stored.as_raw(), 1400, 700, ColorType::Rgb).expect("it is written to memory");
        let newsroom =
            Newsroom::new().file("media/a.jpg", &file).article("a.json", |article| article.image("media/a.jpg"));
        let site = newsroom.built();
        let shown = picture(&site, "/article/a/");
        assert_looks(&shown, (600, 40), above);
        let made = fs::read(newsroom.out().join(path(&site, "/article/a/"))).expect("it is there");
        assert!(!made.windows(4).any(|bytes| bytes == b"Exif"), "what the camera wrote is not given on");
    }
}

#[test]
fn a_picture_that_cannot_be_shown_large_gives_way_to_a_card() {
    let small = encoded(two_colours(500, 400, 200), ImageFormat::Png);
    let newsroom = Newsroom::new().file("media/a.png", small).article("a.json", |article| article.image("media/a.png"));
    assert!(path(&newsroom.built(), "/article/a/").ends_with(".png"));
}

/// When the files of a folder were written.
fn times(folder: &Path) -> Vec<std::time::SystemTime> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("an entry")).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    entries.iter().map(|entry| entry.metadata().and_then(|file| file.modified()).expect("a time")).collect()
}

#[test]
fn pictures_of_the_earlier_site_are_taken_over_and_not_drawn_again() {
    let large = encoded(two_colours(1300, 800, 400), ImageFormat::Png);
    let newsroom = with_title("Un pont").file("media/b.png", large);
    let newsroom = newsroom.article("b.json", |article| article.image("media/b.png"));
    let site = newsroom.built();
    let before = (site.tree(), times(&newsroom.out().join("partage")));
    let card = newsroom.out().join(path(&site, "/article/a/"));

    // What is there under the right name is believed, if it is a whole picture.
    let mut marked = fs::read(&card).expect("it is there");
    let end = marked.len() - 12;
    marked.splice(end..end, *b"\0\0\0\x04tEXta\0bc\0\0\0\0");
    fs::write(&card, &marked).expect("it can be written");
    newsroom.build().succeeds();
    assert!(fs::read(&card).expect("it is there") == marked, "it was not drawn again");

    fs::write(&card, &marked[..marked.len() / 2]).expect("it can be written");
    newsroom.build().succeeds();
    site.tree().assert_same(&before.0, "what is cut off is drawn anew");

    newsroom.build().succeeds();
    let list = newsroom.build_with(&["--list-changes"]).succeeds();
    assert_eq!(list.out.lines().filter(|line| line.contains("partage")).count(), 0, "{list:#?}");
    assert_eq!(times(&newsroom.out().join("partage")).len(), before.1.len());
}

#[test]
fn a_changed_headline_changes_the_pictures_name_and_the_old_one_goes() {
    let newsroom = with_title("Un pont");
    let before = path(&newsroom.built(), "/article/a/");
    let newsroom = newsroom.article("a.json", |article| article.title("Deux ponts"));
    let site = newsroom.built();
    assert_ne!(path(&site, "/article/a/"), before);
    assert!(site.tree().get(&before).is_none());
}
