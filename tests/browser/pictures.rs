//! What browsers load of pictures: the lightest file that will do, and the large one for who asks for it.

use crate::harness::{Edition, Reader, Site};

/// An article with a picture over its text.
const ARTICLE: &str = "/article/mission-a-moscou/";

/// The most that a picture in a page weighs, bytes.
const LIMIT: usize = 60_000;

/// The files of the pictures that are shown, once all of them are there.
fn shown(reader: &Reader<'_>) -> Vec<String> {
    // Those that wait until they are near are brought near.
    reader.script::<()>("for (const image of document.images) image.loading = 'eager'");
    reader.waits_until("all pictures", "[...document.images].every((image) => image.complete && image.naturalWidth)");
    reader.script("return [...document.images].map((image) => new URL(image.currentSrc).pathname)")
}

#[test]
fn a_phone_of_360_pixels_loads_no_heavy_picture_however_fine_its_pixels() {
    let site = Site::open();
    let reader = Reader::of(&site);
    for density in [1, 2, 3, 4] {
        reader.has_phone(360, 740, density);
        for page in ["/", "/pays/niger/", ARTICLE] {
            reader.visits(page);
            let files = shown(&reader);
            assert!(!files.is_empty(), "{page} has pictures");
            for file in files {
                let weight = Edition::get().file(&file).unwrap_or_else(|| panic!("{file} is not in the site")).len();
                assert!(weight <= LIMIT, "{page}, density {density}: {file} weighs {weight} B");
                assert!(file.ends_with(".avif"), "{page}, density {density}: {file}");
            }
        }
    }
}

/// The pictures whose colour is elsewhere, and those for which the browser has reckoned with another width than they have, in
/// words: a file that is too large costs the reader, one that is too small is seen. `naturalWidth` is what `sizes` said (HTML,
/// 4.8.4.2.1), and a picture that is cut to another shape is wanted as wide as it would be uncut.
const MISTAKEN: &str = "
    const wrong = [];
    for (const image of [...document.images].filter((one) => one.srcset && one.checkVisibility())) {
        const { width, height } = image.getBoundingClientRect();
        const wanted = Math.max(width, height * image.getAttribute('width') / image.getAttribute('height'));
        const share = image.naturalWidth / wanted;
        if (share < 0.75 || share > 2.2) wrong.push(`${image.alt}: ${image.naturalWidth} for ${wanted}, ${image.sizes}`);
        const ground = image.closest('.thumb, .shot').querySelector('svg').getBoundingClientRect();
        if (Math.abs(ground.height - height) + Math.abs(ground.width - width) > 2)
            wrong.push(`${image.alt}: a colour of ${ground.width} by ${ground.height} for ${width} by ${height}`);
    }
    return wrong;";

#[test]
fn in_every_place_a_picture_covers_its_colour_and_the_browser_knows_how_wide_it_is() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let mut found = Vec::new();
    for page in ["/", "/page/2/", "/pays/niger/", ARTICLE] {
        for width in [320, 360, 600, 768, 1024, 1120, 1280, 1440, 1920] {
            reader.has_width(width);
            // In a window that is made wider a browser may keep the file that it has (HTML, 4.8.4.3.11).
            reader.visits(page);
            shown(&reader);
            let wrong: Vec<String> = reader.script(MISTAKEN);
            found.extend(wrong.into_iter().map(|fault| format!("{page} at {width} px: {fault}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn until_a_picture_is_there_its_colour_is_and_nothing_moves() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.has_width(360);
    reader.visits(ARTICLE);
    let file: String = reader.script("return new URL(document.querySelector('.lead-picture img').currentSrc).pathname");
    let places = || -> Vec<f64> {
        reader.script("return [...document.querySelectorAll('main p')].map((one) => one.getBoundingClientRect().top)")
    };
    shown(&reader);
    let there = places();
    site.answers(&file, axum::http::StatusCode::NOT_FOUND);
    reader.reloads();
    reader.waits_until("the app", "document.documentElement.dataset.app === 'ready'");
    // A file's height is a whole number of pixels, whatever its width.
    let moved = places().iter().zip(&there).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max);
    assert!(moved < 1.0, "{moved} px");
    let seen: String = reader.script(
        "const { left, top, width, height } = document.querySelector('.lead-picture svg').getBoundingClientRect();
         const image = document.querySelector('.lead-picture img');
         const own = image.getBoundingClientRect();
         const same = Math.abs(left - own.left) + Math.abs(top - own.top) + Math.abs(width - own.width)
             + Math.abs(height - own.height) < 2;
         return same ? getComputedStyle(image).backgroundColor : 'elsewhere';",
    );
    assert_eq!(seen, "rgba(0, 0, 0, 0)", "the colour is where the picture will be, and can be seen");
}

#[test]
fn a_browser_takes_the_best_format_that_it_knows() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let page = Edition::get().text(ARTICLE);
    // A browser leaves out a source of a type that it does not know (HTML, 4.8.4.3.6).
    let without_avif = page.replace("image/avif", "image/x-unheard-of");
    let without_both = without_avif.replace("image/webp", "image/x-unheard-of");
    for (page, end) in [(page, ".avif"), (without_avif, ".webp"), (without_both, ".jpg")] {
        site.sends(ARTICLE, page);
        reader.opens(ARTICLE);
        let files = shown(&reader);
        assert!(files.iter().all(|file| file.starts_with("/plates/") && file.ends_with(end)), "{end}: {files:?}");
    }
}

#[test]
fn an_upright_picture_fits_the_window_and_a_small_one_is_not_blurred() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.has_width(1440);
    reader.visits(ARTICLE);
    shown(&reader);
    let drawn = |width: u32, height: u32, class: &str| -> [f64; 3] {
        reader.script(&format!(
            "const image = document.querySelector('.lead-picture img');
             Object.assign(image, {{ width: {width}, height: {height}, className: '{class}' }});
             const box = image.getBoundingClientRect();
             return [box.width, box.height, innerHeight];"
        ))
    };
    let [width, height, window] = drawn(900, 1600, "");
    assert!(width > 900.0 && height > 300.0 && height < window, "{width} by {height} in a window of {window}");
    let [width, height, _] = drawn(300, 200, "small");
    assert_eq!((width, height), (300.0, 200.0));
}

#[test]
fn the_large_picture_is_one_tap_away_and_the_article_one_back() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    let large = reader.attribute(".lead-picture a", "href").expect("the picture leads to a large one");
    assert!(reader.attribute(".lead-picture a", "title").is_some_and(|title| title.starts_with("Voir en grand (")));
    reader.clicks(".lead-picture a");
    reader.waits_until("the large picture", &format!("location.pathname === '{large}'"));
    reader.goes_back();
    reader.waits_until("the article", &format!("location.pathname === '{ARTICLE}'"));
}

#[test]
fn a_picture_that_an_article_brings_along_is_chosen_by_the_browser_too() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/");
    reader.clicks(".teaser.lead .headline a");
    reader.waits_until("the article", "document.querySelector('.lead-picture img')?.naturalWidth > 0");
    let way: String = reader.script("return new URL(document.querySelector('.lead-picture img').currentSrc).pathname");
    assert!(way.ends_with(".avif"), "{way}");
}
