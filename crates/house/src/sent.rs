//! A form that may carry files: as scripts send it, with the ids of what they uploaded before, or as a browser without them sends it, with
//! the files themselves. Either way a handler reads the fields alone, `file` among them.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use base::{Refusal, checked};
use futures_util::TryStreamExt as _;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use web::{BODY_LIMIT, Failure, Form};

use crate::{House, Signed};

/// The fields of a posted form, its files received.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<House> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, house: &House) -> Result<Sent<T>, Failure> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            return Form::from_request(request, house).await.map(|Form(fields)| Sent(fields));
        }
        let (mut parts, body) = request.into_parts();
        let Signed(actor) = Signed::from_request_parts(&mut parts, house).await?;
        let mut form =
            Multipart::from_request(Request::from_parts(parts, body), house).await.map_err(|_| Refusal::Unreadable(String::new()))?;
        let (mut pairs, mut text, mut files) = (Vec::new(), 0, 0);
        while let Some(field) = form.next_field().await.map_err(|error| unread(&error))? {
            match (field.name().map(str::to_owned), field.file_name().map(str::to_owned)) {
                (Some(name), None) => {
                    let value = line(field, BODY_LIMIT - text).await?;
                    text += value.len();
                    pairs.push((name, value));
                }
                // An input that was left empty is sent all the same.
                (_, Some(name)) if !name.is_empty() => {
                    files += 1;
                    if files > checked::FILES {
                        return Err(Refusal::limit("files", "too_many", checked::FILES as i64).into());
                    }
                    pairs.push(("file".into(), house.receive(&actor, &name, field).await?.to_string()));
                }
                _ => {}
            }
        }
        Ok(Sent(web::read_fields(&pairs)?))
    }
}

async fn line(field: Field<'_>, room: usize) -> Result<String, Failure> {
    let bytes = field
        .try_fold(Vec::new(), async |mut bytes, more| {
            bytes.extend_from_slice(&more[..more.len().min((room + 1).saturating_sub(bytes.len()))]);
            Ok(bytes)
        })
        .await
        .map_err(|error| unread(&error))?;
    if bytes.len() > room {
        return Err(Refusal::TooLarge(BODY_LIMIT as u64).into());
    }
    Ok(String::from_utf8(bytes).map_err(|_| Refusal::Unreadable(String::new()))?)
}

fn unread(error: &MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Refusal::TooLarge(BODY_LIMIT as u64) } else { Refusal::Unreadable(String::new()) }
}
