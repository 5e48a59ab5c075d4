//! A newsroom's folder, written in a few words.

use super::{
    fields::Fields,
    refusal::Refusal,
    run::{Outcome, PROGRAM},
    site::Site,
};
use depeche::publish::{
    Host, Options, bundle::Bundle, check::check, edition::Edition, illustrate, load::load, problem::Problem,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Once,
    sync::atomic::AtomicBool,
};
use tempfile::TempDir;

/// A PNG of two pixels by one.
pub(crate) const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0\x7b\x40\xe8\xdd\
    \0\0\0\x0bIDAT\x78\x9c\x63\x60\x00\x03\x00\x00\x07\x00\x01\xb2\x86\xac\xf4\
    \0\0\0\0IEND\xae\x42\x60\x82";

/// A room with the newsroom's folder `public`, the site `dist`, and a stand-in for the readers' app in `app`.
pub(crate) struct Newsroom {
    room: TempDir,
}

impl Newsroom {
    /// With a sound `site.json` and no articles.
    pub(crate) fn new() -> Self {
        Self::empty().site(|site| site)
    }

    /// With nothing in its folder.
    pub(crate) fn empty() -> Self {
        let room = tempfile::tempdir().expect("a temporary folder can be made");
        fs::create_dir(room.path().join("public")).expect("a folder can be made");
        Self { room }
            .beside("app/boot.js", "/* boot */")
            .beside("app/save.js", "/* save */")
            .beside("app/app.js", "/* glue */")
            .beside("app/app_bg.wasm", b"\0asm")
            .beside("app/style.css", "body { margin: 0 }\n")
            .beside("app/front.css", "h2 { margin: 0 }\n")
            .beside("app/lists.css", "h3 { margin: 0 }\n")
    }

    /// With a folder that lies elsewhere: the demonstration edition's.
    pub(crate) fn with_content(folder: &Path) -> Self {
        // Its pictures are made once for all tests, and that may take longer than any other run of the program.
        static PICTURES: Once = Once::new();
        PICTURES.call_once(|| {
            let room = Self::empty();
            let mut build = Command::new(PROGRAM);
            build.current_dir(room.folder()).args(["build", "--app", "app", "--content"]).arg(folder);
            let built = build.output().expect("the program can be run");
            assert!(built.status.success(), "{built:?}");
        });
        let newsroom = Self::empty();
        fs::remove_dir(newsroom.content()).expect("it is empty");
        std::os::unix::fs::symlink(folder, newsroom.content()).expect("a link can be made");
        newsroom
    }

    pub(crate) fn site(self, change: impl FnOnce(Fields) -> Fields) -> Self {
        let site = change(Fields::of_site()).text_of_file();
        self.file("site.json", site)
    }

    /// An article in `articles/`; its title is the file's name until it is changed.
    pub(crate) fn article(self, name: &str, change: impl FnOnce(Fields) -> Fields) -> Self {
        let stem = Path::new(name).file_stem().expect("the file has a name").to_string_lossy();
        let article = change(Fields::of_article(&stem)).text_of_file();
        self.file(&format!("articles/{name}"), article)
    }

    /// A picture that is one.
    pub(crate) fn picture(self, path: &str) -> Self {
        self.file(path, PICTURE)
    }

    /// Any file in the newsroom's folder.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.beside(&format!("public/{path}"), content)
    }

    /// Any file in the room.
    pub(crate) fn beside(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder can be made");
        fs::write(&path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        self
    }

    /// A symbolic link in the newsroom's folder.
    pub(crate) fn link(self, path: &str, target: &str) -> Self {
        let path = self.content().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder can be made");
        std::os::unix::fs::symlink(target, path).expect("a link can be made");
        self
    }

    /// The room, where the program is started.
    pub(crate) fn folder(&self) -> &Path {
        self.room.path()
    }

    pub(crate) fn content(&self) -> PathBuf {
        self.folder().join("public")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder().join("dist")
    }

    /// Runs the program in the room.
    pub(crate) fn depeche(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(PROGRAM, self.folder(), arguments)
    }

    pub(crate) fn check(&self) -> Outcome {
        self.depeche(&["check"])
    }

    pub(crate) fn build(&self) -> Outcome {
        self.build_with(&[])
    }

    /// Builds with more arguments.
    pub(crate) fn build_with(&self, more: &[&str]) -> Outcome {
        self.depeche(&[&["build", "--app", "app"], more].concat())
    }

    /// Checks it and builds it, which must both work without a word of complaint.
    #[track_caller]
    pub(crate) fn built(&self) -> Site<'_> {
        let checked = self.check().succeeds();
        assert_eq!(checked.err, "");
        let built = self.build().succeeds();
        assert_eq!(built.err, "");
        Site::of(self)
    }

    /// Checks it and builds it over an old site, which must both fail and leave that site alone.
    #[track_caller]
    pub(crate) fn refused(&self) -> Refusal {
        Refusal::of(self)
    }

    /// The edition of a moment with its pictures, as a build shows it.
    #[track_caller]
    pub(crate) fn illustrated(&self, now: &str) -> Edition {
        let mut edition = self.edition(now).expect("it has nothing to mend");
        let cache = std::env::var_os("DEPECHE_CACHE").map_or_else(|| self.folder().join("cache"), PathBuf::from);
        let options = Options {
            content: &self.content(),
            out: &self.out(),
            base_url: None,
            bundle: &Bundle::from_folder(&self.folder().join("app")).expect("it is whole"),
            host: Host::Plain,
            precompress: false,
            now: now.parse().expect("a timestamp"),
            preview: false,
            cache: &cache,
            picturing: &|_, _| (),
            progress: &|_, _| (),
            interrupted: &AtomicBool::new(false),
        };
        illustrate(&mut edition, &options).expect("its pictures can be made");
        edition
    }

    /// The edition of a moment.
    pub(crate) fn edition(&self, now: &str) -> Result<Edition, Vec<Problem>> {
        check(load(&self.content()), None, now.parse().expect("a timestamp"))
    }
}
