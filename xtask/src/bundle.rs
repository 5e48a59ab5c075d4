//! The bundle: the six files of the app that the publisher puts beside the pages. Trunk compiles `app.js` and
//! `app_bg.wasm`; the rest comes from the scripts in `src/` and from `style/`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;

use crate::project::{Mode, Project};
use crate::run::{ask, read, run};
use crate::tools::{Toolbox, library_source};
use crate::{classes, names, style};

/// The language that all browsers of 2020 speak, as those that `style` writes for.
const LANGUAGE: &str = "--target=es2020";

/// Found by trying: what comes out smallest of Brotli.
const PASSES: [&str; 8] =
    ["--flatten", "--rereloop", "-Oz", "-Oz", "--coalesce-locals", "--reorder-locals", "-Oz", "-o"];

/// What rustc uses and every browser of the last years loads, as in `src/bin/index.html`.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Set for the hook of `Trunk.toml` when only the bundle is wanted and not a site.
pub(crate) const ONLY_BUNDLE: &str = "DEPECHE_BUNDLE_ONLY";

/// Tells the hook what the bundle is made of, see [`sources`].
const SOURCES: &str = "DEPECHE_BUNDLE_SOURCES";

/// Lets Trunk compile the app; its hook then assembles the bundle. A release of the same sources is left as it is: making
/// it smaller takes minutes each time.
///
/// # Errors
/// When something does not compile.
pub(crate) fn build(project: &Project, tools: &Toolbox, mode: Mode) -> Result<()> {
    let _lock = lock(&project.target.join("trunk"))?;
    let made_with = format!("{}\n{}", sources(project)?, tools_and_flags());
    let is_made = || fs::read_to_string(made_of(project)).is_ok_and(|made_of| made_of == made_with);
    if mode == Mode::Release && is_made() && is_whole(&project.bundle(mode)) {
        return Ok(());
    }
    let mut trunk = tools.command("trunk");
    trunk.current_dir(&project.root).args(["build", "--dist"]).arg(project.target.join("trunk").join(mode.name()));
    if mode == Mode::Release {
        let source = library_source()?;
        // For this target alone: with RUSTFLAGS the hook would compile these commands a second time.
        trunk.arg("--release").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags(&source));
        // The standard library made for size as well. A stable compiler wants to be asked for what is unstable.
        trunk.env("RUSTC_BOOTSTRAP", "1");
        trunk.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        trunk.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    }
    trunk.env(ONLY_BUNDLE, "1").env(SOURCES, made_with).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // What has failed is shown by the compiler or the hook; a stack of Trunk's own says nothing more.
    trunk.env("RUST_LIB_BACKTRACE", "0");
    // Trunk takes NO_COLOR for a boolean of its own and stops at the usual "1".
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").args(["--color", "never"]);
    }
    if std::env::var_os("RUST_LOG").is_none() {
        trunk.env("RUST_LOG", "trunk=warn");
    }
    run(&mut trunk).context("the app does not build")
}

/// Where it stands what the release bundle is made of.
fn made_of(project: &Project) -> PathBuf {
    project.target.join("app.sources")
}

/// Whether a bundle has all its files.
fn is_whole(bundle: &Path) -> bool {
    let has_content = |name: &str| fs::metadata(bundle.join(name)).is_ok_and(|file| file.len() > 0);
    ["boot.js", "save.js", "app.js", "app_bg.wasm", "style.css", "front.css", "lists.css"].into_iter().all(has_content)
}

/// The compiler, and what the surroundings tell Cargo, as one number. A configuration of Cargo outside of the project, and
/// what a tool in PATH does under the version that is wanted, are not seen.
fn tools_and_flags() -> String {
    let mut all = DefaultHasher::new();
    ["rustc", "cargo"].map(|tool| ask(tool, &["--version", "--verbose"])).hash(&mut all);
    let counts = |name: &str| {
        ["CARGO_BUILD_", "CARGO_ENCODED_", "CARGO_PROFILE_", "CARGO_TARGET_", "RUSTFLAGS"]
            .iter()
            .any(|start| name.starts_with(start))
    };
    let variables: BTreeMap<_, _> = std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(counts)).collect();
    variables.hash(&mut all);
    format!("{:016x}", all.finish())
}

/// All of the project that goes into the bundle, as one number: what is compiled, with which versions of the tools, and by
/// which commands.
fn sources(project: &Project) -> Result<String> {
    let mut all = DefaultHasher::new();
    for place in ["Cargo.toml", "Cargo.lock", "Trunk.toml", ".cargo", "build.rs", "src", "style", "xtask/src"] {
        for entry in WalkDir::new(project.root.join(place)).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                entry.path().strip_prefix(&project.root)?.hash(&mut all);
                read_file(entry.path())?.hash(&mut all);
            }
        }
    }
    Ok(format!("{:016x}", all.finish()))
}

/// The flags of the app's release: readers download neither the words of panics nor where this machine keeps its crates.
fn flags(library: &Path) -> String {
    let home = std::env::home_dir().unwrap_or_default().join(".cargo");
    let crates = std::env::var_os("CARGO_HOME").map_or(home, Into::into).join("registry/src");
    let (crates, library) = (crates.display(), library.display());
    format!(
        "--remap-path-prefix={crates}= --remap-path-prefix={library}= -Zunstable-options -Cpanic=immediate-abort \
         -Zlocation-detail=none -Zfmt-debug=none"
    )
}

