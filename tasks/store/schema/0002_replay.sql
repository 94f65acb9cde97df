-- What a verdict needs to be judged again, whatever was added since; and two marks that a ledger of figures cannot do
-- without: "22 more" is no toll, and a part is no total.

create table configurations (               -- once for each rules_hash that ever judged
    unit_no         integer not null,
    rules_hash      varchar primary key,
    settings        json not null           -- {"rules", "sources", "engine"}, as tasks/settings.py writes them
);

create table searches (                     -- what lay before the judge: candidates with their scores, rarity of words
    unit_no         integer not null,
    verification_id varchar primary key,
    search          blob not null           -- zlib of the JSON of a Search of tasks/model.py
);

create or replace view claims_latest as
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
    claims.extractor, listed.reader, claims.record_id, claims.is_increment, claims.is_part
from listed join claims using (record_id);

create or replace view figures as
select
    claims_latest.claim_id, claims_latest.document_id, claims_latest.kind,
    claims_latest.role, claims_latest.party, claims_latest.value, claims_latest.low, claims_latest.high,
    claims_latest.hedge, claims_latest.unit, claims_latest.base, claims_latest.place, claims_latest.population,
    claims_latest.as_of_start, claims_latest.as_of_end, claims_latest.as_of_basis,
    claims_latest.said_by, claims_latest.attribution, claims_latest.own_voice,
    documents.publisher, documents.owner, documents.tier,
    documents.published_at, documents.published_precision, documents.published_basis, documents.seen_at,
    documents.url as document_url, documents.title, claims_latest.sentence, claims_latest.text,
    claims_latest.is_headline, claims_latest.is_retrospective, claims_latest.is_negated, claims_latest.not_checkable,
    claims_latest.record_id, claims_latest.is_increment, claims_latest.is_part
from claims_latest join documents using (document_id)
where claims_latest.hedge is not null;
