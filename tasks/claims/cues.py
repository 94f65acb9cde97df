"""The words by which speech is reported, with what each may govern.

CUES maps each form ("said", "telling") to a `Cue`: lemma, form, and frame. Frames:
say    takes a that-clause or a quote, with or without "that" ("said he would go"), and may follow its subject or stand
       before it ("said Lim")
tell   the same after a listener ("told reporters that")
that   takes "that", a colon or a quote; a bare noun phrase after it is no content of speech ("noted the date")
call   takes a noun phrase as content ("called the attack barbaric", "described it as", "put the toll at 202")
think  a state of mind that is reported like speech ("believes", "fears"), with or without "that"
of     takes "of" or "about" ("spoke of 4,000 casualties")
show   what documents and counts do ("shows", "found", "indicates"), with "that" or a bare clause
Only `lemma` lists and irregular forms are written here; the regular forms are made.
"""

from typing import NamedTuple


class Cue(NamedTuple):
    """A form of a verb of speech: base, s, ed, ing or en (a participle that differs from the past tense)."""

    lemma: str
    form: str
    frame: str


_FRAMES = {
    "say": "say add write tweet claim insist argue reply quip joke declare announce explain recall remark predict post",
    "of": "speak talk",
    "tell": "tell ask inform assure remind warn advise notify",
    "that": """note report suggest state confirm acknowledge admit concede contend assert allege maintain reiterate
        observe comment complain conclude caution emphasize emphasise stress reveal disclose deny mention respond repeat
        recount testify lament boast promise pledge vow swear continue exclaim retort muse opine proclaim publish
        speculate agree disagree
        underline underscore point clarify confess counter""",
    "call": """call describe dismiss denounce condemn praise criticize criticise hail blame accuse deem label brand cite
        quote urge order instruct propose demand reject characterize characterise defend credit put""",
    "think": "believe think fear hope expect feel suspect doubt worry understand learn",
    "show": "show find indicate estimate count calculate record register determine",
}
_IRREGULAR = {
    "said": ("say", "ed", "say"), "wrote": ("write", "ed", "say"), "written": ("write", "en", "say"),
    "told": ("tell", "ed", "tell"), "swore": ("swear", "ed", "that"), "thought": ("think", "ed", "think"),
    "understood": ("understand", "ed", "think"), "felt": ("feel", "ed", "think"), "shown": ("show", "en", "show"),
    "found": ("find", "ed", "show"), "spoke": ("speak", "ed", "of"), "spoken": ("speak", "en", "of"),
    "put": ("put", "ed", "call"),
}  # fmt: skip
_NO_REGULAR_PAST = {lemma for lemma, form, _ in _IRREGULAR.values() if form == "ed"}
_DOUBLED = {"quip": "p", "put": "t", "admit": "t", "label": "l"}


def _forms(lemma: str) -> list[tuple[str, str]]:
    third, past, gerund = lemma + "s", lemma + "ed", lemma + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith("ee"):
        past = lemma + "d"
    elif lemma.endswith("e"):
        past, gerund = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith(("s", "sh", "ch", "x")):
        third = lemma + "es"
    forms = [(lemma, "base"), (third, "s"), (gerund, "ing")]
    if lemma in _DOUBLED:
        forms[2] = (lemma + _DOUBLED[lemma] + "ing", "ing")
        past = lemma + _DOUBLED[lemma] + "ed"
    return forms if lemma in _NO_REGULAR_PAST else [*forms, (past, "ed")]


CUES: dict[str, Cue] = {
    form: Cue(lemma, shape, frame)
    for frame, lemmas in _FRAMES.items()
    for lemma in lemmas.split()
    for form, shape in _forms(lemma)
} | {form: Cue(*cue) for form, cue in _IRREGULAR.items()}
