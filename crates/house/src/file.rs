//! A file as the API and components show it, whichever feature does.

use base::{Id, Moment};
use kernel::documents::File;
use kernel::documents::queries::Sort;
use serde::Serialize;
use shell::files::{Attached, Sort as Shown};
use utoipa::ToSchema;

/// A file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FileShape {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its name.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// Its media type, told from its bytes.
    #[serde(rename = "type")]
    pub media: String,
    /// Of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Who uploaded it.
    #[schema(value_type = String)]
    pub owner: Id,
    /// The item that carries it; `null` until one does.
    #[schema(value_type = Option<String>)]
    pub item: Option<Id>,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Moment,
    /// Its picture at `/files/{id}/preview`; `null` until it is drawn, and where there is none to draw.
    pub preview: Option<PreviewShape>,
}

/// The size of a picture.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PreviewShape {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl From<File> for FileShape {
    fn from(file: File) -> FileShape {
        FileShape {
            id: file.id,
            name: file.name,
            size: file.size,
            media: file.media,
            sha256: file.sha256,
            owner: file.owner_id,
            item: file.item_id,
            created_at: file.created_at,
            preview: file.preview.map(|p| PreviewShape { width: p.width, height: p.height }),
        }
    }
}

/// A file as components show it.
pub fn attached(file: &File) -> Attached {
    let sort = match Sort::of(&file.media) {
        Sort::Image => Shown::Image,
        Sort::Pdf => Shown::Pdf,
        Sort::Office => Shown::Office,
        Sort::Media => Shown::Media,
        Sort::Other => Shown::Other,
    };
    Attached { id: file.id, name: file.name.clone(), sort, size: file.size, picture: file.preview.as_ref().map(|p| (p.width, p.height)) }
}
