//! Files that cannot be read, links that lead nowhere or round in circles, and what does not belong.

use crate::support::{Newsroom, PICTURE, mode, set_mode, without_rights};
use std::{fs, path::Path};

/// What check and build say of a newsroom without the right to read some of it; both must fail.
#[track_caller]
fn told_without_rights(newsroom: &Newsroom) -> String {
    let checked = without_rights(newsroom, &["check"]).fails();
    let built = without_rights(newsroom, &["build", "--app", "app"]).fails();
    assert!(built.err.starts_with(&checked.out), "check and build say the same: {}", built.err);
    assert!(!newsroom.out().exists());
    checked.out
}

#[test]
fn a_file_without_permission_to_read_it_is_named_with_what_to_do() {
    for file in ["site.json", "articles/a.json"] {
        let newsroom = Newsroom::new().article("a.json", |article| article);
        set_mode(&newsroom.content().join(file), 0o000);
        let told = told_without_rights(&newsroom);
        assert_eq!(
            told.trim(),
            format!(
                "public/{file}:1:1: error: cannot be read: you have no permission to; change the file's permissions"
            )
        );
    }
}

#[test]
fn a_folder_without_permission_to_read_it_is_named() {
    for folder in ["articles", "media"] {
        let newsroom = Newsroom::new().article("a.json", |article| article).picture("media/a.png");
        set_mode(&newsroom.content().join(folder), 0o000);
        let told = told_without_rights(&newsroom);
        set_mode(&newsroom.content().join(folder), 0o755);
        assert!(
            told.starts_with(&format!("public/{folder}:1:1: error: cannot be read: you have no permission")),
            "{told}"
        );
    }
}

#[test]
fn an_asset_without_permission_to_read_it_is_named() {
    let newsroom = Newsroom::new().article("a.json", |article| article).file("robots.txt", "");
    set_mode(&newsroom.content().join("robots.txt"), 0o000);
    let told = told_without_rights(&newsroom);
    assert!(told.starts_with("public/robots.txt:1:1: error: cannot be read: you have no permission"), "{told}");
}

#[test]
fn an_asset_that_only_its_owner_may_read_is_published_for_all() {
    let newsroom = Newsroom::new().article("a.json", |article| article).file("robots.txt", "");
    set_mode(&newsroom.content().join("robots.txt"), 0o600);
    newsroom.built();
    let [asset, page] = ["robots.txt", "index.html"].map(|file| mode(&newsroom.out().join(file)));
    assert_eq!(format!("{asset:o}"), format!("{page:o}"));
}

#[test]
fn a_link_that_leads_nowhere_is_named() {
    let newsroom = Newsroom::new().link("articles/a.json", "../ailleurs.json");
    newsroom.refused().file("articles/a.json", "cannot be read").and_no_more();
    let newsroom = Newsroom::new().article("a.json", |article| article).link("robots.txt", "ailleurs.txt");
    newsroom.refused().file("robots.txt", "cannot be read").and_no_more();
    let newsroom = Newsroom::empty().article("a.json", |article| article).link("site.json", "ailleurs.json");
    newsroom.check().fails().says(&["public/site.json:1:1: error: "]);
}

#[test]
fn a_link_that_leads_back_is_named() {
    let newsroom = Newsroom::new().article("a.json", |article| article).link("articles/encore", "..");
    newsroom.refused().file("articles/encore", "this link leads back to public: remove it").and_no_more();
    let newsroom = Newsroom::new().article("a.json", |article| article).link("media/b/a", "../b");
    newsroom.refused().file("media/b/a", "this link leads back to public/media/b: remove it").and_no_more();
}

#[test]
fn a_link_to_itself_is_named() {
    let newsroom = Newsroom::new().link("articles/a.json", "a.json");
    newsroom.refused().file("articles/a.json", "cannot be read").and_no_more();
}

#[test]
fn articles_behind_a_link_to_a_folder_are_read() {
    let newsroom = Newsroom::new().beside("archives/a.json", "{").link("articles/archives", "../../archives");
    newsroom.refused().place("articles/archives/a.json", 1, 1, "the file is cut off").and_no_more();
}

#[test]
fn a_folder_may_have_a_files_name() {
    let newsroom = Newsroom::new().article("niger.json/a.json", |article| article);
    assert!(newsroom.built().has("/article/a/"));
}

#[test]
fn what_is_no_article_does_not_belong_among_them() {
    let newsroom = Newsroom::new().article("a.json", |article| article).file("articles/notes.txt", "");
    let newsroom = newsroom.file("articles/photo.jpg", "").file("articles/B.JSON", "{}").file("articles/sans", "");
    let gist =
        "only .json files belong in articles/: rename the file, or move it away (in media/ it would be published)";
    let refused = newsroom.refused();
    let names = ["notes.txt", "photo.jpg", "B.JSON", "sans"];
    names.iter().fold(refused, |refused, name| refused.file(&format!("articles/{name}"), gist)).and_no_more();
}

