//! `tests/wasm/page.html`, the page that `tests/wasm.rs` hydrates, and `words.js`, the words that its app has, are what the
//! publisher writes: those tests run where there is no publisher. `UPDATE=1 cargo test --test wasm_page` writes them anew.

use depeche::publish::{self, Host, Options, bundle::Bundle};
use std::{error::Error, fs, path::Path, sync::atomic::AtomicBool};

#[test]
fn the_page_of_the_wasm_tests_is_what_the_publisher_writes() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wasm");
    let temporary = tempfile::tempdir()?;
    let (app, out) = (temporary.path().join("app"), temporary.path().join("site"));
    fs::create_dir(&app)?;
    // What the app is made of does not matter here: the tests are the app.
    for name in Bundle::FILES {
        fs::write(app.join(name), "")?;
    }
    let bundle = Bundle::from_folder(&app)?;
    publish::build(&Options {
        content: &folder.join("newsroom"),
        out: &out,
        base_url: None,
        bundle: &bundle,
        // The page of a host that sends the policy: the runner has its own.
        host: Host::Nginx,
        precompress: false,
        now: "2026-11-22T12:00:00Z".parse()?,
        preview: false,
        cache: &temporary.path().join("cache"),
        picturing: &|_, _| (),
        progress: &|_, _| (),
        interrupted: &AtomicBool::new(false),
    })?;
    // The script after the words is empty.
    let glue = bundle.in_language("fr").glue().to_owned();
    for (written, kept) in [("article/essai/index.html", "page.html"), (&*glue, "words.js")] {
        let written = fs::read_to_string(out.join(written))?;
        let file = folder.join(kept);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &written)?;
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            kept == written,
            "pages have changed: UPDATE=1 cargo test --test wasm_page, and look at the difference"
        );
    }
    Ok(())
}
