//! What a server says with every answer.

use crate::{
    observatory::{Grade, Scan},
    server::Server,
};

#[test]
fn every_answer_carries_the_whole_policy_once() {
    for server in Server::everywhere() {
        let app = format!("/{}", server.site.app.wasm());
        for path in ["/", "/index.json", "/article/pont/", "/nulle/part/", &app] {
            let answer = server.get(path);
            for (name, value) in server.site.report.policy.headers() {
                let said: Vec<_> =
                    answer.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
                assert_eq!(said, [value.as_str()], "{} {path} {name}", server.name);
            }
        }
    }
}

#[test]
fn the_observatory_gives_its_best_grade() {
    for server in Server::everywhere() {
        for page in ["/", "/article/pont/", "/nulle/part/"] {
            let answer = server.get(page);
            let html = String::from_utf8_lossy(&answer.body);
            // As the certificate's owner: plain HTTP is tried in `over_tls`.
            let scan = Scan { headers: &answer.headers, html: &html, route: &[] };
            let grade = scan.grade();
            assert!(matches!(grade, Grade { letter: "A+", score: 100.., .. }), "{} {page}: {grade:?}", server.name);
        }
    }
}
