//! What is found and what is not, of which type, how long it is kept, and how it is packed.

use crate::server::Server;

#[test]
fn pages_are_found_and_what_lacks_its_slash_is_led_there() {
    for server in Server::everywhere() {
        let base = server.site.base;
        for page in ["/", "/pays/", "/pays/niger/", "/article/pont/"] {
            let answer = server.get(page);
            assert_eq!(answer.status, 200, "{} {base}{page}", server.name);
            assert!(answer.body == server.site.file(&format!("{page}index.html")[1..]), "{} {page}", server.name);
            if page != "/" {
                let without = server.get(page.trim_end_matches('/'));
                assert_eq!(server.leads_to(&without), format!("{base}{page}"), "{}", server.name);
            }
        }
        if !base.is_empty() {
            assert_eq!(server.leads_to(&server.ask(base, &[])), "/journal/", "{}", server.name);
        }
        assert_eq!(server.get("/.well-known/security.txt").status, 200, "{}", server.name);
    }
}

#[test]
fn what_is_not_there_is_said_so_by_the_sites_own_page() {
    for server in Server::everywhere() {
        let nothing = server.site.file("404.html");
        for path in [
            "/nulle/part/",
            "/article/rien",
            "/app/",
            "/app/rien.js",
            "/plates/",
            "/plates/rien.avif",
            "/media/",
            "/.depeche-site",
            "/x.json",
        ] {
            let answer = server.get(path);
            assert_eq!(answer.status, 404, "{} {path}", server.name);
            assert!(answer.body == nothing || path == "/.depeche-site", "{} {path}: {answer:?}", server.name);
            assert_ne!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{} {path}", server.name);
        }
        // Neither the configuration nor what lies around the folder.
        for path in ["/../un%20site.nginx.conf", "/..%2fun%20site.Caddyfile", "/%2e%2e/public/site.json"] {
            assert_ne!(server.get(path).status, 200, "{} {path}", server.name);
        }
    }
}

#[test]
fn every_file_has_its_type() {
    for server in Server::everywhere() {
        let app = &server.site.app;
        for picture in server.site.pictures() {
            let said = server.get(&picture).header("content-type").to_owned();
            let end = picture.rsplit('.').next().unwrap_or_default().replace("jpg", "jpeg");
            assert_eq!(said, format!("image/{end}"), "{} {picture}", server.name);
        }
        for (path, kind) in [
            ("/", "text/html; charset=utf-8"),
            ("/nulle/part/", "text/html; charset=utf-8"),
            ("/index.json", "application/json"),
            ("/flux.xml", "application/rss+xml"),
            ("/pays/niger/flux.xml", "application/rss+xml"),
            ("/auteur/la-redaction/atom.xml", "application/atom+xml"),
            ("/feed.json", "application/feed+json"),
            ("/nulle/part/flux.xml", "text/html; charset=utf-8"),
            ("/sitemap.xml", "text/xml"),
            ("/robots.txt", "text/plain"),
            ("/media/carte.svg", "image/svg+xml"),
            (&format!("/{}", app.boot()), "text/javascript; charset=utf-8"),
            (&format!("/{}", app.glue()), "text/javascript; charset=utf-8"),
            (&format!("/{}", app.wasm()), "application/wasm"),
        ] {
            for coding in ["identity", "gzip", "br"] {
                let answer = server.get_with(path, &[("Accept-Encoding", coding)]);
                let said = answer.header("content-type").to_lowercase();
                assert!(said == kind || said.starts_with(kind), "{} {path} {coding}: {said}", server.name);
            }
        }
    }
}

#[test]
fn what_is_named_by_its_content_is_kept_and_everything_else_asked_for_again() {
    for server in Server::everywhere() {
        let app = [server.site.app.boot(), server.site.app.glue(), server.site.app.wasm()];
        for path in app.map(|path| format!("/{path}")).into_iter().chain(server.site.pictures()) {
            let answer = server.get(&path);
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{} {path}", server.name);
        }
        for path in [
            "/",
            "/index.json",
            "/flux.xml",
            "/pays/niger/feed.json",
            "/sitemap-1.xml",
            "/article/pont/",
            "/media/carte.svg",
            "/nulle/part/",
        ] {
            let answer = server.get(path);
            assert_eq!(answer.header("cache-control"), "no-cache", "{} {path}", server.name);
            if answer.status == 200 {
                let again = server.get_with(path, &[("If-None-Match", answer.header("etag"))]);
                assert_eq!((again.status, again.body.len()), (304, 0), "{} {path}", server.name);
            }
        }
    }
}

#[test]
fn packed_copies_go_to_who_takes_them() {
    for server in Server::everywhere() {
        let wasm = server.site.app.wasm().to_owned();
        for (path, file) in [
            ("/article/pont/", "article/pont/index.html"),
            ("/article/pont/index.json", "article/pont/index.json"),
            ("/flux.xml", "flux.xml"),
            ("/pays/niger/feed.json", "pays/niger/feed.json"),
            (&format!("/{wasm}"), &wasm),
        ] {
            let whole = server.site.file(file);
            for (accepted, coding, end) in
                [("br", "br", "br"), ("gzip, deflate, br", "br", "br"), ("gzip", "gzip", "gz"), ("zstd", "zstd", "zst")]
            {
                // nginx has nothing for Zstandard of its own.
                if server.name == "nginx" && coding == "zstd" {
                    continue;
                }
                let answer = server.get_with(path, &[("Accept-Encoding", accepted)]);
                assert_eq!(answer.header("content-encoding"), coding, "{} {path} {accepted}", server.name);
                assert!(answer.body == server.site.file(&format!("{file}.{end}")), "{} {path} {accepted}", server.name);
                assert!(answer.header("vary").to_lowercase().contains("accept-encoding"), "{} {path}", server.name);
            }
            for accepted in ["identity", "deflate", "zstd;q=0, gzip;q=0, br;q=0"] {
                let answer = server.get_with(path, &[("Accept-Encoding", accepted)]);
                assert_eq!(answer.header("content-encoding"), "", "{} {path} {accepted}", server.name);
                assert!(answer.body == whole, "{} {path} {accepted}", server.name);
            }
        }
    }
}

#[test]
fn what_apache_packs_by_itself_is_not_sent_twice() {
    let server = Server::apache_that_packs();
    for path in ["/article/pont/", "/article/pont/index.json"] {
        let packed = ("Accept-Encoding", "gzip");
        let answer = server.get_with(path, &[packed]);
        assert_eq!((answer.status, answer.header("content-encoding")), (200, "gzip"), "{path}");
        let again = server.get_with(path, &[packed, ("If-None-Match", answer.header("etag"))]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
}

#[test]
fn what_an_editor_has_packed_is_downloaded_as_it_is() {
    for server in Server::everywhere() {
        let answer = server.get_with("/media/donnees.csv.gz", &[("Accept-Encoding", "identity")]);
        assert_eq!((answer.status, answer.header("content-encoding")), (200, ""), "{}", server.name);
        assert_eq!(answer.body, server.site.file("media/donnees.csv.gz"), "{}", server.name);
        // Packed or not, a file has its type.
        let [plain, packed] =
            ["identity", "gzip"].map(|coding| server.get_with("/site.webmanifest", &[("Accept-Encoding", coding)]));
        assert_eq!(packed.header("content-type"), plain.header("content-type"), "{}", server.name);
    }
}
