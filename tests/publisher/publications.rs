//! One publication after another: what stays, what is told of it, and what a host is given beside the pages.

use crate::support::{Fields, Newsroom, Outcome, Tree, names_in};
use std::{
    fs,
    time::{Duration, SystemTime},
};

fn newsroom() -> Newsroom {
    let long = "Le fleuve passe sous le pont. ".repeat(60);
    Newsroom::new()
        .article("a.json", |article| article.text(&long))
        .article("b.json", |article| article.text(&long).published("2024-01-15T09:00:00+01:00"))
}

/// The same newsroom with another version of the app.
fn with_app(newsroom: Newsroom, version: &str) -> Newsroom {
    newsroom.beside("app/app.js", format!("/* glue {version} */"))
}

/// The names of the app's files in the site.
fn app_files(newsroom: &Newsroom) -> Vec<String> {
    names_in(&newsroom.out().join("app"))
}

/// Sets the times of all files of the site into the past, and gives that past.
fn age(newsroom: &Newsroom) -> SystemTime {
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    for path in Tree::of(&newsroom.out()).paths() {
        let file = fs::File::open(newsroom.out().join(path)).expect("it is there");
        file.set_modified(past).expect("its time can be set");
    }
    past
}

/// What a build that is asked for a list prints.
#[track_caller]
fn listed(newsroom: &Newsroom) -> Vec<String> {
    let built = newsroom.build_with(&["--list-changes"]).succeeds();
    assert!(built.err.contains("articles, "), "the sum is told beside the list: {built:#?}");
    built.out.lines().map(str::to_owned).collect()
}

#[test]
fn the_same_input_gives_the_same_site_over_an_old_one_and_in_a_new_folder() {
    let newsroom = newsroom();
    newsroom.build_with(&["--precompress", "--host", "netlify"]).succeeds();
    let first = Tree::of(&newsroom.out());
    newsroom.build_with(&["--precompress", "--host", "netlify"]).succeeds();
    Tree::of(&newsroom.out()).assert_same(&first, "built twice");
    newsroom.build_with(&["--precompress", "--host", "netlify", "--out", "ailleurs"]).succeeds();
    Tree::of(&newsroom.folder().join("ailleurs")).assert_same(&first, "built elsewhere");
}

