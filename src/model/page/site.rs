//! What every page of a site shares.

use super::{Country, Moment};
use serde::{Deserialize, Serialize};

/// What every page of a site shares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// The publication's name.
    pub title: String,
    /// What it says of itself; may be empty.
    pub tagline: String,
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// The path it is published under: empty at a domain's root, else such as `/journal`.
    pub base: String,
    /// The day of the newest change, which is the day of the edition.
    pub edition: Option<Moment>,
    /// The countries of the navigation, in the newsroom's order.
    pub countries: Vec<Country>,
    /// Where readers' comments go.
    pub comments: Comments,
}

/// Where readers' comments go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comments {
    /// Kept on the reader's own device.
    Local,
    /// Posted as an HTML form posts to this address of a form service.
    Form(String),
    /// A server that runs Isso, at this address.
    Isso(String),
    /// A WordPress site at this address, over its REST API.
    Wordpress(String),
    /// The site takes none.
    Closed,
}

impl Comments {
    /// Whether there is a server whose comments the app can read.
    pub fn has_thread(&self) -> bool {
        matches!(self, Self::Isso(_) | Self::Wordpress(_))
    }
}
