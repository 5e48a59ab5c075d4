//! The built site as it lies in its folder: the addresses of its maps, its feeds, and a mark of what each says.

use super::PingError;
use crate::{
    model::page::{Article, List, Page, PageFile, Picture},
    publish::front,
    route::{
        Route,
        files::{Format, SITEMAPS, indexnow_key},
    },
};
use quick_xml::{Reader, escape::unescape, events::Event};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// How many bytes of a hash mark a page: two of one site are never alike by chance.
const MARK: usize = 8;

pub(super) struct Site {
    folder: PathBuf,
    /// Without a slash at its end.
    pub(super) base_url: String,
    /// The mark of each page by its address.
    pub(super) pages: BTreeMap<String, String>,
    /// The mark of each feed by its address.
    pub(super) feeds: BTreeMap<String, String>,
}

impl Site {
    pub(super) fn read(folder: &Path) -> Result<Self, PingError> {
        let mut site =
            Self { folder: folder.into(), base_url: String::new(), pages: BTreeMap::new(), feeds: BTreeMap::new() };
        let index = site.file(SITEMAPS);
        let maps = match fs::read_to_string(&index) {
            Ok(text) => locations(&text),
            Err(_) => return Err(PingError::NoSite(folder.into())),
        };
        let other = || PingError::OtherSite(index.clone());
        // The first map lies in the site's root.
        let (base_url, _) = maps.first().and_then(|map| map.rsplit_once('/')).ok_or_else(other)?;
        site.base_url = base_url.into();
        let mut addresses = Vec::new();
        for map in &maps {
            let path = map.strip_prefix(base_url).ok_or_else(other)?;
            addresses.extend(locations(&site.text(path)?));
        }
        addresses.sort_unstable();
        addresses.dedup();
        let routes = addresses.iter().map(|address| {
            let path = address.strip_prefix(base_url).ok_or_else(other)?;
            Ok((address, Route::parse(path, "").ok_or_else(other)?))
        });
        let routes = routes.collect::<Result<Vec<_>, PingError>>()?;
        let marks = routes.par_iter().map(|(address, route)| Ok(((*address).clone(), site.mark(route)?)));
        let pages = marks.collect::<Result<_, PingError>>()?;
        let mut feeds = BTreeMap::new();
        for (_, route) in &routes {
            for format in Format::ALL {
                let path = route.feed_path(format);
                match fs::read(site.file(&path)) {
                    Ok(content) => drop(feeds.insert(format!("{base_url}{path}"), hash(&content))),
                    // Not every page is a list with feeds.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(cause) => return Err(PingError::Io { path: site.file(&path), cause }),
                }
            }
        }
        Ok(Self { pages, feeds, ..site })
    }

    /// The domain, with its port if it has one.
    pub(super) fn host(&self) -> &str {
        let behind = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, behind)| behind);
        behind.split('/').next().unwrap_or(behind)
    }

    /// Whether the file is there by which the key is known to be the site's.
    pub(super) fn has_key(&self, key: &str) -> Result<(), PingError> {
        let path = self.file(&indexnow_key(key));
        match fs::read_to_string(&path) {
            Ok(text) if text.trim() == key => Ok(()),
            _ => Err(PingError::NoKey(path)),
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.join(path.trim_start_matches('/'))
    }

    fn text(&self, path: &str) -> Result<String, PingError> {
        let path = self.file(path);
        fs::read_to_string(&path).map_err(|cause| PingError::Io { path, cause })
    }

    fn mark(&self, route: &Route) -> Result<String, PingError> {
        let path = format!("{}index.json", route.path());
        let file: PageFile =
            serde_json::from_str(&self.text(&path)?).map_err(|_| PingError::OtherSite(self.file(&path)))?;
        Ok(hash(said(&file.page).to_string().as_bytes()))
    }
}

/// What a page says by itself. What stands around it (ways to other articles, the navigation) and how it is set may change
/// without a word: an article that is new would make a hundred others so.
fn said(page: &Page) -> serde_json::Value {
    match page {
        Page::Article(article) => of_article(article),
        Page::Front { html } => json!(front::text(html)),
        Page::Home(list) => of_list("", list),
        Page::Country { country, list } => of_list(&country.name, list),
        Page::Label { name, list, .. } => of_list(name, list),
        Page::Countries { countries } => {
            let all = countries.iter().map(|each| (&each.country.name, each.articles));
            json!(all.collect::<Vec<_>>())
        }
        Page::Comments(page) => json!(page.thread.as_ref().map(|thread| &thread.html)),
        Page::NotFound { .. } => json!(null),
    }
}

fn of_article(article: &Article) -> serde_json::Value {
    let picture = |Picture { src, alt, caption, credit, .. }: &Picture| json!([src, alt, caption, credit]);
    json!([
        article.title,
        article.standfirst,
        article.authors,
        article.after.split_once("<ul class=\"topics\"").map(|(_, topics)| topics),
        article.countries.iter().map(|country| &country.name).collect::<Vec<_>>(),
        article.published.iso,
        article.updated.as_ref().map(|moment| &moment.iso),
        article.language.as_ref().map(|language| &language.tag),
        article.image.as_ref().map(picture),
        article.body,
        article.thread.as_ref().map(|thread| (thread.count, thread.newest)),
    ])
}

/// Pages behind the first move on with every new article and are told only when they come or go.
fn of_list(name: &str, list: &List) -> serde_json::Value {
    #[derive(Serialize)]
    struct Line<'a>(&'a str, &'a str, Option<&'a str>);
    let shown = if list.number == 1 { list.teasers.as_slice() } else { &[] };
    let lines = shown.iter().map(|teaser| Line(&teaser.slug, &teaser.title, teaser.standfirst.as_deref()));
    json!([name, lines.collect::<Vec<_>>()])
}

fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(MARK).map(|byte| format!("{byte:02x}")).collect()
}

/// What a map or an index says in its `loc`s; those of pictures have a prefix.
fn locations(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut inside, mut text, mut found) = (false, String::new(), Vec::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => inside = tag.name().as_ref() == "loc",
            Ok(Event::Text(part)) if inside => text.push_str(&part),
            Ok(Event::GeneralRef(name)) if inside => {
                let reference = format!("&{};", &*name);
                text.push_str(unescape(&reference).as_deref().unwrap_or_default());
            }
            Ok(Event::End(_)) if inside => {
                inside = false;
                found.push(std::mem::take(&mut text));
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}
