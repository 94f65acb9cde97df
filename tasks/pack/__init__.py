"""The evidence pack: an article, or a run, with all that its verdicts rest on, to be checked and judged again alone."""
