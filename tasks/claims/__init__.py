"""From sentences to claims: numbers, times, attribution, and one module a claim kind. Pure."""
