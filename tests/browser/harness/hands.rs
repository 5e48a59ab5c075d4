//! What a reader does to a page: with the mouse, with the keyboard, with the plug of the network.

use super::Reader;
use serde_json::json;
use thirtyfour::{By, Key, WebElement};

impl Reader<'_> {
    /// Clicks the first element of a selector, with a real mouse.
    #[track_caller]
    pub(crate) fn clicks(&self, selector: &str) {
        let element = self.finds(selector);
        self.drive(&format!("clicking {selector}"), async |_| element.click().await);
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

    /// Presses a key where the focus is.
    #[track_caller]
    pub(crate) fn presses(&self, key: Key) {
        self.drive("pressing a key", async |driver| {
            driver.action_chain().key_down(key.clone()).key_up(key).perform().await
        });
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
        self.devtools("Input.insertText", json!({ "text": text }));
    }

    /// Scrolls to a height, pixels.
    #[track_caller]
    pub(crate) fn scrolls_to(&self, height: u32) {
        self.script::<()>(&format!("scrollTo(0, {height})"));
    }

    /// Loses the network.
    #[track_caller]
    pub(crate) fn goes_offline(&self) {
        self.devtools("Network.enable", json!({}));
        self.has_network(false);
    }

    /// Has the network back.
    #[track_caller]
    pub(crate) fn comes_online(&self) {
        self.has_network(true);
    }

    #[track_caller]
    fn has_network(&self, online: bool) {
        let unlimited = json!({ "offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", unlimited);
    }

    #[track_caller]
    fn finds(&self, selector: &str) -> WebElement {
        self.drive(&format!("looking for {selector}"), async |driver| driver.find(By::Css(selector)).await)
    }
}
