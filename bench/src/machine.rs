//! What the figures were taken on. Deliberately absent: the names of the machine, of its user and of its folders.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::floor;
use crate::table::{mib, short};

/// A few lines of Markdown.
pub fn described(scratch: &Path) -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cores = cpu.lines().filter(|line| line.starts_with("processor")).count();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |(_, model)| model);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory: u64 = memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse().ok()).unwrap_or(0);
    let flush = floor::flushes(scratch, 300).map_or_else(
        |error| format!("no flush: {error}"),
        |seen| format!("one flush of 4 KiB {} ms p50, {} ms p99", short(seen.within(0.5)), short(seen.within(0.99))),
    );
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("?");
    format!(
        "{cores} cores ({model}), {} of memory; {flush}; load before the run {load}.\n{}; {}; {}; {}.\n",
        mib(memory * 1024),
        said("uname", &["-sr"]),
        said("rustc", &["--version"]),
        said("psql", &["--version"]),
        said("date", &["-u", "+%Y-%m-%d"]),
    )
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(|_| format!("no {program}"), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
