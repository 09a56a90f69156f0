//! The one file of a posted form. Invariant: never more of it in memory than its limit.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use base::Refusal;
use http::StatusCode;
use web::Failure;

/// What a form adds around a file, in bytes; for the limit of the route's body.
pub const WRAPPING: usize = 16 << 10;

/// The bytes of the file in `field`.
///
/// # Errors
/// 422 `required` without a file; 413 above `largest` bytes; 400 for what isn't a form.
pub async fn file(mut form: Multipart, field: &str, largest: usize) -> Result<Vec<u8>, Failure> {
    while let Some(part) = form.next_field().await.map_err(|error| unread(&error, largest))? {
        if part.name() == Some(field) {
            let bytes = part.bytes().await.map_err(|error| unread(&error, largest))?;
            if bytes.len() > largest {
                return Err(Refusal::TooLarge(largest as u64).into());
            }
            return if bytes.is_empty() { Err(Refusal::field(field, "required").into()) } else { Ok(bytes.into()) };
        }
    }
    Err(Refusal::field(field, "required").into())
}

fn unread(error: &MultipartError, largest: usize) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Refusal::TooLarge(largest as u64) } else { Refusal::Unreadable(String::new()) }
}
