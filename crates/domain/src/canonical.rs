//! Canonical JSON (RFC 8785) for the values that Loggist writes: objects, arrays, text, whole numbers, booleans.

use serde::Serialize;
use serde_json::Value;

/// The canonical JSON of a value.
///
/// Keys are ASCII here, so their byte order is the order of UTF-16 units that RFC 8785 asks for; numbers are whole, so
/// their shortest form is their digits. Text is not normalised.
///
/// # Panics
/// When the value cannot be JSON at all (a map with keys that are not text): no type of ours is so.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> String {
    let value = serde_json::to_value(value).expect("our own types are JSON");
    let mut out = String::new();
    write(&value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            out.push('{');
            for (at, key) in keys.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(&map[key], out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_text_is_escaped_as_the_rfc_says() {
        let value = json!({"b": [1, true, null], "a": "\u{20ac}$\u{f}\nA'\u{42}\u{22}\u{5c}\\\"/"});
        assert_eq!(
            to_string(&value),
            "{\"a\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"b\":[1,true,null]}"
        );
    }
}
