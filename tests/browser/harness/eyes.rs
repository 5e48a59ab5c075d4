//! What a reader sees, hears and is focused on.

use super::{Reader, Window, variable};
use std::{fs, sync::LazyLock};

/// axe-core, and what it finds, in words.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let path = variable("DEPECHE_AXE").unwrap_or_else(|reason| panic!("{reason}"));
    let axe = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    axe + ";
        // Of forced colours it reads `-webkit-text-fill-color`, which is not what is painted.
        const painted = { enabled: !matchMedia('(forced-colors: active)').matches };
        // WCAG 2.2 AA, and for text the contrast of AAA.
        const rules = {
            'color-contrast': painted, 'color-contrast-enhanced': painted, 'target-size': { enabled: true },
        };
        return axe.run(document, { resultTypes: ['violations'], rules }).then(({ violations }) => violations.map((found) =>
            `${found.id}: ${found.help}: ${found.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`));"
});

/// How a reader's browser shows pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    Light,
    Dark,
    /// The reader's own few colours (CSS Color Adjustment, 3).
    Forced,
    /// Light, with more contrast than most want.
    Contrast,
    /// Light, without motion.
    Still,
    /// Printed.
    Paper,
}

impl Sight {
    /// The media query that then holds.
    fn query(self) -> &'static str {
        match self {
            Self::Light => "(prefers-color-scheme: light)",
            Self::Dark => "(prefers-color-scheme: dark)",
            Self::Forced => "(forced-colors: active)",
            Self::Contrast => "(prefers-contrast: more)",
            Self::Still => "(prefers-reduced-motion: reduce)",
            Self::Paper => "print",
        }
    }
}

