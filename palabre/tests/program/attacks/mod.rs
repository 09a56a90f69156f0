//! Whoever wants to see or change what is not theirs: the attacks of docs/attacks.md that need the whole program.

mod canaries;
mod census;
mod forged;
mod lines;
mod log;
mod matrix;
mod standing;
mod table;
mod world;
