//! The demonstration edition, built once for all tests by the library itself, with the release bundle of the app.

use super::{upstream::Upstream, variable};
use depeche::{
    model::page::{Article, Page, PageFile},
    publish::{
        self, Host, Options,
        bundle::{App, Bundle},
        draft,
        policy::Policy,
    },
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    sync::{OnceLock, atomic::AtomicBool},
};

/// The day of the edition. Articles of a later time wait.
const NOW: &str = "2026-11-22T12:00:00Z";

/// The path of the edition that is not published at its domain's root.
pub(crate) const JOURNAL: &str = "/journal";

/// How the edition's comments are to be.
#[derive(Default)]
pub(super) struct Commented {
    /// `comments` of its site.json.
    pub(super) comments: Value,
    /// A file of comments, as `depeche comments pull` writes it.
    pub(super) thread: Option<Value>,
    /// The post whose comments are those of [`POSTED`].
    pub(super) post: Option<u64>,
    /// Whether the program fetches the comments before the edition is built.
    pub(super) pulled: bool,
}

/// The article of the edition that is a post on WordPress.
const POSTED: &str = "articles/niger/mission-a-moscou.json";
/// Where it is on the site.
const POSTED_AT: &str = "/article/mission-a-moscou/";

impl Commented {
    /// Changes a newsroom's folder so.
    pub(super) fn writes_into(&self, content: &Path) {
        rewrite(&content.join("site.json"), |site| site["comments"] = self.comments.clone());
        if let Some(thread) = &self.thread {
            let folder = content.join("comments");
            fs::create_dir_all(&folder).expect("a folder for comments");
            let name = thread["thread"].as_str().unwrap_or(POSTED_AT).trim_matches('/').replace("article/", "");
            fs::write(folder.join(format!("{name}.json")), thread.to_string()).expect("a file of comments");
        }
        if let Some(post) = self.post {
            rewrite(&content.join(POSTED), |article| article["source_id"] = post.into());
        }
        let form = self.comments["action"].as_str().unwrap_or_default();
        if self.comments["backend"] == "wordpress" || form.ends_with("/wp-comments-post.php") {
            // The others are no posts there, and a form that leads nowhere is an error.
            let articles = walkdir::WalkDir::new(content.join("articles")).into_iter().filter_map(Result::ok);
            for file in articles.filter(|file| file.file_type().is_file()) {
                rewrite(file.path(), |article| {
                    if article.get("source_id").is_none() {
                        article["comments"] = "closed".into();
                    }
                });
            }
        }
        if self.pulled {
            let (succeeded, said) = program(content, &["comments", "pull"]);
            assert!(succeeded, "depeche comments pull: {said}");
        }
    }
}

/// Whether the program succeeds with a newsroom, and what it says.
#[track_caller]
fn program(content: &Path, arguments: &[&str]) -> (bool, String) {
    let program = variable("DEPECHE_PROGRAM").unwrap_or_else(|reason| panic!("{reason}"));
    let output =
        Command::new(program).args(arguments).arg("--content").arg(content).output().expect("the program runs");
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    (output.status.success(), said)
}

/// Changes a JSON file.
pub(crate) fn rewrite(path: &Path, change: impl FnOnce(&mut Value)) {
    let text = fs::read_to_string(path).expect("a file of the edition");
    let mut value = serde_json::from_str(&text).expect("JSON");
    change(&mut value);
    fs::write(path, value.to_string()).expect("a file of the edition");
}

/// What the program says about the demonstration edition with the comments of a post on WordPress.
#[track_caller]
pub(crate) fn said_of_wordpress(url: &str, post: u64, arguments: &[&str]) -> (bool, String) {
    let content = tempfile::tempdir().expect("a temporary folder");
    copy(&demonstration(), content.path()).expect("a copy of the demonstration edition");
    let comments = json!({ "backend": "wordpress", "url": url });
    Commented { comments, post: Some(post), ..Commented::default() }.writes_into(content.path());
    // A site on https may not speak to a server without.
    rewrite(&content.path().join("site.json"), |site| site["base_url"] = "http://depeche.example".into());
    program(content.path(), arguments)
}

/// A built site, in memory.
pub(crate) struct Edition {
    /// The readers' app: its paths in the site, and what a policy must allow.
    pub(crate) app: App,
    /// The path that it is published under; empty at the root.
    base: &'static str,
    /// What its pages may do.
    pub(super) policy: Policy,
    /// Every file by its path from `/`: a page by its folder (`/pays/`), the rest by its name.
    files: BTreeMap<String, Vec<u8>>,
    /// The real host that serves it, where one does.
    pub(super) upstream: Option<Upstream>,
}

