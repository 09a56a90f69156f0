//! How fast Palabre is, and what it survives, seen from outside: the real program on scratch data, spoken to through its public API.
//! Invariant: a figure stands beside a floor measured in the same run, the bare thing that it is made of; ratios travel, milliseconds do not.
//! Deliberately absent: any assertion on time. What is too slow is read in the table, never found out by a red test.

pub mod chance;
pub mod fill;
pub mod floor;
pub mod load;
pub mod machine;
pub mod measures;
pub mod process;
pub mod slack_archive;
pub mod socket;
pub mod table;
pub mod wire;
