//! A page's data becomes the document that a reader gets: prerendered by the app's own components, with what the app
//! needs to take it over. Rendering one page touches no other.

use super::{
    bundle::{App as Files, Bundle},
    edition::Edition,
    feeds,
    head::{Heads, description, for_script},
    prose::escape,
    share::Shares,
};
use crate::{
    app::{App, Memory, SEED_ID, STYLE_ID},
    model::page::{Page, PageFile, Seed, Site, version},
    route::Route,
};
use hydration_context::SsrSharedContext;
use leptos::prelude::{Owner, RenderHtml, provide_context, view};
use leptos_router::location::RequestUrl;
use memchr::memmem;
use serde_json::value::{RawValue, to_raw_value};
use std::{
    fmt::Write as _,
    sync::{Arc, Once},
};

/// Renders the pages of one edition.
pub(crate) struct Renderer<'a> {
    edition: &'a Edition,
    bundle: &'a Bundle,
    app: &'a Files,
    heads: Heads<'a>,
    site: Arc<Site>,
    /// The same as JSON.
    site_data: Box<RawValue>,
    /// What a document says of its policy, where the host says nothing.
    policy: String,
    /// Of all its pages.
    version: u32,
}

/// What is written for a page.
pub(crate) struct Rendered {
    /// `index.html`.
    pub(crate) html: String,
    /// `index.json`.
    pub(crate) json: String,
}

impl<'a> Renderer<'a> {
    /// For an edition whose previews are made.
    ///
    /// # Errors
    /// If the site cannot be written as JSON, which its type rules out.
    pub(crate) fn new(
        edition: &'a Edition,
        shares: &'a Shares,
        bundle: &'a Bundle,
        app: &'a Files,
        policy: String,
    ) -> serde_json::Result<Self> {
        static EXECUTOR: Once = Once::new();
        // Leptos wants one to be there, although nothing of a page is asynchronous. A second start only says that it is.
        EXECUTOR.call_once(|| drop(any_spawner::Executor::init_futures_executor()));
        let version = version(bundle.look());
        let (heads, site) = (Heads::new(edition, shares), Arc::new(edition.site.clone()));
        let site_data = to_raw_value(&site)?;
        Ok(Self { edition, bundle, app, heads, site, site_data, policy, version })
    }

    /// The document of an address and the data beside it.
    ///
    /// # Errors
    /// If the page cannot be written as JSON, which its types rule out.
    pub(crate) fn page(&self, route: &Route, page: Page) -> serde_json::Result<Rendered> {
        let (description, style) = (description(self.edition, &page), self.bundle.style_of(&page).into());
        let file = PageFile { version: self.version, description, style, page };
        let json = serde_json::to_string(&file)?;
        let html = self.document(Some(route), file.page, &file.description)?;
        Ok(Rendered { html, json })
    }

    /// The document that a host serves where there is nothing.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub(crate) fn not_found(&self, page: Page) -> serde_json::Result<String> {
        let description = description(self.edition, &page);
        self.document(None, page, &description)
    }

    fn document(&self, route: Option<&Route>, mut page: Page, description: &str) -> serde_json::Result<String> {
        let (site, site_data) = (&*self.site, &*self.site_data);
        let path = route.map(|route| route.href(&site.base));
        let markup = page.take_markup();
        let seed = Seed { version: self.version, path, site: site_data, page: &page };
        let (data, path) = (for_script(&seed)?, seed.path);
        page.put_markup(markup);
        let head = self.heads.html(route, &page, description)?;
        let besides = match self.bundle.style_of(&page) {
            "" => String::new(),
            style => format!("<style id=\"{STYLE_ID}\">{style}</style>"),
        };
        let feeds = route.map(|route| feeds::links(self.edition, route)).unwrap_or_default();
        let body = self.body(path.as_deref().unwrap_or("/404.html"), page);
        let (language, base, bundle, app) = (escape(&site.language), &site.base, self.bundle, self.app);
        let direction = if self.edition.right_to_left() { " dir=\"rtl\"" } else { "" };
        let icon = if self.edition.has_icon() {
            format!("<link rel=\"icon\" href=\"{base}/favicon.svg\" type=\"image/svg+xml\">")
        } else {
            // Without it browsers ask for /favicon.ico on every visit, a request that is answered with a page.
            "<link rel=\"icon\" href=\"data:,\">".into()
        };
        let style = bundle.style();
        let parts = [&self.policy, &head, &feeds, &icon, style, &besides, &body, &data];
        let mut html = String::with_capacity(parts.iter().map(|part| part.len()).sum::<usize>() + 1_000);
        let _ = write!(
            html,
            "<!DOCTYPE html><html lang=\"{language}\"{direction} data-app=\"loading\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">{policy}{head}{feeds}{icon}\
             <style>{style}</style>{besides}\
             <script async type=\"module\" id=\"boot\" src=\"{base}/{boot}\" data-glue=\"{base}/{glue}\" \
             data-wasm=\"{base}/{wasm}\"></script></head><body>{body}\
             <script type=\"application/json\" id=\"{SEED_ID}\">{data}</script></body></html>",
            policy = self.policy,
            boot = app.boot(),
            glue = app.glue(),
            wasm = app.wasm(),
        );
        Ok(html)
    }

    fn body(&self, path: &str, page: Page) -> String {
        let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
        let html = owner.with(|| {
            provide_context(RequestUrl::new(path));
            let (site, memory) = (self.site.clone(), Memory::new(page));
            view! { <App site memory/> }.to_html()
        });
        owner.unset_with_forced_cleanup();
        with_whole_comments(&html)
    }
}

/// Writes empty comments as the standard does: the same node (HTML, 13.1.6). What readers and editors write has no bare
/// `<`.
fn with_whole_comments(html: &str) -> String {
    const SHORT: &str = "<!>";
    let mut whole = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = 0;
    // `str::replace` takes five times as long, which is a hundredth of what publishing costs.
    for at in memmem::find_iter(html.as_bytes(), SHORT) {
        whole.push_str(&html[rest..at]);
        whole.push_str("<!---->");
        rest = at + SHORT.len();
    }
    whole.push_str(&html[rest..]);
    whole
}
