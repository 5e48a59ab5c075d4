//! Every address of a site: its pages, the data beside them, and how both are written and read.
//!
//! The publisher writes to these addresses and the app reads from them; nothing else in the crate spells a path.
//! Knows nothing of Leptos, of the browser or of files.

#[cfg(feature = "ssr")]
pub mod files;

use std::num::NonZeroU32;

/// A page of a site that is addressed by itself.
///
/// `404.html` is a file a host serves in place of a missing page, so it is not a route.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The front page and the older pages behind it.
    Home(PageNumber),
    /// All countries.
    Countries,
    /// What names one country, newest first.
    Country {
        /// The country's short name in ASCII, such as `cote-d-ivoire`.
        country: String,
        /// Which page of the list.
        page: PageNumber,
    },
    /// What is about one topic, newest first.
    Topic {
        /// The topic's slug.
        topic: String,
        /// Which page of the list.
        page: PageNumber,
    },
    /// What one author wrote, newest first.
    Author {
        /// The author's slug.
        author: String,
        /// Which page of the list.
        page: PageNumber,
    },
    /// One article.
    Article {
        /// The article's slug.
        slug: String,
    },
    /// A page of an article's comments behind the first, which the article's own page shows.
    Comments {
        /// The article's slug.
        slug: String,
        /// Which page of the thread, from two.
        page: PageNumber,
    },
}

/// Which page of a list, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageNumber(NonZeroU32);

impl PageNumber {
    /// The page that has the list's own address.
    pub const FIRST: PageNumber = PageNumber(NonZeroU32::MIN);

    /// The page with this number; none for zero.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// The number, from one.
    pub fn get(self) -> u32 {
        self.0.get()
    }

    fn is_first(self) -> bool {
        self == Self::FIRST
    }

    /// Reads the number as an address spells it: digits without a leading zero, and never `1`, because the first page
    /// has the list's own address and one page has one address.
    fn parse(text: &str) -> Option<Self> {
        let number = text.parse().ok().and_then(Self::new)?;
        (!number.is_first() && text == number.get().to_string()).then_some(number)
    }
}

impl Route {
    /// The first page of home.
    pub const HOME: Route = Route::Home(PageNumber::FIRST);

    /// The first page of a country's list.
    pub fn country(country: impl Into<String>) -> Self {
        Route::Country { country: country.into(), page: PageNumber::FIRST }
    }

    /// The first page of a topic's list.
    pub fn topic(topic: impl Into<String>) -> Self {
        Route::Topic { topic: topic.into(), page: PageNumber::FIRST }
    }

    /// The first page of an author's list.
    pub fn author(author: impl Into<String>) -> Self {
        Route::Author { author: author.into(), page: PageNumber::FIRST }
    }

    /// An article's page.
    pub fn article(slug: impl Into<String>) -> Self {
        Route::Article { slug: slug.into() }
    }

    /// Another page of the same list; none where there is no list.
    pub fn on_page(&self, page: PageNumber) -> Option<Self> {
        match self {
            Route::Home(_) => Some(Route::Home(page)),
            Route::Country { country, .. } => Some(Route::Country { country: country.clone(), page }),
            Route::Topic { topic, .. } => Some(Route::Topic { topic: topic.clone(), page }),
            Route::Author { author, .. } => Some(Route::Author { author: author.clone(), page }),
            // The first page of comments is the article's.
            Route::Comments { slug, .. } if page.is_first() => Some(Route::article(slug)),
            Route::Comments { slug, .. } => Some(Route::Comments { slug: slug.clone(), page }),
            Route::Countries | Route::Article { .. } => None,
        }
    }

    /// The list whose feeds the page names: its own, or the site's.
    pub fn followed(&self) -> Self {
        match self {
            Route::Country { .. } | Route::Topic { .. } | Route::Author { .. } => self.on_page(PageNumber::FIRST),
            Route::Home(_) | Route::Countries | Route::Article { .. } | Route::Comments { .. } => None,
        }
        .unwrap_or(Route::HOME)
    }

    /// The path within the site, from `/` and with `/` at its end.
    pub fn path(&self) -> String {
        match self {
            Route::Home(page) if page.is_first() => "/".into(),
            Route::Home(page) => format!("/page/{}/", page.get()),
            Route::Countries => "/pays/".into(),
            Route::Country { country, page } => path_of_list("pays", country, *page),
            Route::Topic { topic, page } => path_of_list("sujet", topic, *page),
            Route::Author { author, page } => path_of_list("auteur", author, *page),
            Route::Article { slug } => format!("/article/{slug}/"),
            Route::Comments { slug, page } if page.is_first() => format!("/article/{slug}/"),
            Route::Comments { slug, page } => format!("/article/{slug}/commentaires/{}/", page.get()),
        }
    }

    /// What a link to the page says: the path behind the path that the site is published under, `""` or `"/journal"`.
    pub fn href(&self, base: &str) -> String {
        format!("{base}{}", self.path())
    }

    /// Where the page's data is, as a link: `index.json` beside the page.
    pub fn data_href(&self, base: &str) -> String {
        format!("{base}{}index.json", self.path())
    }

