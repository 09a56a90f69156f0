//! How much room the disk of the data folder has, as the system's own `df` tells it (POSIX.1, `df -P -k`): the standard library can't say.

use std::path::PathBuf;
use std::process::Command;

/// Room of a disk, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disk {
    /// All of it.
    pub whole: i64,
    /// What is free for this program.
    pub free: i64,
}

/// The disk under a folder; `None` where it can't be known.
pub async fn free(folder: Option<PathBuf>) -> Option<Disk> {
    let folder = folder?;
    tokio::task::spawn_blocking(move || {
        let told = Command::new("df").args(["-P", "-k", "--"]).arg(folder).env("LC_ALL", "C").output().ok()?;
        read(&String::from_utf8_lossy(&told.stdout))
    })
    .await
    .ok()?
}

fn read(told: &str) -> Option<Disk> {
    // Counted from the end: the name of a file system may hold spaces, the percentage closes the three numbers.
    let line: Vec<&str> = told.lines().nth(1)?.split_whitespace().collect();
    let percent = line.iter().position(|word| word.ends_with('%') && word.len() > 1)?;
    let kib = |back: usize| line.get(percent.checked_sub(back)?)?.parse::<i64>().ok().map(|kib| kib.saturating_mul(1024));
    Some(Disk { whole: kib(3)?, free: kib(1)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_df_tells() {
        let told = "Filesystem     1024-blocks     Used Available Capacity Mounted on\n/dev/my disk      102400    51200     40960      56% /srv/a b\n";
        assert_eq!(read(told), Some(Disk { whole: 102_400 * 1024, free: 40_960 * 1024 }));
        assert_eq!(read(""), None);
        assert_eq!(read("Filesystem\n-\n"), None);
    }
}