#[test]
fn what_programs_leave_behind_is_neither_read_nor_published() {
    let newsroom = Newsroom::new()
        .article("a.json", |article| article)
        .file("articles/a.json~", "{")
        .file("articles/.a.json.swp", "")
        .file("articles/.DS_Store", "")
        .file("media/Thumbs.db", "")
        .file(".git/config", "");
    let site = newsroom.built();
    let tree = site.tree();
    let litter = |path: &Path| {
        ["~", ".swp", "DS_Store", "Thumbs.db", ".git"].iter().any(|name| path.to_string_lossy().contains(name))
    };
    assert_eq!(tree.paths().filter(|path| litter(path)).count(), 0);
}

#[test]
fn a_name_that_is_not_utf_8_is_an_error() {
    use std::os::unix::ffi::OsStrExt as _;
    let newsroom = Newsroom::new();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    fs::write(newsroom.content().join(name), "").expect("a file can be written");
    newsroom.check().fails().says(&[":1:1: error: the file's name is not UTF-8: rename it"]);
}

#[test]
fn a_file_behind_a_link_out_of_the_folder_is_not_published() {
    let newsroom = Newsroom::new().article("a.json", |article| article).beside("secret.txt", "secret");
    let newsroom = newsroom.link("document.txt", "../secret.txt");
    newsroom.refused().file("document.txt", "this is a link out of the newsroom's folder: copy the file").and_no_more();
}

#[test]
fn a_folder_of_articles_in_capitals_is_named() {
    let newsroom = Newsroom::new().file("Articles/a.json", "{}").file("COMMENTS/a.json", "{}");
    newsroom
        .refused()
        .file("Articles", "the folder of the articles is named in small letters: rename it to articles")
        .file("COMMENTS", "the folder of the comments is named in small letters: rename it to comments")
        .and_no_more();
}

#[test]
fn the_apps_folder_is_no_place_for_a_newsrooms_files() {
    // Hosts are told that what lies there never changes.
    newsroom_with("app/carte.js").refused().file("app/carte.js", "hosts keep what lies in app/ for ever").and_no_more();
    assert!(newsroom_with("applications/carte.js").built().has("/applications/carte.js"));
}

fn newsroom_with(file: &str) -> Newsroom {
    Newsroom::new().article("a.json", |article| article).file(file, "x")
}

#[test]
fn an_article_that_lies_elsewhere_is_named_and_not_published() {
    let newsroom = Newsroom::new().article("a.json", |article| article).article("b.json", |article| article);
    fs::rename(newsroom.content().join("articles"), newsroom.content().join("article")).expect("it can be moved");
    let said = "this is an article, and lies outside of articles/";
    newsroom.refused().file("article/a.json", said).file("article/b.json", said).and_no_more();
    // Other JSON is nobody's article.
    let newsroom = Newsroom::new().file("donnees/pluie.json", "{\"body\": [1, 2]}");
    assert!(newsroom.built().has("/donnees/pluie.json"));
}

#[test]
fn a_picture_of_an_article_that_is_not_there_yet_is_not_there_either() {
    let shows = |name: &str| serde_json::json!({ "src": format!("media/{name}.png"), "alt": "Une photo" });
    let newsroom = ["brouillon", "plus-tard", "partagee", "liee", "seule"]
        .into_iter()
        .fold(Newsroom::new(), |room, name| {
            room.file(&format!("media/{name}.png"), [PICTURE, name.as_bytes()].concat())
        })
        .article("a.json", |article| article.set("status", "draft").set("image", shows("brouillon")))
        .article("b.json", |article| article.published("2998-01-01T00:00:00Z").set("image", shows("plus-tard")))
        .article("c.json", |article| article.set("status", "draft").set("image", shows("partagee")))
        .article("d.json", |article| article.set("image", shows("partagee")))
        .article("e.json", |article| article.set("status", "draft").set("image", shows("liee")))
        .article("f.json", |article| article.text("[la photo](/media/liee.png)"));
    let site = newsroom.built();
    for (name, there) in [("brouillon", false), ("plus-tard", false), ("liee", true), ("seule", true)] {
        assert_eq!(site.has(&format!("/media/{name}.png")), there, "{name}");
    }
    assert!(site.source("/article/d/").contains("/partagee"), "what another article shows is there");
}

#[test]
fn a_picture_whose_name_a_mac_has_written_is_found_out() {
    // « é » as a letter and an accent.
    let newsroom = Newsroom::new().picture("media/e\u{301}te\u{301}.png").article("a.json", |article| {
        article.set("image", serde_json::json!({ "src": "media/été.png", "alt": "L’été" }))
    });
    newsroom
        .refused()
        .at("articles/a.json", "\"media/été.png\"", "its accents are stored apart from their letters, as Macs do")
        .and_no_more();
}
