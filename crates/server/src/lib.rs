//! Routes, sockets, one task a live room, configuration, metrics and the web app.
