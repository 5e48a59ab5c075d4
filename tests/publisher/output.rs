//! Where a site goes: what is refused, what stays as it was.

use crate::support::{Newsroom, Outcome, PROGRAM, Tree, names_in, old_site, set_mode, without_rights};
use std::{fs, path::Path};

fn newsroom() -> Newsroom {
    Newsroom::new().article("a.json", |article| article)
}

/// That a build into `out` fails with these words, and that nothing in the room changes.
#[track_caller]
fn assert_refused(newsroom: &Newsroom, arguments: &[&str], texts: &[&str]) {
    let before = Tree::of(newsroom.folder());
    let names = names_in(newsroom.folder());
    let built = newsroom.depeche(&[&["build", "--app", "app"], arguments].concat()).fails().says(texts);
    assert_eq!(built.out, "");
    assert_eq!(built.err.lines().count(), 1, "{built:#?}");
    Tree::of(newsroom.folder()).assert_same(&before, "a refused build changes nothing");
    assert_eq!(names_in(newsroom.folder()), names);
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let newsroom = newsroom().beside("dist/these.docx", "trois ans de travail");
    let why =
        "dist is not empty and was not written by depeche: choose another folder with --out, or empty it yourself";
    assert_refused(&newsroom, &[], &[why]);
    let newsroom = newsroom.beside("photos/index.html", "<p>un autre site</p>");
    assert_refused(&newsroom, &["--out", "photos"], &["photos is not empty and was not written by depeche"]);
}

