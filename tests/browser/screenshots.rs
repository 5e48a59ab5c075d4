//! `cargo xtask screenshots`: what readers see, as pictures for whoever works on the looks. It is no test, and stands on
//! what the tests stand on.

use crate::comments::canned::written_with;
use crate::harness::{FRENCH, Reader, Sight, Site, variable};
use axum::http::StatusCode;
use std::{fmt::Write as _, fs, path::Path};

/// CSS pixels.
const WIDTHS: [u32; 3] = [360, 768, 1440];
const SIGHTS: [(Sight, &str); 2] = [(Sight::Light, "light"), (Sight::Dark, "dark")];

const ARTICLE: &str = "/article/mission-a-moscou/";

/// Something to look at: its name, and how a reader comes to see it.
type Subject = (&'static str, fn(&Reader<'_>));

const IN_FRENCH: [Subject; 14] = [
    ("front", |reader| reader.visits("/")),
    ("front-second-page", |reader| reader.visits("/page/2/")),
    ("country", |reader| reader.visits("/pays/niger/")),
    ("countries", |reader| reader.visits("/pays/")),
    ("topic", |reader| reader.visits("/sujet/diplomatie/")),
    ("author", |reader| reader.visits("/auteur/ousmane-diallo/")),
    ("article", |reader| reader.visits(ARTICLE)),
    ("article-with-furniture", |reader| reader.visits("/article/fespaco/")),
    ("article-in-english", |reader| reader.visits("/article/two-official-languages/")),
    ("not-found", |reader| reader.visits("/rien/")),
    ("comment-with-mistakes", |reader| {
        reader.visits(ARTICLE);
        reader.clicks("#commentform button[type=submit]");
        reader.is_led_to(".errors, .errors *");
    }),
    ("comment-kept", |reader| {
        reader.visits(ARTICLE);
        reader.types("#comment", "Merci pour cet article. Où peut-on lire la suite ?");
        reader.types("#author", "Une lectrice");
        reader.types("#email", "lectrice@exemple.org");
        reader.clicks("#commentform button[type=submit]");
        reader.sees(FRENCH.comment_kept);
        reader.script::<()>("document.querySelector('.thread.own').scrollIntoView()");
    }),
    ("page-that-does-not-come", |reader| {
        // Before the app can load it ahead.
        reader.site().answers("/pays/niger/index.json", StatusCode::SERVICE_UNAVAILABLE);
        reader.visits("/pays/");
        reader.clicks("main a[href='/pays/niger/']");
        reader.sees(FRENCH.failed_server);
        reader.site().mends("/pays/niger/index.json");
    }),
    ("app-that-does-not-start", |reader| {
        let wasm = reader.site().wasm();
        reader.site().answers(&wasm, StatusCode::SERVICE_UNAVAILABLE);
        reader.opens(ARTICLE);
        reader.waits_for_the_failure();
        reader.site().mends(&wasm);
    }),
];

/// On a site with a comment server and a thread of two pages.
const OF_COMMENTS: [Subject; 2] = [
    ("thread", |reader| {
        reader.visits(ARTICLE);
        reader.clicks("#comment-3 [data-reply]");
    }),
    ("thread-second-page", |reader| reader.visits(&format!("{ARTICLE}commentaires/2/"))),
];

const IN_ARABIC: [Subject; 8] = [
    ("front", |reader| reader.visits("/")),
    ("country", |reader| reader.visits("/pays/mali/")),
    ("countries", |reader| reader.visits("/pays/")),
    ("topic", |reader| reader.visits(&first_of(reader, "sujet"))),
    ("author", |reader| reader.visits(&first_of(reader, "auteur"))),
    ("article", |reader| reader.visits("/article/lac-tchad/")),
    ("not-found", |reader| reader.visits("/rien/")),
    ("comment-with-mistakes", |reader| {
        reader.visits("/article/lac-tchad/");
        reader.clicks("#commentform button[type=submit]");
        reader.is_led_to(".errors, .errors *");
    }),
];

/// The address of a topic or an author that the shown article names.
fn first_of(reader: &Reader<'_>, kind: &str) -> String {
    reader.visits("/article/lac-tchad/");
    reader.attribute(&format!("article a[href^='/{kind}/']"), "href").expect("it names one")
}

#[test]
#[ignore = "`cargo xtask screenshots` runs it"]
fn screenshots() {
    let folder = variable("DEPECHE_SCREENSHOTS").unwrap_or_else(|reason| panic!("{reason}"));
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).expect("the folder can be made");
    let mut index = String::from(
        "<!DOCTYPE html><meta charset=\"utf-8\"><title>Dépêche: screenshots</title><style>body{font:16px sans-serif}\
         figure{display:inline-block;margin:0 1rem 1rem 0;vertical-align:top}img{max-width:30vw;max-height:40rem;\
         border:1px solid}</style>",
    );
    for (site, language, subjects) in [
        (Site::open(), "fr", &IN_FRENCH[..]),
        (written_with(60, 60), "fr", &OF_COMMENTS[..]),
        (Site::arabic(), "ar", &IN_ARABIC[..]),
    ] {
        for (name, shows) in subjects {
            write!(index, "<h2>{name} ({language})</h2>").expect("a text takes text");
            for (sight, shade) in SIGHTS {
                for width in WIDTHS {
                    let file = format!("{name}-{language}-{shade}-{width}.png");
                    // Somebody new each time: what one has left on the device is not seen by the next.
                    let reader = Reader::of(&site);
                    reader.sees_in(sight);
                    // Scroll bars as phones have them: they take nothing of the page's width.
                    reader.has_phone(width, 800, 1);
                    shows(&reader);
                    fs::write(folder.join(&file), reader.screenshot()).expect("the picture can be written");
                    write!(
                        index,
                        "<figure><a href=\"{file}\"><img src=\"{file}\" alt=\"\" loading=\"lazy\"></a>\
                         <figcaption>{shade}, {width} px</figcaption></figure>"
                    )
                    .expect("a text takes text");
                }
            }
        }
    }
    fs::write(folder.join("index.html"), index).expect("the index can be written");
}
