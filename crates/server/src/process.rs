//! What this process uses, as Linux tells it.

use std::fs;

/// What a process has used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Used {
    /// Seconds of processor time, of the program and of the system for it.
    pub cpu_seconds: f64,
    /// Memory that is resident.
    pub resident_bytes: u64,
}

/// Linux counts processor time in these, on every architecture (`USER_HZ`).
const TICKS_A_SECOND: f64 = 100.0;

/// What this process has used; nothing where `/proc` is not there.
pub fn used() -> Used {
    let read = |name| fs::read_to_string(format!("/proc/self/{name}")).unwrap_or_default();
    Used {
        cpu_seconds: cpu_seconds(&read("stat")).unwrap_or_default(),
        resident_bytes: resident_bytes(&read("status")).unwrap_or_default(),
    }
}

/// Fields 14 and 15 of `stat`. The second field is the program's name, which may hold spaces and brackets.
fn cpu_seconds(stat: &str) -> Option<f64> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / TICKS_A_SECOND)
}

fn resident_bytes(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_found_behind_an_odd_name() {
        let stat = "1 (a) b) S 0 1 1 0 -1 4194560 1 2 3 4 250 50 7 8 20 0 1 0 100 1 1";
        assert_eq!(cpu_seconds(stat), Some(3.0));
        assert_eq!(
            resident_bytes("Name:\tx\nVmRSS:\t  2048 kB\n"),
            Some(2_097_152)
        );
        assert_eq!(cpu_seconds(""), None);
    }

    #[test]
    fn this_process_uses_memory() {
        assert!(used().resident_bytes > 0);
    }
}
