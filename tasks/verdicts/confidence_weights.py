"""The weights of confidence.py, in log-odds; by fit_confidence.py of the benchmarks."""

INTERCEPT = 0.76
WEIGHTS: dict[str, float] = {
    "a date or quotation decides": 0.78,
    "a page speaks on the other side": -0.64,
    "a page tells of another moment": -0.42,
    "an exact number decides": 0.62,
    "digits of the number that decides": -0.22,
    "pages that decide, at most four; consistent": -0.1,
    "pages that decide, at most four; disputed": -0.63,
    "pages that decide, at most four; misframed": 0.04,
    "pages that decide, at most four; refuted": 0.71,
    "pages that decide, at most four; supported": -0.04,
    "share of the claim's words in the best page": 0.59,
    "the verdict is consistent": -0.8,
    "the verdict is disputed": -0.46,
    "the verdict is misframed": 0.16,
    "the verdict is refuted": 0.5,
    "the verdict is supported": 0.6,
}
