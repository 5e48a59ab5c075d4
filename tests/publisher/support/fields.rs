//! The fields of a JSON file that a newsroom writes.

use serde_json::{Value, json};

/// A JSON object that is sound until a test changes it.
pub(crate) struct Fields(Value);

impl Fields {
    /// A `site.json` with nothing but what is needed.
    pub(crate) fn of_site() -> Self {
        Self(json!({
            "title": "Le Journal",
            "base_url": "https://example.org",
            "time_zone": "Africa/Niamey",
        }))
    }

    /// An article with nothing but what is needed.
    pub(crate) fn of_article(title: &str) -> Self {
        Self(json!({
            "title": title,
            "countries": ["NE"],
            "authors": ["Awa Diallo"],
            "published": "2024-01-16T09:00:00+01:00",
            "body": [{ "type": "paragraph", "text": "Bonjour." }],
        }))
    }

    /// Gives a field a value.
    pub(crate) fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0[name] = value.into();
        self
    }

    /// Takes a field away.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.as_object_mut().expect("it was made as an object").remove(name);
        self
    }

    pub(crate) fn title(self, title: &str) -> Self {
        self.set("title", title)
    }

    pub(crate) fn countries(self, codes: &[&str]) -> Self {
        self.set("countries", codes)
    }

    pub(crate) fn topics(self, topics: &[&str]) -> Self {
        self.set("topics", topics)
    }

    pub(crate) fn authors(self, authors: &[&str]) -> Self {
        self.set("authors", authors)
    }

    pub(crate) fn published(self, time: &str) -> Self {
        self.set("published", time)
    }

    /// One paragraph is the whole text.
    pub(crate) fn text(self, text: &str) -> Self {
        self.set("body", json!([{ "type": "paragraph", "text": text }]))
    }

    /// A lead picture with a text in place of it.
    pub(crate) fn image(self, src: &str) -> Self {
        self.set("image", json!({ "src": src, "alt": "Un fleuve vu d’en haut" }))
    }

    /// As it stands in the file: indented, each field on a line of its own.
    pub(crate) fn text_of_file(&self) -> String {
        serde_json::to_string_pretty(&self.0).expect("JSON can be written") + "\n"
    }
}
