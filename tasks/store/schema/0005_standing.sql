-- What ties judged articles to the news that may overtake them, so that a new page finds them by looking up.

create table standing_keys (                -- derived from claims; tasks/verdicts/standing.py says what a key is
    unit_no         integer not null,
    key_id          varchar primary key,    -- hash of the three below
    document_id     varchar not null,       -- an article that was judged
    family          varchar not null,       -- kind (of a claim), name (a place too), or word (of headline and opening)
    anchor          varchar not null        -- lower-cased
);
