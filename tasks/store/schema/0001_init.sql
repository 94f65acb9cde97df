-- The store of Tracewire. Public are the views at the end; docs/schema.md explains them column by column.
--
-- Every table is append-only and keyed by a hash of its content, so that writing the same twice changes nothing.
-- `unit_no` is the transaction that wrote a row (table units). There are no foreign keys: DuckDB keeps an index
-- for each on the referencing side, and each article is written whole in one transaction anyway.
-- Instants are timestamptz in UTC; dates of what happens are civil dates inside the JSON of a `when`.
-- JSON columns hold records of tasks/model.py, written by tasks/store/codec.py, left null for "none".

create table store_identity (
    store_id    varchar not null            -- drawn once; ties the ledger beside the file to this very file
);

create table units (
    unit_no     integer primary key,        -- 1, 2, 3, ...: one a transaction that wrote something
    run_id      varchar not null,
    written_at  timestamptz not null,       -- the writer's clock; order by unit_no, clocks are set back
    row_counts  json not null               -- {"documents": 12, ...}: rows of every table after this unit
);

create table runs (                         -- what happened to a run, one row an event
    unit_no     integer not null,
    event_id    varchar primary key,
    run_id      varchar not null,
    flow        varchar not null,
    state       varchar not null,           -- started | alive | finished | failed
    happened_at timestamptz not null,
    host        varchar not null,
    pid         integer not null,
    program     varchar not null,
    rules_hash  varchar not null,
    detail      varchar
);

-- ------------------------------------------------------------------------------------------ what came in

create table documents (
    unit_no         integer not null,
    document_id     varchar primary key,    -- hash of text, url and publication: three prints are three documents
    seen_at         timestamptz not null,   -- when we first held it
    source_id       varchar not null,       -- the id that the archive or feed gave
    url             varchar,
    publisher       varchar,
    owner           varchar,
    tier            utinyint not null,      -- VERDICTS.md section 1
    title           varchar,
    byline          varchar,
    dateline        varchar,
    language        varchar not null,       -- ISO 639-1
    published_at    timestamptz,
    published_precision      varchar,
    published_basis          varchar,       -- where the date stood: given, json-ld, meta, feed, archive, text
    published_raw            varchar,       -- as printed; never a date that a library made up
    published_offset_minutes integer,       -- the zone that was printed, which gives the outlet's civil day
    modified        json,
    credits         json not null,
    furniture       json not null,
    text            varchar not null
);

create table document_roles (               -- a checked article is no evidence unless a feed or archive brings it too
    unit_no         integer not null,
    document_id     varchar not null,
    role            varchar not null check (role in ('evidence', 'checked', 'cited')),
    primary key (document_id, role)
);

create table items (                        -- entries of feeds, as listed
    unit_no         integer not null,
    item_id         varchar primary key,
    feed            varchar not null,
    url             varchar,
    guid            varchar,
    title           varchar,
    published_raw   varchar,                -- the date that the feed claims
    first_seen      timestamptz not null,   -- ours: what a forged date is held against
    document_id     varchar                 -- null where no article could be read
);

create table fetches (                      -- cache and evidence at once
    unit_no         integer not null,
    fetch_id        varchar primary key,
    url             varchar not null,
    final_url       varchar not null,
    hops            json not null,          -- [["http://...", 301], ...]: redirects are evidence of lineage
    status          integer not null,
    headers         json not null,
    charset         varchar,
    fetched_at      timestamptz not null,
    body_sha256     varchar,
    document_id     varchar
);

create table bodies (
    unit_no         integer not null,
    body_sha256     varchar primary key,
    size_bytes      bigint not null,        -- before compression
    body            blob not null           -- zlib
);

create table feed_polls (                   -- one row a poll; the view feeds_status shows the last
    unit_no         integer not null,
    poll_id         varchar primary key,
    feed            varchar not null,
    polled_at       timestamptz not null,
    status          varchar not null,       -- new | unchanged | error
    items           integer not null,
    etag            varchar,                -- quoted back verbatim
    last_modified   varchar,
    next_at         timestamptz,
    failures        integer not null,       -- in a row
    trouble         varchar
);

create table troubles (                     -- articles and feeds set aside, each with its reason
    unit_no         integer not null,
    trouble_id      varchar primary key,
    thing           varchar not null,
    kind            varchar not null,       -- Refused | Unreadable | Unavailable
    cause           varchar not null,
    next_step       varchar not null,
    happened_at     timestamptz not null
);

-- ------------------------------------------------------------------------------------------ what was read

