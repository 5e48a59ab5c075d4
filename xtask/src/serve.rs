//! `cargo xtask serve`: the demonstration edition on this machine, always as the sources are now.
//!
//! `depeche serve` watches the articles and the bundle and reloads the page; this watches what has to be compiled.

use std::process::{Child, Command, ExitCode};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
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

enum Event {
    MayHaveChanged,
    Ended,
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

    let (sender, events) = channel();
    let _watcher = sources.watch(sender.clone(), || Event::MayHaveChanged)?;
    end_on_signal(sender)?;
    let mut server = Server::start(project, args, mode)?;
    eprintln!("serving http://127.0.0.1:{} (Ctrl-C ends it)", args.port);
    // What was saved while the first build ran.
    let mut event = Ok(Event::MayHaveChanged);
    loop {
        match event {
            Ok(Event::Ended) | Err(RecvTimeoutError::Disconnected) => return Ok(ExitCode::SUCCESS),
            Err(RecvTimeoutError::Timeout) => server.check()?,
            Ok(Event::MayHaveChanged) => {
                let rebuilt = match sources.look() {
                    None => Ok(()),
                    Some(Change::Style) => bundle::restyle(project, mode),
                    Some(Change::Code) => {
                        eprintln!("the code has changed; building");
                        compile(project, &tools, mode).and_then(|()| server.restart(project, args, mode))
                    }
                };
                if let Err(error) = rebuilt {
                    eprintln!("error: {error:#}\nwhat was built before goes on being served");
                }
            }
        }
        event = events.recv_timeout(HEARTBEAT);
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

fn end_on_signal(sender: Sender<Event>) -> Result<()> {
    let end = move || {
        // Sent to nobody when it is ending already.
        let _ = sender.send(Event::Ended);
    };
    ctrlc::set_handler(end).context("cannot listen for Ctrl-C")
}

/// `depeche serve`; it ends with this value.
struct Server(Child);

impl Server {
    fn start(project: &Project, args: &Args, mode: Mode) -> Result<Self> {
        let mut depeche = Command::new(project.program(mode));
        depeche.current_dir(&project.root).arg("serve").arg("--content").arg(&args.content);
        depeche.arg("--app").arg(project.bundle(mode)).arg("--port").arg(args.port.to_string());
        depeche.spawn().map(Self).context("cannot start depeche serve")
    }

    fn restart(&mut self, project: &Project, args: &Args, mode: Mode) -> Result<()> {
        self.stop();
        *self = Self::start(project, args, mode)?;
        Ok(())
    }

    /// An error if the program has ended: it has said why.
    fn check(&mut self) -> Result<()> {
        if let Some(status) = self.0.try_wait().context("cannot ask whether depeche serve runs")? {
            bail!("depeche serve has ended ({status})");
        }
        Ok(())
    }

    fn stop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
