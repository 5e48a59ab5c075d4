//! Builds that are stopped, killed, or not alone.

use crate::support::{Newsroom, Outcome, PROGRAM, Tree, names_in, old_site, signal, wait_for};
use std::{
    fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::Duration,
};

/// A newsroom with so many articles, and an old site in its place.
fn newsroom(articles: usize) -> Newsroom {
    let newsroom = (0..articles).fold(Newsroom::new(), |room, n| room.article(&format!("{}/a{n}.json", n % 7), |a| a));
    old_site().write_to(&newsroom.out());
    newsroom
}

/// Starts a build.
fn start(newsroom: &Newsroom) -> Child {
    let mut command = Command::new(PROGRAM);
    command.args(["build", "--app", "app"]).current_dir(newsroom.folder());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be run")
}

fn ended(build: Child) -> Outcome {
    let output = build.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("programs speak UTF-8");
    Outcome { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Whatever lies beside the site that was not there before.
fn leftovers(newsroom: &Newsroom) -> Vec<PathBuf> {
    let names =
        names_in(newsroom.folder()).into_iter().filter(|name| !["app", "dist", "public"].contains(&name.as_str()));
    names.map(|name| newsroom.folder().join(name)).collect()
}

/// Waits until a build writes pages.
#[track_caller]
fn wait_until_it_writes(newsroom: &Newsroom) {
    let pages = |folder: PathBuf| walkdir::WalkDir::new(folder).into_iter().filter(|entry| entry.is_ok()).count();
    wait_for("the first pages of a build", || leftovers(newsroom).into_iter().map(pages).sum::<usize>() > 20);
}

#[test]
fn ctrl_c_leaves_the_old_site_and_nothing_else() {
    let newsroom = newsroom(2_000);
    let build = start(&newsroom);
    wait_until_it_writes(&newsroom);
    signal("INT", build.id());
    let build = ended(build).fails().says(&["interrupted; the old site is as it was"]);
    assert_eq!(build.out, "");
    assert_eq!(leftovers(&newsroom), Vec::<PathBuf>::new());
    Tree::of(&newsroom.out()).assert_same(old_site(), "an interrupted build leaves the old site as it was");
}

#[test]
fn ctrl_c_at_any_moment_leaves_one_whole_site() {
    let newsroom = newsroom(200);
    let new = {
        newsroom.build_with(&["--out", "ailleurs"]).succeeds();
        let new = Tree::of(&newsroom.folder().join("ailleurs"));
        fs::remove_dir_all(newsroom.folder().join("ailleurs")).expect("it was just made");
        new
    };
    for moment in 0..12 {
        fs::remove_dir_all(newsroom.out()).expect("there is a site");
        old_site().write_to(&newsroom.out());
        let build = start(&newsroom);
        thread::sleep(Duration::from_millis(moment * 20));
        signal("INT", build.id());
        let build = ended(build);
        let expected = if build.status == Some(0) { &new } else { old_site() };
        Tree::of(&newsroom.out()).assert_same(expected, &format!("after {build:?}"));
        assert_eq!(leftovers(&newsroom), Vec::<PathBuf>::new(), "after {build:?}");
    }
}

#[test]
fn what_a_killed_build_leaves_is_swept_by_the_next() {
    let newsroom = newsroom(2_000);
    let mut build = start(&newsroom);
    wait_until_it_writes(&newsroom);
    build.kill().expect("it runs");
    assert_eq!(ended(build).status, None);
    Tree::of(&newsroom.out()).assert_same(old_site(), "a killed build leaves the old site as it was");
    assert!(!leftovers(&newsroom).is_empty(), "there is something to sweep");

    fs::remove_dir_all(newsroom.content().join("articles")).expect("there are articles");
    let newsroom = newsroom.article("a.json", |article| article);
    newsroom.build().succeeds();
    let tree = Tree::of(&newsroom.out());
    assert!(tree.get("article/a/index.html").is_some() && tree.get("article/a1/index.html").is_none());
    assert_eq!(leftovers(&newsroom), Vec::<PathBuf>::new());
}

#[test]
fn a_site_that_a_killed_build_had_moved_away_is_put_back_even_if_the_next_build_fails() {
    let newsroom = newsroom(1).file("gros.bin", vec![b'x'; 100_000]);
    let away = newsroom.folder().join(".dist.building/old");
    fs::create_dir(newsroom.folder().join(".dist.building")).expect("a folder can be made");
    fs::rename(newsroom.out(), &away).expect("a folder can be moved");
    let script = format!("trap '' XFSZ; ulimit -f 64; exec {PROGRAM} build --app app");
    Outcome::of("sh", newsroom.folder(), &["-c", &script]).fails().says(&["File too large"]);
    Tree::of(&newsroom.out()).assert_same(old_site(), "the old site is where it was");
    assert_eq!(leftovers(&newsroom), Vec::<PathBuf>::new());
}

#[test]
fn a_second_build_into_the_same_folder_is_told_to_wait() {
    let newsroom = newsroom(2_000);
    let first = start(&newsroom);
    wait_until_it_writes(&newsroom);
    let second = newsroom.build().fails().says(&["dist", "another build is writing", "wait for it to end"]);
    assert_eq!(second.out, "");
    Tree::of(&newsroom.out()).assert_same(old_site(), "the second build touches nothing");
    ended(first).succeeds().says(&["2000 articles"]);
    assert_eq!(leftovers(&newsroom), Vec::<PathBuf>::new());
    assert_eq!(fs::read_dir(newsroom.out().join("article")).expect("there are articles").count(), 2_000);
}

#[test]
fn however_many_builds_meet_one_whole_site_comes_of_it() {
    let newsroom = newsroom(60);
    newsroom.build_with(&["--out", "ailleurs"]).succeeds();
    let new = Tree::of(&newsroom.folder().join("ailleurs"));
    fs::remove_dir_all(newsroom.folder().join("ailleurs")).expect("it was just made");
    let built = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..12 {
                    let build = newsroom.build();
                    match build.status {
                        Some(0) => drop(built.fetch_add(1, Ordering::Relaxed)),
                        _ => drop(build.fails().says(&["another build is writing"])),
                    }
                }
            });
        }
    });
    assert!(built.into_inner() > 0);
    Tree::of(&newsroom.out()).assert_same(&new, "the site is whole");
    assert_eq!(leftovers(&newsroom), Vec::<PathBuf>::new());
}

#[test]
fn a_host_that_serves_the_folder_always_finds_a_site_in_it() {
    let newsroom = newsroom(3);
    let done = AtomicBool::new(false);
    let home = newsroom.out().join("index.html");
    let missed = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut missed = 0;
            while !done.load(Ordering::Relaxed) {
                missed += usize::from(!home.exists());
            }
            missed
        });
        for _ in 0..12 {
            newsroom.build().succeeds();
        }
        done.store(true, Ordering::Relaxed);
        reader.join().expect("the reader reads")
    });
    assert_eq!(missed, 0, "times that there was no site");
}