create table readings (                     -- one document read once by one reader, also where it held no claim
    unit_no         integer not null,
    reading_id      varchar primary key,    -- hash of document and reader: DuckDB looks up one column by its index
    document_id     varchar not null,
    reader          varchar not null,       -- extractor's version, and what else its result depends on
    claim_records   varchar[] not null      -- claims.record_id in the order of the text
);

create table claims (
    unit_no         integer not null,
    record_id       varchar primary key,    -- hash of the whole record: a verdict points at the very reading it judged
    claim_id        varchar not null,       -- hash of document, span, kind, role, party, value
    document_id     varchar not null,
    kind            varchar not null,
    start_char      integer not null,       -- offsets into documents.text; ends are exclusive
    end_char        integer not null,
    text            varchar not null,
    sentence        varchar not null,
    sentence_start  integer not null,
    sentence_end    integer not null,
    sentence_index  integer not null,
    value           double,                 -- the figure: as printed, or the middle of a printed range
    low             double,                 -- its interval (VERDICTS.md section 5); null = open
    high            double,
    hedge           varchar,                -- null = this claim is no figure
    role            varchar,
    party           varchar,
    unit            varchar,
    base            double,
    place           varchar,
    population      varchar,
    as_of_start     timestamptz,
    as_of_end       timestamptz,
    as_of_basis     varchar,
    derived_from    varchar,
    open_low        boolean,
    open_high       boolean,
    is_increment    boolean,
    is_part         boolean,
    happens         json,                   -- Claim.when
    event_when      json,
    quote_text      varchar,                -- null = this claim is no quote
    quote_speaker   varchar,
    happening       json,
    attribution     varchar[] not null,     -- outermost first
    own_voice       boolean not null,
    anchors         json not null,
    is_headline     boolean not null,
    is_retrospective boolean not null,
    is_negated      boolean not null,
    not_checkable   varchar,
    extractor       varchar not null
);

-- ------------------------------------------------------------------------------------------ what was judged

create table verdicts (                     -- a new one never overwrites an old one
    unit_no         integer not null,
    verdict_id      varchar primary key,    -- hash of claim, evidence, rules and cut-off
    claim_id        varchar not null,
    claim_record    varchar,                -- claims.record_id; null where the verdict came without its claim
    label           varchar not null,
    temporal        varchar not null,
    cited_source    varchar not null,
    families        integer not null,
    origins         json not null,          -- [{"origin_id","name","kind","documents"}, ...]
    origins_low     integer not null,
    origins_high    integer not null,
    is_circular     boolean not null,
    earliest        json,
    searched_feeds  integer not null,
    searched_passages bigint not null,
    searched_from   timestamptz,
    searched_to     timestamptz,
    cut_off         timestamptz,
    confidence      double not null,
    shown_as        varchar not null,
    explanation     varchar not null,
    needs_person    boolean not null,
    review          varchar not null,
    cause           varchar,
    flags           varchar[] not null,
    rules_hash      varchar not null,
    program         varchar not null
);

create table matches (                      -- the comparisons behind a verdict, in its order
    unit_no         integer not null,
    verdict_id      varchar not null,
    position        integer not null,
    claim_id        varchar not null,
    document_id     varchar not null,
    relation        varchar not null,
    finding_relation varchar not null,
    detail          varchar not null,
    rule            varchar not null,
    gate            varchar,
    start_char      integer not null,
    end_char        integer not null,
    passage         varchar not null,
    score           double not null,
    coverage        double not null,
    their_record    varchar,                -- claims.record_id of the claim compared with
    primary key (verdict_id, position)
);

create table edges (
    unit_no         integer not null,
    edge_id         varchar primary key,
    from_id         varchar not null,
    to_id           varchar not null,       -- a document, or the name that was credited
    kind            varchar not null,
    evidence        varchar not null,
    confidence      double not null,
    contains_ab     double,
    contains_ba     double
);

create table verifications (                -- one article judged: what ties its verdicts together
    unit_no         integer not null,
    verification_id varchar primary key,
    document_id     varchar not null,
    reader          varchar not null,
    claim_records   varchar[] not null,
    verdict_ids     varchar[] not null,
    cited           varchar[] not null,
    edge_ids        varchar[] not null,
    chain           json not null,
    families        json not null,
    self_check      json not null,
    sentences_checked integer not null,
    sentences       integer not null,
    notes           varchar[] not null
);

create table reviews (                      -- a person's last word; filled by the review flow
    unit_no         integer not null,
    review_id       varchar primary key,
    verdict_id      varchar not null,
    claim_id        varchar not null,
    review          varchar not null,       -- confirmed | overruled
    label           varchar,                -- what it is instead
    reviewer        varchar not null,
    reason          varchar not null,
    reviewed_at     timestamptz not null
);

