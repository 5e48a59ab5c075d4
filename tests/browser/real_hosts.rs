//! Real hosts, with the configuration that the publisher wrote for them, serve the site as the tests' own does: every
//! page is taken over, and the policy stops nothing. `cargo xtask test --host caddy` runs all other tests this way.

use crate::harness::{JOURNAL, Reader, Site};
use depeche::publish::Host;

fn a_visit_behind(host: Host, base: &'static str) {
    let site = Site::behind(host, base);
    let reader = Reader::of(&site);
    let lists = ["/", "/page/2/", "/pays/", "/pays/niger/", "/sujet/histoire/", "/auteur/la-redaction/page/2/"];
    for page in lists.into_iter().chain(["/article/mission-a-moscou/"]) {
        reader.visits(&format!("{base}{page}"));
        assert_eq!(reader.console(), Vec::<String>::new(), "{base}{page}");
    }
    reader.types("#comment", "En pleine phrase");
    reader.clicks(".masthead a[href$='/pays/togo/']");
    reader.waits_until("the country's page", "document.querySelector('h1').textContent === 'Togo'");
    assert_eq!(reader.path(), format!("{base}/pays/togo/"));
    reader.goes_back();
    reader.waits_until("the draft", "document.getElementById('comment')?.value === 'En pleine phrase'");
    reader.visits(&format!("{base}/nulle/part/"));
    assert_eq!(site.reports(), Vec::<String>::new(), "the policy had nothing to stop");
}

#[test]
fn nginx_at_the_root_of_a_domain() {
    a_visit_behind(Host::Nginx, "");
}

#[test]
fn nginx_under_a_path() {
    a_visit_behind(Host::Nginx, JOURNAL);
}

#[test]
fn caddy_at_the_root_of_a_domain() {
    a_visit_behind(Host::Caddy, "");
}

#[test]
fn caddy_under_a_path() {
    a_visit_behind(Host::Caddy, JOURNAL);
}
