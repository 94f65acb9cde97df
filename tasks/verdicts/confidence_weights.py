"""The weights of confidence.py, in log-odds; by fit_confidence.py of the benchmarks."""

INTERCEPT = 0.48
WEIGHTS: dict[str, float] = {
    "a date or quotation decides": 0.4,
    "a page speaks on the other side": -0.55,
    "a page tells of another moment": -0.98,
    "an exact number decides": 0.23,
    "pages that decide, at most four; consistent": -0.82,
    "pages that decide, at most four; disputed": -0.65,
    "pages that decide, at most four; misframed": 0.49,
    "pages that decide, at most four; refuted": 0.96,
    "pages that decide, at most four; supported": 0.3,
    "share of the claim's words in the best page": 0.78,
    "the verdict is consistent": -0.65,
    "the verdict is disputed": -0.55,
    "the verdict is misframed": 0.42,
    "the verdict is refuted": 0.88,
    "the verdict is supported": -0.09,
}
