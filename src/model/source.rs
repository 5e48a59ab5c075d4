//! What stands in a newsroom's folder: `site.json`, the article files, and the comments that `depeche comments pull`
//! fetched, as they are on disk and before anything is checked.
//!
//! The JSON Schema that `depeche schema` prints comes from these types, and so do the errors about unknown, missing and
//! mistyped fields (`publish::shape`). What a schema cannot say is checked in `publish::check`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The publication: `site.json` in the newsroom's folder.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Dépêche: site.json")]
pub struct SiteSource {
    /// The editor's own reference to this schema; nothing is read from it.
    #[serde(rename = "$schema")]
    #[allow(dead_code, reason = "accepted so that code editors can be told the schema")]
    pub schema: Option<String>,
    /// The publication's name.
    pub title: String,
    /// What the publication says of itself, in a few words.
    #[serde(default)]
    pub tagline: String,
    /// The language it is written in and speaks to its readers: `fr`, `en`, `ar`, `pt` or `ha`, with a region where one is
    /// wanted (`pt-MZ`).
    #[serde(default = "french")]
    pub language: String,
    /// Where it will be published, with its scheme: `https://example.org`.
    pub base_url: String,
    /// The time zone that dates are shown in, as the IANA database names it: `Africa/Niamey`.
    pub time_zone: String,
    /// The order of the navigation: ISO 3166-1 alpha-2 codes such as `NE`. A country with articles that is not listed
    /// follows, by name.
    #[serde(default)]
    pub countries: Vec<String>,
    /// The front page's stories, as slugs: the first leads, the next four stand beside it. One that waits for its time is
    /// skipped until then. What is not said here is chosen from the newest.
    #[serde(default)]
    pub front: Vec<String>,
    /// Where readers' comments go; kept on the reader's own device if nothing is said.
    #[serde(default)]
    pub comments: CommentsSource,
    /// A WebSub hub that passes on what is new: `https://…`. The feeds name it and `depeche ping` tells it.
    pub websub: Option<String>,
    /// A key for IndexNow: 8 to 128 letters, digits and hyphens, made up by you. `depeche ping` tells search engines with it.
    pub indexnow: Option<String>,
    /// Whether the site has an `llms.txt`, its contents in short for language models.
    #[serde(default)]
    pub llms: bool,
}

fn french() -> String {
    "fr".into()
}

/// Where readers' comments go.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "backend", rename_all = "snake_case", deny_unknown_fields)]
pub enum CommentsSource {
    /// Kept on the reader's own device, and the form says so.
    // With braces, because serde takes any field for a variant without.
    Local {},
    /// Posted to a form service, as an HTML form posts.
    Form {
        /// The address that takes the form, `https://…`.
        action: String,
    },
    /// A server that runs Isso.
    Isso {
        /// The server's address, `https://…`.
        url: String,
    },
    /// A WordPress site, over its REST API; articles carry `source_id`.
    Wordpress {
        /// The site's address, `https://…`.
        url: String,
    },
    /// No comments on the whole site.
    Closed {},
}

impl Default for CommentsSource {
    fn default() -> Self {
        Self::Local {}
    }
}

/// An article: one file in `articles/`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Dépêche: article")]
pub struct ArticleSource {
    /// The editor's own reference to this schema; nothing is read from it.
    #[serde(rename = "$schema")]
    #[allow(dead_code, reason = "accepted so that code editors can be told the schema")]
    pub schema: Option<String>,
    /// The article's name in its address: lower-case ASCII letters, digits and hyphens. The file's name without `.json`
    /// if nothing is said.
    pub slug: Option<String>,
    /// The headline.
    pub title: String,
    /// The standfirst (chapô): one or two sentences under the headline.
    pub standfirst: Option<String>,
    /// ISO 3166-1 alpha-2 codes such as `NE`. The first is where the article is filed.
    #[schemars(length(min = 1))]
    pub countries: Vec<String>,
    /// Topics, in words.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Who wrote it, one or more.
    #[schemars(length(min = 1))]
    pub authors: Vec<String>,
    /// When it is published: RFC 3339 with the offset, `2024-01-16T09:00:00+01:00`. It waits until then.
    pub published: String,
    /// When it was changed last, in the same form.
    pub updated: Option<String>,
    /// A draft is checked but not published.
    #[serde(default)]
    pub status: Status,
    /// The language, as a BCP 47 tag, where it is not the site's.
    pub language: Option<String>,
    /// The slug of the article that this one is a translation of, in another language.
    pub translation_of: Option<String>,
    /// The lead picture.
    pub image: Option<ImageSource>,
    /// Whether readers can comment.
    #[serde(default)]
    pub comments: Openness,
    /// The ID of the WordPress post that it was imported from, for its comment thread.
    pub source_id: Option<u64>,
    /// What was wrong in it and has been put right, in the order to show it.
    #[serde(default)]
    pub corrections: Vec<CorrectionSource>,
    /// The text, block by block.
    #[schemars(length(min = 1))]
    pub body: Vec<Block>,
}

