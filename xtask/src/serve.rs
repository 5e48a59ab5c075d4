//! `cargo xtask serve`: the demonstration edition on this machine, always as the sources are now.
//!
//! `depeche serve` watches the articles and the bundle and reloads the page; this watches what has to be compiled.

use std::process::{Child, Command, ExitCode};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::bundle;
use crate::project::{Mode, Project};
use crate::run::run as run_program;
use crate::tools::Toolbox;
use crate::watch::{Change, Sources};

/// How often to look whether the program still runs.
const HEARTBEAT: Duration = Duration::from_millis(500);

/// Serve the demonstration edition on this machine; rebuild and reload the page when an article, a style or the code
/// changes. Ctrl-C ends it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The newsroom's folder to serve
    #[arg(long, value_name = "DIR", default_value = "public")]
    content: std::path::PathBuf,
    /// Build the app and the program as they are published: small and fast to run, slow to compile
    #[arg(long)]
    release: bool,
}

/// Serves until Ctrl-C.
///
/// # Errors
/// When the first build fails or the program ends by itself. A later build that fails is shown, and what ran runs on.
pub(crate) fn run(project: &Project, args: &Args) -> Result<ExitCode> {
    let tools = Toolbox::for_the_app(project)?;
    let mode = if args.release { Mode::Release } else { Mode::Debug };
    let mut sources = Sources::new(&project.root);
    compile(project, &tools, mode)?;

    let (sender, changes) = channel();
    let _watcher = sources.watch(sender)?;
    let server = Server::default();
    end_on_signal(server.clone())?;
    server.start(project, args, mode)?;
    let mut restarted = false;
    loop {
        // The first look finds what was saved while the first build ran.
        let rebuilt = match sources.look() {
            None => Ok(()),
            Some(Change::Style) => bundle::restyle(project, mode),
            Some(Change::Code) => {
                eprintln!("the code has changed; building");
                restarted = true;
                compile(project, &tools, mode).and_then(|()| server.start(project, args, mode))
            }
        };
        if let Err(error) = rebuilt {
            eprintln!("error: {error:#}\nwhat was built before goes on being served");
        }
        while changes.recv_timeout(HEARTBEAT) == Err(RecvTimeoutError::Timeout) {
            match server.check() {
                // New code may end at once; newer code may do better.
                Err(error) if restarted => eprintln!("error: {error:#}\nwaiting for a change"),
                checked => checked?,
            }
        }
    }
}

/// The program first: most mistakes show there sooner.
fn compile(project: &Project, tools: &Toolbox, mode: Mode) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["build", "--package", "depeche", "--bin", "depeche"]);
    if mode == Mode::Release {
        cargo.arg("--release");
    }
    run_program(&mut cargo).context("the program does not build")?;
    bundle::build(project, tools, mode)
}

/// Ends at once, in the middle of a build too.
fn end_on_signal(server: Server) -> Result<()> {
    let end = move || {
        server.stop();
        std::process::exit(0);
    };
    ctrlc::set_handler(end).context("cannot listen for Ctrl-C")
}

/// `depeche serve`, while it runs.
#[derive(Clone, Default)]
struct Server(Arc<Mutex<Option<Child>>>);

impl Server {
    /// Starts the program, in place of the one that runs.
    fn start(&self, project: &Project, args: &Args, mode: Mode) -> Result<()> {
        self.stop();
        let mut depeche = Command::new(project.program(mode));
        depeche.current_dir(&project.root).arg("serve").arg("--content").arg(&args.content);
        depeche.arg("--app").arg(project.bundle(mode)).arg("--port").arg(args.port.to_string());
        *self.child() = Some(depeche.spawn().context("cannot start depeche serve")?);
        Ok(())
    }

    /// An error, once, if the program has ended: it has said why.
    fn check(&self) -> Result<()> {
        let mut running = self.child();
        let Some(child) = running.as_mut() else { return Ok(()) };
        if let Some(status) = child.try_wait().context("cannot ask whether depeche serve runs")? {
            *running = None;
            bail!("depeche serve has ended ({status})");
        }
        Ok(())
    }

    fn stop(&self) {
        if let Some(mut child) = self.child().take() {
            // It may have ended already; then there is nothing to do.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    fn child(&self) -> MutexGuard<'_, Option<Child>> {
        // A thread that panicked with the lock held has left a child or none: both are fine.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
