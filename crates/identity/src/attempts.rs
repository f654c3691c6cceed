//! Attempts to sign in, slowed for each account and address.

use crate::{
    limits::{ATTEMPTS_ACCOUNT, ATTEMPTS_ACCOUNT_ADDRESS, ATTEMPTS_ADDRESS, ATTEMPTS_KEPT_MAX},
    pace::{Pace, Used},
};
use loggist_domain::Timestamp;
use std::{collections::HashMap, net::IpAddr, time::Duration};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Counted {
    AccountAddress(String, IpAddr),
    Account(String),
    Address(IpAddr),
}

/// Attempts lately.
#[derive(Debug, Default)]
pub struct Attempts(HashMap<Counted, Used>);

impl Attempts {
    /// Counts an attempt, before anything is looked up, or says how long to wait.
    ///
    /// # Errors
    /// The time to wait; the attempt is then not made.
    pub fn attempt(&mut self, email: &str, from: IpAddr, now: Timestamp) -> Result<(), Duration> {
        let from = network(from);
        let counted: [(Counted, Pace); 3] = [
            (
                Counted::AccountAddress(email.into(), from),
                ATTEMPTS_ACCOUNT_ADDRESS,
            ),
            (Counted::Address(from), ATTEMPTS_ADDRESS),
            (Counted::Account(email.into()), ATTEMPTS_ACCOUNT),
        ];
        for (key, pace) in counted {
            self.take(key, pace, now)?;
        }
        Ok(())
    }

    /// Counts an attempt at something that has no account.
    ///
    /// # Errors
    /// The time to wait; the attempt is then not made.
    pub fn attempt_from(&mut self, from: IpAddr, now: Timestamp) -> Result<(), Duration> {
        self.take(Counted::Address(network(from)), ATTEMPTS_ADDRESS, now)
    }

    fn take(&mut self, key: Counted, pace: Pace, now: Timestamp) -> Result<(), Duration> {
        self.make_room(&key, now);
        pace.take(self.0.entry(key).or_insert(Used::nothing(now)), now)
    }

    /// A right password: the account is no longer slowed from this address.
    pub fn succeeded(&mut self, email: &str, from: IpAddr) {
        self.0
            .remove(&Counted::AccountAddress(email.into(), network(from)));
    }

    /// Forgets what makes no difference any more, and at the limit who is least slowed.
    fn make_room(&mut self, key: &Counted, now: Timestamp) {
        if self.0.len() < ATTEMPTS_KEPT_MAX || self.0.contains_key(key) {
            return;
        }
        self.0.retain(|_, used| !used.is_over(now));
        if self.0.len() >= ATTEMPTS_KEPT_MAX {
            let mut over: Vec<Timestamp> = self.0.values().map(|used| used.over_at()).collect();
            let (_, middle, _) = over.select_nth_unstable(ATTEMPTS_KEPT_MAX / 2);
            let middle = *middle;
            self.0.retain(|_, used| used.over_at() > middle);
        }
    }
}

/// One subscriber has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000 + seconds * 1000)
    }

    #[test]
    fn guessing_is_slowed_and_comes_back_with_time() {
        let mut attempts = Attempts::default();
        for _ in 0..5 {
            assert_eq!(attempts.attempt("a@example.org", HERE, at(0)), Ok(()));
        }
        assert_eq!(
            attempts.attempt("a@example.org", HERE, at(0)),
            Err(Duration::from_secs(10))
        );
        assert_eq!(attempts.attempt("b@example.org", HERE, at(0)), Ok(()));
        assert_eq!(attempts.attempt("a@example.org", HERE, at(10)), Ok(()));
    }

    #[test]
    fn a_right_password_ends_the_slowness() {
        let mut attempts = Attempts::default();
        for _ in 0..5 {
            attempts.attempt("a@example.org", HERE, at(0)).unwrap();
        }
        attempts.succeeded("a@example.org", HERE);
        assert_eq!(attempts.attempt("a@example.org", HERE, at(0)), Ok(()));
    }

    #[test]
    fn many_accounts_from_one_network_and_many_networks_to_one_account_are_slowed() {
        let mut attempts = Attempts::default();
        let spread = (0..100).filter(|n| {
            let from = format!("2001:db8::{n:x}").parse().unwrap();
            attempts
                .attempt(&format!("{n}@example.org"), from, at(0))
                .is_ok()
        });
        assert_eq!(spread.count(), 60);
        let mut attempts = Attempts::default();
        let spread = (0..100).filter(|n| {
            let from = format!("192.0.2.{n}").parse().unwrap();
            attempts.attempt("a@example.org", from, at(0)).is_ok()
        });
        assert_eq!(spread.count(), 60);
    }

    #[test]
    fn guesses_at_codes_and_sign_ins_from_one_address_are_counted_together() {
        let mut attempts = Attempts::default();
        for n in 0..30 {
            let email = format!("{n}@example.org");
            attempts.attempt(&email, HERE, at(0)).unwrap();
            attempts.attempt_from(HERE, at(0)).unwrap();
        }
        assert_eq!(
            attempts.attempt_from(HERE, at(0)),
            Err(Duration::from_secs(1))
        );
        assert!(attempts.attempt("a@example.org", HERE, at(0)).is_err());
    }

    #[test]
    fn what_is_remembered_has_an_end() {
        let mut attempts = Attempts::default();
        for n in 0..40_000_u32 {
            let from = IpAddr::V4(std::net::Ipv4Addr::from_bits(n << 4));
            let _ = attempts.attempt("a@example.org", from, at(0));
        }
        assert!(attempts.0.len() <= ATTEMPTS_KEPT_MAX);
        assert!(
            attempts
                .0
                .contains_key(&Counted::Account("a@example.org".into()))
        );
    }
}
