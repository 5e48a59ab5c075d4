//! A loopback port that is one test's own before anything listens there, and whenever nothing does.

use super::PATIENCE;
use std::{
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Instant,
};
use tokio::net::TcpSocket;

/// A port that nobody else is given.
pub(super) struct Port {
    address: SocketAddr,
    /// Bound, never listening: Linux lets the server listen beside it and gives the port to no one else meanwhile. Other
    /// systems would not let the server.
    _held: Option<TcpSocket>,
}

impl Port {
    pub(super) fn reserve() -> Self {
        let held = TcpSocket::new_v4().expect("a socket");
        held.set_reuseaddr(true).expect("a socket can share its address");
        held.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("a free loopback port");
        let address = held.local_addr().expect("a bound socket has an address");
        Self { address, _held: cfg!(target_os = "linux").then_some(held) }
    }

    /// As servers are told it: `127.0.0.1:34567`.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Without a slash at its end.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until connections are refused.
    #[track_caller]
    pub(super) fn falls_silent(&self) {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(self.address).is_ok() {
            assert!(Instant::now() < deadline, "{} still answers", self.url());
            std::thread::sleep(super::LOOK_EVERY);
        }
    }
}
