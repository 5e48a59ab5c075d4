//! The commands of `depeche`, one file for each that is more than a few lines.

mod build;
mod check;
mod comments;
mod new;
mod ping;
mod serve;

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use depeche::{
    model::source::{ArticleSource, SiteSource},
    publish::{bundle::Bundle, check::base_url},
};
use indicatif::ProgressBar;
use std::{
    fmt::Display,
    io::{ErrorKind, Write as _},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Turn a folder of article JSON into a news site of static files.
///
/// A newsroom's folder holds site.json, articles/ and pictures. `depeche check` says what is wrong with it, `depeche
/// build` writes the site, `depeche serve` shows it while you write.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the site: every page as HTML, its data as JSON, the app, your files.
    ///
    /// The site goes into a fresh folder that takes the place of the old one only when everything is well.
    Build(build::Build),
    /// Say everything that is wrong, each as `path:line:column: error: what is wrong and what to do`.
    ///
    /// Exit status 1 if anything is wrong, 0 if nothing is.
    ///
    /// With --online also what is wrong with the comment server.
    Check(check::Check),
    /// Bring readers' comments from their server into the newsroom's folder.
    Comments(comments::Comments),
    /// Show the site on this computer, and show it anew whenever a file is saved.
    ///
    /// Drafts and articles that wait for their time are shown as well; `build` leaves them out.
    Serve(serve::Serve),
    /// Tell search engines and hubs what has changed since they were told last. Upload the site before.
    ///
    /// Search engines are told of pages by IndexNow, if site.json has "indexnow"; a hub of feeds by WebSub, if it has
    /// "websub". What was taken is noted beside the site's folder, in DIR.pinged.json: nothing is told twice, and what
    /// could not be told is told by the next ping. Exit status 1 if something could not be told.
    Ping(ping::Ping),
    /// Start an article: a valid draft to fill in.
    New(new::New),
    /// Print the JSON Schema of an article or of site.json, for your code editor.
    ///
    /// In VS Code: save it as article.schema.json and name it under "json.schemas" in the settings, or begin each article
    /// with `"$schema": "../article.schema.json"`.
    Schema {
        /// Which of the two.
        #[arg(default_value = "article")]
        of: Described,
    },
}

/// What there is a schema of.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Described {
    /// A file in articles/.
    Article,
    /// The file site.json.
    Site,
}

/// The newsroom's folder.
#[derive(Debug, Args)]
struct Newsroom {
    /// The newsroom's folder, which holds site.json and articles/.
    #[arg(long, value_name = "DIR", default_value = "public")]
    content: PathBuf,
}

/// What was made of pictures.
#[derive(Debug, Args)]
struct Pictures {
    /// The folder in which what is made of pictures is kept, so that the next build need not make it again. You may remove
    /// it at any time.
    #[arg(long, value_name = "DIR", env = "DEPECHE_CACHE", default_value = ".depeche-cache")]
    cache: PathBuf,
}

/// The readers' app.
#[derive(Debug, Args)]
struct App {
    /// The folder of the readers' app (boot.js, save.js, app.js, app_bg.wasm, style.css, front.css, lists.css), in place of the one in this program.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

impl App {
    fn bundle(&self) -> anyhow::Result<Bundle> {
        match &self.app {
            Some(folder) => Bundle::from_folder(folder).with_context(|| {
                format!(
                    "{} does not hold the readers' app (`cargo xtask build` makes it in target/app)",
                    folder.display()
                )
            }),
            None => Bundle::embedded().context(
                "this depeche was built without the readers' app: name its folder with --app, or use a release build \
                 (`cargo xtask build` makes one)",
            ),
        }
    }
}

/// Set as soon as somebody presses Ctrl-C.
fn interrupt() -> anyhow::Result<Arc<AtomicBool>> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let heard = interrupted.clone();
    ctrlc::set_handler(move || heard.store(true, Ordering::Relaxed))?;
    Ok(interrupted)
}

/// Shows how far long work is: at once when it begins, however soon it is over, and then as often as the terminal is drawn.
fn advance(bar: &ProgressBar, done: usize, of: usize) {
    let begins = bar.length() != Some(of as u64);
    bar.set_length(of as u64);
    bar.set_position(done as u64);
    if begins {
        bar.suspend(|| ());
    }
}

/// Reads `--base-url`, so that a bad one is a fault of usage.
fn checked_base_url(text: &str) -> Result<String, String> {
    base_url(text).map(|_| text.to_owned())
}

/// Prints a line. Whoever stops reading has read enough: that is no error.
fn print(line: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout().lock(), "{line}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        printed => printed.context("cannot be printed"),
    }
}

/// Says a line where errors are said. Nobody can be told that nobody listens.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// « 1 article », « 2 articles ».
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

impl Cli {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Build(build) => build.run(),
            Command::Check(check) => check.run(),
            Command::Comments(comments) => comments.run(),
            Command::Serve(serve) => serve.run(),
            Command::New(new) => new.run(),
            Command::Ping(ping) => ping.run(),
            Command::Schema { of } => {
                let schema = match of {
                    Described::Article => schemars::schema_for!(ArticleSource),
                    Described::Site => schemars::schema_for!(SiteSource),
                };
                print(&serde_json::to_string_pretty(&schema)?)
            }
        }
    }
}
