//! Record encoding, salted parts and the hash chain. Pure; no Automerge.