#[test]
fn a_file_is_no_folder_for_a_site() {
    let newsroom = newsroom().beside("dist", "un fichier");
    assert_refused(&newsroom, &[], &["dist is not a folder: choose a folder with --out"]);
    assert_refused(&newsroom, &["--out", "dist/site"], &["dist"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_link_that_leads_nowhere_are_no_folders_and_stay() {
    use std::os::unix::fs::FileTypeExt as _;
    let newsroom = newsroom();
    Outcome::of("mkfifo", newsroom.folder(), &["tube"]).succeeds();
    assert_refused(&newsroom, &["--out", "tube"], &["tube is not a folder"]);
    assert!(fs::metadata(newsroom.folder().join("tube")).expect("it is there").file_type().is_fifo());
    std::os::unix::fs::symlink("nulle-part", newsroom.folder().join("lien")).expect("a link");
    assert_refused(&newsroom, &["--out", "lien"], &["lien is not a folder"]);
}

#[test]
fn a_site_inside_the_newsrooms_folder_is_refused() {
    let newsroom = newsroom();
    let why = "lie in each other: choose another one with --out";
    for out in ["public/dist", "public", "public/articles/../dist", "./public/a/b", "app/../public/dist"] {
        assert_refused(&newsroom, &["--out", out], &["public", why]);
    }
}

#[test]
fn a_newsroom_inside_the_site_is_refused() {
    let newsroom = newsroom();
    let why = "lie in each other: choose another one with --out";
    for out in [".", "..", "/", "public/.."] {
        assert_refused(&newsroom, &["--out", out], &[why]);
    }
}

#[test]
fn a_link_does_not_hide_that_one_folder_lies_in_the_other() {
    let newsroom = newsroom();
    std::os::unix::fs::symlink("public", newsroom.folder().join("lien")).expect("a link can be made");
    assert_refused(&newsroom, &["--out", "lien/dist"], &["lie in each other"]);
    assert_refused(&newsroom, &["--content", "lien", "--out", "public/dist"], &["lie in each other"]);
}

#[test]
fn a_new_and_an_empty_folder_take_a_site() {
    for out in ["nouveau", "nouveau/plus/loin", "vide", "barre/"] {
        let newsroom = newsroom();
        fs::create_dir(newsroom.folder().join("vide")).expect("a folder can be made");
        newsroom.build_with(&["--out", out]).succeeds();
        assert!(newsroom.folder().join(out).join("article/a/index.html").is_file(), "{out}");
    }
}

#[test]
fn a_build_replaces_the_whole_old_site_and_leaves_nothing_beside_it() {
    let newsroom = newsroom();
    old_site().write_to(&newsroom.out());
    let before = names_in(newsroom.folder());
    let site = newsroom.built();
    assert!(site.has("/article/a/") && !site.has("/article/ancien/"));
    assert_eq!(names_in(newsroom.folder()), before);
}

#[test]
fn a_site_behind_a_link_is_replaced_and_the_link_stays() {
    let newsroom = newsroom();
    old_site().write_to(&newsroom.folder().join("disque/site"));
    std::os::unix::fs::symlink("disque/site", newsroom.out()).expect("a link can be made");
    let site = newsroom.built();
    assert!(site.has("/article/a/") && !site.has("/article/ancien/"));
    assert!(newsroom.out().is_symlink());
    assert_eq!(names_in(&newsroom.folder().join("disque")), ["site"]);
}

/// Runs a script with `$depeche` and the newsroom's room as its folder; what the script mounts only it sees.
fn run_script(newsroom: &Newsroom, script: &str) -> Outcome {
    let script = format!("set -eu; depeche='{PROGRAM}'; {script}");
    Outcome::of("unshare", newsroom.folder(), &["--map-root-user", "--mount", "sh", "-c", &script])
}

#[test]
fn a_full_disk_leaves_the_old_site_as_it_was() {
    let newsroom = newsroom().file("gros.bin", vec![b'x'; 300_000]);
    old_site().write_to(&newsroom.out());
    fs::create_dir(newsroom.folder().join("petit")).expect("a folder can be made");
    let probe = run_script(&newsroom, "mount -t tmpfs -o size=256k tmpfs petit");
    if probe.status != Some(0) {
        eprintln!("not tried: this system lets no one mount a small disk: {}", probe.err);
        return;
    }
    let script = "mount -t tmpfs -o size=256k tmpfs petit; cp -R dist petit/dist; \
         $depeche build --app app --out petit/dist && status=0 || status=$?; \
         mkdir apres; cp -R petit/. apres; exit $status";
    let built = run_script(&newsroom, script).fails().says(&["No space left on device", "the old site is as it was"]);
    assert_eq!(built.out, "");
    assert_eq!(names_in(&newsroom.folder().join("apres")), ["dist"]);
    Tree::of(&newsroom.folder().join("apres/dist"))
        .assert_same(old_site(), "a full disk leaves the old site as it was");
}

#[test]
fn a_system_error_is_said_once_and_names_the_file() {
    let newsroom = newsroom().file("gros.bin", vec![b'x'; 100_000]);
    old_site().write_to(&newsroom.out());
    // A file may grow to 32 kB, then the system refuses, as a full disk or a quota would.
    let script = format!("trap '' XFSZ; ulimit -f 64; exec {PROGRAM} build --app app");
    let built = Outcome::of("sh", newsroom.folder(), &["-c", &script]).fails();
    assert_eq!(built.err.matches("File too large").count(), 1, "{built:#?}");
    assert_eq!(built.err.matches("the old site is as it was").count(), 1, "{built:#?}");
    assert!(built.err.contains("gros.bin"), "{built:#?}");
    Tree::of(&newsroom.out()).assert_same(old_site(), "the old site stays");
    assert!(!names_in(newsroom.folder()).iter().any(|name| name.contains("building")));
}

#[test]
fn where_nothing_may_be_written_the_old_site_stays() {
    let newsroom = newsroom();
    let shelf = newsroom.folder().join("etagere");
    old_site().write_to(&shelf.join("dist"));
    set_mode(&shelf, 0o555);
    let built = without_rights(&newsroom, &["build", "--app", "app", "--out", "etagere/dist"]);
    set_mode(&shelf, 0o755);
    let built = built.fails().says(&["etagere", "cannot be written: Permission denied", "the old site is as it was"]);
    assert_eq!((built.out.as_str(), built.err.matches("Permission denied").count()), ("", 1), "{built:#?}");
    assert_eq!(names_in(&shelf), ["dist"]);
    Tree::of(&shelf.join("dist")).assert_same(old_site(), "the old site stays");
}

#[test]
fn an_app_that_is_not_whole_is_named() {
    let newsroom = newsroom();
    fs::remove_file(newsroom.folder().join("app/app_bg.wasm")).expect("it is there");
    assert_refused(&newsroom, &[], &["app does not hold the readers' app", "app/app_bg.wasm"]);
    let missing = newsroom.depeche(&["build", "--app", "nulle-part"]).fails();
    assert!(missing.says(&["nulle-part does not hold the readers' app"]).out.is_empty());
    assert!(!Path::new(&newsroom.out()).exists());
}
