//! What waits for one reader. It has an end `[W6]`: a reader who does not keep up comes back later.

use crate::limits::{CATCH_UP_BYTES_MAX, WAITING_BYTES_MAX, WAITING_FRAMES_MAX};
use bytes::Bytes;
use loggist_room::frames::Close;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// Why a frame is sent, and so how many of its kind may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Traffic {
    /// To this connection alone: what it missed, a receipt.
    Answer,
    /// To everyone in the room.
    News,
}

/// What the writer does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Write this.
    Frame(Bytes),
    /// Say `bye` and close.
    Close(Close),
}

/// What waits for one reader; shared by the room that fills it and the writer that empties it.
#[derive(Clone, Default)]
pub struct Outbox(Arc<Inner>);

#[derive(Default)]
struct Inner {
    waiting: Mutex<Waiting>,
    changed: Notify,
}

#[derive(Default)]
struct Waiting {
    frames: VecDeque<(Bytes, Traffic)>,
    news_frames: usize,
    news_bytes: usize,
    answer_bytes: usize,
    close: Option<Close>,
}

impl Outbox {
    /// Adds a frame; false when as much waits already as may. After a close nothing is added, and nothing is amiss.
    #[must_use]
    pub fn push(&self, frame: Bytes, traffic: Traffic) -> bool {
        let mut waiting = self.waiting();
        if waiting.close.is_some() {
            return true;
        }
        let fits = match traffic {
            // The first one always fits, however large.
            _ if waiting.frames.is_empty() => true,
            Traffic::News => {
                waiting.news_frames < WAITING_FRAMES_MAX
                    && waiting.news_bytes + frame.len() <= WAITING_BYTES_MAX
            }
            Traffic::Answer => waiting.answer_bytes + frame.len() <= CATCH_UP_BYTES_MAX,
        };
        if fits {
            waiting.count(&frame, traffic);
            waiting.frames.push_back((frame, traffic));
            drop(waiting);
            self.0.changed.notify_one();
        }
        fits
    }

    /// Closes after what waits was written. The first reason given counts.
    pub fn close(&self, close: Close) {
        self.waiting().close.get_or_insert(close);
        self.0.changed.notify_one();
    }

    /// Closes at once; what waits is dropped.
    pub fn close_now(&self, close: Close) {
        let mut waiting = self.waiting();
        *waiting = Waiting {
            close: waiting.close.or(Some(close)),
            ..Waiting::default()
        };
        drop(waiting);
        self.0.changed.notify_one();
    }

    /// Waits for what to write next.
    pub(super) async fn next(&self) -> Next {
        loop {
            if let Some(next) = self.waiting().take() {
                return next;
            }
            self.0.changed.notified().await;
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn count(&mut self, frame: &Bytes, traffic: Traffic) {
        match traffic {
            Traffic::News => {
                self.news_frames += 1;
                self.news_bytes += frame.len();
            }
            Traffic::Answer => self.answer_bytes += frame.len(),
        }
    }

    fn take(&mut self) -> Option<Next> {
        let Some((frame, traffic)) = self.frames.pop_front() else {
            return self.close.map(Next::Close);
        };
        match traffic {
            Traffic::News => {
                self.news_frames -= 1;
                self.news_bytes -= frame.len();
            }
            Traffic::Answer => self.answer_bytes -= frame.len(),
        }
        Some(Next::Frame(frame))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(bytes: usize) -> Bytes {
        Bytes::from(vec![0; bytes])
    }

    #[tokio::test]
    async fn frames_come_in_order_and_then_the_close() {
        let outbox = Outbox::default();
        assert!(outbox.push(Bytes::from_static(b"1"), Traffic::Answer));
        assert!(outbox.push(Bytes::from_static(b"2"), Traffic::News));
        outbox.close(Close::Stopping);
        outbox.close(Close::Resume);
        assert!(outbox.push(Bytes::from_static(b"3"), Traffic::News));
        assert_eq!(outbox.next().await, Next::Frame(Bytes::from_static(b"1")));
        assert_eq!(outbox.next().await, Next::Frame(Bytes::from_static(b"2")));
        assert_eq!(outbox.next().await, Next::Close(Close::Stopping));
    }

    #[tokio::test]
    async fn news_has_an_end_in_frames_and_in_bytes() {
        let outbox = Outbox::default();
        assert!((0..WAITING_FRAMES_MAX).all(|_| outbox.push(frame(1), Traffic::News)));
        assert!(!outbox.push(frame(1), Traffic::News));
        outbox.next().await;
        assert!(outbox.push(frame(1), Traffic::News));

        let outbox = Outbox::default();
        assert!(outbox.push(frame(WAITING_BYTES_MAX * 2), Traffic::News));
        assert!(!outbox.push(frame(1), Traffic::News));
        outbox.close_now(Close::Resume);
        assert_eq!(outbox.next().await, Next::Close(Close::Resume));
    }

    #[tokio::test]
    async fn what_was_missed_has_an_end_of_its_own() {
        let outbox = Outbox::default();
        let records = frame(512 * 1024);
        let mut waiting = 0;
        while outbox.push(records.clone(), Traffic::Answer) {
            waiting += 1;
        }
        assert_eq!(waiting, CATCH_UP_BYTES_MAX / records.len());
        assert!(outbox.push(frame(10), Traffic::News));
    }

    #[tokio::test]
    async fn a_writer_that_waits_is_woken() {
        let outbox = Outbox::default();
        let writer = outbox.clone();
        let waits = tokio::spawn(async move { writer.next().await });
        tokio::task::yield_now().await;
        assert!(outbox.push(frame(1), Traffic::News));
        assert_eq!(waits.await.unwrap(), Next::Frame(frame(1)));
    }
}