/// Something that was wrong in an article and has been put right.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionSource {
    /// When it was put right: RFC 3339 with the offset.
    pub date: String,
    /// What was wrong and what is right; takes inline Markdown.
    pub text: String,
}

/// Whether an article is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Published as soon as its `published` has come.
    #[default]
    Published,
    /// Not published.
    Draft,
}

/// Whether an article takes comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Openness {
    /// It does.
    #[default]
    Open,
    /// It does not.
    Closed,
}

/// A picture.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageSource {
    /// The file, from the newsroom's folder: `media/niamey.jpg`.
    pub src: String,
    /// What is seen in it, for who does not see it.
    pub alt: String,
    /// The caption; takes inline Markdown.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A piece of an article's text.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// The text; takes inline Markdown.
        text: String,
    },
    /// A heading between paragraphs.
    Heading {
        /// The text; takes inline Markdown.
        text: String,
    },
    /// A quotation.
    Quote {
        /// What was said; takes inline Markdown.
        text: String,
        /// Who said it; takes inline Markdown.
        cite: Option<String>,
        /// Whether it is set large, as what draws the eye: words of the article itself, so they are not counted twice.
        #[serde(default)]
        pull: bool,
    },
    /// A list.
    List {
        /// Whether the items are numbered.
        #[serde(default)]
        ordered: bool,
        /// The items; each takes inline Markdown.
        #[schemars(length(min = 1))]
        items: Vec<String>,
    },
    /// A table. It scrolls inside its own box where it is wider than the text.
    Table {
        /// What it shows; takes inline Markdown.
        caption: Option<String>,
        /// What each column holds; each takes inline Markdown.
        #[schemars(length(min = 1))]
        head: Vec<String>,
        /// The rows, each as long as the head; its first cell says what it is about. Cells take inline Markdown, and may
        /// be empty where there is no value.
        #[schemars(length(min = 1))]
        rows: Vec<Vec<String>>,
    },
    /// A picture in the text.
    Image {
        /// The file, from the newsroom's folder: `media/niamey.jpg`.
        src: String,
        /// What is seen in it, for who does not see it.
        alt: String,
        /// The caption; takes inline Markdown.
        caption: Option<String>,
        /// Who made it.
        credit: Option<String>,
    },
    /// Something of another site, shown as a link to it.
    Embed {
        /// Its address, `https://…`.
        url: String,
        /// What it is.
        title: String,
    },
}

/// The published comments of an article: `comments/SLUG.json`, as `depeche comments pull` writes it.
///
/// There is no place in it for e-mail addresses, IP addresses or addresses of avatars.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Dépêche: comments of an article")]
pub struct ThreadSource {
    /// Whose thread it is on its server.
    pub thread: ThreadKey,
    /// The comments, oldest first.
    pub comments: Vec<CommentSource>,
}

/// What a server knows a thread by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ThreadKey {
    /// WordPress: the ID of the post.
    Post(u64),
    /// Isso: the path of the article's page, from the domain's root.
    Path(String),
}

/// A comment that was published.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentSource {
    /// The server's number for it.
    pub id: u64,
    /// The comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u64>,
    /// Who wrote it, as text; may be empty.
    pub author: String,
    /// The writer's site, `https://…` or `http://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// When, as RFC 3339 writes it, in UTC.
    pub published: String,
    /// What it says, as HTML that was cleaned.
    pub html: String,
    /// Whether it was deleted and stands only for its replies.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
}
