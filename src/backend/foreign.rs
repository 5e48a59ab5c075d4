//! HTML as a comment server sent it.

/// HTML that nobody of this site wrote. It cannot be shown: only a cleaner takes it, and gives HTML that is harmless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign(String);

impl Foreign {
    /// Marks what a server sent.
    pub fn new(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// The HTML as it came, for a cleaner or a file.
    pub fn as_sent(&self) -> &str {
        &self.0
    }

    /// The elements that a comment may have; the text of all others stays.
    pub const ELEMENTS: [&str; 18] = [
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "hr",
        "i",
        "ins",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
        "sub",
        "ul",
    ];

    /// Elements whose text is none: they go with all that is in them.
    pub const UNREADABLE: [&str; 12] = [
        "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "title", "select",
        "xmp",
    ];

    /// The schemes that a link in a comment may have.
    pub const SCHEMES: [&str; 3] = ["https", "http", "mailto"];

    /// What is said of every link in a comment: readers' links earn no rank and get no hold of the page.
    pub const REL: &str = "nofollow ugc noopener";
}
