//! What a job is to those who do it.

use std::collections::HashMap;
use std::fmt;

use base::{Fault, Id, Refusal};
use serde::de::DeserializeOwned;

/// One piece of work, taken by this worker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job {
    /// The same at every try: what a try leaves outside can be marked with it.
    pub id: Id,
    /// Which work it is.
    pub kind: String,
    /// How often it was taken, this time included.
    pub tries: i64,
    pub(crate) payload: String,
}

impl Job {
    /// What the job was enqueued with.
    ///
    /// # Errors
    /// For good, when it isn't what this kind reads.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.payload).map_err(|e| Failure::Never(format!("unreadable payload: {e}")))
    }
}

/// Why a try did not succeed. The text is kept beside the job, so it holds nothing of what people wrote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// To be tried again later.
    Again(String),
    /// Trying again is useless.
    Never(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Failure::Again(why) | Failure::Never(why)) = self;
        f.write_str(why)
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Failure {
        Failure::Again(error.to_string())
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        match fault {
            Fault::Refused(Refusal::Busy | Refusal::Full(_)) | Fault::Broken(_) => Failure::Again(fault.to_string()),
            Fault::Refused(_) => Failure::Never(fault.to_string()),
        }
    }
}

/// What does one kind of job. Runs where waiting is allowed: it may use `Store::write_now`, sockets and files.
pub type Work = Box<dyn Fn(&Job) -> Result<(), Failure> + Send + Sync>;

/// Every kind this program knows.
pub type Kinds = HashMap<&'static str, Work>;
