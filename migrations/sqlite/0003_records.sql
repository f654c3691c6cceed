-- The ledgers, and what goes with them.

create table records (
    incident text not null references incidents (id),
    seq integer not null,
    hash blob not null,
    prev blob not null,
    received_at text not null,
    written_at text not null,
    person text,
    session text,
    role text,
    epoch integer not null,
    policy_version integer not null,
    kind text not null,
    name text not null,
    intent text,
    change_hash blob,
    number integer, -- of the entry that it seals
    actors blob not null, -- 17 bytes each: the actor, then 1 when it is the server's
    created blob not null, -- 16 bytes each
    record_key blob not null, -- never leaves the server
    parts blob not null,
    primary key (incident, seq),
    unique (incident, person, intent),
    unique (incident, change_hash)
) strict;

-- Whose an Automerge actor is, for ever; null is the server's.
create table actors (
    incident text not null references incidents (id),
    actor blob not null,
    person text,
    primary key (incident, actor)
) strict, without rowid;

create table snapshots (
    incident text not null references incidents (id),
    volume integer not null,
    seq integer not null,
    stored_at text not null,
    bytes blob not null,
    primary key (incident, volume, seq)
) strict;

-- Refused intents, kept for their author. A discarded one has lost its content and is still repeated.
create table tray (
    incident text not null references incidents (id),
    person text not null,
    intent text not null,
    name text not null,
    code text not null,
    reason text not null,
    written_at text not null,
    refused_at text not null,
    change blob,
    command text, -- JSON
    discarded integer not null default 0,
    primary key (incident, person, intent)
) strict;
