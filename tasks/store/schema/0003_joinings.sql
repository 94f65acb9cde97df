-- What people say of two pages: one report, or two. Append-only: who changes their mind says it again, and two people
-- may differ. The latest word of each person counts (tasks/lineage/people.py).

create table joinings (
    unit_no         integer not null,
    joining_id      varchar primary key,
    one             varchar not null,       -- documents.document_id; the smaller of the two
    other           varchar not null,
    is_same         boolean not null,
    person          varchar not null,
    reason          varchar not null,
    said_at         timestamptz not null,
    one_address     varchar,                -- the word holds for every print of the page, so its address is kept as well
    other_address   varchar
);
