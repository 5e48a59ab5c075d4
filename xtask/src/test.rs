//! `cargo xtask test`: every test there is, in three groups, and one count at the end.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;
use serde_json::json;

use crate::build;
use crate::project::{Mode, Project};
use crate::run::shown;
use crate::screenshots::{self, Compared};
use crate::tools::{Browser, Engine, Toolbox, WASM, axe, hosts, isso, vnu, wordpress};

/// What keeps Chromium quiet and willing in a container without a screen.
const CHROMIUM_FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
];

/// Run every test: native, in WebAssembly inside a browser, and of the whole site in a browser.
///
/// The last line is the sum: `N passed, N failed`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only tests whose name contains this
    filter: Option<String>,
    /// Only one group
    #[arg(long, value_enum)]
    only: Option<Group>,
    /// Then comment on a real WordPress too; installs it with PHP and MariaDB from Debian's packages
    #[arg(long)]
    wordpress: bool,
    /// Then compare how pages look with a commit, such as HEAD (what is not committed yet) or main: each picture that
    /// differs is a failure
    #[arg(long, value_name = "REVISION")]
    against: Option<String>,
    /// Which browser the site is tested in; the app's own tests, in WebAssembly, run in Chromium
    #[arg(long, value_enum, default_value_t = Browsers::Chromium)]
    browser: Browsers,
    /// Who serves the site to the browser, by the configuration that `depeche build --host` writes for it
    #[arg(long, value_enum, default_value_t = Host::Caddy)]
    host: Host,
}

/// A host that can serve the site to the browser. The tests' own stands before the real ones and decides what fails.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Host {
    Nginx,
    Caddy,
    /// The tests' own alone
    Own,
}

/// Which browsers the site is tested in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Browsers {
    Chromium,
    Firefox,
    /// WebKitGTK, which shows pages as Safari does
    Webkit,
    /// One after the other
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// What needs no browser
    Native,
    /// tests/wasm: the app's parts, compiled to WebAssembly
    Wasm,
    /// tests/browser: the published site, steered over WebDriver
    Browser,
}

#[derive(Default)]
struct Count {
    passed: usize,
    failed: usize,
    /// What went wrong besides failed tests.
    trouble: Option<String>,
}

/// Runs the groups and sums them up.
///
/// # Errors
/// When the options contradict each other. A group that cannot be run counts as a failure, and the next one is run.
pub(crate) fn run(project: &Project, args: &Args) -> Result<ExitCode> {
    let filter = args.filter.as_deref();
    let groups: Vec<Group> = args.only.map_or_else(|| Group::value_variants().to_vec(), |group| vec![group]);
    ensure!(
        !args.wordpress || groups.contains(&Group::Browser),
        "--wordpress adds to the group `browser`: leave --only away, or say --only browser"
    );
    ensure!(
        args.browser == Browsers::Chromium || groups.contains(&Group::Browser),
        "--browser is for the group `browser`: leave --only away, or say --only browser"
    );
    let mut counts = Vec::new();
    let mut add = |name: &'static str, test: &dyn Fn(&mut Count) -> Result<()>| {
        eprintln!("testing: {name}");
        let mut count = Count::default();
        count.trouble = test(&mut count).err().map(|error| format!("{error:#}"));
        counts.push((name, count));
    };
    for group in groups {
        match group {
            Group::Native => add("native", &|count| native(project, filter, count)),
            Group::Wasm => add("wasm", &|count| wasm(project, filter, count)),
            Group::Browser => {
                for &engine in args.browser.engines() {
                    add(engine.name(), &|count| browser(project, filter, args, engine, count));
                }
            }
        }
    }
    if let Some(revision) = &args.against {
        add("looks", &|count| {
            let Compared { same, differ } = screenshots::compared(project, revision)?;
            count.passed += same;
            count.failed += differ;
            Ok(())
        });
    }
    Ok(summary(counts, filter.is_some()))
}

fn native(project: &Project, filter: Option<&str>, count: &mut Count) -> Result<()> {
    let mut library = cargo(project, &["--package", "depeche", "--lib", "--bins"]);
    let (hosts, vnu) = (hosts::ready(), vnu::ready());
    // Those that want a program which may not be there are added when it is.
    let alone = |name: &&str| !["wasm", "browser", "hosts", "markup"].contains(name);
    for name in project.tests.iter().map(String::as_str).filter(alone) {
        library.args(["--test", name]);
    }
    if let Ok(vnu) = &vnu {
        library.args(["--test", "markup"]).env("DEPECHE_VNU", vnu);
    }
    if let Ok(hosts) = &hosts {
        library.args(["--test", "hosts"]).env("DEPECHE_NGINX", &hosts.nginx);
        library.env("DEPECHE_CADDY", &hosts.caddy).env("DEPECHE_APACHE", &hosts.apache);
    }
    // One after the other even if one fails: whoever breaks two things wants to know of both.
    let done = [
        count.add(library, filter),
        count.add(cargo(project, &["--package", "depeche", "--doc"]), filter),
        count.add(cargo(project, &["--package", "xtask", "--profile", "xtask"]), filter),
        count.add(cargo(project, &["--workspace", "--exclude", "depeche", "--exclude", "xtask"]), filter),
        hosts.map(drop),
        vnu.map(drop),
    ];
    done.into_iter().collect()
}

