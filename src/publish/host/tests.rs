use super::*;
use crate::{model::page, publish::bundle::Bundle};
use std::collections::BTreeSet;

fn site(base: &str) -> page::Site {
    page::Site {
        title: "Le Journal".into(),
        tagline: String::new(),
        language: "fr".into(),
        base: base.into(),
        edition: None,
        countries: Vec::new(),
        comments: page::Comments::Local,
    }
}

/// What a host is told of a site at an address, by the names of the files.
fn told(host: Host, base_url: &str, base: &str) -> Vec<(Spot, String)> {
    let app = tempfile::tempdir().expect("a temporary folder");
    for name in Bundle::FILES {
        std::fs::write(app.path().join(name), "").expect("a file can be written");
    }
    let bundle = Bundle::from_folder(app.path()).expect("it is whole");
    let policy = Policy::new(&site(base), base_url, &bundle);
    let hashed = ["app/app-0123456789abcdef.js".to_owned()];
    let own = ["a-propos/index.html", "contact.html", "article/plan d’accès n#2.pdf", "media/a.jpg"].map(PathBuf::from);
    let folder = Path::new("/srv/journal");
    let place = Place { base_url, base, folder, policy: &policy, hashed: &hashed, own: &own };
    host.configuration(&place).into_iter().map(|file| (file.spot, file.text)).collect()
}

fn text(host: Host, base: &str) -> String {
    let all = told(host, &format!("https://example.org{base}"), base);
    all.into_iter().next().expect("a file").1
}

#[test]
fn what_a_server_reads_is_never_in_the_folder_that_it_serves() {
    for host in [Host::Nginx, Host::Caddy, Host::S3] {
        for (spot, _) in told(host, "https://example.org", "") {
            assert!(matches!(spot, Spot::Beside(_)), "{spot:?}");
        }
    }
}

#[test]
fn whoever_sends_headers_sends_the_whole_policy_and_keeps_only_what_is_hashed() {
    for host in [Host::Nginx, Host::Caddy, Host::Apache, Host::Cloudflare, Host::Netlify] {
        for base in ["", "/journal"] {
            let text = text(host, base);
            for needed in [
                "default-src 'none'",
                "frame-ancestors 'none'",
                "nosniff",
                "strict-origin-when-cross-origin",
                "camera=()",
                "same-origin",
                "max-age=31536000",
                "immutable",
            ] {
                assert!(text.contains(needed), "{host:?}: {needed}\n{text}");
            }
            let kept = |folder| text.contains(&format!("{base}/{folder}/"));
            assert!(host == Host::Apache || (kept("app") && kept("plates")), "{host:?}\n{text}");
            assert!(text.contains(OURS), "{host:?}");
        }
    }
}

#[test]
fn whoever_can_be_told_what_a_feed_is_is_told() {
    for host in [Host::Nginx, Host::Caddy, Host::Apache, Host::Cloudflare, Host::Netlify, Host::S3] {
        let text = text(host, "/journal");
        for format in Format::ALL {
            let plain = text.replace("\\.", ".");
            assert!(plain.contains(format.file_name()) && text.contains(format.media_type()), "{host:?}\n{text}");
        }
    }
}

#[test]
fn a_site_under_a_path_is_found_where_the_folder_is_the_root() {
    for host in [Host::Cloudflare, Host::Netlify] {
        assert_eq!(told(host, "https://example.org", "").len(), 1);
        let both = told(host, "https://example.org/journal", "/journal");
        assert!(both[1].1.contains("/journal/* /:splat 200"), "{both:?}");
    }
}

