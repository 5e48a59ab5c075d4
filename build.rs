//! Puts the app bundle into the program: `DEPECHE_APP` names the folder that holds it. Without it the program is built
//! without a bundle and asks for one with `--app`.

use std::{env, error::Error, fs, path::Path};

/// The files of a bundle, and the constants that hold them.
const FILES: [(&str, &str); 7] = [
    ("boot.js", "BOOT"),
    ("save.js", "SAVE"),
    ("app.js", "GLUE"),
    ("app_bg.wasm", "WASM"),
    ("style.css", "STYLE"),
    ("front.css", "FRONT"),
    ("lists.css", "LISTS"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=DEPECHE_APP");
    let folder = env::var_os("DEPECHE_APP").filter(|folder| !folder.is_empty());
    let mut code = String::new();
    for (file, name) in FILES {
        let value = match &folder {
            Some(folder) => {
                let path = Path::new(folder).join(file);
                println!("cargo::rerun-if-changed={}", path.display());
                fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                format!("Some(include_bytes!({:?}))", path.canonicalize()?)
            }
            None => "None".into(),
        };
        code.push_str(&format!("const {name}: Option<&'static [u8]> = {value};\n"));
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("bundle.rs"), code)?;
    Ok(())
}
