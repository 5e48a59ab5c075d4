//! nginx and Caddy as Debian packages them, kept to loopback and to a room of the test's, with the configuration that
//! the publisher wrote. The tests of hosts share this file.

use super::program::Program;
use std::{fs, net::SocketAddr, path::Path, process::Command};

/// Where Debian puts what serves brotli.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// The command of nginx, with a snippet included in a server at an address.
pub(crate) fn nginx(program: &str, room: &Path, address: SocketAddr, snippet: &Path) -> Command {
    let place = room.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {place}/{name};\n"))
        .concat();
    let whole = format!(
        "daemon off;\nuser root;\nworker_processes 1;\npid {place}/nginx.pid;\nload_module {BROTLI};\nevents {{}}\n\
         http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{temporary}\
         server {{\nlisten {address};\nbrotli_static on;\ninclude \"{}\";\n}}\n}}\n",
        snippet.display(),
    );
    let path = room.join("nginx.conf");
    fs::write(&path, whole).expect("a file can be written");
    let mut command = Program::command_leaving(program, room);
    command.arg("-p").arg(room).args(["-e", "stderr", "-c"]).arg(path);
    command
}

/// The command of Caddy with a whole Caddyfile, which is served at `DEPECHE_ADDRESS`, and with options for all of Caddy.
pub(crate) fn caddy(program: &str, room: &Path, options: &str, caddyfile: &Path) -> Command {
    let whole = format!("{{\nadmin off\ndefault_bind 127.0.0.1\n{options}}}\nimport \"{}\"\n", caddyfile.display());
    let path = room.join("Caddyfile");
    fs::write(&path, whole).expect("a file can be written");
    let mut command = Program::command_leaving(program, room);
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(path);
    command.env("HOME", room).env("XDG_DATA_HOME", room.join("data")).env("XDG_CONFIG_HOME", room.join("config"));
    command
}
