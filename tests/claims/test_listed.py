"""What is read from the rows of a bulletin."""

from typing import Any

import pytest

from tasks.claims.listed import listed_claims
from tests.support import cases, named
from tests.support_figures import read, summary


@pytest.mark.parametrize("case", cases("listed.toml"), ids=named)
def test_reads_labelled_counts(case: dict[str, Any]):
    assert [summary(claim) for claim in read(case["text"].strip(), listed_claims)] == case["claims"]
