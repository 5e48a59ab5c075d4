//! The drivers of a run, and the sessions that they open: a driver a session, as most of them want it.

use super::{
    LOOK_EVERY, PATIENCE, RUNTIME,
    engine::{Engine, Remote},
    injection::Injection,
    port::Port,
};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read, sink},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Instant,
};
use thirtyfour::{Capabilities, WebDriver};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many browsers run at the same time.
static SEATS: Semaphore = Semaphore::const_new(2);

/// Starts a driver on a free port, and ends it with its browser when it is not wanted any more, or when this program ends, in
/// whichever way: then the pipe closes that `cat` reads. They are one process group, and what they leave lies in one folder, `$0`.
///
/// Nobody but the driver holds its output: when it ends by itself, whoever reads that hears so.
const WATCHED: &str = r#"
export TMPDIR="$0"
"$@" &
exec >/dev/null
cat
trap '' TERM
kill -TERM 0
wait
rm -rf "$TMPDIR"
"#;

/// A running driver. It is ended when this is dropped.
struct Driver {
    address: String,
    folder: PathBuf,
    watch: Child,
}

/// A browser of its own: fresh profile, fresh storage.
pub(super) struct Session {
    pub(super) driver: WebDriver,
    pub(super) remote: Box<dyn Remote>,
    _program: Driver,
    _seat: SemaphorePermit<'static>,
}

impl Session {
    /// Opens a browser as soon as there is a seat for it.
    ///
    /// Documents of the site that the reader is on can carry what the browser is to be told.
    pub(super) fn open(injection: Arc<Injection>) -> Self {
        Self::try_open(injection).unwrap_or_else(|reason| panic!("{reason}"))
    }

    fn try_open(injection: Arc<Injection>) -> Result<Self, String> {
        let engine = Engine::chosen();
        let capabilities = capabilities(engine.capabilities()?)?;
        let seat = RUNTIME.block_on(SEATS.acquire()).map_err(|error| error.to_string())?;
        let program = Driver::start_patiently(engine)?;
        RUNTIME.block_on(async {
            let driver = WebDriver::new(&program.address, capabilities).await;
            let driver = driver.map_err(|error| format!("{engine} does not start: {error}"))?;
            let remote = engine.remote(&driver, &program.folder, injection).await?;
            Ok(Self { driver, remote, _program: program, _seat: seat })
        })
    }
}

impl Driver {
    /// Chromium's driver takes a port that is free for one version of the Internet Protocol, and ends when another program has
    /// it in the other: it is asked again then.
    fn start_patiently(engine: Engine) -> Result<Self, String> {
        const TIMES: usize = 5;
        let mut started = Self::start(engine);
        for _ in 1..TIMES {
            if started.is_ok() {
                break;
            }
            started = Self::start(engine);
        }
        started
    }

    fn start(engine: Engine) -> Result<Self, String> {
        let free = Port::reserve();
        let (driver, announces) = engine.driver(&free)?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?.keep();
        let mut command = Command::new("sh");
        command.args(["-c", WATCHED]).arg(&folder).arg(driver.get_program()).args(driver.get_args());
        for (name, value) in driver.get_envs() {
            value.map(|value| command.env(name, value));
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        let mut watch = command.spawn().map_err(|error| format!("sh: {error}"))?;
        let output = watch.stdout.take().ok_or("the driver has no output")?;
        let mut output = BufReader::new(output);
        let said = output.by_ref().lines().map_while(Result::ok).find_map(|line| port(&line, announces));
        let said = said.ok_or_else(|| format!("{} did not say its port", driver.get_program().display()))?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, said));
        // What it says later is for nobody, but it may say it.
        std::thread::spawn(move || std::io::copy(&mut output, &mut sink()));
        let driver = Self { address: format!("http://{address}"), folder, watch };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            if Instant::now() > deadline {
                return Err(format!("{engine}'s driver does not answer at {}", driver.address));
            }
            std::thread::sleep(LOOK_EVERY);
        }
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        // It waits for the driver; what it says of it does not matter any more.
        let _ = self.watch.wait();
    }
}

/// The port in `ChromeDriver was started successfully on port 34567.`, which follows what the driver announces it with.
fn port(line: &str, announces: &str) -> Option<u16> {
    let rest = line.split_once(announces)?.1;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// What the engine wants, and what all are asked for.
fn capabilities(mut own: Value) -> Result<Capabilities, String> {
    own["timeouts"] = json!({ "pageLoad": 30_000, "script": 30_000 });
    own["unhandledPromptBehavior"] = "accept".into();
    match own {
        Value::Object(map) => Ok(map.into()),
        _ => Err("capabilities are an object".into()),
    }
}
