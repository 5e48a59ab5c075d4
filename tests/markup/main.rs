//! Every page of the demonstration edition before the Nu HTML checker, which knows the HTML standard as no test of ours
//! does. `cargo xtask test` installs it.

use depeche::publish::{self, Host, Options, bundle::Bundle};
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::AtomicBool,
};

/// What is to be mended, a line each.
fn complaints(messages: &[Value], site: &Path) -> Vec<String> {
    let line = |message: &Value| {
        let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        let page = text("url").replace(&format!("file:{}", site.display()), "");
        format!("{page}: {}: {} ({})", text("type"), text("message"), text("extract"))
    };
    messages.iter().map(line).collect()
}

fn build(base: &str, host: Host, out: &Path) {
    let app = out.with_file_name("app");
    fs::create_dir_all(&app).expect("a folder can be made");
    for name in Bundle::FILES {
        // Two styles that were the same would have one hash, which a policy may not name twice.
        fs::write(app.join(name), format!("/* {name} */")).expect("a file can be written");
    }
    let report = publish::build(&Options {
        content: &Path::new(env!("CARGO_MANIFEST_DIR")).join("public"),
        out,
        base_url: Some(&format!("https://depeche.example{base}")),
        bundle: &Bundle::from_folder(&app).expect("it is whole"),
        host,
        precompress: false,
        now: "2026-11-22T12:00:00Z".parse().expect("a time"),
        preview: false,
        cache: &env::var_os("DEPECHE_CACHE").map_or_else(|| out.with_file_name("cache"), PathBuf::from),
        picturing: &|_, _| (),
        progress: &|_, _| (),
        interrupted: &AtomicBool::new(false),
    });
    report.unwrap_or_else(|error| panic!("{error}"));
}

/// The errors that the checker finds in all HTML files of a folder.
fn check(folder: &Path) -> Vec<Value> {
    let program = env::var_os("DEPECHE_VNU").map(PathBuf::from);
    let program = program.expect("DEPECHE_VNU names the HTML checker: run the tests with `cargo xtask test`");
    let run = Command::new(program)
        // Without advice: it takes data for scripts, and files for a site that a policy does not let in.
        .args(["--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", "--errors-only"])
        .arg(folder)
        .output()
        .expect("the HTML checker can be run");
    let said: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|error| {
        panic!("the HTML checker gives JSON: {error}: {}", String::from_utf8_lossy(&run.stderr))
    });
    said["messages"].as_array().expect("a list of messages").clone()
}

#[test]
fn the_html_checker_finds_nothing_to_mend_on_any_page_of_the_demonstration_edition() {
    let room = tempfile::tempdir().expect("a temporary folder");
    // With the policy in the page, and without.
    for (base, host) in [("", Host::Plain), ("/journal", Host::Nginx)] {
        let site = room.path().join(format!("site{}", base.replace('/', "-")));
        build(base, host, &site);
        let said = complaints(&check(&site), &site);
        assert!(said.is_empty(), "{}", said.join("\n"));
    }
}

#[test]
fn the_html_checker_is_awake() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let page = "<!DOCTYPE html><html lang=\"fr\"><title>Essai</title><p>Un <img src=\"a.png\"> mot</ul>";
    fs::write(room.path().join("page.html"), page).expect("a file can be written");
    let said = complaints(&check(room.path()), room.path());
    assert_eq!(said.iter().filter(|line| line.contains("error")).count(), 2, "{said:#?}");
}
