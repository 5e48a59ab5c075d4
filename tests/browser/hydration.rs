//! The app takes over the very page that the reader has before the eyes: same nodes, same text, nothing moves.

use crate::harness::{Edition, Reader, Site};

/// Notes every node of the page and what it shows, before the app runs.
const NOTE: &str = "
    window.nodes = [...document.body.querySelectorAll('*')];
    window.text = document.body.innerText;";

/// What is different now, in words; empty if nothing is.
const COMPARE: &str = "
    const now = [...document.body.querySelectorAll('*')];
    const other = now.find((node, index) => node !== window.nodes[index]) ?? window.nodes[now.length];
    const found = [];
    if (other) found.push('another node: ' + other.outerHTML.slice(0, 200));
    if (document.body.innerText !== window.text) found.push('another text: ' + document.body.innerText);
    return found;";

/// The sum of all layout shifts since the document began (Layout Instability, 4).
const SHIFT: &str = "
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    return observer.takeRecords().reduce((sum, shift) => sum + shift.value, 0);";

#[test]
fn every_page_of_the_demonstration_edition_is_taken_over_as_it_is() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let mut faults = Vec::new();
    let mut pages: Vec<&str> = Edition::get().pages().collect();
    assert!(pages.len() > 40, "the edition has its articles and countries: {pages:?}");
    pages.push("/cette-page/n-existe-pas/");
    for page in pages {
        let app = site.holds(&site.wasm());
        reader.opens(page);
        reader.script::<()>(NOTE);
        app.release();
        reader.waits_for_the_app();
        let mut found: Vec<String> = reader.script(COMPARE);
        let shift: f64 = reader.script(SHIFT);
        if shift > 0.0 {
            found.push(format!("layout shift {shift}"));
        }
        // The browser itself notes that the document came with status 404.
        found.extend(reader.console().into_iter().filter(|line| !(line.contains(" 404 ") && line.contains(page))));
        found.extend(site.reports());
        faults.extend(found.into_iter().map(|fault| format!("{page}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
