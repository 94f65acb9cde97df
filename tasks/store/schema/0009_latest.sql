-- What `verify --as-of` answered was judged with less than was held: it is an answer, and never the newest verdict of a
-- claim that has another. Tables of verdicts, the digest and exports read this view.

create or replace view verdicts_latest as
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
qualify row_number() over (
    partition by verdicts.claim_id order by verdicts.cut_off is not null, verdicts.unit_no desc, verdicts.verdict_id) = 1;
