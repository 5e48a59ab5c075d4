//! The browser's storage, where every call can fail: it can be denied, full, or hold what other programs left.

use wasm_bindgen::JsValue;
use web_sys::Storage;

/// Why something could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The browser gives this site no storage.
    Denied,
    /// There is no room left.
    Full,
}

/// What is stored, as JSON: rows of texts. One form for everything, since each form of its own would cost the app the code
/// that reads it and the code that writes it.
pub(crate) type Rows = Vec<Vec<String>>;

/// A text of a row; empty where the row is too short.
pub(crate) fn text(row: &[String], at: usize) -> String {
    row.get(at).cloned().unwrap_or_default()
}

/// A number of a row; zero where there is none.
pub(crate) fn number(row: &[String], at: usize) -> u64 {
    row.get(at).and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// One of the browser's two storages.
#[derive(Clone)]
pub(crate) struct Store(Storage);

impl Store {
    /// What stays on the device.
    pub(crate) fn device() -> Result<Self, Fault> {
        of(leptos::prelude::window().local_storage())
    }

    /// What stays in the tab, over reloads.
    pub(crate) fn tab() -> Result<Self, Fault> {
        of(leptos::prelude::window().session_storage())
    }

    pub(crate) fn get(&self, key: &str) -> Option<String> {
        self.0.get_item(key).ok().flatten()
    }

    pub(crate) fn set(&self, key: &str, value: &str) -> Result<(), Fault> {
        self.0.set_item(key, value).map_err(|_| Fault::Full)
    }

    /// The rows of texts under a key; none where something else stands there.
    pub(crate) fn rows(&self, key: &str) -> Option<Rows> {
        serde_json::from_str(&self.get(key)?).ok()
    }

    /// Keeps rows of texts.
    pub(crate) fn set_rows(&self, key: &str, rows: &Rows) -> Result<(), Fault> {
        self.set(key, &serde_json::to_string(rows).unwrap_or_default())
    }

    pub(crate) fn remove(&self, key: &str) {
        let _ = self.0.remove_item(key);
    }

    /// Every key that begins so.
    pub(crate) fn keys(&self, prefix: &str) -> Vec<String> {
        let count = self.0.length().unwrap_or(0);
        (0..count).filter_map(|index| self.0.key(index).ok().flatten()).filter(|key| key.starts_with(prefix)).collect()
    }
}

fn of(storage: Result<Option<Storage>, JsValue>) -> Result<Store, Fault> {
    storage.ok().flatten().map(Store).ok_or(Fault::Denied)
}
