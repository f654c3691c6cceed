//! Reading and writing frames, with bounds checked before anything is built `[A1]`.

use crate::limits::{FRAME_BYTES_MAX, FRAME_DEPTH_MAX};
use ciborium_ll::{Decoder, Header};
use serde::{Serialize, de::DeserializeOwned};

/// Bytes that are not a frame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Over the size of a frame.
    #[error("a frame is {FRAME_BYTES_MAX} bytes at most")]
    TooLarge,
    /// Not CBOR, not of definite length, too deep, or not one of the frames.
    #[error("not a frame: {0}")]
    Malformed(String),
}

/// The bytes of a frame. It is built as a value first, so that every length is definite.
///
/// # Panics
/// Never: our own frames are CBOR.
pub fn encode<T: Serialize>(frame: &T) -> Vec<u8> {
    let value = ciborium::Value::serialized(frame).expect("our own frames are CBOR");
    let mut bytes = Vec::with_capacity(256);
    ciborium::into_writer(&value, &mut bytes).expect("writing to memory does not fail");
    bytes
}

/// The frame in these bytes.
///
/// # Errors
/// [`FrameError`] when they are not one.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FrameError> {
    check(bytes)?;
    ciborium::from_reader(bytes).map_err(|error| FrameError::Malformed(error.to_string()))
}

/// Walks CBOR without building anything: one item, definite lengths, depth and size within bounds.
///
/// # Errors
/// [`FrameError`] naming the first thing that is not so.
pub fn check(bytes: &[u8]) -> Result<(), FrameError> {
    if bytes.len() > FRAME_BYTES_MAX {
        return Err(FrameError::TooLarge);
    }
    let mut decoder = Decoder::from(bytes);
    item(&mut decoder, bytes.len(), FRAME_DEPTH_MAX)?;
    if decoder.offset() == bytes.len() {
        Ok(())
    } else {
        Err(odd("bytes after the frame"))
    }
}

fn odd(what: &str) -> FrameError {
    FrameError::Malformed(what.into())
}

fn item(decoder: &mut Decoder<&[u8]>, size: usize, depth: usize) -> Result<(), FrameError> {
    let left = depth.checked_sub(1).ok_or_else(|| odd("too deep"))?;
    let header = decoder.pull().map_err(|_| odd("not CBOR"))?;
    match header {
        Header::Positive(_) | Header::Negative(_) | Header::Float(_) | Header::Simple(_) => Ok(()),
        // A text is checked for UTF-8 when it is read.
        Header::Bytes(Some(length)) | Header::Text(Some(length)) => skip(decoder, size, length),
        Header::Array(Some(count)) => {
            (count <= size)
                .then_some(())
                .ok_or_else(|| odd("an array longer than the frame"))?;
            (0..count).try_for_each(|_| item(decoder, size, left))
        }
        Header::Map(Some(count)) => {
            (count <= size)
                .then_some(())
                .ok_or_else(|| odd("a map longer than the frame"))?;
            (0..count).try_for_each(|_| {
                item(decoder, size, left).and_then(|()| item(decoder, size, left))
            })
        }
        Header::Bytes(None)
        | Header::Text(None)
        | Header::Array(None)
        | Header::Map(None)
        | Header::Break => Err(odd("a length that is not definite")),
        Header::Tag(_) => Err(odd("a tag")),
    }
}

fn skip(decoder: &mut Decoder<&[u8]>, size: usize, length: usize) -> Result<(), FrameError> {
    use ciborium_io::Read as _;
    if length > size - decoder.offset() {
        return Err(odd("a length beyond the frame"));
    }
    let mut left = length;
    let mut buffer = [0; 1024];
    while left > 0 {
        let take = left.min(buffer.len());
        decoder
            .read_exact(&mut buffer[..take])
            .map_err(|_| odd("it ends too early"))?;
        left -= take;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_one_definite_item_is_refused() {
        assert_eq!(check(&[0xa0]), Ok(()));
        for (bytes, why) in [
            (&[][..], "nothing"),
            (&[0xa0, 0x00], "bytes after"),
            (&[0xbf, 0xff], "an indefinite map"),
            (&[0x5f, 0xff], "indefinite bytes"),
            (&[0xc0, 0x00], "a tag"),
            (
                &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
                "a huge array",
            ),
            (&[0x5a, 0xff, 0xff, 0xff, 0xff], "bytes beyond the frame"),
            (
                &[0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x00],
                "depth nine",
            ),
        ] {
            assert!(
                matches!(check(bytes), Err(FrameError::Malformed(_))),
                "{why}"
            );
        }
        assert_eq!(
            check(&vec![0; FRAME_BYTES_MAX + 1]),
            Err(FrameError::TooLarge)
        );
    }
}
