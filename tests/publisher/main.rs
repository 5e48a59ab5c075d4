//! The publisher, tried as an editor tries it: the real program on small newsrooms, good ones and bad ones.
//!
//! One module a theme. `support` writes newsrooms, runs the program and reads what it wrote; it judges nothing by itself
//! but what holds for every refusal (status, place, old site untouched). Links and signals are those of Unix.

#![cfg(unix)]

mod articles;
mod commands;
mod crawl;
mod dates;
mod feeds;
mod files;
mod front;
mod furniture;
mod good;
mod heads;
mod hostile;
mod json;
mod labels;
mod languages;
mod links;
mod lists;
mod online;
mod output;
mod pictures;
mod ping;
mod publications;
mod pull;
mod schema;
mod searched;
mod serve;
mod shares;
mod sitemaps;
mod sites;
mod slugs;
mod stops;
mod support;
mod texts;
mod threads;
mod variants;
