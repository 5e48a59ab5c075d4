//! What was made of pictures is kept between builds, whatever happens to it or to them.

use super::showing;
use crate::support::{Newsroom, Site, file, names_in, noisy_photo, photo, signal, taken, wait_for};
use image::ImageFormat;
use std::fs;

#[test]
fn the_second_build_makes_nothing_and_gives_the_same() {
    let newsroom = showing("a.jpg", taken(&photo(300, 200), 1)).picture("media/b.png");
    let newsroom = newsroom.article("b.json", |article| article.image("media/b.png"));
    let build = || newsroom.build_with(&["--cache", "cache"]).succeeds();
    assert!(build().out.contains("; 2 pictures made anew"), "all are new");
    let first = Site::of(&newsroom).tree();
    assert!(!build().out.contains("made anew"));
    assert!(Site::of(&newsroom).tree() == first);

    // The same picture under another name is known by its content; another picture under the same name is another.
    fs::copy(newsroom.content().join("media/a.jpg"), newsroom.content().join("media/c.jpg")).expect("it is there");
    let newsroom = newsroom.article("c.json", |article| article.image("media/c.jpg"));
    let build = || newsroom.build_with(&["--cache", "cache"]).succeeds();
    assert!(!build().out.contains("made anew"));
    fs::write(newsroom.content().join("media/a.jpg"), taken(&photo(300, 210), 1)).expect("it is written");
    assert!(build().out.contains("; 1 picture made anew"));
}

#[test]
fn a_cache_that_was_damaged_or_removed_is_made_anew() {
    let newsroom = showing("a.png", file(photo(300, 200), ImageFormat::Png));
    let build = || newsroom.build_with(&["--cache", "cache"]).succeeds();
    build();
    let first = Site::of(&newsroom).tree();
    let cache = newsroom.folder().join("cache");
    let room = cache.join(&names_in(&cache)[0]);
    for name in names_in(&room) {
        fs::write(room.join(name), "autre chose").expect("it is there");
    }
    assert!(build().out.contains("1 picture made anew"));
    assert!(Site::of(&newsroom).tree() == first);
    fs::remove_dir_all(&cache).expect("it is there");
    assert!(build().out.contains("1 picture made anew"));
    assert!(Site::of(&newsroom).tree() == first);
}

#[test]
fn a_cache_that_cannot_be_written_is_named() {
    let newsroom = showing("a.png", file(photo(300, 200), ImageFormat::Png)).beside("cache", "un fichier");
    newsroom.build_with(&["--cache", "cache"]).fails().says(&["cache", "cannot be written"]);
    // Without pictures nobody asks for it.
    let newsroom = Newsroom::new().article("a.json", |article| article).beside("cache", "un fichier");
    newsroom.build_with(&["--cache", "cache"]).succeeds();
}

#[test]
fn a_build_that_is_stopped_while_it_makes_pictures_leaves_the_old_site() {
    let mut newsroom = Newsroom::new();
    for n in 0..6 {
        let src = format!("media/{n}.png");
        newsroom = newsroom.file(&src, file(noisy_photo(700 + n, 450), ImageFormat::Png));
        newsroom = newsroom.article(&format!("a{n}.json"), |article| article.image(&src));
    }
    let mut build = std::process::Command::new(crate::support::PROGRAM);
    build.current_dir(newsroom.folder()).args(["build", "--app", "app", "--cache", "cache"]);
    let mut build = build.stderr(std::process::Stdio::piped()).spawn().expect("the program runs");
    let cache = newsroom.folder().join("cache");
    let made = || {
        walkdir::WalkDir::new(&cache)
            .into_iter()
            .flatten()
            .any(|file| file.path().extension().is_some_and(|end| end == "avif"))
    };
    wait_for("the first picture", made);
    signal("INT", build.id());
    assert_eq!(build.wait().expect("it ends").code(), Some(1));
    assert_eq!(names_in(newsroom.folder()), ["app", "cache", "public"]);
    let left = walkdir::WalkDir::new(&cache)
        .into_iter()
        .flatten()
        .filter(|file| file.file_name().to_string_lossy().starts_with(".tmp"));
    assert_eq!(left.count(), 0, "nothing half done is left");
}

#[test]
fn a_folder_that_hosts_keep_for_ever_is_not_the_newsrooms() {
    let newsroom = Newsroom::new().article("a.json", |article| article).file("plates/a.txt", "a");
    newsroom.refused().file("plates/a.txt", "hosts keep what lies in plates/ for ever").and_no_more();
}
