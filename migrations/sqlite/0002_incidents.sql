-- The list of incidents. The ledger is the truth; this is written beside it, in the same transaction.

create table incidents (
    id text not null primary key,
    phase text not null,
    opened_at text not null,
    summary text not null -- JSON
) strict;

-- Who is in the team now. People of a ledger from elsewhere need no account here, so nothing refers to people.
create table incident_members (
    incident text not null references incidents (id),
    person text not null,
    primary key (incident, person)
) strict, without rowid;

create index incident_members_by_person on incident_members (person);

create table incident_numbers (
    year integer not null primary key,
    last_number integer not null
) strict;
