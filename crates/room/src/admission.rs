//! Admission: what a change must be before any byte of it reaches a document.
