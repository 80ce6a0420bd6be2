//! The built browser client, style sheet and fonts: hashed at start, served as immutable, compressed once.

use std::{collections::HashMap, io::Write as _, path::Path};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::negotiation;

/// The assets in memory.
#[derive(Debug, Default)]
pub struct Assets {
    hash: String,
    files: HashMap<String, Asset>,
}

#[derive(Debug)]
struct Asset {
    media_type: &'static str,
    plain: Bytes,
    brotli: Option<Bytes>,
}

impl Assets {
    /// Reads a built `dist` folder.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(folder: &Path) -> std::io::Result<Self> {
        let mut files = HashMap::new();
        collect(folder, "", &mut files)?;
        let mut names: Vec<&String> = files.keys().collect();
        names.sort();
        let mut hash = Sha256::new();
        for name in names {
            hash.update(name.as_bytes());
            hash.update(files.get(name).map_or(&[][..], |asset: &Asset| &asset.plain));
        }
        let hash = format!("{:x}", hash.finalize()).chars().take(16).collect();
        Ok(Self { hash, files })
    }

    /// Where pages find them, as in `/assets/0123456789abcdef`; none without a built client.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        (!self.files.is_empty()).then(|| format!("/assets/{}", self.hash))
    }

    /// Answers a request for a file.
    #[must_use]
    pub fn serve(&self, hash: &str, name: &str, request: &HeaderMap) -> Option<Response> {
        let asset = self.files.get(name).filter(|_| hash == self.hash)?;
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let brotli = negotiation::encoding_weight(request, "br");
        let accepts = brotli > 0 && brotli >= negotiation::encoding_weight(request, "gzip");
        let body = match &asset.brotli {
            Some(brotli) if accepts => {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
                brotli
            }
            _ => &asset.plain,
        };
        Some((StatusCode::OK, headers, body.clone()).into_response())
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut HashMap<String, Asset>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else if let Some(media_type) = media_type(&name) {
            let plain = Bytes::from(std::fs::read(entry.path())?);
            // Of what does not shrink, as fonts that are compressed already, there is no second form.
            let brotli = Some(compress(&plain)?).filter(|brotli| brotli.len() < plain.len() / 10 * 9);
            files.insert(name, Asset { media_type, plain, brotli });
        }
    }
    Ok(())
}

/// Only what pages use is served; the rest of the folder is not public.
fn media_type(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

fn compress(plain: &[u8]) -> std::io::Result<Bytes> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 64 * 1024, 9, 22);
    writer.write_all(plain)?;
    drop(writer);
    Ok(compressed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_sent_in_the_form_that_is_wanted_if_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.css"), "body { color: black }\n".repeat(100)).unwrap();
        // What looks like chance does not shrink.
        let font: Vec<u8> = (0..64_u8).flat_map(|n| Sha256::digest([n])).collect();
        std::fs::write(folder.path().join("a.woff2"), &font).unwrap();
        let assets = Assets::read(folder.path()).unwrap();
        let form = |name: &str, accepted: &str| {
            let headers = [(header::ACCEPT_ENCODING, accepted.parse().unwrap())].into_iter().collect();
            let answer = assets.serve(&assets.hash, name, &headers).unwrap();
            answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(form("a.css", "gzip, br").as_deref(), Some("br"));
        assert_eq!(form("a.css", "*").as_deref(), Some("br"));
        assert_eq!(form("a.css", "gzip, br;q=0"), None, "the layer around it has gzip");
        assert_eq!(form("a.css", "gzip;q=1, br;q=0.5"), None);
        assert_eq!(form("a.css", "identity"), None);
        assert_eq!(form("a.woff2", "gzip, br"), None, "it does not shrink");
    }
}