    /// The page that a path names, with or without its last `/`; none where the site has no such address.
    pub fn parse(path: &str, base: &str) -> Option<Self> {
        let path = path.strip_prefix(base)?;
        // Every static host answers to the file's own name as well.
        let path = path.strip_suffix("index.html").filter(|path| path.ends_with('/')).unwrap_or(path);
        if matches!(path, "" | "/") {
            return Some(Route::HOME);
        }
        let path = path.strip_prefix('/')?;
        let path = path.strip_suffix('/').unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["page", number] => PageNumber::parse(number).map(Route::Home),
            ["pays"] => Some(Route::Countries),
            ["article", slug] if is_slug(slug) => Some(Route::article(*slug)),
            ["article", slug, "commentaires", number] if is_slug(slug) => {
                PageNumber::parse(number).map(|page| Route::Comments { slug: (*slug).into(), page })
            }
            [kind, name] => list(kind, name, PageNumber::FIRST),
            [kind, name, "page", number] => list(kind, name, PageNumber::parse(number)?),
            _ => None,
        }
    }
}

fn path_of_list(kind: &str, name: &str, page: PageNumber) -> String {
    let first = format!("/{kind}/{name}/");
    if page.is_first() { first } else { format!("{first}page/{}/", page.get()) }
}

/// The page of a list that has a name.
fn list(kind: &str, name: &str, page: PageNumber) -> Option<Route> {
    let slug = is_slug(name).then(|| name.to_owned())?;
    match kind {
        "pays" => Some(Route::Country { country: slug, page }),
        "sujet" => Some(Route::Topic { topic: slug, page }),
        "auteur" => Some(Route::Author { author: slug, page }),
        _ => None,
    }
}

/// Whether a text can stand in an address as it is: lower-case ASCII letters, digits and single hyphens between them.
pub fn is_slug(text: &str) -> bool {
    text.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_kind() -> Vec<Route> {
        let second = PageNumber::new(2).expect("two is not zero");
        vec![
            Route::HOME,
            Route::Home(second),
            Route::Countries,
            Route::country("niger"),
            Route::Country { country: "cote-d-ivoire".into(), page: second },
            Route::topic("diplomatie"),
            Route::Topic { topic: "page".into(), page: second },
            Route::author("awa-diop"),
            Route::Author { author: "page".into(), page: second },
            Route::article("mission-a-moscou"),
            Route::Comments { slug: "mission-a-moscou".into(), page: second },
        ]
    }

    #[test]
    fn a_written_address_is_read_back_with_and_without_its_last_slash() {
        for route in every_kind() {
            for base in ["", "/journal"] {
                let href = route.href(base);
                assert!(href.ends_with('/'), "{href}");
                assert_eq!(Route::parse(&href, base).as_ref(), Some(&route), "{href}");
                assert_eq!(
                    Route::parse(href.trim_end_matches('/'), base).as_ref(),
                    Some(&route),
                    "{href} without slash"
                );
            }
        }
    }

    #[test]
    fn the_pages_of_a_list_lead_to_each_other() {
        let second = PageNumber::new(2).expect("two is not zero");
        let path = |route: &Route, page| route.on_page(page).map(|route| route.path());
        for route in every_kind() {
            let first = path(&route, PageNumber::FIRST);
            match route {
                Route::Countries | Route::Article { .. } => assert_eq!(first, None),
                Route::Comments { .. } => assert_eq!(first.as_deref(), Some("/article/mission-a-moscou/")),
                ref list => {
                    let first = first.expect("a list has a first page");
                    assert_eq!(path(list, second), Some(format!("{first}page/2/")));
                }
            }
        }
    }

    #[test]
    fn one_page_has_one_address() {
        for path in [
            "/page/1/",
            "/page/0/",
            "/page/02/",
            "/page/-2/",
            "/pays/niger/page/1/",
            "/sujet/eau/page/1/",
            "/auteur/awa-diop/page/02/",
            "/article/a/commentaires/1/",
            "/page/99999999999/",
        ] {
            assert_eq!(Route::parse(path, ""), None, "{path}");
        }
    }

    #[test]
    fn what_the_site_does_not_have_is_no_route() {
        for path in [
            "/article/",
            "/article/../",
            "/article/Mission/",
            "/article/a--b/",
            "/article/a/page/2/",
            "//",
            "/pays/niger/x/",
            "/sujet/",
            "/sujet/Eau/",
            "/sujet/eau/page/",
            "/auteur/",
            "/rubrique/eau/",
            "/flux.xml",
        ] {
            assert_eq!(Route::parse(path, ""), None, "{path}");
        }
        assert_eq!(Route::parse("/pays/", "/journal"), None);
        assert_eq!(Route::parse("/journalpays/", "/journal"), None);
    }

    #[test]
    fn data_lies_beside_its_page() {
        assert_eq!(Route::HOME.data_href(""), "/index.json");
        assert_eq!(Route::article("a").data_href("/journal"), "/journal/article/a/index.json");
    }
}
