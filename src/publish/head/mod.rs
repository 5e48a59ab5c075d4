//! What a page's head says of it: to the browser's tab, to search engines, to whoever shows a preview of its address.
//! A pure function of the edition, the address and what it shows.

mod description;
mod link;
mod linked_data;
mod social;

use super::{
    edition::{Edition, Story},
    prose::escape,
    share::Shares,
};
use crate::{
    model::page::{List, Page},
    route::{PageNumber, Route},
};
pub(crate) use description::description;
use link::Link;
use serde::Serialize;
use std::fmt::Write as _;

/// Writes the heads of an edition's pages.
pub(crate) struct Heads<'a> {
    edition: &'a Edition,
    shares: &'a Shares,
}

impl<'a> Heads<'a> {
    pub(crate) fn new(edition: &'a Edition, shares: &'a Shares) -> Self {
        Self { edition, shares }
    }

    /// The head's elements for the page of an address; without one it is what a host serves where there is nothing. The
    /// `description` is that of [`description`].
    ///
    /// # Errors
    /// If the data for search engines cannot be written as JSON, which its types rule out.
    pub(crate) fn html(&self, route: Option<&Route>, page: &Page, description: &str) -> serde_json::Result<String> {
        let mut html =
            format!("<title>{}</title>", escape(&page.title(&self.edition.site, &self.edition.language.words)));
        meta(&mut html, "name", "description", description);
        if let Some(robots) = robots(page) {
            meta(&mut html, "name", "robots", robots);
        }
        let Some(route) = route else {
            // The app goes on from here as well, and finds the next page's address beside this one.
            Link::canonical(self.file(NOT_FOUND)).write_into(&mut html);
            return Ok(html);
        };
        for link in self.links(route, page) {
            link.write_into(&mut html);
        }
        self.social(&mut html, route, page, description);
        let data = for_script(&self.linked_data(route, page, description))?;
        let _ = write!(html, "<script type=\"application/ld+json\">{data}</script>");
        Ok(html)
    }

    /// Every link of a page's head but those to its style and icon. What else belongs to an address, such as its feeds,
    /// comes here.
    fn links(&self, route: &Route, page: &Page) -> Vec<Link> {
        let mut links = vec![Link::canonical(self.address(route))];
        let [previous, next] = self.neighbours(route, page);
        links.extend(previous.map(|route| Link::previous(self.address(&route))));
        links.extend(next.map(|route| Link::next(self.address(&route))));
        links.extend(self.languages(route));
        links
    }

    /// The article in each of its languages, if there is more than one.
    fn languages(&self, route: &Route) -> Vec<Link> {
        let Some((_, story)) = self.story(route) else { return Vec::new() };
        let versions: Vec<&Story> = self.edition.in_all_languages(story).collect();
        if versions.len() < 2 {
            return Vec::new();
        }
        let link = |story: &&Story| Link::translation(self.language(story), self.address(&Route::article(&story.slug)));
        versions.iter().map(link).collect()
    }

    /// The pages of the same list before and behind.
    fn neighbours(&self, route: &Route, page: &Page) -> [Option<Route>; 2] {
        let Some((number, pages)) = self.place(route, page) else { return [None, None] };
        let at = |number: u32| route.on_page(PageNumber::new(number)?);
        [number.checked_sub(1).and_then(at), (number < pages).then(|| at(number + 1)).flatten()]
    }

    /// Which page of how many.
    fn place(&self, route: &Route, page: &Page) -> Option<(u32, u32)> {
        match (route, page) {
            (Route::Comments { slug, page }, _) => {
                let (_, story) = self.edition.story(slug)?;
                Some((page.get(), super::pages::thread_pages(story)))
            }
            (_, Page::Front { .. }) => Some((1, super::pages::pages_of(self.edition.stories.len()))),
            _ => list_of(page).map(|list| (list.number, list.pages)),
        }
    }

    /// The article that an address is about, and its place in the edition.
    fn story(&self, route: &Route) -> Option<(usize, &'a Story)> {
        match route {
            Route::Article { slug } => self.edition.story(slug),
            _ => None,
        }
    }

    /// The language of an article.
    fn language<'s>(&'s self, story: &'s Story) -> &'s str {
        story.language.as_ref().map_or(&self.edition.site.language, |language| &language.tag)
    }

    /// The whole address of a page.
    fn address(&self, route: &Route) -> String {
        self.file(&route.path()[1..])
    }

    /// The whole address of a file of the site.
    fn file(&self, path: &str) -> String {
        format!("{}/{path}", self.edition.base_url)
    }
}

/// What a host serves where there is nothing.
const NOT_FOUND: &str = "404.html";

/// A value as JSON that can stand in a script element.
///
/// # Errors
/// If the value cannot be written as JSON.
pub(crate) fn for_script(value: &impl Serialize) -> serde_json::Result<String> {
    // Only `<` could end the element or open a comment in it (HTML, 13.2.5.4 script data state).
    Ok(serde_json::to_string(value)?.replace('<', "\\u003c"))
}

/// The list of a page that shows one.
fn list_of(page: &Page) -> Option<&List> {
    match page {
        Page::Home(list) | Page::Country { list, .. } | Page::Label { list, .. } => Some(list),
        Page::Front { .. }
        | Page::Countries { .. }
        | Page::Article(_)
        | Page::Comments { .. }
        | Page::NotFound { .. } => None,
    }
}

/// What search engines are told to do with a page, where it is not what they do anyway.
fn robots(page: &Page) -> Option<&'static str> {
    match page {
        Page::NotFound { .. } => Some("noindex"),
        Page::Article(_) => Some("max-image-preview:large"),
        _ => None,
    }
}

fn meta(html: &mut String, kind: &str, name: &str, content: &str) {
    let _ = write!(html, "<meta {kind}=\"{name}\" content=\"{}\">", escape(content));
}
