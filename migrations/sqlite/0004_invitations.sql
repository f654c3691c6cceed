-- People from outside the organisation, who are in one incident alone, and what opens invitations.

alter table people add column guest_of text;

-- Beside the ledger, because whoever reads the incident does not learn from it how to come in.
create table invitation_codes (
    code_hash blob not null primary key, -- SHA-256
    incident text not null references incidents (id),
    invitation text not null,
    expires_at text not null
) strict, without rowid;
