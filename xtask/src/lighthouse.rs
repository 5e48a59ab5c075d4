//! `cargo xtask lighthouse`: what Lighthouse says of the pages, as a host sends them to a phone.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::bench::measure::middle;
use crate::build;
use crate::project::Project;
use crate::run::run as run_program;
use crate::tools::{self, Browser, hosts};

/// Ask Lighthouse about the front page, a country and an article, each as a phone gets it.
///
/// The release is served by Caddy with the configuration that `depeche build --host caddy` writes. Each number is the median of
/// some runs of Lighthouse's mobile preset, which slows the network and the processor down: nothing else should keep the
/// machine busy. Exits with 1 when accessibility, best practices or search engines are below 100, performance is below 98 or
/// something moves while a page loads.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many times each page
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..))]
    runs: u8,
}

/// The front page, a country and an article with a picture.
const PAGES: [&str; 3] = ["/", "/pays/niger/", "/article/mission-a-moscou/"];

/// The categories by their names in a report, and the least score of each.
const FLOORS: [(&str, f64); 4] =
    [("performance", 98.0), ("accessibility", 100.0), ("best-practices", 100.0), ("seo", 100.0)];

/// How long the host may take to listen.
const PATIENCE: Duration = Duration::from_secs(10);

/// Without a screen, and without a word to anybody but the site.
const CHROMIUM: &str = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking \
     --disable-component-update --no-first-run --disable-sync --disable-quic";

/// Serves, asks, prints.
///
/// # Errors
/// When a tool is missing and cannot be installed, when the release does not build, and when the site cannot be served.
pub(crate) fn run(project: &Project, args: &Args) -> Result<ExitCode> {
    let lighthouse = tools::lighthouse()?;
    let browser = Browser::ready()?.chromium;
    let caddy = hosts::ready()?.caddy;
    let program = build::release(project)?;
    let room = tempfile::tempdir()?;
    // Free a moment ago: Caddy takes no socket that is open already.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut depeche = Command::new(program);
    depeche.current_dir(&project.root).args(["build", "--content", "public", "--host", "caddy", "--base-url"]);
    depeche.arg(format!("http://{address}")).arg("--out").arg(room.path().join("site"));
    run_program(&mut depeche).context("the demonstration site was not written")?;
    let _host = Host::start(&caddy, room.path(), address)?;
    println!(
        "{:30} {:>12} {:>14} {:>15} {:>5} {:>6}",
        "", "performance", "accessibility", "best practices", "seo", "CLS"
    );
    let mut broken = Vec::new();
    for page in PAGES {
        let report = room.path().join("report.json");
        let ask = || -> Result<[f64; 5]> {
            let mut node = Command::new("node");
            node.arg(&lighthouse).arg(format!("http://{address}{page}")).args(["--quiet", "--output=json"]);
            node.arg(format!("--output-path={}", report.display())).arg(format!("--chrome-flags={CHROMIUM}"));
            // What an earlier run has said is not said of this one.
            let _ = fs::remove_file(&report);
            let ran = run_program(node.env("CHROME_PATH", &browser).stderr(Stdio::null()));
            let said = fs::read(&report).ok().and_then(|said| serde_json::from_slice(&said).ok()).unwrap_or_default();
            if let Some(reason) = failure(&said) {
                bail!("Lighthouse saw nothing of {page}: {reason}");
            }
            ran.context("Lighthouse gave no report")?;
            figures(&said).context("Lighthouse reports otherwise")
        };
        // Of some ten runs one records nothing, and says itself that it is to be repeated.
        let ask_again = |error| {
            eprintln!("{error:#}; once more");
            ask()
        };
        let runs = (0..args.runs).map(|_| ask().or_else(ask_again)).collect::<Result<Vec<_>>>()?;
        let [performance, accessibility, practices, seo, shift] = medians(&runs);
        println!("{page:30} {performance:12.0} {accessibility:14.0} {practices:15.0} {seo:5.0} {shift:6.2}");
        broken.extend(below(page, &[performance, accessibility, practices, seo, shift]));
    }
    for what in &broken {
        eprintln!("below what is asked for: {what}");
    }
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Why there are no scores, where Lighthouse says so.
fn failure(report: &Value) -> Option<&str> {
    report["runtimeError"]["message"].as_str()
}

/// The scores in the order of [`FLOORS`], of 100, and how much moved.
fn figures(report: &Value) -> Option<[f64; 5]> {
    let mut figures = [0.0; 5];
    for (figure, (category, _)) in figures.iter_mut().zip(FLOORS) {
        *figure = (report["categories"][category]["score"].as_f64()? * 100.0).round();
    }
    figures[4] = report["audits"]["cumulative-layout-shift"]["numericValue"].as_f64()?;
    Some(figures)
}

/// The median of each figure by itself.
fn medians(runs: &[[f64; 5]]) -> [f64; 5] {
    std::array::from_fn(|at| middle(runs.iter().map(|figures| figures[at])))
}

/// What is not as good as it should be.
fn below(page: &str, figures: &[f64; 5]) -> Vec<String> {
    let low = FLOORS.iter().zip(figures).filter(|((_, floor), score)| *score < floor);
    let mut broken: Vec<_> =
        low.map(|((category, floor), score)| format!("{page}: {category} {score} of {floor}")).collect();
    if figures[4] >= 0.005 {
        broken.push(format!("{page}: a layout shift of {:.2}", figures[4]));
    }
    broken
}

/// Caddy, which serves the site in a folder until it is dropped.
struct Host(Child);

impl Host {
    fn start(caddy: &Path, folder: &Path, address: SocketAddr) -> Result<Self> {
        let site = folder.join("site.Caddyfile");
        let configuration = folder.join("Caddyfile");
        let text = format!("{{\nadmin off\ndefault_bind 127.0.0.1\n}}\nimport {:?}\n", site.display().to_string());
        fs::write(&configuration, text)?;
        let mut command = Command::new(caddy);
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&configuration);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let host = Self(command.spawn().context("cannot start Caddy")?);
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            ensure!(start.elapsed() < PATIENCE, "Caddy does not listen on {address}");
            sleep(Duration::from_millis(20));
        }
        Ok(host)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // Whatever ended it before is said by who asked it.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_report_is_read_and_what_is_low_or_moves_is_told() {
        let score = |score: f64| json!({ "score": score });
        let report = json!({
            "categories": {
                "performance": score(0.97), "accessibility": score(1.0), "best-practices": score(1.0), "seo": score(1.0),
            },
            "audits": { "cumulative-layout-shift": { "numericValue": 0.01 } },
        });
        let figures = figures(&report).expect("it is a report");
        assert_eq!(figures, [97.0, 100.0, 100.0, 100.0, 0.01]);
        assert_eq!(below("/", &figures), ["/: performance 97 of 98", "/: a layout shift of 0.01"]);
        assert_eq!(below("/", &[98.0, 100.0, 100.0, 100.0, 0.0]), Vec::<String>::new());
        assert!(super::figures(&json!({})).is_none());
        assert_eq!(failure(&report), None);
        assert_eq!(
            failure(&json!({ "runtimeError": { "message": "nothing was painted" } })),
            Some("nothing was painted")
        );
    }

    #[test]
    fn each_figure_has_its_own_median() {
        let runs = [[90.0, 3.0, 0.0, 0.0, 1.0], [99.0, 1.0, 0.0, 0.0, 2.0], [95.0, 2.0, 0.0, 0.0, 3.0]];
        assert_eq!(medians(&runs), [95.0, 2.0, 0.0, 0.0, 2.0]);
    }
}