fn wasm(project: &Project, filter: Option<&str>, count: &mut Count) -> Result<()> {
    exists(project, "wasm")?;
    let browser = Browser::ready()?;
    let tools = Toolbox::for_the_app_tests(project)?;
    let capabilities = project.target.join("webdriver.json");
    let options = json!({ "goog:chromeOptions": { "binary": browser.chromium, "args": CHROMIUM_FLAGS } });
    fs::create_dir_all(&project.target)?;
    fs::write(&capabilities, options.to_string())
        .with_context(|| format!("cannot write {}", capabilities.display()))?;
    let mut app = cargo(project, &["--package", "depeche", "--target", WASM, "--no-default-features"]);
    app.args(["--features", "hydrate", "--test", "wasm"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.path_of("wasm-bindgen-test-runner"))
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        // Seconds to start the driver, and for all tests together: the runner's own 5 and 20 are too few for a busy
        // machine.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .env("CHROMEDRIVER", browser.chromedriver);
    count.add(app, filter)
}

fn browser(project: &Project, filter: Option<&str>, args: &Args, engine: Engine, count: &mut Count) -> Result<()> {
    exists(project, "browser")?;
    let site = SiteTests::ready(project, engine)?;
    let command = || {
        let mut command = site.command();
        command.env("DEPECHE_HOST", args.host.name());
        command
    };
    let done = count.add(command(), filter);
    if args.wordpress {
        eprintln!("testing: {} with WordPress", engine.name());
        let mut command = command();
        // They are marked as ignored, so that nobody has to install WordPress who does not ask for it.
        command.env("DEPECHE_WORDPRESS", wordpress::ready(&project.target)?).args(["--", "--ignored"]);
        count.add(command, filter.or(Some("wordpress")))?;
    }
    done
}

/// The tests of the published site in a browser, with what they want: the program, its bundle, a browser, real hosts
/// and servers for comments.
pub(crate) struct SiteTests<'a> {
    project: &'a Project,
    variables: Vec<(&'static str, PathBuf)>,
}

impl<'a> SiteTests<'a> {
    /// Builds and installs what is missing.
    ///
    /// # Errors
    /// When something cannot be installed or does not compile.
    pub(crate) fn ready(project: &'a Project, engine: Engine) -> Result<Self> {
        let browser = engine.ready()?;
        let isso = isso::ready(&project.target)?;
        let axe = axe()?;
        let program = build::release(project)?;
        let hosts = hosts::ready()?;
        let mut variables = vec![
            ("DEPECHE_BUNDLE", project.bundle(Mode::Release)),
            ("DEPECHE_PROGRAM", program),
            ("DEPECHE_ISSO", isso),
            ("DEPECHE_AXE", axe),
            ("DEPECHE_NGINX", hosts.nginx),
            ("DEPECHE_CADDY", hosts.caddy),
        ];
        variables.extend(browser);
        Ok(Self { project, variables })
    }

    /// `cargo test` of them.
    pub(crate) fn command(&self) -> Command {
        let mut command = cargo(self.project, &["--package", "depeche", "--test", "browser"]);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }
}

fn exists(project: &Project, test: &str) -> Result<()> {
    if !project.tests.iter().any(|name| name == test) {
        bail!("there is no test `{test}` in tests/");
    }
    Ok(())
}

fn cargo(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&project.root).args(["test", "--no-fail-fast"]).args(arguments);
    command
}

impl Host {
    /// As the tests name it.
    fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
            Self::Own => "",
        }
    }
}

impl Browsers {
    fn engines(self) -> &'static [Engine] {
        match self {
            Self::Chromium => &[Engine::Chromium],
            Self::Firefox => &[Engine::Firefox],
            Self::Webkit => &[Engine::Webkit],
            Self::All => &[Engine::Chromium, Engine::Firefox, Engine::Webkit],
        }
    }
}

impl Count {
    /// Runs tests, shows what they print, and adds up what they say of themselves.
    fn add(&mut self, mut command: Command, filter: Option<&str>) -> Result<()> {
        command.args(filter).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("cannot run `{}`", shown(&command)))?;
        let output = child.stdout.take().context("no standard output to read the counts from")?;
        let before = self.failed;
        for line in BufReader::new(output).split(b'\n') {
            let line = line.context("cannot read what the tests print")?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some((passed, failed)) = result(&line) {
                self.passed += passed;
                self.failed += failed;
            }
        }
        let status = child.wait()?;
        if !status.success() && self.failed == before {
            bail!("`{}` failed without a failed test ({status})", shown(&command));
        }
        Ok(())
    }
}

/// The counts of a line such as `test result: ok. 5 passed; 0 failed; 0 ignored; …`.
fn result(line: &str) -> Option<(usize, usize)> {
    let mut parts = line.trim().strip_prefix("test result: ")?.split_once(". ")?.1.split("; ");
    let passed = parts.next()?.strip_suffix(" passed")?.parse().ok()?;
    let failed = parts.next()?.strip_suffix(" failed")?.parse().ok()?;
    Some((passed, failed))
}

/// A group that could not be run, or had nothing to run, counts as one failure.
fn summary(counts: Vec<(&str, Count)>, filtered: bool) -> ExitCode {
    let mut sum = Count::default();
    println!();
    for (name, mut count) in counts {
        if count.trouble.is_none() && count.passed + count.failed == 0 && !filtered {
            count.trouble = Some("no test was run".into());
        }
        count.failed += usize::from(count.trouble.is_some());
        println!("{name:8} {:5} passed {:5} failed", count.passed, count.failed);
        if let Some(trouble) = &count.trouble {
            println!("         {trouble}");
        }
        sum.passed += count.passed;
        sum.failed += count.failed;
    }
    if filtered && sum.passed + sum.failed == 0 {
        println!("no test has a name with that in it");
        sum.failed = 1;
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::result;

    #[test]
    fn counts_are_read_from_what_test_programs_print() {
        assert_eq!(result("test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured"), Some((5, 0)));
        assert_eq!(result("    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out"), Some((1, 2)));
        assert_eq!(result("test a::b ... ok"), None);
    }
}
