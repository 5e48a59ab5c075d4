//! Sites whose comment server gives canned answers, so that they can be hostile, huge, late or cut off.

use super::{ARTICLE, SEND};
use crate::harness::{Reader, Site};
use axum::http::StatusCode;
use serde_json::{Value, json};

pub(crate) const LIST: &str = "/avis/";
pub(crate) const COUNT: &str = "/avis/count";
pub(crate) const POST: &str = "/avis/new";
pub(crate) const WORDPRESS: &str = "/wp-json/wp/v2/comments";

/// An Isso under the site's own origin.
pub(crate) fn isso(origin: &str) -> Value {
    json!({ "backend": "isso", "url": format!("{origin}/avis") })
}

/// A WordPress under the site's own origin.
pub(crate) fn wordpress(origin: &str) -> Value {
    json!({ "backend": "wordpress", "url": origin })
}

/// A comment as Isso lists it.
pub(crate) fn listed(id: u64, html: &str) -> Value {
    json!({
        "id": id, "parent": null, "created": 1_700_000_000.5 + id as f64, "mode": 1, "text": html, "author": "Awa",
        "website": null, "replies": [],
    })
}

/// The same of the reader of these tests, written a moment ago.
pub(crate) fn arrived(id: u64, html: &str) -> Value {
    let mut comment = listed(id, html);
    comment["author"] = json!("Aïssata Maïga");
    comment["created"] = json!(4e9);
    comment
}

/// Comments as Isso lists them.
pub(crate) fn thread(comments: impl IntoIterator<Item = Value>) -> Value {
    json!({ "id": null, "replies": comments.into_iter().collect::<Vec<_>>() })
}

/// A site whose server has these comments.
pub(crate) fn served(comments: impl IntoIterator<Item = Value>) -> Site {
    let site = Site::commenting(isso);
    site.tells(LIST, StatusCode::OK, &thread(comments));
    site
}

/// A file of comments, « Dit 1 » to the last, of which each is a second newer than the one before.
pub(crate) fn file(of: &Value, comments: u64) -> Value {
    let comment = |id: u64| {
        let published = format!("2024-01-16T10:{:02}:{:02}Z", id / 60, id % 60);
        json!({ "id": id, "author": "Awa", "published": published, "html": format!("<p>Dit {id}</p>") })
    };
    json!({ "thread": of, "comments": (1..=comments).map(comment).collect::<Vec<_>>() })
}

/// A site whose pages were written with so many comments, and whose server counts another number by now.
pub(crate) fn written_with(comments: u64, counted: u64) -> Site {
    let site = Site::commented(&file(&json!(ARTICLE), comments), isso);
    site.tells(COUNT, StatusCode::OK, &json!([counted]));
    site
}

impl Reader<'_> {
    #[track_caller]
    pub(super) fn sends(&self, text: &str) {
        self.types("#comment", text);
        self.introduces_themselves();
        self.clicks(SEND);
    }

    #[track_caller]
    pub(super) fn waits_for_comments(&self, number: usize) {
        let shown = format!("document.querySelectorAll('#fil .comment').length === {number}");
        self.waits_until(&format!("{number} comments"), &shown);
    }
}
