-- What people say of verdicts, and what they set right about the inputs. Append-only: who changes their mind says it
-- again, two people may differ, and the latest word of each counts.

-- One key for one person, however the name is spaced or capitalised (tasks/lineage/names.py, person_key).
alter table reviews add column reviewer_key varchar;
update reviews set reviewer_key = lower(reviewer);

create table corrections (
    unit_no         integer not null,
    correction_id   varchar primary key,
    document_id     varchar not null,       -- the checked article
    address         varchar,                -- it holds for every print of the page, so its address is kept as well
    claim_id        varchar not null,
    input           varchar not null check (input in ('figure', 'page', 'tier', 'claim')),
    kind            varchar not null,       -- of the claim
    sentence        varchar not null,       -- by which another print knows the claim again
    words           varchar not null,       -- the claim's own, inside the sentence
    value           varchar not null,       -- as it was typed: a number or day, a tier, a role
    page            varchar,                -- documents.document_id of the evidence that is meant
    page_address    varchar,
    is_taken_back   boolean not null,
    person          varchar not null,
    reason          varchar not null,
    said_at         timestamptz not null
);

-- Of each reviewer the last word on a verdict; two reviewers of one verdict are two words. The one place of that rule.
create view reviews_latest as
select verdict_id, claim_id, review, label, reviewer, reason, reviewed_at
from reviews
qualify row_number() over (
    partition by verdict_id, reviewer_key order by reviewed_at desc, unit_no desc, review_id desc) = 1;
