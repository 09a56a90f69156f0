//! How far a backup or its proof is, told to whoever wants to know: a page, a bar, or nobody.

use std::io::{self, Read};

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The database's tables are copied out.
    Rows,
    /// The files are copied out.
    Files,
    /// The whole is encrypted.
    Sealing,
    /// The whole is deciphered.
    Opening,
    /// Every file is hashed.
    Hashing,
    /// The tables are put into a scratch database.
    Restoring,
    /// What came back is counted and digested.
    Comparing,
}

/// So much of a stage is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// Which stage.
    pub stage: Stage,
    /// How much of it is done, in its own unit.
    pub done: u64,
    /// How much there is to do.
    pub total: u64,
}

/// Hears each step.
pub type Tell<'a> = &'a (dyn Fn(Step) + Sync);

/// Goes through `all`, telling before each how many are done.
pub(crate) fn each<T>(stage: Stage, all: Vec<T>, tell: Tell<'_>) -> impl Iterator<Item = T> {
    let total = all.len() as u64;
    (0_u64..).zip(all).map(move |(done, one)| {
        tell(Step { stage, done, total });
        one
    })
}

/// Reads on, telling how much was read.
pub(crate) struct Told<'a, R> {
    pub stage: Stage,
    pub from: R,
    pub done: u64,
    pub total: u64,
    pub tell: Tell<'a>,
}

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.done += read as u64;
        (self.tell)(Step { stage: self.stage, done: self.done, total: self.total });
        Ok(read)
    }
}
