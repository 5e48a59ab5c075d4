//! The readers' app as files: carried inside the program, or taken from a folder. It has no language: a site's own words
//! are written before its scripts. The published names hold a hash of what is in a file, so that hosts can keep them for
//! ever.

use super::{furniture, locale};
use crate::{
    model::page::Page,
    words::{Language, carried},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, fs, io, path::Path};

mod embedded {
    //! What `build.rs` put into the program.
    include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

    pub(super) fn all() -> Option<[&'static [u8]; 7]> {
        Some([BOOT?, SAVE?, GLUE?, WASM?, STYLE?, FRONT?, LISTS?])
    }
}

/// The readers' app, in no language.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The style, which every page carries inside itself.
    style: String,
    /// What the front page's style has besides.
    front: String,
    /// What that of lists has.
    lists: String,
    scripts: Scripts,
}

/// What browsers run, as it is compiled.
#[derive(Clone, Debug)]
struct Scripts {
    boot: Cow<'static, [u8]>,
    save: Cow<'static, [u8]>,
    glue: Cow<'static, [u8]>,
    wasm: Cow<'static, [u8]>,
}

/// The readers' app as a site publishes it, with the words of its language and no other.
#[derive(Clone, Debug)]
pub struct App {
    boot: Named,
    save: Named,
    glue: Named,
    wasm: Named,
}

/// A file of the bundle and its path in the site.
#[derive(Clone, Debug)]
struct Named {
    path: String,
    content: Cow<'static, [u8]>,
}

impl Named {
    fn new(name: &str, extension: &str, content: Cow<'static, [u8]>) -> Self {
        Self { path: format!("app/{name}-{}{extension}", hash(&content)), content }
    }
}

fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a path is that of a file of the app, of any version, with this content.
pub(super) fn is_named_by(path: &str, content: &[u8]) -> bool {
    let hash = hash(content);
    [("boot", ".js"), ("save", ".js"), ("app", ".js"), ("app", ".wasm")]
        .iter()
        .any(|(name, extension)| path == format!("app/{name}-{hash}{extension}"))
}

impl Bundle {
    /// The names of a bundle's files in a folder.
    pub const FILES: [&str; 7] = ["boot.js", "save.js", "app.js", "app_bg.wasm", "style.css", "front.css", "lists.css"];

    /// The bundle that the program was built with, if it was.
    pub fn embedded() -> Option<Self> {
        let [boot, save, glue, wasm, style, front, lists] = embedded::all()?;
        let [boot, save, glue, wasm] = [boot, save, glue, wasm].map(Cow::from);
        let styles = [style, front, lists].map(|style| String::from_utf8_lossy(style).into_owned());
        Some(Self::new(Scripts { boot, save, glue, wasm }, styles))
    }

    /// The bundle in a folder: all of [`Bundle::FILES`].
    ///
    /// # Errors
    /// The first file that cannot be read, with its path.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
        };
        let styles = [read("style.css")?, read("front.css")?, read("lists.css")?];
        let styles = styles.map(|style| String::from_utf8_lossy(&style).into_owned());
        let [boot, save] = [read("boot.js")?, read("save.js")?].map(Cow::from);
        let [glue, wasm] = [read("app.js")?, read("app_bg.wasm")?].map(Cow::from);
        Ok(Self::new(Scripts { boot, save, glue, wasm }, styles))
    }

    fn new(scripts: Scripts, styles: [String; 3]) -> Self {
        let [style, front, lists] = styles.map(|style| style.trim().to_owned());
        Self { style, front, lists, scripts }
    }

    /// The app of a site in a language, which is [`Language::FRENCH`] where the tag is of none that sites can be in.
    pub fn in_language(&self, tag: &str) -> App {
        let language = Language::of(tag).unwrap_or(Language::FRENCH);
        let Scripts { boot, save, glue, wasm } = &self.scripts;
        let save = Named::new("save", ".js", save.clone());
        let furniture = furniture::script(&language.press, &save.path);
        let words = carried::statement(&language.words, &locale::calendar(tag, language));
        let after = |words: String, script: &[u8]| [words.as_bytes(), script].concat().into();
        App {
            boot: Named::new("boot", ".js", after(furniture, boot)),
            save,
            glue: Named::new("app", ".js", after(words, glue)),
            wasm: Named::new("app", ".wasm", wasm.clone()),
        }
    }

    /// A number for all that pages look like, which is another one when a style changes.
    pub(crate) fn look(&self) -> u16 {
        let hash = self.styles().iter().fold(Sha256::new(), |hash, style| hash.chain_update(style)).finalize();
        u16::from_be_bytes([hash[0], hash[1]])
    }

    /// The style sheet that goes into each page.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// What pages of the kind of this one have besides; may be empty.
    pub(crate) fn style_of(&self, page: &Page) -> &str {
        match page {
            Page::Front { .. } => &self.front,
            Page::Article(_) | Page::Comments(_) => "",
            Page::Home(_)
            | Page::Country { .. }
            | Page::Label { .. }
            | Page::Countries { .. }
            | Page::NotFound { .. } => &self.lists,
        }
    }

    fn styles(&self) -> [&str; 3] {
        [&self.style, &self.front, &self.lists]
    }

    /// The source expressions that let a Content Security Policy allow these styles: `'sha256-…'` (CSP 3, 6.7.3.3).
    pub fn style_sources(&self) -> String {
        let source = |style: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(style.as_bytes())));
        self.styles().map(source).join(" ")
    }
}

impl App {
    /// The path of the boot script in the site.
    pub fn boot(&self) -> &str {
        &self.boot.path
    }

    /// The path of the script that wasm-bindgen wrote.
    pub fn glue(&self) -> &str {
        &self.glue.path
    }

    /// The path of the WebAssembly.
    pub fn wasm(&self) -> &str {
        &self.wasm.path
    }

    /// The files to write, each with its path in the site.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        [&self.boot, &self.save, &self.glue, &self.wasm]
            .into_iter()
            .map(|file| (file.path.as_str(), file.content.as_ref()))
    }
}
