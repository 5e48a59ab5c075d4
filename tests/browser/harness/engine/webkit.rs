//! WebKit, as WebKitGTK's own small browser has it. No protocol tells it anything beyond WebDriver: what it knows of a system it
//! is told by the settings of a desktop of its own, and scripts come to it with the documents of the tests' host.

use super::{Remote, Sight, Told, Window};
use crate::harness::{RUNTIME, injection::Injection, port::Port};
use serde_json::{Value, json};
use std::{
    cell::Cell,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};
use thirtyfour::WebDriver;

/// Starts a screen, the service that tells programs of a desktop's settings, and the driver. `DISPLAY` is whichever is free.
/// A screen begins anew when its last program leaves, and would take the first one that comes along with it: it must not. It
/// says nothing either, or whoever hears what this script says would wait for it when the script has failed.
/// A service that is told of a change before it listens would end by it, or miss it.
/// Where nobody manages windows, the one under the pointer has the keyboard; the pointer is where every window is.
const DESKTOP: &str = r#"
mkfifo "$TMPDIR/display" || exit
Xvfb -displayfd 3 -screen 0 3840x3000x24 -nolisten tcp -noreset 3>"$TMPDIR/display" >/dev/null &
read -r display <"$TMPDIR/display"
export DISPLAY=":$display"
export XDG_CONFIG_HOME="$TMPDIR" XDG_CACHE_HOME="$TMPDIR/cache" XDG_DATA_HOME="$TMPDIR/data"
mkdir "$TMPDIR/gtk-3.0" && printf %s "$STYLE" >"$TMPDIR/gtk-3.0/gtk.css"
echo 'Net/ThemeName "Adwaita"' >"$TMPDIR/settings"
(trap '' HUP && exec xsettingsd -c "$TMPDIR/settings" >/dev/null) &
echo $! >"$TMPDIR/settings.pid"
until dump_xsettings 2>/dev/null | grep -q Adwaita; do kill -0 $! || exit; done
xdotool mousemove 100 100
echo "Listening on $1"
exec "$0" --port="$1"
"#;

/// The browser's own buttons would keep its window from becoming as narrow as a phone's.
const STYLE: &str = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px;
    -gtk-icon-transform: scale(0.1) }";

/// The window is on a screen of its own, on which nobody else works.
pub(super) fn driver(program: &str, port: &Port) -> (Command, &'static str) {
    let mut command = Command::new("sh");
    command.args(["-c", DESKTOP, program]).arg(port.address().port().to_string());
    command.env("STYLE", STYLE).env("NO_AT_BRIDGE", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
    // As root its sandbox does not start, and what it shows is ours.
    command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    (command, "Listening on ")
}

pub(super) fn capabilities(program: &str) -> Value {
    let arguments = ["--automation", "--geometry=1100x900"];
    json!({ "webkitgtk:browserOptions": { "binary": program, "args": arguments } })
}

/// A running WebKit.
pub(super) struct WebKit {
    driver: WebDriver,
    /// That of its driver, with the settings of its desktop.
    folder: PathBuf,
    injection: Arc<Injection>,
    sight: Cell<Sight>,
    density: Cell<u32>,
}

impl WebKit {
    pub(super) fn of(driver: &WebDriver, folder: &Path, injection: Arc<Injection>) -> Self {
        let (sight, density) = (Cell::new(Sight::Light), Cell::new(1));
        Self { driver: driver.clone(), folder: folder.into(), injection, sight, density }
    }

    /// Tells the browser of the desktop's settings (XSETTINGS, by their names in GTK).
    fn changes_the_desktop(&self) -> Told {
        let theme = match self.sight.get() {
            Sight::Dark => "Adwaita-dark",
            Sight::Contrast => "HighContrast",
            _ => "Adwaita",
        };
        let moves = u8::from(self.sight.get() != Sight::Still);
        let density = self.density.get();
        let settings =
            format!("Net/ThemeName \"{theme}\"\nGtk/EnableAnimations {moves}\nGdk/WindowScalingFactor {density}\n");
        fs::write(self.folder.join("settings"), settings).map_err(|error| error.to_string())?;
        let mut kill = Command::new("sh");
        kill.args(["-c", "read -r service <\"$0\" && kill -HUP \"$service\""]).arg(self.folder.join("settings.pid"));
        let done = kill.status().map_err(|error| error.to_string())?;
        if done.success() { Ok(()) } else { Err("the desktop's settings are not heard".into()) }
    }

    fn script(&self, script: &str) -> Told<Value> {
        let done = RUNTIME.block_on(async { self.driver.execute(script, Vec::new()).await });
        done.map(|done| done.json().clone()).map_err(|error| error.to_string())
    }
}

impl Remote for WebKit {
    fn before_every_document(&self, script: &str) -> Told {
        self.injection.adds(script);
        Ok(())
    }

    fn console(&self) -> Told<Vec<String>> {
        Ok(self.injection.take_console())
    }

    fn shows(&self, sight: Sight) -> Told {
        self.sight.set(sight);
        self.changes_the_desktop()
    }

    fn has(&self, Window { width, height, density, .. }: Window) -> Told {
        if self.density.replace(density) != density {
            self.changes_the_desktop()?;
        }
        let bars = self.script("return outerHeight - innerHeight")?.as_u64().unwrap_or_default();
        let bars = u32::try_from(bars).unwrap_or_default();
        RUNTIME.block_on(self.driver.set_window_rect(0, 0, width, height + bars)).map_err(|error| error.to_string())
    }

    fn runs_no_scripts(&self) -> Told {
        self.injection.stops_scripts();
        Ok(())
    }

    fn has_network(&self, there: bool) -> Told {
        // It asks the system, which has its network all the time: the page is told, and what it asks for does not get out.
        self.script(&format!(
            "window.ownFetch ??= window.fetch;
            window.fetch = {there} ? window.ownFetch : () => Promise.reject(new TypeError('Load failed'));
            Object.defineProperty(navigator, 'onLine', {{ value: {there}, configurable: true }});
            dispatchEvent(new Event({there} ? 'online' : 'offline'));"
        ))
        .map(drop)
    }

    fn allows_copying(&self) -> Told {
        // Whoever clicks may copy.
        Ok(())
    }

    fn is_touched(&self, _: Option<[f64; 2]>) -> Told {
        Err("WebKitGTK hears of fingers from a touch screen alone".into())
    }

    fn works_slowly(&self, _: u32) -> Told {
        Err("WebKit works as fast as it can".into())
    }

    fn picture(&self, width: f64, height: f64) -> Told<Vec<u8>> {
        // The window as large as the page: there is no picture of what lies outside.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page's size in whole pixels")]
        self.has(Window { width: width as u32, height: height as u32, density: self.density.get(), phone: false })?;
        RUNTIME.block_on(self.driver.screenshot_as_png()).map_err(|error| error.to_string())
    }
}