/// Waits until no other command builds the app here: Trunk does not notice, and two would empty each other's folder.
/// The lock ends with the value.
fn lock(folder: &Path) -> Result<File> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let path = folder.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        eprintln!("waiting for another command that builds the app");
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// Assembles the bundle from what Trunk has staged.
///
/// # Errors
/// When a file is missing or broken, and when the app needs files that a bundle has no place for.
pub(crate) fn assemble(project: &Project, staged: &Path, mode: Mode) -> Result<()> {
    let snippets = staged.join("snippets");
    ensure!(
        !snippets.exists(),
        "a dependency of the app brings JavaScript files of its own ({}), and a bundle has no place for them",
        snippets.display()
    );
    if mode == Mode::Release {
        // Nothing, until it is whole.
        let _ = fs::remove_file(made_of(project));
    }
    let scripts = Scripts::new(mode)?;
    if mode == Mode::Release {
        scripts.slim(staged)?;
    }
    let mut wasm = read_file(&staged.join("app_bg.wasm"))?;
    let mut glue = scripts.read(&staged.join("app.js"))?;
    if mode == Mode::Release {
        (wasm, glue) = names::shorten(&wasm, &glue)?;
    }
    // One file: a second request would cost readers more than it saves.
    let parts = ["src/furniture.js", "src/boot.js"].map(|path| scripts.read(&project.root.join(path)));
    let boot = parts.into_iter().collect::<Result<Vec<_>>>()?.concat();
    let save = scripts.read(&project.root.join("src/save.js"))?;
    let mut files = BTreeMap::from([
        ("app.js", glue.into_bytes()),
        ("app_bg.wasm", wasm),
        ("boot.js", boot.into_bytes()),
        ("save.js", save.into_bytes()),
    ]);
    files.extend(style_sheets(project)?);
    let bundle = project.bundle(mode);
    fs::create_dir_all(&bundle).with_context(|| format!("cannot create {}", bundle.display()))?;
    for entry in fs::read_dir(&bundle)? {
        let entry = entry?;
        if !files.contains_key(entry.file_name().to_string_lossy().as_ref()) {
            remove(&entry.path())?;
        }
    }
    files.iter().try_for_each(|(name, content)| replace(&bundle.join(name), content))?;
    // Whoever has edited a file meanwhile has a bundle that nobody can name.
    match std::env::var(SOURCES) {
        Ok(made_with) if mode == Mode::Release && made_with.lines().next() == Some(sources(project)?.as_str()) => {
            replace(&made_of(project), made_with.as_bytes())
        }
        _ => Ok(()),
    }
}

/// Writes the style sheets into a bundle that is there, and nothing else.
///
/// # Errors
/// When one is not CSS.
pub(crate) fn restyle(project: &Project, mode: Mode) -> Result<()> {
    let bundle = project.bundle(mode);
    if mode == Mode::Release {
        let _ = fs::remove_file(made_of(project));
    }
    style_sheets(project)?.iter().try_for_each(|(name, sheet)| replace(&bundle.join(name), sheet))
}

/// The style sheets by their names in the bundle.
fn style_sheets(project: &Project) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let sheet = |(name, source)| Ok((name, style::bundle(&project.root.join("style").join(source))?.into_bytes()));
    let sheets = [("style.css", "main.css"), ("front.css", "front.css"), ("lists.css", "lists.css")];
    sheets.into_iter().map(sheet).collect()
}

/// Scripts as they are, or minified for release.
struct Scripts {
    tools: Option<Toolbox>,
}

impl Scripts {
    /// Takes out of what Trunk has staged what nobody uses.
    fn slim(&self, staged: &Path) -> Result<()> {
        let Some(tools) = &self.tools else { return Ok(()) };
        let (wasm, glue) = (staged.join("app_bg.wasm"), staged.join("app.js"));
        let text = String::from_utf8(read_file(&glue)?).context("the app's JavaScript is not UTF-8")?;
        let (slim, text) = classes::drop_unused(&read_file(&wasm)?, &text)?;
        replace(&wasm, &slim)?;
        // Once more, because what was exported was of use before.
        run(tools.command("wasm-opt").args(FEATURES).args(PASSES).arg(&wasm).arg(&wasm))?;
        replace(&glue, classes::drop_unimported(&read_file(&wasm)?, &text)?.as_bytes())
    }

    fn new(mode: Mode) -> Result<Self> {
        let tools = (mode == Mode::Release).then(Toolbox::for_the_bundle).transpose()?;
        Ok(Self { tools })
    }

    fn read(&self, path: &Path) -> Result<String> {
        let Some(tools) = &self.tools else {
            return fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
        };
        let mut esbuild = tools.command("esbuild");
        esbuild.arg(path).args([
            "--minify",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
            LANGUAGE,
        ]);
        read(&mut esbuild)
    }
}

/// Replaces a file in one step, and only if it differs: whoever watches the folder sees whole files and true changes.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    let folder = path.parent().context("a bundle's file has a folder")?;
    let fresh = folder.join(".new");
    fs::write(&fresh, content)
        .and_then(|()| fs::rename(&fresh, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn read_file(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn remove(path: &Path) -> Result<()> {
    let gone = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    gone.with_context(|| format!("cannot remove {}", path.display()))
}
