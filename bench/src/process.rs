//! What a running program has used so far, as the kernel tells it.

use std::fs;
use std::time::Duration;

/// One process, by its number.
#[derive(Clone, Copy, Debug)]
pub struct Process(pub u32);

impl Process {
    /// Time of processor it has used, its own and the system's for it.
    pub fn cpu(self) -> Duration {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0)).unwrap_or_default();
        // The name, in brackets, may hold anything; the two times are the 12th and 13th field after it, in hundredths of a second.
        let fields: Vec<&str> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
        let ticks: u64 = [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// Memory it holds now, in bytes.
    pub fn memory(self) -> u64 {
        self.status("VmRSS:") * 1024
    }

    /// What of it is its own rather than read from files, such as the code of the program: the kernel can't take it back.
    pub fn own_memory(self) -> u64 {
        self.status("RssAnon:") * 1024
    }

    /// The most memory it ever held, in bytes.
    pub fn peak(self) -> u64 {
        self.status("VmHWM:") * 1024
    }

    /// Descriptors it has open.
    pub fn descriptors(self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.0)).map_or(0, Iterator::count)
    }

    fn status(self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0)).unwrap_or_default();
        status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }
}
