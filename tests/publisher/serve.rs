//! `depeche serve`: what it shows, and when it shows it anew.

use crate::support::{Newsroom, PICTURE, Server, names_in, wait_for};
use std::{fs, net::TcpStream, time::Duration};

/// Longer than any build of a small newsroom takes.
const SOON: Duration = Duration::from_secs(20);
/// Long enough that what comes at once has come.
const AT_ONCE: Duration = Duration::from_millis(400);

fn newsroom() -> Newsroom {
    Newsroom::new().picture("media/a.png").article("a.json", |article| article.title("Ancien titre"))
}

#[test]
fn a_page_and_its_files_are_served_as_what_they_are() {
    let newsroom = newsroom().file("icône.svg", "<svg/>");
    let server = Server::start(&newsroom);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/article/a/", "text/html; charset=utf-8"),
        ("/article/a/index.html", "text/html; charset=utf-8"),
        ("/article/a/index.json", "application/json"),
        ("/article/a/?de=lettre", "text/html; charset=utf-8"),
        ("/flux.xml", "application/rss+xml"),
        ("/pays/niger/atom.xml", "application/atom+xml"),
        ("/feed.json", "application/feed+json"),
        ("/sitemap.xml", "text/xml"),
        ("/media/a.png", "image/png"),
        ("/ic%C3%B4ne.svg", "image/svg+xml"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        assert!(answer.head.contains(&format!("content-type: {kind}")), "{path}: {answer:?}");
        assert!(answer.head.contains("cache-control: no-store"), "{path}: {answer:?}");
    }
    let length = format!("content-length: {}", PICTURE.len());
    assert!(server.get("/media/a.png").head.contains(&length));
    let page = server.get("/article/a/");
    assert!(page.body.contains("Ancien titre") && page.body.contains("src=\"/-/reload.js\""));
    assert!(server.get("/-/reload.js").head.contains("text/javascript"));
}

#[test]
fn what_is_not_there_is_answered_with_the_page_for_it() {
    let newsroom = newsroom();
    let server = Server::start(&newsroom);
    for path in ["/rien", "/article/rien/", "/article/a/rien.png", "/media/", "/%ff", "/article/a/index.html/"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        assert!(answer.body.contains("Page introuvable"), "{path}");
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let newsroom = newsroom().beside("secret.txt", "secret");
    let server = Server::start(&newsroom);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2f..%2fetc/passwd",
        "/media/../../secret.txt",
        "/%2fetc/passwd",
        "/..\\secret.txt",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        assert!(!answer.body.contains("root:") && !answer.body.contains("secret"), "{path}");
    }
}

#[test]
fn an_address_without_its_last_slash_leads_to_the_one_with_it() {
    let newsroom = newsroom();
    let server = Server::start(&newsroom);
    for (path, location) in [("/article/a", "/article/a/"), ("/pays?x=1", "/pays/?x=1")] {
        let answer = server.get(path);
        assert!((300..400).contains(&answer.status), "{path}: {answer:?}");
        assert!(answer.head.contains(&format!("location: {location}\r\n")), "{path}: {answer:?}");
    }
    let answer = server.get("//article");
    assert!(!answer.head.contains("location: //"), "another host: {answer:?}");
}

#[test]
fn a_site_under_a_path_is_served_under_it() {
    let newsroom = newsroom().site(|site| site.set("base_url", "https://example.org/journal"));
    let server = Server::start(&newsroom);
    assert!(server.address.ends_with("/journal/"), "{}", server.address);
    assert!(server.get("/journal/article/a/").body.contains("Ancien titre"));
    assert_eq!(server.get("/article/a/").status, 404);
    for path in ["/", "/journal"] {
        assert!(server.get(path).head.contains("location: /journal/\r\n"), "{path}");
    }
}

#[test]
fn a_save_tells_open_pages_to_load_again() {
    let server_of = newsroom();
    let server = Server::start(&server_of);
    assert!(server.get("/article/a/").body.contains("Ancien titre"));
    let (mut one, mut other) = (server.changes(), server.changes());
    let newsroom = server_of.article("a.json", |article| article.title("Nouveau titre"));
    assert_eq!(one.next(SOON).as_deref(), Some("changed"));
    assert_eq!(other.next(SOON).as_deref(), Some("changed"));
    assert!(server.get("/article/a/").body.contains("Nouveau titre"), "the new site is there when the page asks");
    let script = server.get("/-/reload.js").body;
    assert!(script.contains("'/-/changes'") && script.contains("'changed'"), "{script}");
    drop(newsroom);
}

#[test]
fn a_page_opened_after_a_save_is_not_told_of_it_again() {
    let newsroom = newsroom();
    let server = Server::start(&newsroom);
    let mut before = server.changes();
    let newsroom = newsroom.article("a.json", |article| article.title("Nouveau titre"));
    assert_eq!(before.next(SOON).as_deref(), Some("changed"));
    let mut after = server.changes();
    assert_eq!(after.next(AT_ONCE), None, "or it would load itself again for ever");
    let mut after = server.changes();
    let _newsroom = newsroom.article("a.json", |article| article.title("Encore un titre"));
    assert_eq!(after.next(SOON).as_deref(), Some("changed"));
}

