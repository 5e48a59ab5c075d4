//! The one chromedriver of a run, and the sessions it opens.

use super::{RUNTIME, variable};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    sync::OnceLock,
};
use thirtyfour::{Capabilities, WebDriver};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many browsers run at the same time.
static SEATS: Semaphore = Semaphore::const_new(2);

/// Starts the driver on a free port, and ends it with its browsers when this program ends, in whichever way: then the pipe
/// closes that `cat` reads. They are one process group, and what they leave lies in one folder.
const WATCHED: &str = r#"
TMPDIR=$(mktemp -d) && export TMPDIR || exit
"$0" --port=0 &
cat >/dev/null
trap '' TERM
kill -TERM 0
wait
rm -rf "$TMPDIR"
"#;

/// What keeps Chromium quiet and willing in a container without a screen.
const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1100,900",
];

struct Driver {
    address: String,
    /// Holds the pipe that keeps the driver alive.
    _watch: Child,
}

/// A browser of its own: fresh profile, fresh storage.
pub(super) struct Session {
    pub(super) driver: WebDriver,
    _seat: SemaphorePermit<'static>,
}

impl Session {
    /// Opens a browser as soon as there is a seat for it.
    pub(super) fn open() -> Self {
        static DRIVER: OnceLock<Result<Driver, String>> = OnceLock::new();
        let driver = DRIVER.get_or_init(Driver::start).as_ref().unwrap_or_else(|reason| panic!("{reason}"));
        let capabilities = capabilities().unwrap_or_else(|reason| panic!("{reason}"));
        RUNTIME.block_on(async {
            let seat = SEATS.acquire().await.expect("the seats are never closed");
            let driver = WebDriver::new(&driver.address, capabilities).await;
            Self { driver: driver.expect("the browser starts"), _seat: seat }
        })
    }
}

impl Driver {
    fn start() -> Result<Self, String> {
        let program = variable("CHROMEDRIVER")?;
        let started = Command::new("sh")
            .args(["-c", WATCHED, &program])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn();
        let mut watch = started.map_err(|error| format!("sh: {error}"))?;
        let output = watch.stdout.take().ok_or("the driver has no output")?;
        let port = BufReader::new(output).lines().map_while(Result::ok).find_map(|line| port(&line));
        let port = port.ok_or_else(|| format!("{program} did not say its port"))?;
        Ok(Self { address: format!("http://127.0.0.1:{port}"), _watch: watch })
    }
}

/// The port in `ChromeDriver was started successfully on port 34567.`
fn port(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

fn capabilities() -> Result<Capabilities, String> {
    let value = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": variable("CHROMIUM")?, "args": FLAGS },
        "goog:loggingPrefs": { "browser": "ALL" },
        "timeouts": { "pageLoad": 30_000, "script": 30_000 },
        "unhandledPromptBehavior": "accept",
    });
    match value {
        Value::Object(map) => Ok(map.into()),
        _ => Err("capabilities are an object".into()),
    }
}