-- ------------------------------------------------------------------------------------------ public views

create view claims_latest as
with latest as (
    select document_id, reader, claim_records, unit_no
    from readings
    qualify row_number() over (partition by document_id order by unit_no desc, reader desc) = 1
),
listed as (
    select reader, unnest(claim_records) as record_id from latest
)
select
    claims.claim_id, claims.document_id, claims.kind, claims.start_char, claims.end_char, claims.text,
    claims.sentence, claims.sentence_start, claims.sentence_end,
    claims.role, claims.party, claims.value, claims.low, claims.high, claims.hedge, claims.unit, claims.base,
    claims.place, claims.population,
    claims.as_of_start, claims.as_of_end, claims.as_of_basis,
    cast(claims.happens ->> '$.start' as date) as when_start,
    cast(claims.happens ->> '$.end' as date) as when_end,
    claims.happens ->> '$.granularity' as when_granularity,
    claims.quote_text, claims.quote_speaker,
    claims.attribution, claims.attribution[-1] as said_by, claims.own_voice,
    claims.is_headline, claims.is_retrospective, claims.is_negated, claims.not_checkable,
    claims.extractor, listed.reader, claims.record_id
from listed join claims using (record_id);

create view verdicts_latest as
select
    verdicts.verdict_id, verdicts.claim_id, claims.document_id, claims.kind, claims.sentence,
    verdicts.label, verdicts.shown_as, verdicts.explanation, verdicts.temporal, verdicts.cited_source,
    verdicts.families, verdicts.origins_low, verdicts.origins_high, verdicts.is_circular,
    verdicts.earliest ->> '$.document_id' as earliest_document_id,
    verdicts.earliest ->> '$.url' as earliest_url,
    cast(verdicts.earliest ->> '$.published.instant' as timestamptz) as earliest_published_at,
    verdicts.earliest ->> '$.basis' as earliest_basis,
    verdicts.searched_feeds, verdicts.searched_passages, verdicts.searched_from, verdicts.searched_to,
    verdicts.cut_off, verdicts.confidence, verdicts.needs_person, verdicts.review, verdicts.cause, verdicts.flags,
    verdicts.rules_hash, verdicts.program, units.run_id, units.written_at as judged_at
from verdicts
left join claims on claims.record_id = verdicts.claim_record
left join units on units.unit_no = verdicts.unit_no
qualify row_number() over (partition by verdicts.claim_id order by verdicts.unit_no desc, verdicts.verdict_id) = 1;

create view figures as
select
    claims_latest.claim_id, claims_latest.document_id, claims_latest.kind,
    claims_latest.role, claims_latest.party, claims_latest.value, claims_latest.low, claims_latest.high,
    claims_latest.hedge, claims_latest.unit, claims_latest.base, claims_latest.place, claims_latest.population,
    claims_latest.as_of_start, claims_latest.as_of_end, claims_latest.as_of_basis,
    claims_latest.said_by, claims_latest.attribution, claims_latest.own_voice,
    documents.publisher, documents.owner, documents.tier,
    documents.published_at, documents.published_precision, documents.published_basis, documents.seen_at,
    documents.url as document_url, documents.title, claims_latest.sentence, claims_latest.text,
    claims_latest.is_headline, claims_latest.is_retrospective, claims_latest.is_negated, claims_latest.not_checkable
from claims_latest join documents using (document_id)
where claims_latest.hedge is not null;

create view origins as
with listed as (
    select
        verdict_id,
        claim_id,
        unnest(from_json(origins,
            '[{"origin_id": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "documents": ["VARCHAR"]}]')) as origin
    from (select verdict_id, claim_id, origins from verdicts where verdict_id in (select verdict_id from verdicts_latest))
)
select
    verdict_id, claim_id, origin.origin_id as origin_id, origin.name as name, origin.kind as kind,
    len(origin.documents) as document_count, origin.documents as documents
from listed;

create view feeds_status as
with latest as (
    select * from feed_polls
    qualify row_number() over (partition by feed order by unit_no desc, polled_at desc) = 1
),
ever as (
    select feed, max(polled_at) filter (where status <> 'error') as last_success_at, count(*) as polls
    from feed_polls group by feed
),
listed as (
    select feed, count(distinct coalesce(url, guid)) as items_ever, max(first_seen) as newest_item_at
    from items group by feed
)
select
    latest.feed, latest.status, latest.polled_at, ever.last_success_at, latest.next_at, latest.failures,
    latest.items as items_last_poll, coalesce(listed.items_ever, 0) as items_ever, listed.newest_item_at,
    ever.polls, latest.trouble
from latest join ever using (feed) left join listed using (feed);
