//! Why a connection is closed, as the client reads it: RFC 6455 §7.4.1 below 4000, our own contract above.

/// A close code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Close(pub u16);

impl Close {
    /// The server stops; come back in a moment.
    pub const GOING: Close = Close(1001);
    /// The text is not UTF-8.
    pub const BAD_TEXT: Close = Close(1007);
    /// Not a request that is known here, or too many follows.
    pub const POLICY: Close = Close(1008);
    /// The message is over the limit.
    pub const TOO_BIG: Close = Close(1009);
    /// Something broke on our side.
    pub const BROKEN: Close = Close(1011);
    /// Not signed in, or no longer.
    pub const SIGNED_OUT: Close = Close(4401);
    /// A topic that this person may not follow, or that does not exist.
    pub const NOT_ALLOWED: Close = Close(4403);
    /// The client reads too slowly; it comes back with `since`.
    pub const TOO_SLOW: Close = Close(4408);
    /// Access as a whole has ended.
    pub const ENDED: Close = Close(4410);
}
