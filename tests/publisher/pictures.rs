//! Pictures: where they lie, what they are, how much room they take.

use crate::support::{Newsroom, PICTURE};
use serde_json::json;

/// A newsroom with an article whose lead picture is this file.
fn with(src: &str) -> Newsroom {
    Newsroom::new().article("a.json", |article| article.image(src))
}

/// That the picture is refused, both as the lead and in the text.
#[track_caller]
fn assert_refused(newsroom: Newsroom, src: &str, gist: &str) {
    let block = json!([{ "type": "image", "src": src, "alt": "Un fleuve" }]);
    let newsroom = newsroom.article("b.json", |article| article.set("body", block));
    let text = serde_json::to_string(src).expect("a text is JSON");
    newsroom.refused().at("articles/a.json", &text, gist).at("articles/b.json", &text, gist).and_no_more();
}

#[test]
fn a_picture_outside_of_the_folder_is_refused() {
    let newsroom = |src| with(src).beside("secret.png", PICTURE).picture("media/a.png");
    assert_refused(newsroom("./media/a.png"), "./media/a.png", "write `media/a.png`");
    for src in ["../secret.png", "media/../../secret.png", "media/../media/a.png", "media//a.png", "..", ""] {
        assert_refused(newsroom(src), src, "leads out of the newsroom's folder: name it from there");
    }
    for src in ["/etc/passwd", "/media/a.png", "media\\a.png", "C:\\a.png"] {
        assert_refused(newsroom(src), src, "must be named from the newsroom's folder, such as `media/photo.jpg`");
    }
    for src in ["https://ailleurs.example/a.png", "//ailleurs.example/a.png", "data:image/png;base64,AAAA"] {
        assert_refused(newsroom(src), src, "is on another site: save it under media/");
    }
}

#[test]
fn a_picture_behind_a_link_out_of_the_folder_is_refused() {
    let newsroom = with("media/a.png").beside("secret.png", PICTURE).link("media/a.png", "../../secret.png");
    newsroom
        .refused()
        .at("articles/a.json", "\"media/a.png\"", "is a link out of the newsroom's folder: copy the file")
        .place("media/a.png", 1, 1, "this is a link out of the newsroom's folder: copy the file here")
        .and_no_more();
}

#[test]
fn a_picture_behind_a_link_inside_the_folder_is_one() {
    let newsroom = with("media/a.png").picture("archives/2024.png").link("media/a.png", "../archives/2024.png");
    assert_eq!(newsroom.built().page("/article/a/").all("img").len(), 1);
}

#[test]
fn a_missing_picture_is_named() {
    assert_refused(with("media/a.png"), "media/a.png", "there is no picture `media/a.png`: put the file there");
    assert_refused(with("media/A.png").picture("media/a.png"), "media/A.png", "there is no picture `media/A.png`");
}

#[test]
fn a_file_of_zero_bytes_is_no_picture() {
    assert_refused(with("media/a.png").file("media/a.png", ""), "media/a.png", "is an empty file: export it again");
}

#[test]
fn what_is_no_picture_is_refused_whatever_its_name() {
    let gist = "is not a picture that browsers show: use JPEG, PNG, WebP, AVIF, GIF or SVG";
    let files: [&[u8]; 5] = [b"Ceci est un texte.\n", b"\n", b"<!DOCTYPE html><p>404", &[0; 4096], b"%PDF-1.7\n"];
    for content in files {
        assert_refused(with("media/a.png").file("media/a.png", content), "media/a.png", gist);
    }
}

#[test]
fn a_picture_that_is_cut_off_is_refused() {
    let gist = "check that the file is whole";
    for length in [4, 8, 12, 18] {
        let newsroom = with("media/a.png").file("media/a.png", &PICTURE[..length]);
        assert_refused(newsroom, "media/a.png", gist);
    }
}

