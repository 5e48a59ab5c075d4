//! The readers' app as files: carried inside the program, or taken from a folder. Their published names hold a hash of
//! what is in them, so that hosts can keep them for ever.

use super::furniture;
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, fs, io, path::Path};

mod embedded {
    //! What `build.rs` put into the program.
    include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

    pub(super) fn all() -> Option<[&'static [u8]; 4]> {
        Some([BOOT?, GLUE?, WASM?, STYLE?])
    }
}

/// The readers' app.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The style, which every page carries inside itself.
    style: String,
    boot: Named,
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
    [("boot", ".js"), ("app", ".js"), ("app", ".wasm")]
        .iter()
        .any(|(name, extension)| path == format!("app/{name}-{hash}{extension}"))
}

impl Bundle {
    /// The bundle that the program was built with, if it was.
    pub fn embedded() -> Option<Self> {
        let [boot, glue, wasm, style] = embedded::all()?;
        let style = String::from_utf8_lossy(style).into_owned();
        Some(Self::new(boot.into(), glue.into(), wasm.into(), style))
    }

    /// The bundle in a folder: `boot.js`, `app.js`, `app_bg.wasm` and `style.css`.
    ///
    /// # Errors
    /// The first file that cannot be read, with its path.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
        };
        let style = String::from_utf8_lossy(&read("style.css")?).into_owned();
        Ok(Self::new(read("boot.js")?.into(), read("app.js")?.into(), read("app_bg.wasm")?.into(), style))
    }

    fn new(boot: Cow<'static, [u8]>, glue: Cow<'static, [u8]>, wasm: Cow<'static, [u8]>, style: String) -> Self {
        // The script holds no words; a bundle of any language is the same until here.
        let boot = [furniture::script().as_bytes(), boot.as_ref()].concat();
        Self {
            style: style.trim().into(),
            boot: Named::new("boot", ".js", boot.into()),
            glue: Named::new("app", ".js", glue),
            wasm: Named::new("app", ".wasm", wasm),
        }
    }

    /// The style sheet that goes into each page.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The source expression that lets a Content Security Policy allow that style: `'sha256-…'` (CSP 3, 6.7.3.3).
    pub fn style_source(&self) -> String {
        format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(self.style.as_bytes())))
    }

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
        [&self.boot, &self.glue, &self.wasm].into_iter().map(|file| (file.path.as_str(), file.content.as_ref()))
    }
}
