//! A site that was built.

use super::{html::Html, newsroom::Newsroom, tree::Tree};
use depeche::{
    app::SEED_ID,
    model::page::{Article, List, Page, PageFile, Seed},
};
use std::{fs, path::Path};

/// Paths are those of addresses: `/article/a/`.
pub(crate) struct Site<'a> {
    newsroom: &'a Newsroom,
}

impl<'a> Site<'a> {
    pub(crate) fn of(newsroom: &'a Newsroom) -> Self {
        Self { newsroom }
    }

    /// Whether there is a file for an address.
    pub(crate) fn has(&self, path: &str) -> bool {
        let file = self.newsroom.out().join(path.trim_start_matches('/'));
        if path.ends_with('/') { file.join("index.html").is_file() } else { file.is_file() }
    }

    /// The document of a page, as it is written.
    #[track_caller]
    pub(crate) fn source(&self, path: &str) -> String {
        let name = if path.ends_with('/') { format!("{path}index.html") } else { path.into() };
        let file = self.newsroom.out().join(name.trim_start_matches('/'));
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// The document of a page, as a browser without scripts understands it.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> Html {
        Html::parse(&self.source(path))
    }

    /// What `index.json` beside a page says.
    #[track_caller]
    pub(crate) fn page_file(&self, path: &str) -> PageFile {
        serde_json::from_str(&self.source(&format!("{path}index.json"))).expect("page data")
    }

    /// The page in that file.
    #[track_caller]
    pub(crate) fn data(&self, path: &str) -> Page {
        self.page_file(path).page
    }

    /// What the document carries for the app.
    #[track_caller]
    pub(crate) fn seed(&self, path: &str) -> Seed {
        let page = self.page(path);
        let data = page.with_id(SEED_ID).expect("the document carries its data");
        serde_json::from_str(&data.text()).expect("the data of a document is JSON")
    }

    #[track_caller]
    pub(crate) fn article(&self, slug: &str) -> Article {
        match self.data(&format!("/article/{slug}/")) {
            Page::Article(article) => *article,
            other => panic!("{slug} is no article: {other:?}"),
        }
    }

    /// A page of home, of a country, a topic or an author.
    #[track_caller]
    pub(crate) fn list(&self, path: &str) -> List {
        match self.data(path) {
            Page::Home(list) | Page::Country { list, .. } | Page::Label { list, .. } => list,
            other => panic!("{path} is no list: {other:?}"),
        }
    }

    /// The slugs of a list or of the front page, in its order.
    #[track_caller]
    pub(crate) fn slugs(&self, path: &str) -> Vec<String> {
        let Page::Front { html } = self.data(path) else {
            return self.list(path).teasers.into_iter().map(|teaser| teaser.slug).collect();
        };
        let links = Html::parse(&html).all("a").into_iter().filter_map(|link| link.attribute("href"));
        links.filter_map(|link| Some(link.split_once("/article/")?.1.trim_end_matches('/').to_owned())).collect()
    }

    pub(crate) fn tree(&self) -> Tree {
        Tree::of(&self.newsroom.out())
    }

    /// The address of the widest JPEG that was made of a picture with this name, and how many bytes it has.
    #[track_caller]
    pub(crate) fn plate(&self, name: &str) -> (String, usize) {
        let tree = self.tree();
        let start = format!("plates/{name}-");
        let plates =
            tree.paths().filter_map(Path::to_str).filter(|path| path.starts_with(&start) && path.ends_with(".jpg"));
        let path = plates.last().unwrap_or_else(|| panic!("nothing was made of {name}"));
        (format!("/{path}"), tree.get(path).map_or(0, <[u8]>::len))
    }

    /// The addresses of all documents.
    pub(crate) fn addresses(&self) -> Vec<String> {
        let tree = self.tree();
        let documents = tree.paths().filter(|path| path.file_name() == Some("index.html".as_ref()));
        let folder = |path: &Path| path.parent().map(|folder| folder.to_string_lossy().into_owned());
        documents
            .filter_map(folder)
            .map(|path| if path.is_empty() { "/".into() } else { format!("/{path}/") })
            .collect()
    }
}
