//! The tree as git sees it: tracked files, and new ones that are not ignored.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::{fs, str};

use super::rust::Source;
use crate::Outcome;
use crate::step::output;

/// A file and its text; empty for files that are not text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
    /// The Rust it holds, when it holds Rust.
    pub(crate) rust: Option<Source>,
}

/// All files, by path.
pub(crate) struct Tree {
    pub(crate) files: Vec<File>,
}

impl Tree {
    pub(crate) fn read(root: &Path) -> Outcome<Tree> {
        let git = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let listed = output(Command::new("git").args(git).current_dir(root))?;
        let paths: BTreeSet<&str> = listed.split_terminator('\0').collect();
        // Git lists a file deleted since the last commit, and gives a symbolic link without its target.
        let present = paths.into_iter().filter(|path| root.join(path).is_file());
        let read = |path: &str| {
            let bytes = fs::read(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
            Ok(File::new(path, str::from_utf8(&bytes).unwrap_or_default()))
        };
        Ok(Tree { files: present.map(read).collect::<Outcome<_>>()? })
    }

    /// A tree for a test.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Tree {
        Tree { files: files.iter().map(|(path, text)| File::new(path, text)).collect() }
    }

    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The Rust files, with what was read in each.
    pub(crate) fn rust(&self) -> impl Iterator<Item = (&File, &Source)> {
        self.files.iter().filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    /// One line about the lengths of the hand-written files: the aim is a median of 90 lines and a 90th centile of 300.
    pub(crate) fn sizes(&self) -> String {
        let mut lengths: Vec<usize> =
            self.files.iter().filter(|file| file.is_hand_written()).map(|file| file.text.lines().count()).collect();
        lengths.sort_unstable();
        let centile = |n: usize| lengths.get(lengths.len() * n / 100).copied().unwrap_or(0);
        format!("{} hand-written files, median {} lines, 90th centile {}", lengths.len(), centile(50), centile(90))
    }
}

impl File {
    fn new(path: &str, text: &str) -> File {
        let rust = path.ends_with(".rs").then(|| Source::read(path, text));
        File { path: path.to_owned(), text: text.to_owned(), rust }
    }

    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    pub(crate) fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    pub(crate) fn is_vendored(&self) -> bool {
        self.path.split('/').any(|part| part == "vendor")
    }

    /// Ours, and with a length that matters.
    pub(crate) fn is_hand_written(&self) -> bool {
        matches!(self.extension(), "rs" | "css" | "js") && !self.is_vendored()
    }

    /// The crate it belongs to: `crates/web` or `features/feed` is its folder, `web` or `feed` its name.
    pub(crate) fn room(&self) -> &str {
        let mut parts = self.path.split('/');
        match (parts.next(), parts.next()) {
            (Some("crates" | "features"), Some(room)) => room,
            (Some(room), Some(_)) => room,
            _ => "",
        }
    }

    /// The lines, numbered from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}
