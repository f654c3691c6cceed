//! Takes the built web app into the released binary, compressed.
//!
//! A debug build reads `web/dist` from the folder when it is asked, so that the app can be built again without a
//! rebuild of the server. Without `web/dist` both build; the server then says how to build the app.

use sha2::{Digest, Sha256};
use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

/// Endings of what compresses well.
const COMPRESSED: [&str; 8] = [
    "html",
    "js",
    "css",
    "json",
    "svg",
    "wasm",
    "webmanifest",
    "txt",
];
/// The best there is: an eighth less of the Automerge module than at 9, in 20 seconds. Build scripts are optimised in
/// `Cargo.toml` for this, or it would take minutes.
const QUALITY: i32 = 11;
const WINDOW: i32 = 22;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut table = String::from("&[\n");
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={}", dist.display());
        let dist = fs::canonicalize(&dist).unwrap_or(dist);
        let mut files = Vec::new();
        if dist.is_dir() {
            collect(&dist, &mut files)?;
        }
        files.sort();
        for (number, file) in files.iter().enumerate() {
            let path = file.strip_prefix(&dist).unwrap_or(file).to_string_lossy();
            let plain = fs::read(file)?;
            let tag = Sha256::digest(&plain);
            let tag = u64::from_be_bytes(tag[..8].try_into().unwrap_or_default());
            let brotli = compress(file, &plain, &out.join(format!("{number}.br")))?;
            let _ = writeln!(
                table,
                "Asset {{ path: {:?}, tag: \"\\\"{tag:016x}\\\"\", plain: {}, brotli: {brotli} }},",
                format!("/{path}"),
                included(file),
            );
        }
    } else {
        println!("cargo::rustc-env=LOGGIST_WEB_DIST={}", dist.display());
    }
    table.push_str("]\n");
    fs::write(out.join("assets.rs"), table)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Writes the compressed form and names it in Rust, when it is smaller.
fn compress(file: &Path, plain: &[u8], to: &Path) -> io::Result<String> {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let mut small = Vec::new();
    if COMPRESSED.contains(&ending.as_ref()) {
        let mut from = plain;
        brotli::BrotliCompress(&mut from, &mut small, &{
            brotli::enc::BrotliEncoderParams {
                quality: QUALITY,
                lgwin: WINDOW,
                ..Default::default()
            }
        })?;
    }
    if small.is_empty() || small.len() >= plain.len() {
        return Ok("None".into());
    }
    fs::write(to, small)?;
    Ok(format!("Some({})", included(to)))
}

/// A file's bytes, in Rust.
fn included(file: &Path) -> String {
    format!("include_bytes!({:?})", file.to_string_lossy())
}
