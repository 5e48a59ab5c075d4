//! What a reader does to a page: with the mouse, with the keyboard, with the plug of the network.

use super::Reader;
use thirtyfour::{By, Key, WebElement, error::WebDriverErrorInner};

impl Reader<'_> {
    /// Clicks the first element of a selector, with a real mouse, once it is in sight: WebKit's driver takes what it has not
    /// laid out yet for hidden. What is replaced meanwhile is looked for once more, as a reader would.
    #[track_caller]
    pub(crate) fn clicks(&self, selector: &str) {
        self.drive(&format!("clicking {selector}"), async |driver| {
            loop {
                let element = driver.find(By::Css(selector)).await?;
                let there = vec![element.to_json()?];
                let scroll = "arguments[0].scrollIntoView({ block: 'nearest' })";
                let clicked = async {
                    driver.execute(scroll, there).await?;
                    element.click().await
                };
                match clicked.await {
                    Err(gone) if matches!(*gone, WebDriverErrorInner::StaleElementReference(_)) => {}
                    done => return done,
                }
            }
        });
    }

    /// Clicks twice, as impatient readers do.
    #[track_caller]
    pub(crate) fn double_clicks(&self, selector: &str) {
        let element = self.finds(selector);
        self.drive(&format!("double-clicking {selector}"), async |driver| {
            element.scroll_into_view().await?;
            driver.action_chain().double_click_element(&element).perform().await
        });
    }

    /// Clicks with a key held down.
    #[track_caller]
    pub(crate) fn clicks_with(&self, key: Key, selector: &str) {
        let element = self.finds(selector);
        self.drive(&format!("clicking {selector} with a key"), async |driver| {
            element.scroll_into_view().await?;
            driver.action_chain().key_down(key.clone()).click_element(&element).key_up(key).perform().await
        });
    }

    /// Points at the first element of a selector.
    #[track_caller]
    pub(crate) fn points_at(&self, selector: &str) {
        let element = self.finds(selector);
        self.drive(&format!("pointing at {selector}"), async |driver| {
            element.scroll_into_view().await?;
            driver.action_chain().move_to_element_center(&element).perform().await
        });
    }

    /// Types into a field, behind what is there.
    #[track_caller]
    pub(crate) fn types(&self, selector: &str, text: &str) {
        let element = self.finds(selector);
        self.drive(&format!("typing into {selector}"), async |_| element.send_keys(text).await);
    }

    /// Puts the focus on something, as going there with the keyboard does.
    #[track_caller]
    pub(crate) fn focuses(&self, selector: &str) {
        self.script_with::<()>("document.querySelector(arguments[0]).focus()", selector);
    }

    /// Presses a key where the focus is, and waits until it has done what it does: not every driver does.
    #[track_caller]
    pub(crate) fn presses(&self, key: Key) {
        self.script::<()>(
            "window.pressing = true;
            addEventListener('keyup', () => { window.pressing = false }, { capture: true, once: true })",
        );
        self.drive("pressing a key", async |driver| {
            driver.action_chain().key_down(key.clone()).key_up(key).perform().await
        });
        // Another document knows nothing of it.
        self.waits_until("a key that is let go", "!window.pressing");
    }

    /// Empties a field as one does by hand: everything is marked, then deleted.
    #[track_caller]
    pub(crate) fn empties(&self, selector: &str) {
        self.types(selector, &format!("{}a{}{}", Key::Control.value(), Key::Null.value(), Key::Backspace.value()));
    }

    /// Puts a long text into a field at once, as pasting does.
    #[track_caller]
    pub(crate) fn pastes(&self, selector: &str, text: &str) {
        self.clicks(selector);
        let taken: bool = self.script_with("return document.execCommand('insertText', false, arguments[0])", text);
        assert!(taken, "{selector} takes what is pasted");
    }

    /// What the clipboard holds, as pasting it into a field shows it; the field has it afterwards.
    #[track_caller]
    pub(crate) fn pastes_from_the_clipboard(&self, selector: &str) -> String {
        self.empties(selector);
        self.types(selector, &format!("{}v{}", Key::Control.value(), Key::Null.value()));
        self.typed(selector)
    }

    /// Lays a finger on the middle of an element.
    #[track_caller]
    pub(crate) fn touches(&self, selector: &str) {
        let point = self.script_with(
            "const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
            return [x + width / 2, y + height / 2]",
            selector,
        );
        self.tells("a finger", |browser| browser.is_touched(Some(point)));
    }

    /// Lifts it again.
    #[track_caller]
    pub(crate) fn lifts_the_finger(&self) {
        self.tells("a finger", |browser| browser.is_touched(None));
    }

    /// Scrolls to a height, pixels.
    #[track_caller]
    pub(crate) fn scrolls_to(&self, height: u32) {
        self.script::<()>(&format!("scrollTo(0, {height})"));
    }

    /// Loses the network.
    #[track_caller]
    pub(crate) fn goes_offline(&self) {
        self.tells("no network", |browser| browser.has_network(false));
        self.waits_until("a browser that knows of it", "!navigator.onLine");
    }

    /// Has the network back.
    #[track_caller]
    pub(crate) fn comes_online(&self) {
        self.tells("a network", |browser| browser.has_network(true));
        self.waits_until("a browser that knows of it", "navigator.onLine");
    }

    /// Runs no scripts of pages from now on.
    #[track_caller]
    pub(crate) fn runs_no_scripts(&self) {
        self.tells("no scripts", |browser| browser.runs_no_scripts());
    }

    /// Lets pages write into the clipboard, where the browser asks.
    #[track_caller]
    pub(crate) fn allows_copying(&self) {
        self.tells("copying", |browser| browser.allows_copying());
    }

    /// Has a device that works at a fraction of this one's speed.
    #[track_caller]
    pub(crate) fn works_slowly(&self, fraction: u32) {
        self.tells("a slow device", |browser| browser.works_slowly(fraction));
    }

    #[track_caller]
    fn finds(&self, selector: &str) -> WebElement {
        self.drive(&format!("looking for {selector}"), async |driver| driver.find(By::Css(selector)).await)
    }
}
