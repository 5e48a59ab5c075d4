//! What a newsroom asks for in `site.json` so that others find and follow it.

/// Who is told of the site besides its readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// The address of a WebSub hub.
    pub websub: Option<String>,
    /// The key for IndexNow.
    pub indexnow: Option<String>,
    /// Whether there is an `llms.txt`.
    pub llms: bool,
}

/// Whether a text can be a key of IndexNow (indexnow.org/documentation: 8 to 128 letters, digits and hyphens).
pub(super) fn is_key(text: &str) -> bool {
    (8..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