impl Reader<'_> {
    /// All text that is on the page, as it is shown.
    #[track_caller]
    pub(crate) fn page(&self) -> String {
        self.script("return document.body.innerText")
    }

    /// Waits until a text is on the page.
    #[track_caller]
    pub(crate) fn sees(&self, text: &str) {
        let quoted = serde_json::to_string(text).expect("a text can be quoted");
        self.waits_until(&format!("« {text} » on the page"), &format!("document.body.innerText.includes({quoted})"));
    }

    /// Waits until a text is not on the page.
    #[track_caller]
    pub(crate) fn no_longer_sees(&self, text: &str) {
        let quoted = serde_json::to_string(text).expect("a text can be quoted");
        self.waits_until(
            &format!("« {text} » gone from the page"),
            &format!("!document.body.innerText.includes({quoted})"),
        );
    }

    /// What the first element of a selector shows; nothing where there is none.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        self.script_with("return document.querySelector(arguments[0])?.innerText ?? ''", selector)
    }

    /// What each element of a selector shows, without the end of its last line, which WebKit counts in.
    #[track_caller]
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.script_with(
            "return [...document.querySelectorAll(arguments[0])].map((found) => found.innerText.replace(/\\n$/, ''))",
            selector,
        )
    }

    /// An attribute of the first element of a selector.
    #[track_caller]
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.script_with(
            "return document.querySelector(arguments[0][0])?.getAttribute(arguments[0][1]) ?? null",
            vec![selector, name],
        )
    }

    /// Whether an element is there and takes room.
    #[track_caller]
    pub(crate) fn is_shown(&self, selector: &str) -> bool {
        self.script_with("return document.querySelector(arguments[0])?.checkVisibility() ?? false", selector)
    }

    /// What is typed into a field.
    #[track_caller]
    pub(crate) fn typed(&self, selector: &str) -> String {
        self.script_with("return document.querySelector(arguments[0]).value", selector)
    }

    /// The path of the address.
    #[track_caller]
    pub(crate) fn path(&self) -> String {
        self.script("return location.pathname")
    }

    /// The title of the window.
    #[track_caller]
    pub(crate) fn title(&self) -> String {
        self.script("return document.title")
    }

    /// Whether an element of a selector has the focus.
    #[track_caller]
    pub(crate) fn is_focused_on(&self, selector: &str) -> bool {
        self.script_with("return document.activeElement.matches(arguments[0])", selector)
    }

    /// Waits until an element of a selector has the focus.
    #[track_caller]
    pub(crate) fn is_led_to(&self, selector: &str) {
        self.waits_until(&format!("focus on {selector}"), &format!("document.activeElement.matches('{selector}')"));
    }

    /// Has the browser show pages in a way.
    #[track_caller]
    pub(crate) fn sees_in(&self, sight: Sight) {
        self.tells(&format!("{sight:?}"), |browser| browser.shows(sight));
        // Nothing is tested of what the browser does not show.
        let query = sight.query();
        self.waits_until(query, &format!("matchMedia('{query}').matches"));
    }

    /// Has a window of a width, CSS pixels.
    #[track_caller]
    pub(crate) fn has_width(&self, width: u32) {
        self.has_window(Window { width, height: 800, density: 1, phone: false });
    }

    /// Has a phone of a size, CSS pixels, with so many of its own pixels to each.
    #[track_caller]
    pub(crate) fn has_phone(&self, width: u32, height: u32, density: u32) {
        self.has_window(Window { width, height, density, phone: true });
    }

    #[track_caller]
    fn has_window(&self, window: Window) {
        self.tells(&format!("{window:?}"), |browser| browser.has(window));
        let Window { width, density, phone, .. } = window;
        // A page that says nothing of phones is shown to them as wide as on a desk.
        let sized = format!("devicePixelRatio === {density} && ({phone} || innerWidth === {width})");
        self.waits_until(&format!("{window:?}"), &sized);
    }

    /// The whole page as a picture in PNG, with the pictures that load only when they are scrolled to.
    #[track_caller]
    pub(crate) fn screenshot(&self) -> Vec<u8> {
        let size: [f64; 2] = self.script(
            "const shown = [...document.images].map((picture) => {
                picture.loading = 'eager';
                return picture.decode();
            });
            const { scrollWidth, scrollHeight } = document.documentElement;
            return Promise.allSettled(shown).then(() => [scrollWidth, scrollHeight]);",
        );
        self.tells("a picture of the page", |browser| browser.picture(size[0], size[1]))
    }

    /// What axe-core finds wrong with the page.
    #[track_caller]
    pub(crate) fn barriers(&self) -> Vec<String> {
        self.script(&AXE)
    }

    /// What assistive technology is given of the page, in its order: `role: name` of each thing that has a name.
    #[track_caller]
    pub(crate) fn hears(&self) -> Vec<String> {
        let heard = self.tells("what assistive technology is given", |remote| remote.hears());
        let named = heard.into_iter().filter(|(_, name)| !name.is_empty());
        named.map(|(role, name)| format!("{role}: {name}")).collect()
    }

    /// Elements that reach over the side of the window without a box of their own to scroll in; none if the page fits.
    #[track_caller]
    pub(crate) fn overhang(&self) -> Vec<String> {
        self.script(
            "const { clientWidth, scrollWidth } = document.documentElement;
            if (scrollWidth <= clientWidth) return [];
            return [`${scrollWidth} of ${clientWidth}`, ...[...document.body.querySelectorAll('*')]
                .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
                .map((one) => one.outerHTML.slice(0, 100))];",
        )
    }

    /// Waits until the beginning of an element is in the window.
    #[track_caller]
    pub(crate) fn has_in_view(&self, selector: &str) {
        let place = format!("document.querySelector('{selector}').getBoundingClientRect().top");
        self.waits_until(&format!("{selector} in view"), &format!("{place} >= -1 && {place} < innerHeight"));
    }

    /// How far the page is scrolled down, pixels.
    #[track_caller]
    pub(crate) fn scrolled(&self) -> f64 {
        self.script("return scrollY")
    }
}
