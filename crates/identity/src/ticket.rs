//! Tickets: one use, half a minute, for a socket that can carry neither cookie nor header.

use crate::limits::{TICKET_FOR, TICKETS_MAX};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use loggist_domain::{PersonId, SessionId, Timestamp};
use std::collections::{HashMap, VecDeque};

/// Whom a ticket stands for, and until when.
#[derive(Clone, Copy, Debug)]
struct Held {
    person: PersonId,
    session: SessionId,
    until: Timestamp,
}

/// The open tickets of this node. They do not outlive the process, and need not.
#[derive(Debug, Default)]
pub struct Tickets {
    held: HashMap<String, Held>,
    /// In the order in which they end.
    order: VecDeque<(Timestamp, String)>,
}

impl Tickets {
    /// Issues a ticket made of these random bytes; returns it with the moment it ends.
    pub fn issue(
        &mut self,
        (person, session): (PersonId, SessionId),
        random: [u8; 32],
        now: Timestamp,
    ) -> (String, Timestamp) {
        while self
            .order
            .front()
            .is_some_and(|(until, _)| *until <= now || self.order.len() >= TICKETS_MAX)
        {
            if let Some((_, ticket)) = self.order.pop_front() {
                self.held.remove(&ticket);
            }
        }
        let ticket = URL_SAFE_NO_PAD.encode(random);
        let until = now.plus(TICKET_FOR);
        let held = Held {
            person,
            session,
            until,
        };
        self.held.insert(ticket.clone(), held);
        self.order.push_back((until, ticket.clone()));
        (ticket, until)
    }

    /// Takes a ticket: it is good once, and only until it ends.
    pub fn redeem(&mut self, ticket: &str, now: Timestamp) -> Option<(PersonId, SessionId)> {
        let held = self.held.remove(ticket)?;
        (now < held.until).then_some((held.person, held.session))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const WHO: (PersonId, SessionId) = (
        PersonId(uuid::Uuid::from_u128(1)),
        SessionId(uuid::Uuid::from_u128(2)),
    );

    fn now() -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000)
    }

    #[test]
    fn a_ticket_is_good_once_and_for_half_a_minute() {
        let mut tickets = Tickets::default();
        let (ticket, until) = tickets.issue(WHO, [1; 32], now());
        assert_eq!(until, now().plus(TICKET_FOR));
        assert_eq!(tickets.redeem("no ticket", now()), None);
        assert_eq!(tickets.redeem(&ticket, now()), Some(WHO));
        assert_eq!(tickets.redeem(&ticket, now()), None);

        let (ticket, until) = tickets.issue(WHO, [2; 32], now());
        let just_before = Timestamp::from_millis(until.millis() - 1);
        assert_eq!(tickets.redeem(&ticket, until), None);
        let (ticket, _) = tickets.issue(WHO, [3; 32], now());
        assert_eq!(tickets.redeem(&ticket, just_before), Some(WHO));
    }

    #[test]
    fn the_number_of_open_tickets_has_an_end_and_old_ones_are_forgotten() {
        let mut tickets = Tickets::default();
        let mut random = [0; 32];
        for n in 0..TICKETS_MAX + 5 {
            random[..8].copy_from_slice(&n.to_le_bytes());
            tickets.issue(WHO, random, now());
        }
        assert_eq!(tickets.held.len(), TICKETS_MAX);
        tickets.issue(WHO, [255; 32], now().plus(Duration::from_mins(1)));
        assert_eq!((tickets.held.len(), tickets.order.len()), (1, 1));
    }
}
