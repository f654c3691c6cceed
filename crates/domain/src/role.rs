//! The words of command: roles, phases, severity, category, level.

use serde::{Deserialize, Serialize};

/// A role in one incident, held for a time by a person (`seed`; GEN-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Commands; does not do. Holds no other role.
    IncidentManager,
    /// Watches, chases, steps in.
    Deputy,
    /// Keeps the contemporaneous log.
    Secretariat,
    /// A subject matter expert: recommends, then does as instructed.
    Sme,
    /// Owns what is said to whom.
    CommsLead,
    /// Brings others in, owes briefings.
    Liaison,
    /// Reads.
    Observer,
}

impl Role {
    /// Every role, most senior first: the order in which a person's roles are named.
    pub const ALL: [Self; 7] = [
        Self::IncidentManager,
        Self::Deputy,
        Self::Secretariat,
        Self::Sme,
        Self::CommsLead,
        Self::Liaison,
        Self::Observer,
    ];

    /// Manager, deputy or secretariat.
    pub fn is_command(self) -> bool {
        matches!(
            self,
            Self::IncidentManager | Self::Deputy | Self::Secretariat
        )
    }

    /// The role's name on screens.
    pub fn title(self) -> &'static str {
        match self {
            Self::IncidentManager => "Incident Manager",
            Self::Deputy => "Deputy",
            Self::Secretariat => "Secretariat",
            Self::Sme => "Subject Matter Expert",
            Self::CommsLead => "Communications Lead",
            Self::Liaison => "Liaison",
            Self::Observer => "Observer",
        }
    }

    /// The role's name in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::IncidentManager => "incident_manager",
            Self::Deputy => "deputy",
            Self::Secretariat => "secretariat",
            Self::Sme => "sme",
            Self::CommsLead => "comms_lead",
            Self::Liaison => "liaison",
            Self::Observer => "observer",
        }
    }
}

/// Where an incident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Opened, not yet declared.
    PreIncident,
    /// Declared and being dealt with.
    Hot,
    /// Resolved; recovery.
    Warm,
    /// Review and lessons.
    Cold,
    /// Closed after the review.
    Closed,
}

impl Phase {
    /// The phase in a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Self::PreIncident => "pre-incident",
            Self::Hot => "hot",
            Self::Warm => "warm",
            Self::Cold => "cold",
            Self::Closed => "closed",
        }
    }
}

/// 1 is the gravest, 4 the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Severity(u8);

impl Severity {
    /// The severity with this number, when it is 1 to 4.
    pub fn new(number: u8) -> Option<Self> {
        (1..=4).contains(&number).then_some(Self(number))
    }
}

impl TryFrom<u8> for Severity {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::new(number).ok_or_else(|| format!("severity is 1 to 4, not {number}"))
    }
}

impl From<Severity> for u8 {
    fn from(severity: Severity) -> Self {
        severity.0
    }
}

/// What kind of incident it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Data shown or sent to those who should not have it.
    DataDisclosure,
    /// Data gone.
    DataLoss,
    /// Malicious software, ransom included.
    Malware,
    /// Deceptive messages.
    Phishing,
    /// An account in other hands.
    AccountCompromise,
    /// A service made unavailable from outside.
    DenialOfService,
    /// A failure of our own.
    SystemFailure,
    /// Premises, devices, paper.
    Physical,
    /// None of these.
    Other,
}

impl Category {
    /// The category in a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Self::DataDisclosure => "data disclosure",
            Self::DataLoss => "data loss",
            Self::Malware => "malware",
            Self::Phishing => "phishing",
            Self::AccountCompromise => "account compromise",
            Self::DenialOfService => "denial of service",
            Self::SystemFailure => "system failure",
            Self::Physical => "physical",
            Self::Other => "other",
        }
    }
}

/// Command level; silver comes before gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Operational.
    Bronze,
    /// Tactical: across departments or incidents.
    Silver,
    /// Strategic.
    Gold,
}

impl Level {
    /// The level in a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Self::Bronze => "bronze",
            Self::Silver => "silver",
            Self::Gold => "gold",
        }
    }
}
