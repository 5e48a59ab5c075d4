//! The commands: their words, their options, their exit status; and `depeche new`.

use crate::support::{Newsroom, Outcome, PROGRAM, names_in};
use serde_json::Value;
use std::fs;

/// What stands in `articles/`.
fn articles(newsroom: &Newsroom) -> Vec<String> {
    let folder = newsroom.content().join("articles");
    if folder.exists() { names_in(&folder) } else { Vec::new() }
}

#[test]
fn the_help_names_every_command_and_each_command_its_options() {
    let newsroom = Newsroom::new();
    newsroom.depeche(&["--help"]).succeeds().says(&[
        "build",
        "check",
        "comments",
        "serve",
        "new",
        "schema",
        "site.json",
    ]);
    for (command, options) in [
        (
            "build",
            &[
                "--content <DIR>",
                "--out <DIR>",
                "--base-url <URL>",
                "--app <DIR>",
                "--host <NAME>",
                "netlify",
                "--precompress",
                "--list-changes",
                "[default: public]",
                "[default: dist]",
            ][..],
        ),
        ("comments", &["pull", "published comments"]),
        ("check", &["--online", "--content <DIR>", "[default: public]", "path:line:column: error:", "Exit status 1"]),
        ("serve", &["--content <DIR>", "--port <N>", "--app <DIR>", "[default: 8080]"]),
        ("new", &["<TITLE>", "--country <CODE>", "--content <DIR>"]),
        ("schema", &["[OF]", "article", "site", "[default: article]"]),
    ] {
        newsroom.depeche(&[command, "--help"]).succeeds().says(options);
    }
    newsroom.depeche(&["--version"]).succeeds().says(&[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn a_wrong_command_line_has_a_status_of_its_own_and_touches_nothing() {
    let newsroom = Newsroom::new().article("a.json", |article| article);
    for (arguments, texts) in [
        (&[][..], &["Usage"][..]),
        (&["publish"], &["publish"]),
        (&["build", "--output", "dist"], &["--output"]),
        (&["build", "extra"], &["extra"]),
        (&["build", "--host", "iis"], &["--host", "nginx"]),
        (&["build", "--app", "app", "--base-url", "example.org"], &["--base-url", "its scheme is missing"]),
        (&["build", "--app", "app", "--base-url", "https://a.org/?x"], &["more than a host and a path"]),
        (&["build", "--out"], &["--out"]),
        (&["check", "--strict"], &["--strict"]),
        (&["comments"], &["pull"]),
        (&["comments", "pull", "--slowly"], &["--slowly"]),
        (&["serve", "--port", "http"], &["--port"]),
        (&["serve", "--port", "65536"], &["--port"]),
        (&["new"], &["--country"]),
        (&["new", "Titre"], &["--country"]),
        (&["new", "Titre", "--country", "XX"], &["--country", "`XX` is not a country"]),
        (&["new", "Titre", "--country", ""], &["--country"]),
        (&["schema", "journal"], &["journal"]),
    ] {
        newsroom.depeche(arguments).misuses().says(texts);
    }
    assert_eq!(names_in(newsroom.folder()), ["app", "public"]);
    assert_eq!(articles(&newsroom), ["a.json"]);
}

#[test]
fn a_build_in_a_pipe_says_one_line() {
    let newsroom = (0..50).fold(Newsroom::new(), |room, n| room.article(&format!("a{n}.json"), |article| article));
    let built = newsroom.build().succeeds();
    assert_eq!(built.err, "", "no progress where nobody looks");
    assert_eq!(built.out.lines().count(), 1);
    assert!(built.out.starts_with("50 articles, 60 pages: ") && built.out.trim().ends_with("/dist"), "{built:?}");
    assert!(!built.out.contains(['\r', '\u{1b}']));
}

#[test]
fn a_build_on_a_terminal_shows_how_far_it_is() {
    let newsroom = (0..500).fold(Newsroom::new(), |room, n| room.article(&format!("a{n}.json"), |article| article));
    let Ok(seen) = on_a_terminal(&newsroom, "build --app app") else {
        eprintln!("not tried: `script` of util-linux, which gives a terminal, is not there");
        return;
    };
    assert!(seen.contains("/576 pages") && seen.contains("500 articles, 576 pages: "), "{seen:?}");
}

/// What a terminal gets to see of a command.
fn on_a_terminal(newsroom: &Newsroom, command: &str) -> std::io::Result<String> {
    let mut script = std::process::Command::new("script");
    script.args(["-q", "-e", "-c", &format!("{PROGRAM} {command}"), "/dev/null"]).stdin(std::process::Stdio::null());
    // Whatever starts the tests: without a kind of terminal nothing is drawn on it.
    let run = script.env("TERM", "xterm").current_dir(newsroom.folder()).output()?;
    assert!(run.status.success(), "{run:?}");
    Ok(String::from_utf8_lossy(&run.stdout).into_owned())
}

#[test]
fn whoever_stops_reading_sees_no_crash() {
    let blank = serde_json::json!({ "type": "paragraph", "text": " " });
    let newsroom = Newsroom::new().article("a.json", |article| article.set("body", vec![blank; 3_000]));
    for command in ["check | head -n 1", "schema >/dev/full", "check >/dev/full"] {
        let run = Outcome::of("sh", newsroom.folder(), &["-c", &format!("{PROGRAM} {command}")]);
        assert!(!run.err.contains("panicked"), "{command}: {run:#?}");
    }
    // Its status says that something is wrong, whoever listens.
    let deaf = format!("( {PROGRAM} check 2>&1; echo $? >status ) | head -n 1");
    Outcome::of("sh", newsroom.folder(), &["-c", &deaf]);
    assert_eq!(fs::read_to_string(newsroom.folder().join("status")).expect("it has ended"), "1\n");
    let full = Outcome::of("sh", newsroom.folder(), &["-c", &format!("{PROGRAM} schema >/dev/full")]);
    full.fails().says(&["No space left on device"]);
}

#[test]
fn one_is_said_in_the_singular() {
    let newsroom = Newsroom::new().article("a.json", |article| article);
    newsroom.check().succeeds().says(&["1 article to publish", "0 drafts"]);
    newsroom.build().succeeds().says(&["1 article, 5 pages"]);
}

#[test]
fn check_says_how_much_there_is_and_writes_nothing() {
    let newsroom = Newsroom::new().article("a.json", |article| article).article("b.json", |article| article);
    let checked = newsroom.check().succeeds().says(&["nothing to mend: 2 articles to publish"]);
    assert_eq!((checked.out.lines().count(), checked.err.as_str()), (1, ""));
    assert_eq!(names_in(newsroom.folder()), ["app", "public"]);
}

#[test]
fn a_folder_is_named_as_the_editor_named_it() {
    let newsroom = Newsroom::new().article("a.json", |article| article.countries(&["XX"]));
    newsroom.depeche(&["check", "--content", "./public"]).fails().says(&["./public/articles/a.json:"]);
    let whole = newsroom.content();
    let whole = whole.to_str().expect("it is UTF-8");
    newsroom.depeche(&["check", "--content", whole]).fails().says(&[&format!("{whole}/articles/a.json:")]);
}

#[test]
fn a_new_article_is_a_draft_that_check_accepts() {
    let newsroom = Newsroom::new();
    let made = newsroom.depeche(&["new", "Visite à Moscou : l’essentiel", "--country", "ne"]).succeeds();
    assert_eq!(articles(&newsroom), ["visite-a-moscou-l-essentiel.json"]);
    assert!(made.out.starts_with("public/articles/visite-a-moscou-l-essentiel.json: fill it in"), "{made:?}");
    newsroom.check().succeeds().says(&["0 articles to publish", "1 draft"]);

    let path = newsroom.content().join("articles/visite-a-moscou-l-essentiel.json");
    let text = fs::read_to_string(&path).expect("it was just made");
    let article: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!((&article["title"], &article["countries"][0]), (&"Visite à Moscou : l’essentiel".into(), &"NE".into()));
    let published = article["published"].as_str().expect("it has a date");
    assert!(published.ends_with("+01:00"), "{published} is in the site's time zone");
    let mut article = article.clone();
    article["status"] = "published".into();
    article["standfirst"] = "Une visite".into();
    article["body"] = serde_json::json!([{ "type": "paragraph", "text": "Le Premier ministre est arrivé." }]);
    fs::write(&path, article.to_string()).expect("it can be written");
    assert!(newsroom.built().has("/article/visite-a-moscou-l-essentiel/"));
}

#[test]
fn a_new_article_takes_any_headline_that_leaves_an_address() {
    for (title, slug) in [
        ("<script>alert(\"1\")</script>", "script-alert-1-script"),
        ("Œuvre n° 5 – « Été »", ""),
        ("النيجر", ""),
        (&"très ".repeat(59), ""),
        ("\"guillemets\" et \\ barre", "guillemets-et-barre"),
        ("--content", "content"),
    ] {
        let newsroom = Newsroom::new();
        newsroom.depeche(&["new", "--country", "NE", "--", title]).succeeds();
        let made = articles(&newsroom);
        assert!(made.len() == 1 && (slug.is_empty() || made[0] == format!("{slug}.json")), "{made:?}");
        newsroom.check().succeeds().says(&["1 draft"]);
        let text = fs::read_to_string(newsroom.content().join("articles").join(&made[0])).expect("it was just made");
        let article: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(article["title"], title.trim());
    }
}

#[test]
fn a_headline_that_leaves_no_address_is_refused() {
    for title in ["", " ", "???", "Index", "page", &"a".repeat(301)] {
        let newsroom = Newsroom::new();
        let refused = newsroom.depeche(&["new", title, "--country", "NE"]).fails();
        assert!(refused.err.contains("headline"), "{refused:?}");
        assert_eq!(articles(&newsroom), Vec::<String>::new());
    }
}

#[test]
fn a_new_article_overwrites_none() {
    let newsroom = Newsroom::new().file("articles/titre.json", "mon texte");
    newsroom.depeche(&["new", "Titre", "--country", "NE"]).fails().says(&["public/articles/titre.json", "already"]);
    let kept = fs::read_to_string(newsroom.content().join("articles/titre.json"));
    assert_eq!(kept.ok().as_deref(), Some("mon texte"));
}

#[test]
fn a_new_article_takes_no_slug_that_another_has() {
    let newsroom = Newsroom::new().article("niger/titre.json", |article| article);
    newsroom.depeche(&["new", "Titre", "--country", "NE"]).fails().says(&["titre.json"]);
    newsroom.check().succeeds();
}

#[test]
fn a_new_article_needs_a_newsroom() {
    let newsroom = Newsroom::new();
    newsroom
        .depeche(&["new", "Titre", "--country", "NE", "--content", "ailleurs"])
        .fails()
        .says(&["there is no folder ailleurs"]);
    assert!(!newsroom.folder().join("ailleurs").exists());
}
