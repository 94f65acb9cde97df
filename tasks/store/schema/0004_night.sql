-- The night: what became of each watched article, and what a person said of an item of the digest.
-- Watched articles wait in `items` of their feed; one without a row here, or with a failure of an older program, is next.

create table night_articles (
    unit_no         integer not null,
    outcome_id      varchar primary key,    -- hash of document, outcome, program and rules: done twice is done once
    document_id     varchar not null,
    outcome         varchar not null check (outcome in ('verified', 'skipped', 'failed')),
    cause           varchar,                -- null for verified
    program         varchar not null,
    rules_hash      varchar not null
);

create table digest_items (                 -- what each digest showed, so that the next knows what is new
    unit_no         integer not null,
    shown_id        varchar primary key,    -- hash of item and moment
    item_id         varchar not null,
    made_at         timestamptz not null,
    item            json not null           -- figure, documents, origins, values: tasks/reports/digest_model.py
);

create table digest_decisions (             -- dismissed or put off; the last one of an item holds
    unit_no         integer not null,
    decision_id     varchar primary key,
    item_id         varchar not null,
    decision        varchar not null check (decision in ('dismissed', 'snoozed')),
    decided_by      varchar not null,
    reason          varchar not null,
    until           timestamptz,            -- of what is put off
    decided_at      timestamptz not null,
    item            json not null           -- the item as it was then: a new origin or value brings it back
);
