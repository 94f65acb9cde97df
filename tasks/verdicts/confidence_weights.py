"""The weights of confidence.py, in log-odds; by fit_confidence.py of the benchmarks."""

INTERCEPT = 0.84
WEIGHTS: dict[str, float] = {
    "a date or quotation decides": 0.77,
    "a page speaks on the other side": -0.64,
    "a page tells of another moment": -0.5,
    "an exact number decides": 0.67,
    "digits of the number that decides": -0.22,
    "pages that decide, at most four; consistent": -0.09,
    "pages that decide, at most four; disputed": -0.64,
    "pages that decide, at most four; misframed": 0.15,
    "pages that decide, at most four; refuted": 0.66,
    "pages that decide, at most four; supported": -0.05,
    "share of the claim's words in the best page": 0.54,
    "the verdict is consistent": -0.86,
    "the verdict is disputed": -0.47,
    "the verdict is misframed": 0.31,
    "the verdict is refuted": 0.42,
    "the verdict is supported": 0.59,
}
