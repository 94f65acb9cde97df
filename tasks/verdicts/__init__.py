"""From matches to verdicts: the same-figure gate, the comparison, the rules. Pure."""
