//! A site that is published under a path of its domain, as free hosts do, works as one at the root.

use crate::harness::{Edition, FRENCH, JOURNAL, Reader, Site};

#[test]
fn pages_under_a_path_are_taken_over() {
    let site = Site::under_a_path();
    let reader = Reader::of(&site);
    let lists = ["/", "/page/2/", "/pays/", "/pays/niger/", "/sujet/histoire/", "/auteur/la-redaction/page/2/"];
    for page in lists.into_iter().chain(["/article/mission-a-moscou/"]).map(|page| format!("{JOURNAL}{page}")) {
        assert!(Edition::under_a_path().pages().any(|known| known == page), "{page}");
        reader.visits(&page);
        assert_eq!(reader.console(), Vec::<String>::new(), "{page}");
    }
    assert_eq!(site.reports(), Vec::<String>::new());
    let outside: Vec<_> = site.asked().into_iter().filter(|asked| !asked.path.starts_with(JOURNAL)).collect();
    assert_eq!(outside, [], "nothing is asked for beside the site");
}

#[test]
fn a_way_through_the_site_stays_under_its_path_and_loads_no_document() {
    let site = Site::under_a_path();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/journal/");
    site.forget_asked();
    reader.clicks(".masthead a[href='/journal/pays/niger/']");
    reader.waits_until("the country's page", "document.querySelector('h1').textContent === 'Niger'");
    assert_eq!(reader.path(), "/journal/pays/niger/");
    reader.clicks("main .headline a[href='/journal/article/mission-a-moscou/']");
    reader.waits_until("the article", "document.querySelector('.story')");
    assert_eq!(reader.path(), "/journal/article/mission-a-moscou/");
    // Before, what is typed can still go to the heading.
    reader.is_led_to("main h1");
    reader.types("#comment", "Sous un chemin");
    reader.goes_back();
    reader.waits_until("the country's page", "document.querySelector('h1').textContent === 'Niger'");
    reader.goes_forward();
    reader.waits_until("the draft", "document.getElementById('comment')?.value === 'Sous un chemin'");
    assert_eq!(site.documents(), Vec::<String>::new());
    let data = ["/journal/pays/niger/index.json (empty)"];
    assert_eq!(site.asked_under("/journal/pays/"), data);
}

#[test]
fn a_missing_page_under_a_path_leads_to_the_sites_own_front_page() {
    let site = Site::under_a_path();
    let reader = Reader::of(&site);
    reader.visits("/journal/nulle/part/");
    assert_eq!(reader.text("h1"), FRENCH.not_found);
    reader.clicks(".not-found .ways a");
    reader.waits_until("the front page", "location.pathname === '/journal/' && document.querySelector('.front')");
}

#[test]
fn a_link_out_of_the_path_is_the_browsers() {
    let site = Site::under_a_path();
    let reader = Reader::of(&site);
    reader.visits("/journal/");
    reader.script::<()>(
        "document.querySelector('main').insertAdjacentHTML('afterbegin', '<a id=out href=\"/pays/niger/\">lien</a>')",
    );
    reader.clicks("#out");
    reader.waits_for_the_host("a document of the domain", |site| site.documents().contains(&"/pays/niger/".into()));
}
