//! Backups made of a village and put back, from each database into each; and every way in which one can be bad.

mod bad;
mod desk;
mod round;
mod town;
mod while_writing;
