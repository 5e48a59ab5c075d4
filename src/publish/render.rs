//! A page's data becomes the document that a reader gets: prerendered by the app's own components, with what the app
//! needs to take it over. Rendering one page touches no other.

use super::{bundle::Bundle, edition::Edition, feeds, prose::escape};
use crate::{
    app::{App, Memory, SEED_ID},
    model::page::{FORMAT, Page, PageFile, Seed, Site},
    route::Route,
};
use hydration_context::SsrSharedContext;
use leptos::prelude::{Owner, RenderHtml, provide_context, view};
use leptos_meta::ServerMetaContext;
use leptos_router::location::RequestUrl;
use std::sync::{Arc, Once};

/// Renders the pages of one edition.
pub(crate) struct Renderer<'a> {
    edition: &'a Edition,
    bundle: &'a Bundle,
    site: Arc<Site>,
    /// What a document says of its policy, where the host says nothing.
    policy: String,
}

/// What is written for a page.
pub(crate) struct Rendered {
    /// `index.html`.
    pub(crate) html: String,
    /// `index.json`.
    pub(crate) json: String,
}

impl<'a> Renderer<'a> {
    pub(crate) fn new(edition: &'a Edition, bundle: &'a Bundle, policy: String) -> Self {
        static EXECUTOR: Once = Once::new();
        // Leptos wants one to be there, although nothing of a page is asynchronous. A second start only says that it is.
        EXECUTOR.call_once(|| drop(any_spawner::Executor::init_futures_executor()));
        Self { edition, bundle, site: Arc::new(edition.site.clone()), policy }
    }

    /// The document of an address and the data beside it.
    ///
    /// # Errors
    /// If the page cannot be written as JSON, which its types rule out.
    pub(crate) fn page(&self, route: &Route, page: Page) -> serde_json::Result<Rendered> {
        let path = route.href(&self.site.base);
        let canonical = format!("{}{}", self.edition.base_url, route.path());
        let file = PageFile { version: FORMAT, page };
        let json = serde_json::to_string(&file)?;
        let feeds = feeds::links(self.edition, route);
        let html = self.document(Some(path), Some(&canonical), &feeds, file.page)?;
        Ok(Rendered { html, json })
    }

    /// The document that a host serves where there is nothing.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub(crate) fn not_found(&self, page: Page) -> serde_json::Result<String> {
        self.document(None, None, "", page)
    }

    fn document(
        &self,
        path: Option<String>,
        canonical: Option<&str>,
        feeds: &str,
        page: Page,
    ) -> serde_json::Result<String> {
        let site = &self.site;
        let seed = Seed { version: FORMAT, path, site: (**site).clone(), page: page.without_body() };
        // Inside a script element only `<` could end it or open a comment (HTML, 13.2.5.4 script data state).
        let data = serde_json::to_string(&seed)?.replace('<', "\\u003c");
        let title = escape(&page.title(site));
        let description = match description(&page, site) {
            "" => String::new(),
            text => format!("<meta name=\"description\" content=\"{}\">", escape(text)),
        };
        let place = match canonical {
            Some(address) => format!("<link rel=\"canonical\" href=\"{}\">", escape(address)),
            None => "<meta name=\"robots\" content=\"noindex\">".into(),
        };
        let body = self.body(seed.path.as_deref().unwrap_or("/404.html"), page);
        let (language, base, bundle) = (escape(&site.language), &site.base, self.bundle);
        let direction = match site.language.parse().is_ok_and(|language| super::locale::right_to_left(&language)) {
            true => " dir=\"rtl\"",
            false => "",
        };
        let icon = if self.edition.has_icon() {
            format!("<link rel=\"icon\" href=\"{base}/favicon.svg\" type=\"image/svg+xml\">")
        } else {
            // Without it browsers ask for /favicon.ico on every visit, a request that is answered with a page.
            "<link rel=\"icon\" href=\"data:,\">".into()
        };
        Ok(format!(
            "<!DOCTYPE html><html lang=\"{language}\"{direction} data-app=\"loading\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">{policy}<!--HEAD--><title>{title}</title>\
             {description}{place}{feeds}{icon}<style>{style}</style></head><body>{body}\
             <script type=\"application/json\" id=\"{SEED_ID}\">{data}</script>\
             <script type=\"module\" id=\"boot\" src=\"{base}/{boot}\" data-glue=\"{base}/{glue}\" \
             data-wasm=\"{base}/{wasm}\"></script></body></html>",
            policy = self.policy,
            style = bundle.style(),
            boot = bundle.boot(),
            glue = bundle.glue(),
            wasm = bundle.wasm(),
        ))
    }

    fn body(&self, path: &str, page: Page) -> String {
        let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
        let html = owner.with(|| {
            let (head, _unused) = ServerMetaContext::new();
            provide_context(head);
            provide_context(RequestUrl::new(path));
            let (site, memory) = (self.site.clone(), Memory::new(page));
            view! { <App site memory/> }.to_html()
        });
        owner.unset_with_forced_cleanup();
        html
    }
}

/// What a search engine may say of a page.
fn description<'p>(page: &'p Page, site: &'p Site) -> &'p str {
    match page {
        Page::Article(article) => article.standfirst.as_deref().unwrap_or_default(),
        Page::Home(_) => &site.tagline,
        _ => "",
    }
}
