//! One live incident: sessions, frames, admission, sealing, receipts. Pure: inputs in, outputs out.
