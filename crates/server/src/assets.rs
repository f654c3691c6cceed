//! The web app: its files, from the binary as released, or from `web/dist` when the server is built for work on it.

use crate::Problem;
use axum::{
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::path::Path;

/// A file of the web app.
#[derive(Clone, Copy, Debug)]
struct Asset {
    /// From the root, such as `/assets/index-4f2a.js`.
    path: &'static str,
    /// Changes when the file does.
    tag: &'static str,
    plain: &'static [u8],
    /// Compressed, when that is smaller.
    brotli: Option<&'static [u8]>,
}

/// Empty in a debug build, and when the web app was not built before.
const EMBEDDED: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The page of every route of the app.
const INDEX: &str = "/index.html";
/// The names of files here change when they do.
const HASHED: &str = "/assets/";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// What is sent when the web app was never built.
const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en-GB\">
<meta charset=\"utf-8\">
<title>Loggist: the web app is not built</title>
<h1>The web app is not built</h1>
<p>The server runs, and its interface is described at <a href=\"/api/openapi.json\">/api/openapi.json</a>.
<p>To build the web app: <code>cd web &amp;&amp; npm ci &amp;&amp; npm run build</code>, then build and start the server again.
To do all of it at once: <code>cargo xtask run</code>.
";

/// A file, found.
struct Found {
    tag: String,
    plain: Bytes,
    brotli: Option<Bytes>,
}

/// Answers what no route of the interface takes: a file, or the app's page for one of the app's own routes.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if ![Method::GET, Method::HEAD].contains(&method) {
        return Problem::method().into_response();
    }
    if path.starts_with("/api/") {
        return Problem::not_found("The description of the interface is at /api/openapi.json.")
            .into_response();
    }
    if let Some(found) = find(path).filter(|_| path != "/") {
        return answer(path, &found, &headers);
    }
    // A route of the app has no ending; a file that is not there is not the app's page.
    let last = path.rsplit('/').next().unwrap_or_default();
    if last.contains('.') || path.starts_with(HASHED) {
        return Problem::not_found("Reload the page: it may be older than the server.")
            .into_response();
    }
    match find(INDEX) {
        Some(index) => answer(INDEX, &index, &headers),
        None => page(StatusCode::OK, NOT_BUILT),
    }
}

fn page(status: StatusCode, html: &'static str) -> Response {
    let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8");
    (status, [kind, (header::CACHE_CONTROL, ASK_AGAIN)], html).into_response()
}

fn answer(path: &str, found: &Found, headers: &HeaderMap) -> Response {
    let keep = if path.starts_with(HASHED) {
        FOR_EVER
    } else {
        ASK_AGAIN
    };
    let mut response = if says(headers, &header::IF_NONE_MATCH, &found.tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let takes_brotli = says(headers, &header::ACCEPT_ENCODING, "br");
        match found.brotli.clone().filter(|_| takes_brotli) {
            Some(brotli) => ([(header::CONTENT_ENCODING, "br")], brotli).into_response(),
            None => found.plain.clone().into_response(),
        }
    };
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(path)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&found.tag) {
        out.insert(header::ETAG, tag);
    }
    response
}

/// Whether a header that lists things lists this one.
fn says(headers: &HeaderMap, name: &header::HeaderName, what: &str) -> bool {
    let values = headers.get_all(name).iter().filter_map(|v| v.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().map(|name| name.trim_start_matches("W/")) == Some(what);
        named && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn find(path: &str) -> Option<Found> {
    if let Some(asset) = EMBEDDED.iter().find(|asset| asset.path == path) {
        return Some(Found {
            tag: asset.tag.to_owned(),
            plain: Bytes::from_static(asset.plain),
            brotli: asset.brotli.map(Bytes::from_static),
        });
    }
    // Named by the build script in a debug build alone.
    read(Path::new(option_env!("LOGGIST_WEB_DIST")?), path)
}

/// A file of a folder, by a path that stays in it.
fn read(folder: &Path, path: &str) -> Option<Found> {
    let inside = path.strip_prefix('/')?;
    let plain_names = inside.split('/').all(|name| {
        let odd = name.is_empty() || name.starts_with('.') || name.contains(['\\', '%', '\0']);
        !odd
    });
    if !plain_names {
        return None;
    }
    let plain = Bytes::from(std::fs::read(folder.join(inside)).ok()?);
    let digest = Sha256::digest(&plain);
    let tag = digest
        .iter()
        .take(8)
        .fold(String::new(), |tag, byte| format!("{tag}{byte:02x}"));
    Some(Found {
        tag: format!("\"{tag}\""),
        plain,
        brotli: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Found {
        Found {
            tag: "\"1f\"".into(),
            plain: Bytes::from_static(b"plain"),
            brotli: Some(Bytes::from_static(b"small")),
        }
    }

    fn asked(name: header::HeaderName, value: &'static str) -> HeaderMap {
        [(name, HeaderValue::from_static(value))]
            .into_iter()
            .collect()
    }

    #[test]
    fn a_file_goes_out_compressed_to_those_who_take_it() {
        let plain = answer("/assets/a-1f.js", &found(), &HeaderMap::new());
        assert_eq!(
            plain.headers()["content-type"],
            "text/javascript; charset=utf-8"
        );
        assert_eq!(plain.headers()["cache-control"], FOR_EVER);
        assert!(!plain.headers().contains_key("content-encoding"));
        let takes = asked(header::ACCEPT_ENCODING, "gzip, deflate, br");
        let small = answer("/assets/a-1f.js", &found(), &takes);
        assert_eq!(small.headers()["content-encoding"], "br");
        let refuses = asked(header::ACCEPT_ENCODING, "gzip, br;q=0");
        let plain = answer("/assets/a-1f.js", &found(), &refuses);
        assert!(!plain.headers().contains_key("content-encoding"));
    }

    #[test]
    fn a_page_is_asked_for_again_and_not_sent_twice() {
        let page = answer(INDEX, &found(), &HeaderMap::new());
        assert_eq!(page.headers()["cache-control"], ASK_AGAIN);
        let again = answer(INDEX, &found(), &asked(header::IF_NONE_MATCH, "W/\"1f\""));
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let newer = answer(INDEX, &found(), &asked(header::IF_NONE_MATCH, "\"2e\""));
        assert_eq!(newer.status(), StatusCode::OK);
    }

    #[test]
    fn a_path_stays_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("dist")).unwrap();
        std::fs::write(folder.path().join("secret"), "x").unwrap();
        std::fs::write(folder.path().join("dist/a.js"), "x").unwrap();
        let dist = folder.path().join("dist");
        assert!(read(&dist, "/a.js").is_some());
        for odd in [
            "/../secret",
            "//etc/passwd",
            "/",
            "/.",
            "/b.js",
            "/%2e%2e/secret",
            "a.js",
        ] {
            assert!(read(&dist, odd).is_none(), "{odd}");
        }
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_the_apps_page() {
        let ask = async |method: Method, path: &str| {
            serve(method, path.parse().unwrap(), HeaderMap::new()).await
        };
        let get = async |path: &str| ask(Method::GET, path).await;
        let posted = ask(Method::POST, "/").await;
        assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(get("/api/nothing").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(
            get("/assets/old-1f.js").await.status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(get("/favicon.gif").await.status(), StatusCode::NOT_FOUND);
        let page = get("/incidents/0193a1b2").await;
        assert_eq!(page.status(), StatusCode::OK);
        assert_eq!(page.headers()["cache-control"], ASK_AGAIN);
    }
}
