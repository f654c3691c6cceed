-- People with an account, how they prove who they are, and what the installation remembers.
-- Ids are lower-case hyphenated text, times RFC 3339 text with three decimals and Z: as everywhere else.

create table people (
    id text not null primary key,
    name text not null,
    email text not null unique,
    organisation text not null,
    administrator boolean not null,
    disabled boolean not null,
    on_call_until text,
    trainings text not null, -- JSON
    created_at text not null
);

create table credentials (
    person text not null primary key references people (id),
    password_hash text not null -- PHC
);

create table sessions (
    id text not null primary key,
    person text not null references people (id),
    refresh_hash bytea, -- of the one token that is good now
    created_at text not null,
    expires_at text not null,
    ended_at text
);

create index sessions_by_person on sessions (person);

-- Refresh tokens that were used: using one again ends its session.
create table spent_tokens (
    session text not null references sessions (id),
    refresh_hash bytea not null,
    primary key (session, refresh_hash)
);

create table settings (
    key text not null primary key,
    value text not null
);
