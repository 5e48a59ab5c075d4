//! Browsers that know less: the pages have lost their grid, their boxes in a line, their variables, and are read all the same.
//!
//! A browser leaves out a declaration that it does not know (CSS Syntax, 2.2). Here the declarations are taken out of the
//! style sheet before the page is looked at, in a browser that would know them.

use crate::harness::{Reader, Site};

/// One page of each kind.
const PAGES: [&str; 4] = ["/", "/pays/niger/", "/pays/", "/article/fespaco/"];

/// What such a browser does not know, as a test of a declaration's name and value.
const UNKNOWN: [(&str, &str); 4] = [
    ("CSS grid", "/^grid|^gap$|-gap$/.test(name) || /grid/.test(value)"),
    ("flexible boxes and grid", "/^grid|^flex|^gap$|-gap$|^order$/.test(name) || /grid|flex/.test(value)"),
    ("variables, and functions that compute", "/var\\(|min\\(|max\\(|clamp\\(/.test(value) || name.startsWith('--')"),
    ("directions of the text, and shapes", "/inline|block|^clip-path/.test(name) && name !== 'display'"),
];

/// Takes declarations out of every rule, also of those inside media queries.
const FORGET: &str = "
    const forget = (rules) => {
        for (const { style, cssRules } of rules) {
            if (cssRules) forget(cssRules);
            for (const name of style ? [...style] : []) {
                const value = style.getPropertyValue(name);
                if (UNKNOWN) style.removeProperty(name);
            }
        }
    };
    for (const sheet of document.styleSheets) forget(sheet.cssRules);";

/// What a reader cannot read: headlines and paragraphs that take no room, stand one on the other, or cannot be reached.
const ILLEGIBLE: &str = "
    const found = [];
    const lines = [...document.querySelectorAll('main h1, main h2, main h3, main p, main li > a, .masthead a')]
        .filter((one) => one.innerText?.trim() && one.checkVisibility({ visibilityProperty: true })
            && !(one.matches('.unseen') && one.offsetWidth === 1));
    const name = (one) => `<${one.localName} class=\"${one.className}\">${one.innerText.slice(0, 40)}`;
    for (const one of lines) {
        const { width, height } = one.getBoundingClientRect();
        const size = parseFloat(getComputedStyle(one).fontSize);
        if (width < 20 || height < size) found.push(`${name(one)} has ${width} by ${height}`);
        if (size < 11) found.push(`${name(one)} is ${size} px small`);
        one.scrollIntoView({ block: 'center', behavior: 'instant' });
        const [first] = one.getClientRects();
        const seen = document.elementFromPoint(first.left + Math.min(first.width / 2, 20), first.top + first.height / 2);
        // The link of a teaser's headline answers for all of it.
        const whole = seen?.matches('.headline a') && seen.closest('article, li').contains(one);
        if (seen !== one && !one.contains(seen) && !seen?.contains(one) && !whole) found.push(`${name(one)} lies under ${seen && name(seen)}`);
    }
    return [lines.length, found];";

impl Reader<'_> {
    /// Goes on as a browser that does not know the declarations of a test.
    #[track_caller]
    fn knows_nothing_of(&self, unknown: &str) {
        self.script::<()>(&FORGET.replace("UNKNOWN", unknown));
    }

    /// What cannot be read, of at least some lines.
    #[track_caller]
    fn illegible(&self) -> Vec<String> {
        let (lines, found): (usize, Vec<String>) = self.script(ILLEGIBLE);
        assert!(lines > 3, "{lines} lines are no page");
        found
    }
}

#[test]
fn every_page_is_legible_without_what_an_old_browser_does_not_know() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let mut found = Vec::new();
    for page in PAGES {
        for (what, unknown) in UNKNOWN {
            reader.visits(page);
            reader.knows_nothing_of(unknown);
            for width in [320, 1280] {
                reader.has_width(width);
                let faults = reader.illegible().into_iter().chain(reader.overhang());
                found.extend(faults.map(|fault| format!("{page} at {width} px without {what}: {fault}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_phone_without_scripts_grid_and_variables_reads_and_goes_on() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.runs_no_scripts();
    reader.has_width(320);
    for (page, link) in [("/", "main .lead .headline a"), ("/pays/", "main a[href='/pays/niger/']")] {
        reader.opens(page);
        UNKNOWN.iter().for_each(|(_, unknown)| reader.knows_nothing_of(unknown));
        assert_eq!(reader.illegible(), Vec::<String>::new(), "{page}");
        let there = reader.attribute(link, "href").expect("it leads somewhere");
        reader.clicks(link);
        reader.waits_until("the next page", &format!("location.pathname === '{there}'"));
    }
}

#[test]
fn what_cannot_be_read_is_found() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/pays/niger/");
    assert_eq!(reader.illegible(), Vec::<String>::new());
    reader.script::<()>(
        "const lid = document.body.appendChild(document.createElement('div'));
        lid.style.cssText = 'position: fixed; inset: 0; z-index: 9'",
    );
    assert!(!reader.illegible().is_empty(), "all of it lies under something");
}