#[test]
fn a_picture_that_no_browser_shows_is_refused() {
    let photoshop: &[u8] = b"8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x05\0\0\0\x06\0\x08\0\x03";
    let tiff: &[u8] =
        b"II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x02\0\0\0\x01\x01\x03\0\x01\0\0\0\x03\0\0\0\0\0\0\0";
    for (name, content) in [("media/a.psd", photoshop), ("media/a.tiff", tiff), ("media/a.jpg", tiff)] {
        assert_refused(with(name).file(name, content), name, "is not a picture that browsers show");
    }
}

#[test]
fn a_folder_is_no_picture() {
    assert_refused(with("media").picture("media/a.png"), "media", "cannot be read");
}

#[test]
fn a_picture_says_what_is_seen_in_it() {
    let without = json!({ "src": "media/a.png" });
    let newsroom = Newsroom::new().picture("media/a.png").article("a.json", |article| article.set("image", without));
    newsroom.refused().at("articles/a.json", "{\n    \"src\"", "the field `alt` is missing").and_no_more();

    for alt in ["", " "] {
        let blank = json!({ "src": "media/a.png", "alt": alt });
        let newsroom = Newsroom::new().picture("media/a.png").article("a.json", |article| article.set("image", blank));
        let refused = newsroom.refused();
        refused.at("articles/a.json", &format!("\"{alt}\""), "the picture has no alternative text: say").and_no_more();
    }

    let block = json!([{ "type": "image", "src": "media/a.png", "alt": "" }]);
    let newsroom = Newsroom::new().picture("media/a.png").article("a.json", |article| article.set("body", block));
    newsroom.refused().at("articles/a.json", "\"\"", "the picture has no alternative text").and_no_more();
}

#[test]
fn a_blank_caption_or_credit_is_an_error() {
    for field in ["caption", "credit"] {
        let image = json!({ "src": "media/a.png", "alt": "a", field: " " });
        let newsroom = Newsroom::new().picture("media/a.png").article("a.json", |article| article.set("image", image));
        newsroom.refused().at("articles/a.json", "\" \"", "this text is empty").and_no_more();
    }
}

#[test]
fn the_lead_comes_first_and_the_others_wait_and_all_keep_their_room() {
    let block = json!([
        { "type": "paragraph", "text": "Bonjour." },
        { "type": "image", "src": "media/b.png", "alt": "b", "caption": "Vu *ici*", "credit": "Awa" },
    ]);
    let newsroom = with("media/a.png").picture("media/a.png").picture("media/b.png");
    let newsroom = newsroom.article("a.json", |article| article.image("media/a.png").set("body", block));
    let site = newsroom.built();
    let page = site.page("/article/a/");
    let pictures = page.all("img");
    let said = |index: usize, name: &str| pictures[index].attribute(name);
    for (index, start) in ["/plates/a-", "/plates/b-"].into_iter().enumerate() {
        let src = said(index, "src").expect("a picture has an address");
        assert!(src.starts_with(start) && site.has(&src), "{src}");
        assert_eq!((said(index, "width").as_deref(), said(index, "height").as_deref()), (Some("2"), Some("1")));
    }
    assert_eq!((said(0, "fetchpriority").as_deref(), said(0, "loading")), (Some("high"), None));
    assert_eq!((said(1, "fetchpriority"), said(1, "loading").as_deref()), (None, Some("lazy")));
    let caption = &page.with_id("texte").expect("an article has a text").all("figcaption")[0];
    assert_eq!((caption.text().as_str(), caption.all("em")[0].text().as_str()), ("Vu ici Awa", "ici"));
}

#[test]
fn a_picture_with_an_odd_name_is_found_by_browsers() {
    for name in ["media/l’été à Niamey.png", "media/a #1.png", "media/a?b.png", "media/100%20.png", "media/a&b.png"]
    {
        let newsroom = with(name).picture(name);
        let site = newsroom.built();
        let src = site.page("/article/a/").all("img")[0].attribute("src").expect("a picture has an address");
        let page = url::Url::parse("https://example.org/article/a/").expect("an address");
        let asked = page.join(&src).expect("an address");
        let asked = percent_encoding::percent_decode_str(asked.path()).decode_utf8().expect("UTF-8");
        assert!(site.has(&asked), "{src}");
    }
}
