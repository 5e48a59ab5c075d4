//! `cargo xtask screenshots`: what readers see, as pictures for whoever works on the looks. It is no test, and stands on
//! what the tests stand on.

use crate::comments::{
    SEND,
    canned::{self, COUNT, isso},
};
use crate::harness::{Reader, Sight, Site, copy, demonstration, newsroom, rewrite, variable};
use axum::http::StatusCode;
use depeche::words::{Language, Words};
use serde_json::json;
use std::{fmt::Write as _, fs, path::Path};

/// CSS pixels.
const WIDTHS: [u32; 3] = [360, 768, 1440];
const SIGHTS: [(Sight, &str); 2] = [(Sight::Light, "light"), (Sight::Dark, "dark")];

/// An edition to look at: where its pages are, and what is typed there.
struct Edition {
    language: &'static str,
    country: &'static str,
    topic: &'static str,
    author: &'static str,
    article: &'static str,
    /// One with a pull quote, a table, a correction.
    furnished: &'static str,
    /// One in another language than the site's.
    foreign: &'static str,
    comment: &'static str,
    name: &'static str,
}

impl Edition {
    fn words(&self) -> Words {
        Language::of(self.language).expect("a site can be in it").words
    }
}

const IN_FRENCH: Edition = Edition {
    language: "fr",
    country: "/pays/niger/",
    topic: "/sujet/diplomatie/",
    author: "/auteur/ousmane-diallo/",
    article: "/article/mission-a-moscou/",
    furnished: "/article/fespaco/",
    foreign: "/article/two-official-languages/",
    comment: "Merci pour cet article. Où peut-on lire la suite ?",
    name: "Une lectrice",
};

/// The newsroom `arabic` with the articles of `arabic-more`.
const IN_ARABIC: Edition = Edition {
    language: "ar",
    country: "/pays/mali/",
    topic: "/sujet/lmyh-3a22e07a72d2/",
    author: "/auteur/hyy-lthryr-6f76f2a5d41b/",
    article: "/article/tombouctou/",
    furnished: "/article/lac-tchad/",
    foreign: "/article/fleuve/",
    comment: "شكرًا على هذا المقال. أين نقرأ البقية؟",
    name: "قارئة",
};

/// Something to look at: its name, and how a reader comes to see it.
type Subject = (&'static str, fn(&Reader<'_>, &Edition));

const OF_PAGES: [Subject; 14] = [
    ("front", |reader, _| reader.visits("/")),
    ("front-second-page", |reader, _| reader.visits("/page/2/")),
    ("country", |reader, edition| reader.visits(edition.country)),
    ("countries", |reader, _| reader.visits("/pays/")),
    ("topic", |reader, edition| reader.visits(edition.topic)),
    ("author", |reader, edition| reader.visits(edition.author)),
    ("article", |reader, edition| reader.visits(edition.article)),
    ("article-with-furniture", |reader, edition| reader.visits(edition.furnished)),
    ("article-in-another-language", |reader, edition| reader.visits(edition.foreign)),
    ("not-found", |reader, _| reader.visits("/rien/")),
    ("comment-with-mistakes", |reader, edition| {
        reader.visits(edition.article);
        reader.clicks(SEND);
        reader.is_led_to(".errors, .errors *");
    }),
    ("comment-kept", |reader, edition| {
        reader.visits(edition.article);
        reader.types("#comment", edition.comment);
        reader.types("#author", edition.name);
        reader.types("#email", "lectrice@exemple.org");
        reader.clicks(SEND);
        reader.sees(edition.words().comment_kept);
        reader.script::<()>("document.querySelector('.thread.own').scrollIntoView()");
    }),
    ("page-that-does-not-come", |reader, edition| {
        // Before the app can load it ahead.
        let data = format!("{}index.json", edition.country);
        reader.site().answers(&data, StatusCode::SERVICE_UNAVAILABLE);
        reader.visits("/pays/");
        reader.clicks(&format!("main a[href='{}']", edition.country));
        reader.sees(edition.words().failed_server);
        reader.site().mends(&data);
    }),
    ("app-that-does-not-start", |reader, edition| {
        let wasm = reader.site().wasm();
        reader.site().answers(&wasm, StatusCode::SERVICE_UNAVAILABLE);
        reader.opens(edition.article);
        reader.waits_for_the_failure();
        reader.site().mends(&wasm);
    }),
];

/// On a site without articles.
const OF_NOTHING: [Subject; 1] = [("empty", |reader, _| reader.visits("/"))];

/// On a site with a comment server and a thread of two pages.
const OF_COMMENTS: [Subject; 2] = [
    ("thread", |reader, edition| {
        reader.visits(edition.article);
        reader.clicks("#comment-3 [data-reply]");
    }),
    ("thread-second-page", |reader, edition| reader.visits(&format!("{}commentaires/2/", edition.article))),
];

/// The newsroom `arabic` with more articles.
fn more(content: &Path) {
    copy(&newsroom("arabic-more"), &content.join("articles")).expect("a copy of the articles");
}

/// A site of this newsroom without articles.
fn empty(content: &Path) -> Site {
    Site::changed(content, |content, _| {
        fs::remove_dir_all(content.join("articles")).expect("it has articles");
        fs::create_dir(content.join("articles")).expect("a folder for articles");
        rewrite(&content.join("site.json"), |site| site["front"] = json!([]));
    })
}

/// A site of this newsroom with 60 comments on the edition's article.
fn commented(content: &Path, edition: &Edition) -> Site {
    let site = Site::commented_in(content, &canned::file(&json!(edition.article), 60), isso);
    site.tells(COUNT, StatusCode::OK, &json!([60]));
    site
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
    let arabic = newsroom("arabic");
    for (edition, site, subjects) in [
        (IN_FRENCH, Site::open(), &OF_PAGES[..]),
        (IN_FRENCH, empty(&demonstration()), &OF_NOTHING[..]),
        (IN_FRENCH, commented(&demonstration(), &IN_FRENCH), &OF_COMMENTS[..]),
        (IN_ARABIC, Site::changed(&arabic, |content, _| more(content)), &OF_PAGES[..]),
        (IN_ARABIC, empty(&arabic), &OF_NOTHING[..]),
        (IN_ARABIC, commented(&arabic, &IN_ARABIC), &OF_COMMENTS[..]),
    ] {
        for (name, shows) in subjects {
            let language = edition.language;
            write!(index, "<h2>{name} ({language})</h2>").expect("a text takes text");
            for (sight, shade) in SIGHTS {
                for width in WIDTHS {
                    let file = format!("{name}-{language}-{shade}-{width}.png");
                    // Somebody new each time: what one has left on the device is not seen by the next.
                    let reader = Reader::of(&site);
                    reader.sees_in(sight);
                    // Scroll bars as phones have them: they take nothing of the page's width.
                    reader.has_phone(width, 800, 1);
                    shows(&reader, &edition);
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
