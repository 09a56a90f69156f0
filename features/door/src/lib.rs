//! The door in depth: passkeys, one-time codes, sessions. The verifier of passkeys stands; its pages follow.
pub mod webauthn;
