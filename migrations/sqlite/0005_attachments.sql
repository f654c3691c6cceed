-- What is attached to incidents, outside their documents, so that it can be taken away.

create table attachments (
    incident text not null references incidents (id),
    sha256 text not null, -- of the content, in hex
    size integer not null, -- bytes
    kept_by text not null,
    kept_at text not null,
    content blob not null,
    primary key (incident, sha256)
) strict;