#[test]
fn a_file_that_says_the_same_keeps_its_time_and_one_that_does_not_does_not() {
    let newsroom = newsroom().file("media/carte.svg", "<svg/>");
    newsroom.build_with(&["--precompress"]).succeeds();
    let past = age(&newsroom);
    let newsroom = newsroom.article("b.json", |article: Fields| article.text("Autre chose."));
    newsroom.build_with(&["--precompress"]).succeeds();
    let time = |path: &str| fs::metadata(newsroom.out().join(path)).and_then(|file| file.modified()).expect("its time");
    for same in ["pays/index.json", "media/carte.svg", "article/a/index.html", "article/a/index.html.br"] {
        // The neighbour in the country changes article a's page only when its headline does.
        assert_eq!(time(same), past, "{same}");
    }
    for changed in ["article/b/index.html", "article/b/index.json"] {
        assert!(time(changed) > past, "{changed}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_says_the_same_is_the_same_file_and_one_that_does_not_is_another() {
    use std::os::unix::fs::{MetadataExt as _, symlink};
    let newsroom = newsroom().file("media/carte.svg", "<svg/>");
    newsroom.build();
    let out = newsroom.out();
    // Somebody holds on to a page of the site as it is, and has put a link in the place of another one.
    let kept = newsroom.folder().join("b.html");
    fs::hard_link(out.join("article/b/index.html"), &kept).expect("a link");
    let before = fs::read(&kept).expect("the page");
    let elsewhere = newsroom.folder().join("pays.html");
    fs::rename(out.join("pays/index.html"), &elsewhere).expect("it can be moved");
    symlink(&elsewhere, out.join("pays/index.html")).expect("a link");
    let number = |path: &str| fs::symlink_metadata(out.join(path)).expect("it is there").ino();
    let files = ["article/a/index.html", "article/a/index.json", "media/carte.svg", "article/b/index.html"];
    let first = files.map(number);

    let newsroom = newsroom.article("b.json", |article: Fields| article.text("Autre chose."));
    newsroom.build();
    let second = files.map(number);
    assert_eq!(first[..3], second[..3], "what is as it was is not written again");
    assert_ne!(first[3], second[3], "what is not is a file of its own");
    assert_eq!(fs::read(&kept).expect("the page"), before, "and whoever holds the old one has it still");
    assert!(fs::symlink_metadata(out.join("pays/index.html")).expect("it is there").is_file(), "no link is taken over");
}

#[test]
fn what_changed_is_listed_for_an_upload_tool_in_the_order_to_upload_it() {
    let newsroom = newsroom().file("media/carte.svg", "<svg/>").file("media/vieux.txt", "vieux");
    let first = listed(&newsroom);
    assert!(first.iter().all(|line| line.starts_with("added\t")), "{first:?}");
    let place = |lines: &[String], line: &str| {
        lines.iter().position(|known| known == line).unwrap_or_else(|| panic!("{line}: {lines:?}"))
    };
    assert!(
        place(&first, "added\tmedia/carte.svg") < place(&first, "added\tindex.html"),
        "a page comes after what it shows"
    );
    assert_eq!(listed(&newsroom), Vec::<String>::new(), "nothing has changed");

    fs::remove_file(newsroom.content().join("media/vieux.txt")).expect("it was written");
    let newsroom = newsroom
        .article("b.json", |article: Fields| article.text("Autre chose.").published("2024-01-15T09:00:00+01:00"))
        .file("media/neuf.txt", "neuf");
    let second = listed(&newsroom);
    assert_eq!(
        second,
        [
            "added\tmedia/neuf.txt",
            "changed\tarticle/b/index.html",
            "changed\tarticle/b/index.json",
            "changed\tatom.xml",
            "changed\tauteur/awa-diallo/atom.xml",
            "changed\tauteur/awa-diallo/feed.json",
            "changed\tauteur/awa-diallo/flux.xml",
            "changed\tfeed.json",
            "changed\tflux.xml",
            "changed\tpays/niger/atom.xml",
            "changed\tpays/niger/feed.json",
            "changed\tpays/niger/flux.xml",
            "removed\tmedia/vieux.txt",
        ]
    );
}

#[test]
fn the_apps_files_of_earlier_publications_stay_for_a_while() {
    let newsroom = newsroom();
    newsroom.build().succeeds();
    let first = app_files(&newsroom);
    assert_eq!(first.len(), 4);
    let mut newsroom = with_app(newsroom, "2");
    newsroom.build().succeeds();
    let second = app_files(&newsroom);
    assert_eq!(second.len(), 5, "only the glue is new: {second:?}");
    assert!(first.iter().all(|name| second.contains(name)), "an old page finds all that it names");
    newsroom.build().succeeds();
    assert_eq!(app_files(&newsroom), second, "publishing articles takes nothing away");
    for version in 3..=9 {
        newsroom = with_app(newsroom, &version.to_string());
        newsroom.build().succeeds();
    }
    let last = app_files(&newsroom);
    assert!(last.len() < 4 + 7 && !first.iter().all(|name| last.contains(name)), "not for ever: {last:?}");
    assert_eq!(newsroom.build_with(&["--list-changes"]).succeeds().out, "", "and the same again");
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_not_kept() {
    let newsroom = newsroom();
    newsroom.build().succeeds();
    let glue = app_files(&newsroom).into_iter().find(|name| name.starts_with("app-") && name.ends_with(".js"));
    fs::write(newsroom.out().join("app").join(glue.expect("the glue")), "alert(1)").expect("it is there");
    let marker = newsroom.out().join(".depeche-site");
    let versions = fs::read_to_string(&marker).expect("the marker") + "../../etc/passwd index.html\n";
    fs::write(&marker, versions).expect("the marker");
    let newsroom = with_app(newsroom, "2");
    newsroom.build().succeeds();
    assert_eq!(app_files(&newsroom).len(), 4);
    let marker = fs::read_to_string(marker).expect("the marker");
    assert!(!marker.contains("passwd") && !marker.contains("index.html"), "{marker}");
}

#[test]
fn packed_copies_say_what_they_stand_for() {
    let newsroom = newsroom().file("petit.txt", "court").file("media/a.png", [b'x'; 4_000]);
    newsroom.build_with(&["--precompress"]).succeeds();
    let tree = Tree::of(&newsroom.out());
    let page = tree.get("article/a/index.html").expect("the page");
    let packed = |end: &str| tree.get(&format!("article/a/index.html.{end}")).unwrap_or_else(|| panic!("no {end}"));
    let mut brotli = Vec::new();
    brotli::BrotliDecompress(&mut packed("br"), &mut brotli).expect("it is brotli");
    assert!(brotli == page && packed("br").len() < page.len());
    assert!(zstd::decode_all(packed("zst")).expect("it is zstd") == page);
    let mut gzip = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed("gz")), &mut gzip).expect("it is gzip");
    assert!(gzip == page);
    for none in ["petit.txt.br", "media/a.png.gz", ".depeche-site.zst"] {
        assert!(tree.get(none).is_none(), "{none}");
    }
}

#[test]
fn a_host_is_given_what_it_reads_and_nothing_else() {
    let newsroom = newsroom();
    newsroom.build().succeeds();
    let plain = Tree::of(&newsroom.out());
    for (host, inside, beside) in [
        ("plain", &[][..], &[][..]),
        ("github", &[".nojekyll", "CNAME"], &[]),
        ("netlify", &["_headers"], &[]),
        ("cloudflare", &["_headers"], &[]),
        ("apache", &[".htaccess"], &[]),
        ("nginx", &[], &["dist.nginx.conf"]),
        ("caddy", &[], &["dist.Caddyfile"]),
        ("s3", &[], &["dist.s3.sh"]),
    ] {
        let before = names_in(newsroom.folder());
        let built = newsroom.build_with(&["--host", host]).succeeds();
        let tree = Tree::of(&newsroom.out());
        let added: Vec<_> = tree.paths().filter(|path| !plain.paths().any(|known| known == *path)).collect();
        assert_eq!(added, inside.iter().map(std::path::Path::new).collect::<Vec<_>>(), "{host}");
        let now = names_in(newsroom.folder());
        let new: Vec<_> = now.iter().filter(|name| !before.contains(name)).collect();
        assert_eq!(new, beside.iter().collect::<Vec<_>>(), "{host}");
        assert!(beside.iter().all(|name| built.out.contains(name)), "{built:?}");
    }
}

#[test]
fn a_configuration_of_the_newsrooms_own_has_the_first_word() {
    let newsroom = newsroom().file("_headers", "/*\n  X-Journal: oui\n");
    newsroom.build_with(&["--host", "netlify"]).succeeds().says(&["public/_headers is used as it is"]);
    assert_eq!(Tree::of(&newsroom.out()).get("_headers"), Some(&b"/*\n  X-Journal: oui\n"[..]));
    // Beside the site nothing is the newsroom's that says so: what is not ours is never written over.
    let newsroom = newsroom.beside("dist.Caddyfile", "example.org { }\n");
    let refused: Outcome = newsroom.build_with(&["--host", "caddy"]).fails();
    refused.says(&["dist.Caddyfile was not written by depeche: rename it"]);
    newsroom.build_with(&["--host", "nginx"]).succeeds();
    newsroom.build_with(&["--host", "nginx"]).succeeds();
}

#[test]
fn the_policy_stands_in_the_pages_of_a_host_without_headers() {
    let newsroom = newsroom();
    let policy = |host: &str| {
        newsroom.build_with(&["--host", host]).succeeds();
        let page = Tree::of(&newsroom.out()).get("404.html").map(|page| String::from_utf8_lossy(page).into_owned());
        page.expect("a page").contains("http-equiv=\"Content-Security-Policy\" content=\"default-src")
    };
    for (host, in_the_page) in [("plain", true), ("github", true), ("s3", true), ("nginx", false), ("netlify", false)] {
        assert_eq!(policy(host), in_the_page, "{host}");
    }
}

#[test]
fn a_base_url_may_end_in_a_slash() {
    let newsroom = newsroom();
    newsroom.build_with(&["--base-url", "https://example.org/journal/"]).succeeds();
    let with = Tree::of(&newsroom.out());
    newsroom.build_with(&["--base-url", "https://example.org/journal"]).succeeds();
    Tree::of(&newsroom.out()).assert_same(&with, "with and without");
}
