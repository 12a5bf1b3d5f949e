"""A printed phrase of time made even: dashes, broken words, slips of the pen, numbers that share a noun."""

import re

from rapidfuzz import distance

from records.lazy_patterns import LazyPattern

_DASHES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\t": " "})
# A word broken at the end of a line goes together; "børne- og unge-" and "Q2- ultimo" are no broken words.
_BROKEN = LazyPattern(
    r"(?<=[a-zæøå])(?:\u00ad\s*|- )(?!(?:og|eller|samt|til|i|fra|primo|medio|ultimo|den|d)\b)(?=[a-zæøå])"
)
_WORDS = (
    "januar februar marts april august september oktober november december january february march "
    "kvartal halvår foråret efteråret sommeren vinteren forår efterår sommer vinter primo medio ultimo "
    "udgangen slutningen starten midten"
).split()
# Only beside a number can a word that is nearly "februar" be meant as one.
_DOUBTFUL = LazyPattern(
    r"(?<![\w])(?<=\d )[a-zæøå]{5,11}\b|(?<=\d\. )[a-zæøå]{5,11}\b|(?<=\d\.)[a-zæøå]{5,11}\b"
    r"|\b[a-zæøå]{5,11}(?= ?(?:af |i )?(?:(?:19|20)\d\d|q ?[1-4])\b)"
)
_MONTH_NAME = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)"
)
_MONTH_WORD = rf"{_MONTH_NAME}\b\.?"
_NOUN = rf"(?:kvartal(?:et)?|kvt\b\.?|kv\b\.?|halvår(?:et)?|{_MONTH_WORD})"
_SHARED = LazyPattern(
    rf"(?<![\w/.-])((?:\d{{1,2}}\.?, ?){{0,4}}\d{{1,2}}\.?) ?(?:og|samt|&|\+) ?(?:d\. ?|den )?(\d{{1,2}}\.?) ?({_NOUN})"
)
# "Ultimo2022", "1.maj2022": a space was lost.
_GLUED = LazyPattern(
    rf"(?<![^\W\d])({_MONTH_NAME}|q[1-4]|kvartal|halvår|primo|medio|ultimo|(?:for|efter)år(?:et)?)(?=20\d\d)"
)
_SHORT_YEAR = LazyPattern(
    rf"\b({_MONTH_WORD}|q ?[1-4]|kvartal|kvt\.?|halvår|primo|medio|ultimo|forår(?:et)?|efterår(?:et)?|sommer(?:en)?)"
    r"[ -]['’]?([12]\d)(?=$|\.$|[,;)]| ?[-/] ?[a-z]| (?:og|til|samt|eller)\b)"
)
# Days and seasons that people name by another word.
_OTHERWISE = (
    (
        LazyPattern(r"\b(inden|før|efter|op til|omkring|ved|senest) jul(?:en|etid)?(?= (?:19|20)\d\d)"),
        r"\1 24. december",
    ),
    (LazyPattern(r"\befterårsferien?\b"), "uge 42"),
    (LazyPattern(r"\bvinterferien?\b"), "februar"),
    (LazyPattern(r"\b(?:skole|studie)start(?:en)?\b"), "august"),
    (LazyPattern(r"\bsensommer(?:en)?\b"), "ultimo sommer"),
    (LazyPattern(r"\bfor- (og|eller|til) efterår"), r"forår \1 efterår"),
    (LazyPattern(r"\b(?:sidste|last) (kvartal|quarter)(?=(?: af| i| of)? (?:19|20)\d\d)"), r"4. \1"),
    (LazyPattern(r"\b(?:sidste|last) (halvår|halvdel|half)(?=(?: af| i| of)? (?:19|20)\d\d)"), r"2. \1"),
)


def plain_phrase(text: str) -> str:
    """Lower case, one kind of dash, single spaces, words that a line break parted put together."""
    return _BROKEN.sub("", " ".join(text.translate(_DASHES).lower().split()))


def spelled_out(text: str) -> str:
    """A plain text with misspelled months mended, "2. og 3. kvartal" and "maj 22" written out."""
    text = _DOUBTFUL.sub(_mended, text)
    text = _GLUED.sub(r"\1 ", text)
    text = _SHARED.sub(_written_out, text)
    text = _SHORT_YEAR.sub(r"\1 20\2", text)
    for pattern, words in _OTHERWISE:
        text = pattern.sub(words, text)
    return text


def _mended(match: re.Match[str]) -> str:
    word = match[0]
    if word in _WORDS:
        return word
    allowed = 2 if len(word) >= 8 else 1
    alike = [name for name in _WORDS if name[0] == word[0]]
    near = [name for name in alike if distance.OSA.distance(word, name, score_cutoff=allowed) <= allowed]
    return near[0] if len(near) == 1 else word


def _written_out(match: re.Match[str]) -> str:
    numbers = re.findall(r"\d+", match[1]) + re.findall(r"\d+", match[2])
    return " og ".join(f"{number}. {match[3]}" for number in numbers)
