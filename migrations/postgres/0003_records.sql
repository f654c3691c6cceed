-- The ledgers, and what goes with them.

create table records (
    incident text not null references incidents (id),
    seq bigint not null,
    hash bytea not null,
    prev bytea not null,
    received_at text not null,
    written_at text not null,
    person text,
    session text,
    role text,
    epoch bigint not null,
    policy_version bigint not null,
    kind text not null,
    name text not null,
    intent text,
    change_hash bytea,
    number bigint, -- of the entry that it seals
    actors bytea not null, -- 17 bytes each: the actor, then 1 when it is the server's
    created bytea not null, -- 16 bytes each
    record_key bytea not null, -- never leaves the server
    parts bytea not null,
    primary key (incident, seq),
    unique (incident, person, intent),
    unique (incident, change_hash)
);

-- Whose an Automerge actor is, for ever; null is the server's.
create table actors (
    incident text not null references incidents (id),
    actor bytea not null,
    person text,
    primary key (incident, actor)
);

create table snapshots (
    incident text not null references incidents (id),
    volume bigint not null,
    seq bigint not null,
    stored_at text not null,
    bytes bytea not null,
    primary key (incident, volume, seq)
);

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
    change bytea,
    command text, -- JSON
    discarded boolean not null default false,
    primary key (incident, person, intent)
);
