//! The comment servers that the tests stand on are real ones and do what real ones do. No browser here: what readers have of
//! them is in `comments`.

mod isso;
mod wordpress;