#[test]
fn every_kind_of_save_is_seen() {
    let newsroom = newsroom();
    let server = Server::start(&newsroom);
    let has = |path: &str, text: &str| {
        let answer = server.get(path);
        answer.status == 200 && answer.body.contains(text)
    };
    assert!(has("/article/a/", "Ancien titre"));
    let newsroom = newsroom.article("niger/b.json", |article| article.title("Un article de plus"));
    wait_for("a new article in a new folder", || has("/article/b/", "Un article de plus"));
    let newsroom = newsroom.file("robots.txt", "User-agent: *");
    wait_for("a new file", || has("/robots.txt", "User-agent: *"));
    let newsroom = newsroom.site(|site| site.title("Autre Journal"));
    wait_for("a new name", || has("/", "Autre Journal"));
    let newsroom = newsroom.beside("app/style.css", "body { color: red }");
    wait_for("a new style", || has("/", "body { color: red }"));
    // As editors save: beside, then in its place.
    let articles = newsroom.content().join("articles");
    let text = fs::read_to_string(articles.join("a.json")).expect("it is there");
    fs::write(articles.join("a.json~"), text.replace("Ancien titre", "Déplacé")).expect("it can be written");
    fs::rename(articles.join("a.json~"), articles.join("a.json")).expect("it can be moved");
    wait_for("a file moved into its place", || has("/article/a/", "Déplacé"));
    fs::remove_file(articles.join("a.json")).expect("it is there");
    wait_for("a file removed", || server.get("/article/a/").status == 404);
}

#[test]
fn a_save_that_breaks_an_article_shows_what_to_mend_and_mending_it_shows_the_site() {
    let newsroom = newsroom();
    let server = Server::start(&newsroom);
    assert_eq!(server.get("/").status, 200);
    let newsroom = newsroom.file("articles/a.json", "{\n  \"title\": \"<b>Titre</b>\",\n}");
    wait_for("the problem", || server.get("/").status == 500);
    for path in ["/", "/article/a/", "/rien/"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 500, "{path}");
        assert!(answer.body.contains("public/articles/a.json:3:1: error: trailing comma"), "{answer:?}");
        assert!(answer.body.contains("src=\"/-/reload.js\""), "it loads itself again once all is well");
    }
    let newsroom = newsroom.file("articles/a.json", "{\"<img src=x onerror=alert(1)>\": 1}");
    wait_for("another problem", || server.get("/").body.contains("unknown field"));
    assert!(!server.get("/").body.contains("<img"), "{:?}", server.get("/").body);
    let _newsroom = newsroom.article("a.json", |article| article.title("Réparé"));
    wait_for("the site", || server.get("/article/a/").body.contains("Réparé"));
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_newsroom_that_starts_with_problems_is_shown_once_they_are_mended() {
    let newsroom = Newsroom::empty();
    let server = Server::start(&newsroom);
    let answer = server.get("/");
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains("there is no site.json here"));
    let newsroom = newsroom.site(|site| site).article("a.json", |article| article.title("Premier titre"));
    wait_for("the site", || server.get("/").body.contains("Premier titre"));
    drop(newsroom);
}

#[test]
fn only_this_computer_is_served() {
    let newsroom = newsroom();
    let server = Server::start(&newsroom);
    assert!(server.address.starts_with("http://127.0.0.1:"));
    // A server that listens everywhere would answer here as well.
    let elsewhere = TcpStream::connect(("127.0.0.2", server.port()));
    assert_eq!(elsewhere.map_err(|error| error.kind()).err(), Some(std::io::ErrorKind::ConnectionRefused));
}

#[test]
fn ctrl_c_ends_it_well_and_leaves_nothing_behind() {
    let newsroom = newsroom();
    let server = Server::start(&newsroom);
    assert_eq!(server.get("/").status, 200);
    let mut open = server.changes();
    assert_eq!(names_in(&server.temporary).len(), 1, "the site, for a while");
    let temporary = server.temporary.clone();
    let (status, rest) = server.interrupt();
    assert_eq!((status.code(), rest.as_str()), (Some(0), ""));
    assert_eq!(open.next(SOON), None, "the stream has ended");
    assert_eq!(names_in(&temporary), Vec::<String>::new());
    assert_eq!(names_in(newsroom.folder()), ["app", "public", "serve.log", "temporary"], "nothing is built beside it");
}

#[test]
fn a_port_that_is_taken_is_named_with_the_way_round() {
    let newsroom = newsroom();
    let server = Server::start(&newsroom);
    let port = server.port().to_string();
    let second = newsroom.depeche(&["serve", "--app", "app", "--port", &port]).fails();
    let second = second.says(&[&format!("port {port} of this computer is taken: choose another one with --port")]);
    assert_eq!(second.out, "");
}

#[test]
fn a_folder_that_is_not_there_cannot_be_served() {
    let newsroom = newsroom();
    let refused = newsroom.depeche(&["serve", "--app", "app", "--port", "0", "--content", "ailleurs"]).fails();
    assert_eq!(refused.out, "", "there is no address to open");
    refused.says(&["ailleurs", "name the newsroom's folder with --content"]);
}

#[test]
fn drafts_and_what_waits_for_its_time_are_shown_here_and_not_published() {
    let newsroom = newsroom()
        .article("b.json", |article| article.title("Ébauche").set("status", "draft"))
        .article("c.json", |article| article.title("Demain").set("published", "2999-01-01T08:00:00+01:00"));
    let server = Server::start(&newsroom);
    for (path, title) in [("/article/b/", "Ébauche"), ("/article/c/", "Demain")] {
        assert!(server.get(path).body.contains(title), "{path}");
        assert!(server.get("/").body.contains(title), "the front page leads to {path}");
    }
    // An editor can tell them from the others.
    let script = server.get("/-/reload.js").body;
    assert!(script.contains(r#"const unseen = ["/article/b/","/article/c/"];"#), "{script}");
    drop(server);
    let built = newsroom.build().succeeds();
    assert!(built.out.contains("1 draft not published; 1 article not published"), "{}", built.out);
    assert!(!newsroom.out().join("article/b").exists() && !newsroom.out().join("article/c").exists());
}