impl Edition {
    /// The edition that all tests share.
    pub(crate) fn get() -> &'static Self {
        static EDITION: OnceLock<Result<Edition, String>> = OnceLock::new();
        EDITION.get_or_init(|| Self::build("", &demonstration())).as_ref().unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// The same, published under [`JOURNAL`].
    pub(crate) fn under_a_path() -> &'static Self {
        static EDITION: OnceLock<Result<Edition, String>> = OnceLock::new();
        EDITION
            .get_or_init(|| Self::build(JOURNAL, &demonstration()))
            .as_ref()
            .unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// The Arabic edition of the tests.
    pub(crate) fn arabic() -> &'static Self {
        static EDITION: OnceLock<Result<Edition, String>> = OnceLock::new();
        EDITION
            .get_or_init(|| Self::build("", &newsroom("arabic")))
            .as_ref()
            .unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// The demonstration edition at the root, with comments of its own. It lives as long as the tests do: few of them need one.
    pub(super) fn commented(commented: Commented) -> &'static Self {
        Self::changed(&demonstration(), |content| commented.writes_into(content))
    }

    /// The edition of a copy of a newsroom that was changed. It lives as long as the tests do.
    pub(super) fn changed(newsroom: &Path, change: impl FnOnce(&Path)) -> &'static Self {
        let content = tempfile::tempdir().expect("a temporary folder");
        copy(newsroom, content.path()).expect("a copy of the newsroom");
        change(content.path());
        let edition = Self::build("", content.path()).unwrap_or_else(|reason| panic!("{reason}"));
        Box::leak(Box::new(edition))
    }

    /// An edition of other articles, which may show the demonstration edition's pictures. It lives as long as the tests do.
    pub(super) fn of_articles(articles: &[Value]) -> &'static Self {
        let content = tempfile::tempdir().expect("a temporary folder");
        let site = demonstration().join("site.json");
        copy(&demonstration().join("media"), &content.path().join("media")).expect("a copy of the pictures");
        fs::copy(site, content.path().join("site.json")).expect("a copy of the publication");
        rewrite(&content.path().join("site.json"), |site| site["front"] = json!([]));
        fs::create_dir(content.path().join("articles")).expect("a folder for articles");
        for (number, article) in articles.iter().enumerate() {
            let file = content.path().join(format!("articles/a{number}.json"));
            fs::write(file, article.to_string()).expect("an article");
        }
        let edition = Self::build("", content.path()).unwrap_or_else(|reason| panic!("{reason}"));
        Box::leak(Box::new(edition))
    }

    /// The demonstration edition behind a real host.
    ///
    /// It lives as long as the tests do, its host too.
    pub(crate) fn behind(host: Host, base: &'static str) -> &'static Self {
        let edition = Self::build_for(Some(host), base, &demonstration());
        Box::leak(Box::new(edition.unwrap_or_else(|reason| panic!("{reason}"))))
    }

    fn build(base: &'static str, content: &Path) -> Result<Self, String> {
        Self::build_for(Upstream::chosen(), base, content)
    }

    fn build_for(host: Option<Host>, base: &'static str, content: &Path) -> Result<Self, String> {
        let bundle = Bundle::from_folder(Path::new(&variable("DEPECHE_BUNDLE")?)).map_err(|error| error.to_string())?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let out = folder.path().join("site");
        // That of all tests: pictures are made once.
        let pictures = std::env::var_os("DEPECHE_CACHE").map_or_else(|| folder.path().join("pictures"), PathBuf::from);
        let options = Options {
            content,
            out: &out,
            base_url: Some(&format!("https://depeche.example{base}")),
            bundle: &bundle,
            host: host.unwrap_or_default(),
            precompress: false,
            now: NOW.parse().expect("a constant in RFC 3339"),
            preview: false,
            cache: &pictures,
            picturing: &|_, _| (),
            progress: &|_, _| (),
            interrupted: &AtomicBool::new(false),
        };
        let report = publish::build(&options).map_err(|error| error.to_string())?;
        let mut files = BTreeMap::new();
        read(&out, &format!("{base}/"), &mut files).map_err(|error| error.to_string())?;
        let upstream = match (host, report.configuration.first()) {
            (Some(host), Some(configuration)) => Some(Upstream::start(host, folder, configuration)?),
            _ => None,
        };
        Ok(Self { app: bundle.in_language(draft::language(content).tag), base, policy: report.policy, files, upstream })
    }

    /// The addresses of all pages, each with its last slash.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|path| path.ends_with('/'))
    }

    /// What a host sends where there is nothing.
    pub(crate) fn not_found(&self) -> &[u8] {
        self.file(&format!("{}/404.html", self.base)).unwrap_or_default()
    }

    /// A file of the site.
    pub(crate) fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// What a page shows, as the data beside it says.
    pub(crate) fn page(&self, path: &str) -> Page {
        let file: PageFile =
            serde_json::from_str(&self.text(&format!("{path}index.json"))).expect("the data of a page");
        file.page
    }

    /// The article at a path.
    pub(crate) fn article(&self, path: &str) -> Article {
        match self.page(path) {
            Page::Article(article) => *article,
            other => panic!("{path} is no article: {other:?}"),
        }
    }

    /// A file of the site, as text.
    pub(crate) fn text(&self, path: &str) -> String {
        let file = self.file(path).unwrap_or_else(|| panic!("the demonstration edition has no {path}"));
        String::from_utf8(file.to_vec()).unwrap_or_else(|_| panic!("{path} is not text"))
    }
}

/// The folder of the demonstration edition.
pub(crate) fn demonstration() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public")
}

/// The folder of a newsroom of the tests.
pub(crate) fn newsroom(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsrooms").join(name)
}

/// Copies a folder into another, whose own files stay.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (entry, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if entry.is_dir() {
            copy(&entry, &target)?;
        } else {
            fs::copy(&entry, target)?;
        }
    }
    Ok(())
}

fn read(folder: &Path, path: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry: PathBuf = entry?.path();
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if entry.is_dir() {
            read(&entry, &format!("{path}{name}/"), files)?;
        } else if name == "index.html" {
            files.insert(path.into(), fs::read(&entry)?);
        } else {
            files.insert(format!("{path}{name}"), fs::read(&entry)?);
        }
    }
    Ok(())
}