#[test]
fn cloudflare_leads_every_page_to_its_slash_and_nothing_else() {
    let text = told(Host::Cloudflare, "https://example.org/journal", "/journal").remove(1).1;
    let rules: Vec<(&str, &str)> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(' ').expect("from and to"))
        .collect();
    // As the host reads patterns: a placeholder is anything but a slash, a star is anything, the first rule wins.
    let answer = |path: &str| {
        let matches = |pattern: &str| match pattern.split_once('*') {
            Some((start, end)) => path.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
            None => {
                let [pattern, path] = [pattern, path].map(|text| text.split('/').collect::<Vec<_>>());
                let same = |(part, found): (&&str, &&str)| part == found || part.starts_with(':') && !found.is_empty();
                pattern.len() == path.len() && pattern.iter().zip(&path).all(same)
            }
        };
        rules.iter().find(|(from, _)| matches(from)).map(|(_, to)| *to).unwrap_or_default()
    };
    let is_fixed = |(from, _): &&(&str, &str)| !from.contains([':', '*']);
    assert_eq!(
        rules.iter().take_while(is_fixed).count(),
        rules.iter().filter(is_fixed).count(),
        "fixed ones come first"
    );
    for (path, to) in [
        ("/journal", "/journal/ 301"),
        ("/journal/pays", "/journal/pays/ 301"),
        ("/journal/article/kora", "/journal/article/:name/ 301"),
        ("/journal/pays/niger/page/2", "/journal/pays/:name/page/:page/ 301"),
        ("/journal/page/2", "/journal/page/:page/ 301"),
        ("/journal/article/kora/commentaires/2", "/journal/article/:name/commentaires/:page/ 301"),
        ("/journal/pays/index.json", "/pays/index.json 200"),
        ("/", "/journal/ 302"),
        // What the host would lead out of the path, and the newsroom's own files that look like pages.
        ("/journal/index.html", "/journal/ 301"),
        ("/journal/article/kora/index.html", "/journal/:splat/ 301"),
        ("/journal/contact.html", "/journal/:splat 301"),
        ("/journal/a-propos", "/journal/a-propos/ 301"),
        (
            "/journal/article/plan%20d%E2%80%99acc%C3%A8s%20n%232.pdf",
            "/article/plan%20d%E2%80%99acc%C3%A8s%20n%232.pdf 200",
        ),
    ] {
        assert_eq!(answer(path), to, "{path}");
    }
    for path in [
        "/journal/",
        "/journal/article/kora/",
        "/journal/article/kora/index.json",
        "/journal/pays/niger/flux.xml",
        "/journal/flux.xml",
        "/journal/media/a.jpg",
        "/journal/app/app-0123456789abcdef.js",
    ] {
        assert_eq!(answer(path), "/:splat 200", "{path}");
    }
}

#[test]
fn no_address_has_two_rules_for_one_header() {
    for (host, base, feeds) in [
        (Host::Cloudflare, "", &["/flux.xml", "/*/flux.xml"][..]),
        (Host::Cloudflare, "/journal", &["/journal/flux.xml", "/journal/*/flux.xml"]),
        // A star that may be nothing takes the root's as well; and what is asked for under a path is found without it.
        (Host::Netlify, "", &["/*/flux.xml"]),
        (Host::Netlify, "/journal", &["/*/flux.xml"]),
    ] {
        let text = text(host, base);
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        let of_feeds: Vec<&str> = rules.iter().filter(|rule| rule.ends_with("flux.xml")).copied().collect();
        assert_eq!(of_feeds, feeds, "{host:?}");
        let different: BTreeSet<&str> = rules.iter().copied().collect();
        assert_eq!(different.len(), rules.len(), "{host:?}: {text}");
        let netlify = host == Host::Netlify && !base.is_empty();
        assert_eq!(rules.contains(&"/plates/*"), netlify || base.is_empty(), "{host:?}: {text}");
    }
}

#[test]
fn s3_names_the_error_page_where_it_lies_and_uploads_it_with_what_it_shows_before() {
    let text = text(Host::S3, "/journal");
    assert!(text.contains("error document `journal/404.html`"), "{text}");
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"));
    assert!(at("--exclude '*.html'") < at("# Then pages"), "pictures come before the pages that show them: {text}");
    assert!(at("application/rss+xml") < at("--delete"), "nothing goes before the feeds know: {text}");
    assert_eq!(text.matches("--delete").count(), 1, "{text}");
    assert!(self::text(Host::S3, "").contains("error document `404.html`"));
}

#[test]
fn github_is_told_the_domain_of_a_site_at_its_root() {
    let names =
        |base_url, base| told(Host::Github, base_url, base).into_iter().map(|(spot, _)| spot).collect::<Vec<_>>();
    let (plain, domain) = (Spot::Inside(".nojekyll"), Spot::Inside("CNAME"));
    assert_eq!(names("https://example.org", ""), [plain, domain]);
    assert_eq!(names("https://awa.github.io", ""), [plain]);
    assert_eq!(names("http://127.0.0.1:9000", ""), [plain]);
    assert_eq!(names("https://awa.github.io/journal", "/journal"), [plain]);
    assert_eq!(told(Host::Github, "https://example.org", "")[1].1, "example.org\n");
}

#[test]
fn every_host_has_a_page_that_carries_the_policy_or_a_header_that_does() {
    let names: BTreeSet<String> = Host::value_variants()
        .iter()
        .filter(|host| host.sends_no_headers())
        .filter_map(|host| host.to_possible_value().map(|value| value.get_name().to_owned()))
        .collect();
    assert_eq!(names, ["github", "plain", "s3"].map(str::to_owned).into());
}
