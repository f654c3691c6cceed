//! What waits for one reader. It has an end `[W6]`: a reader who does not keep up comes back later. A reader who asked for
//! it gets news together while much comes: a message costs a phone more than what is in it.

use crate::limits::{
    CATCH_UP_BYTES_MAX, PACE_MAX, TOGETHER_AFTER, TOGETHER_BYTES_MAX, TOGETHER_FRAMES_MAX,
    WAITING_BYTES_MAX, WAITING_FRAMES_MAX,
};
use bytes::{Bytes, BytesMut};
use loggist_room::frames::Close;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, timeout_at},
};

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
    /// Write this message: one frame, or several for a reader with a pace.
    Message(Bytes),
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
    pace: Option<Pace>,
}

/// How a reader gets news together: a few messages in a row at once, then one each so often.
struct Pace {
    every: Duration,
    /// When as many in a row may go again.
    over_at: Instant,
}

impl Pace {
    fn of(every: Duration, now: Instant) -> Self {
        Self {
            every: every.min(PACE_MAX),
            over_at: now,
        }
    }

    /// A message is written; answers are without asking, so news never waits for more than one.
    fn took(&mut self, now: Instant) {
        let over_at = self.over_at.max(now) + self.every;
        self.over_at = over_at.min(now + self.every * TOGETHER_AFTER);
    }

    /// When the next one may be; none is at once.
    fn next_at(&self) -> Option<Instant> {
        self.over_at.checked_sub(self.every * (TOGETHER_AFTER - 1))
    }
}

impl Outbox {
    /// From now on, while much comes, news goes together, in one message each so often; `PACE_MAX` at the longest. Answers
    /// take it along at once.
    pub fn pace(&self, every: Duration) {
        self.waiting().pace = Some(Pace::of(every, Instant::now()));
    }

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
            let rests_until = {
                let (mut waiting, now) = (self.waiting(), Instant::now());
                let rests_until = waiting.rests_until(now);
                if rests_until.is_none()
                    && let Some(next) = waiting.take(now)
                {
                    return next;
                }
                rests_until
            };
            let changed = self.0.changed.notified();
            match rests_until {
                // Whether it changed or is due is looked at again.
                Some(at) => drop(timeout_at(at, changed).await),
                None => changed.await,
            }
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

    /// Nothing but a little news waits, and it is not its time yet.
    fn rests_until(&self, now: Instant) -> Option<Instant> {
        let next_at = self.pace.as_ref()?.next_at()?;
        let is_little = self.news_frames < TOGETHER_FRAMES_MAX
            && self.news_bytes < TOGETHER_BYTES_MAX
            && self.answer_bytes == 0;
        let rests = !self.frames.is_empty() && is_little && self.close.is_none();
        (rests && now < next_at).then_some(next_at)
    }

    fn take(&mut self, now: Instant) -> Option<Next> {
        let Some(first) = self.pop() else {
            return self.close.map(Next::Close);
        };
        let Some(pace) = &mut self.pace else {
            return Some(Next::Message(first));
        };
        pace.took(now);
        let fits = |bytes: usize, next: Option<&(Bytes, Traffic)>| {
            next.is_some_and(|(frame, _)| bytes + frame.len() <= TOGETHER_BYTES_MAX)
        };
        if !fits(first.len(), self.frames.front()) {
            return Some(Next::Message(first));
        }
        let mut together = BytesMut::from(first);
        while fits(together.len(), self.frames.front()) {
            together.extend(self.pop());
        }
        Some(Next::Message(together.freeze()))
    }

    fn pop(&mut self) -> Option<Bytes> {
        let (frame, traffic) = self.frames.pop_front()?;
        match traffic {
            Traffic::News => {
                self.news_frames -= 1;
                self.news_bytes -= frame.len();
            }
            Traffic::Answer => self.answer_bytes -= frame.len(),
        }
        Some(frame)
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
        assert_eq!(outbox.next().await, Next::Message(Bytes::from_static(b"1")));
        assert_eq!(outbox.next().await, Next::Message(Bytes::from_static(b"2")));
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
        assert_eq!(waits.await.unwrap(), Next::Message(frame(1)));
    }

