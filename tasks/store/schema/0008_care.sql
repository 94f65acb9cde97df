-- Care of the store: pages whose text was removed on demand, and what must be kept whatever its age.
-- Removing is the one change that is no addition: rows stay, their words go (tasks/store/forgetting.py lists where).

create table tombstones (
    unit_no         integer not null,
    tombstone_id    varchar primary key,    -- hash of address and moment
    address         varchar not null,       -- as it was asked for
    addresses       varchar[] not null,     -- under which the page was asked for or printed: never fetched again
    documents       varchar[] not null,     -- documents.document_id of its prints
    hashes          varchar[] not null,     -- SHA-256 of the texts and bytes that were removed
    despite         varchar[] not null,     -- holds.hold_id of what it was removed in spite of
    person          varchar not null,
    reason          varchar not null,
    forgotten_at    timestamptz not null
);

create table tombstone_ends (               -- the files were written anew without the words; missing: still to be done
    unit_no         integer not null,
    tombstone_id    varchar primary key,
    ended_at        timestamptz not null
);

create table holds (
    unit_no         integer not null,
    hold_id         varchar primary key,    -- hash of what, owner and moment
    what            varchar not null,       -- an address, or the words of a story, all of which a page must hold
    owner           varchar not null,
    reason          varchar not null,
    held_at         timestamptz not null
);

create table hold_ends (
    unit_no         integer not null,
    hold_id         varchar primary key,
    owner           varchar not null,       -- who released it
    reason          varchar not null,
    ended_at        timestamptz not null
);
