//! `depeche serve`: the site on this computer, built anew whenever a file is saved.

mod http;
mod watch;

use super::{App, Newsroom, Pictures, counted, print, say};
use anyhow::Context;
use clap::Args;
use depeche::publish::{self, BuildError, Host, Options, policy::Policy};
use jiff::Timestamp;
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, atomic::AtomicBool},
    time::Instant,
};
use tokio::{net::TcpListener, sync::watch as channel};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    newsroom: Newsroom,
    /// The port on this computer; 0 takes any that is free.
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    #[command(flatten)]
    pictures: Pictures,
    #[command(flatten)]
    app: App,
}

/// What the server shows: the last site that could be built, and what is wrong with the newest one.
#[derive(Debug)]
pub(crate) struct Shown {
    /// The folder of the site; empty until one could be built.
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Clone, Debug, Default)]
struct State {
    base: String,
    /// None until a site could be built.
    policy: Option<Policy>,
    problems: Option<String>,
    /// The paths of articles that are shown here only.
    unseen: Vec<String>,
}

impl Shown {
    fn state(&self) -> State {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Serve {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        // A bundle that is not there is told before anything is started.
        self.app.bundle()?;
        if !self.newsroom.content.is_dir() {
            anyhow::bail!(
                "there is no folder {}: name the newsroom's folder with --content",
                self.newsroom.content.display()
            );
        }
        let home = tempfile::tempdir().context("no temporary folder can be made for the site")?;
        let shown = Arc::new(Shown { folder: home.path().join("site"), state: Mutex::default() });
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(self.serve(shown))
    }

    async fn serve(&self, shown: Arc<Shown>) -> anyhow::Result<()> {
        let listener =
            TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).await.with_context(|| {
                format!("port {} of this computer is taken: choose another one with --port, or 0 for any", self.port)
            })?;
        let (changed, changes) = channel::channel(());
        let folders: Vec<&Path> =
            [Some(self.newsroom.content.as_path()), self.app.app.as_deref()].into_iter().flatten().collect();
        // Watched before it is built, so that no save falls between the two.
        let mut saved = watch::saves(&folders)?;
        tokio::task::block_in_place(|| self.rebuild(&shown));
        print(&format!("http://{}{}/", listener.local_addr()?, shown.state().base))?;
        say(format_args!("saving a file in {} shows the site anew; Ctrl-C ends it", self.newsroom.content.display()));
        let site = shown.clone();
        let server = axum::serve(listener, http::routes(site, changes));
        let rebuild = async {
            while saved.recv().await.is_some() {
                tokio::task::block_in_place(|| self.rebuild(&shown));
                // Without a reader nobody listens, which is no fault.
                let _ = changed.send(());
            }
        };
        tokio::select! {
            ended = async { server.await } => ended.context("the server stopped"),
            () = rebuild => anyhow::bail!("the folder can no longer be watched"),
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    }

    fn rebuild(&self, shown: &Shown) {
        let started = Instant::now();
        let built = self.app.bundle().map_err(|error| format!("{error:#}")).and_then(|bundle| {
            let options = Options {
                content: &self.newsroom.content,
                out: &shown.folder,
                base_url: None,
                bundle: &bundle,
                // The policy goes in headers, where a change of it is seen at once.
                host: Host::Nginx,
                precompress: false,
                now: Timestamp::now(),
                preview: true,
                cache: &self.pictures.cache,
                picturing: &|_, _| (),
                progress: &|_, _| (),
                interrupted: &AtomicBool::new(false),
            };
            publish::build(&options).map_err(|error: BuildError| error.to_string())
        });
        let mut state = shown.state.lock().unwrap_or_else(PoisonError::into_inner);
        match built {
            Ok(report) => {
                let held_back = match (report.drafts, report.waiting) {
                    (0, 0) => String::new(),
                    (drafts, waiting) => {
                        format!("; shown here only: {}, {waiting} waiting for their time", counted(drafts, "draft"))
                    }
                };
                let pages = counted(report.pages, "page");
                say(format_args!("{pages} in {:.2} s{held_back}", started.elapsed().as_secs_f64()));
                *state =
                    State { base: report.base, policy: Some(report.policy), problems: None, unseen: report.unseen };
            }
            Err(problems) => {
                say(&problems);
                state.problems = Some(problems);
            }
        }
    }
}
