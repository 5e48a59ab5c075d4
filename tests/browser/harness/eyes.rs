//! What a reader sees, hears and is focused on.

use super::Reader;

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

    /// What each element of a selector shows.
    #[track_caller]
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.script_with(
            "return [...document.querySelectorAll(arguments[0])].map((found) => found.innerText)",
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
