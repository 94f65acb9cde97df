-- Figures that somebody follows: who follows what, and how the figure stood whenever it was found another one.

create table follows (                      -- append-only: the last word on a story holds
    unit_no         integer not null,
    word_id         varchar primary key,
    follow_id       varchar not null,       -- hash of phrase and owner
    phrase          varchar not null,       -- as for `tracewire ledger`
    owner           varchar not null,
    house           double,                 -- the figure that the house prints; null: none was given
    word            varchar not null check (word in ('follow', 'stop')),
    said_at         timestamptz not null
);

create table follow_states (                -- one row a change of what the ledger says
    unit_no         integer not null,
    state_id        varchar primary key,
    follow_id       varchar not null,
    found_at        timestamptz not null,
    state           json not null,          -- a figure a counter, as tasks/reports/following.py has it
    alerts          json not null           -- what moved since the state before: kind and sentence; none for the first
);