    #[tokio::test]
    async fn news_for_a_reader_with_a_pace_goes_together() {
        let every = Duration::from_millis(50);
        let outbox = Outbox::default();
        outbox.pace(every);
        let begun = Instant::now();
        for _ in 0..TOGETHER_AFTER {
            assert!(outbox.push(Bytes::from_static(b"1"), Traffic::News));
            assert_eq!(outbox.next().await, Next::Message(Bytes::from_static(b"1")));
        }
        assert!(outbox.push(Bytes::from_static(b"2"), Traffic::News));
        assert!(outbox.push(Bytes::from_static(b"3"), Traffic::News));
        let next = outbox.next().await;
        assert_eq!(next, Next::Message(Bytes::from_static(b"23")));
        assert!(begun.elapsed() >= every);
    }

    /// A reader with a pace, who was written to so often just now that more news waits.
    fn paced(every: Duration, now: Instant) -> Waiting {
        let mut waiting = Waiting {
            pace: Some(Pace::of(every, now)),
            ..Waiting::default()
        };
        for _ in 0..TOGETHER_AFTER {
            waiting.add(&[1], Traffic::News);
            assert_eq!(waiting.rests_until(now), None);
            assert_eq!(waiting.take(now), Some(Next::Message(frame(1))));
        }
        waiting
    }

    impl Waiting {
        fn add(&mut self, sizes: &[usize], traffic: Traffic) {
            for frame in sizes.iter().map(|&bytes| frame(bytes)) {
                self.count(&frame, traffic);
                self.frames.push_back((frame, traffic));
            }
        }
    }

    #[test]
    fn news_waits_until_its_time_and_no_longer_than_may_be() {
        let now = Instant::now();
        for (asked, given) in [(100, 100), (u64::MAX, 1_000)] {
            let mut waiting = paced(Duration::from_millis(asked), now);
            assert_eq!(waiting.rests_until(now), None, "nothing waits");
            waiting.add(&[1, 2, 3], Traffic::News);
            let at = now + Duration::from_millis(given);
            assert_eq!(waiting.rests_until(now), Some(at));
            assert_eq!(waiting.rests_until(at), None);
            assert_eq!(waiting.take(at), Some(Next::Message(frame(6))));
            assert_eq!(waiting.take(at), None);
            for _ in 0..100 {
                waiting.add(&[1], Traffic::Answer);
                assert_eq!(waiting.take(at), Some(Next::Message(frame(1))));
            }
            waiting.add(&[1], Traffic::News);
            let next = at + Duration::from_millis(given);
            assert_eq!(waiting.rests_until(at), Some(next), "after many answers");
        }
    }

    #[test]
    fn an_answer_a_close_and_much_news_do_not_wait() {
        let now = Instant::now();
        let mut waiting = paced(Duration::from_millis(100), now);
        waiting.add(&[1], Traffic::News);
        waiting.add(&[2], Traffic::Answer);
        assert_eq!(waiting.rests_until(now), None, "an answer");
        assert_eq!(waiting.take(now), Some(Next::Message(frame(3))));

        waiting.add(&[1; TOGETHER_FRAMES_MAX], Traffic::News);
        assert_eq!(waiting.rests_until(now), None, "many frames");
        assert_eq!(
            waiting.take(now),
            Some(Next::Message(frame(TOGETHER_FRAMES_MAX)))
        );

        waiting.add(&[TOGETHER_BYTES_MAX, 1], Traffic::News);
        assert_eq!(waiting.rests_until(now), None, "many bytes");
        assert_eq!(
            waiting.take(now),
            Some(Next::Message(frame(TOGETHER_BYTES_MAX)))
        );

        assert!(waiting.rests_until(now).is_some());
        waiting.close = Some(Close::Stopping);
        assert_eq!(waiting.rests_until(now), None, "the end");
        assert_eq!(waiting.take(now), Some(Next::Message(frame(1))));
        assert_eq!(waiting.take(now), Some(Next::Close(Close::Stopping)));
    }
}
