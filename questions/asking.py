"""What kind of question it is: sums, superlatives, milestones, who, why, what has changed."""

import re

from questions.query import Measure, Order
from questions.scanner import Scanner

_MOST = r"største?|størst|højeste?|højest|dyreste|mest|flest|længste|biggest|largest|greatest|highest|most expensive|most|longest|top"
_LEAST = r"mindste?|mindst(?! \d)|laveste?|lavest|billigste|korteste?|hurtigste?|færrest|smallest|lowest|cheapest|least|shortest|fastest"
_ABOUT = (
    ("payback", r"tilbagebetalingstid\w*|payback(?: (?:period|time))?"),
    (
        "cost",
        r"(?:implementerings|etablerings)?omkostning\w*|investering(?:en|er|erne)?|pris\w*|udgift\w*|dyreste|billigste|koster|costs?|investments?|(?:most )?expensive|cheapest",
    ),
    (
        "saving",
        r"effekt(?:en|er)?|besparelse\w*|gevinst\w*|effektivisering(?:en|er|erne)?|sparer|provenu|savings?|effect|saves?|saving|gains?",
    ),
)
_NUMBER = {
    "to": 2,
    "two": 2,
    "tre": 3,
    "three": 3,
    "fire": 4,
    "four": 4,
    "fem": 5,
    "five": 5,
    "seks": 6,
    "six": 6,
    "ti": 10,
    "ten": 10,
}
_SINGULAR = r"\b(?:hvilken|hvilket|hvad er det|hvem har|the (?:largest|biggest|cheapest|most expensive|smallest)\s+\w+\b(?<!s)|which (?:proposal|case)|what is the|den (?:største|mindste|dyreste|billigste)|det (?:største|mindste|dyreste|billigste))\b"


def order_of(scanner: Scanner) -> Order | None:
    """A superlative ("største effekt", "top 5 cheapest"): what it sorts by, which way, and how many are wanted."""
    sort = scanner.take(r"\b(?:sorteret|sorter|ordnet|sorted|sort|ordered)\s+(?:efter|by)\b")
    match = re.search(rf"\b(?P<most>{_MOST})\b|\b(?P<least>{_LEAST})\b", scanner.rest)
    if not match and not sort:
        return None
    count = scanner.take(r"\b(?:top|de|the)\s+(\d{1,3}|to|tre|fire|fem|seks|ti|two|three|four|five|six|ten)\b")
    field = next((name for name, pattern in _ABOUT if re.search(rf"\b(?:{pattern})\b", scanner.text)), None)
    if field is None:
        field = "saving"
    descending = not (match and match["least"])
    single = re.search(_SINGULAR, scanner.text) is not None and not count
    if match:
        scanner.use(*match.span())
    scanner.take_all_of("|".join(rf"\b(?:{pattern})\b" for name, pattern in _ABOUT if name == field))
    return Order(field, descending, _count(count[1]) if count else (1 if single else None))


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER[text]


_GROUPS = (
    (
        "municipality",
        r"(?:pr\.?|per|by|fordelt på|for hver|i hver|each|opdelt på|efter)\s+(?:kommuner?|municipalit(?:y|ies))|hvilken kommune (?:har|sparer)(?= (?:den |de )?(?:flest|størst\w*|mest|højest\w*|mindst\w*|lavest\w*|færrest))|which municipality (?:has|saves)(?= (?:the )?(?:most|largest|biggest|highest|least|lowest|fewest|smallest))",
    ),
    (
        "committee",
        r"(?:pr\.?|per|by|fordelt på|for hvert|each|opdelt på|efter)\s+(?:udvalg|committees?)|hvilket udvalg (?:har|sparer)(?= (?:den |de )?(?:flest|størst\w*|mest|højest\w*|mindst\w*|lavest\w*|færrest))|which committee (?:has|saves)(?= (?:the )?(?:most|largest|biggest|highest|least|lowest|fewest|smallest))",
    ),
    ("area", r"(?:pr\.?|per|by|fordelt på|for hvert|each|opdelt på|efter)\s+(?:fag)?(?:områder?|areas?)"),
    ("budget_year", r"(?:pr\.?|per|by|fordelt på|for hvert|each|opdelt på|efter)\s+(?:budget)?(?:år|years?)"),
    ("colour", r"(?:pr\.?|per|by|fordelt på|each|opdelt på|efter)\s+(?:farve|status|colou?r)"),
    ("type", r"(?:pr\.?|per|by|fordelt på|each|opdelt på|efter)\s+(?:forslags)?(?:type|kind)"),
    ("measure", r"(?:pr\.?|per|by|fordelt på|each|opdelt på|efter)\s+(?:type(?:r)? )?(?:tiltag|measures?)"),
)
_TOTALS = (
    (
        "count",
        r"hvor mange (?:af )?(?:forskellige )?(?:forslag|sager|kommuner|projekter|tiltag|milepæle|opfølgningsmål|proposals|cases)?|antal(?:let)?(?: af)?|how many|number of|count of|count",
    ),
    ("average", r"gennemsnit(?:lige?t?)?|i snit|middel|average|mean"),
    (
        "sum",
        r"(?:hvad er )?(?:den |det )?saml(?:et|ede)|i alt|tilsammen|totale?|sum(?:men)?(?: af)?|total|in total|altogether|combined|overall|add up",
    ),
)
_SUMMED = r"hvor meget (?:kan |vil )?(?:spare[rs]?|koster|udgør)[^?]*(?:tilsammen|i alt|samlet|forslag|sager|kommune)|how much (?:do|does|would|can|is)[^?]*(?:save|cost|saved)"


def measure_of(scanner: Scanner) -> Measure | None:
    """A sum, count or average ("hvor mange", "samlet effekt", "average payback by committee")."""
    group = next((name for name, pattern in _GROUPS if scanner.take(rf"\b(?:{pattern})(?=\W|$)")), "")
    what = next((name for name, pattern in _TOTALS if scanner.has(rf"\b(?:{pattern})(?=\W|$)")), "")
    if not what and not group:
        return None
    field = next((name for name, pattern in _ABOUT if re.search(rf"\b(?:{pattern})(?=\W|$)", scanner.text)), "")
    if what == "count" and re.search(r"hvor mange kommuner|how many municipalities", scanner.text):
        group = group or "municipality"
    if what in ("sum", "average") and not field:
        field = "saving"
    if not what:
        what = "sum" if field else "count"
    scanner.take_all_of("|".join(rf"\b(?:{pattern})(?=\W|$)" for _, pattern in _TOTALS))
    if what != "count":
        scanner.take_all_of("|".join(rf"\b(?:{pattern})(?=\W|$)" for _, pattern in _ABOUT))
    return Measure(what, field, group)


# Words that only ask. They say what kind of answer is wanted and are no topic.
ASKING = frozenset(
    (
        "hvad hvem hvor hvornår hvilke hvilken hvilket hvorfor hvordan mange meget skal skulle være blev bliver blevet får fik "
        "få kan kunne vil ansvarlig ansvarlige status statussen koster koste sammenlign sammenligne forskel forskellen ændret "
        "ændringer hjælp milepæl milepæle milepælene frist frister fristen forfalder forfaldne opfølgningsmål vis find giv list "
        "liste størst største mindst mindste stor store stort "
        "fremstiller fremstillet foreslår foreslået hentes "
        "spare sparer sparet spares save saves saving saved "
        "what who when where which why how much many must should shall will be is are was were do does did cost costs costing "
        "to implement responsible in charge compare difference changed changes help milestone milestones deadline deadlines due "
        "overdue show find give me list tell largest smallest biggest turn turned became become moved happened flyttet rykket sket "
        "værre bedre dårligere forværret forbedret worse better worsened improved forsvundet udgået vanished disappeared"
    ).split()
)


def rows_of(scanner: Scanner) -> str:
    """Are cases that are followed up meant ("sager"), proposals, or either?"""
    if scanner.has(r"\b(?:sag(?:en|er|erne)?|cases?|statusrækker)\b"):
        return "case"
    return "proposal" if scanner.has(r"\b(?:forslag(?:et|ene)?|proposals?)\b|forslag\b") else ""


_ASKS = (
    (
        "help",
        r"^\W*(?:hjælp|help|hvad kan (?:du|jeg)[^?]*|what can (?:you|i)[^?]*|hvordan (?:bruger|virker)[^?]*|how do(?:es)? (?:i|you|this|it)[^?]*)\W*$",
    ),
    (
        "changes",
        r"\b(?:ændret|ændringer|ændrer|nyt siden|sket siden|flyttet sig|rykket sig|changed|changes|new since|happened since"
        r"|what moved|moved since|blev[^?]*(?:rød|gul|grøn)|bliver? (?:rød|gul|grøn)|(?:blevet|blev) (?:rød|gul|grøn|red|bedre|værre"
        r"|dårligere)|forværret|forbedret|(?:turn(?:ed|s)?|became|become|gone|went) (?:red|yellow|green)"
        r"|(?:got|gotten|become|became) (?:worse|better)|(?:worsened|improved) since"
        r"|(?:forsvundet|udgået|faldet ud|dropped out|vanished|disappeared)(?= siden| af rapporten| since| from the report|\W*$))",
    ),
    ("worse", r"\b(?:værre|dårligere|forværret|worse|worsened)\b"),
    ("better", r"\b(?:bedre|forbedret|better|improved)\b"),
    ("vanished", r"\b(?:forsvundet|udgået|faldet ud|dropped out|vanished|disappeared)\b"),
    (
        "compare",
        r"\b(?:sammenlign\w*|forskellen? (?:på|mellem)|over for|vs\.?|versus|compare\w*|comparison|difference between)\b",
    ),
    (
        "responsible",
        r"\b(?:ansvarlige?s?|ansvaret|ansvar for|hvem står for|hvem har ansvar\w*|responsible|responsibility|in charge|who owns|accountable|hvem følger op|hvem skal)\b",
    ),
    (
        "milestones",
        r"\b(?:milepæle?n?e?|opfølgningsmål\w*|delmål\w*|frist(?:en|er|erne)?|deadlines?|forfald(?:er|en|ne)?|overskred(?:et|ne)|milestones?|"
        r"follow-up goals?|fall(?:s|ing)? due|due|overdue|skal (?:\w+ )?være (?:\w+)|hvornår skal|when (?:must|should|will|is|are))\b",
    ),
    ("status", r"\b(?:status(?:sen)?|hvordan går det|how is|how are|går det med|gået med|how far|hvor langt)\b"),
    (
        "cost",
        r"\b(?:hvad koster|koste|koster|how much (?:does|do|will|did|is)[^?]*cost|cost of|prisen (?:på|for)|investering(?:en)?|omkostning\w*|investment|invested|implementering(?:en)?somkostning\w*)\b",
    ),
    (
        "saving",
        r"\b(?:spare[rs]?|sparet|effekt(?:en)?|besparelse\w*|gevinst\w*|effektivisering(?:en)?|savings?|saves?|save)\b",
    ),
    (
        "proposer",
        r"\b(?:fremstil(?:ler|let|lende)|foreslår|foreslået|forslagsstiller\w*|står bag|hvilken forvaltning|hvilket udvalg|who proposes|proposed|"
        r"puts? forward|which (?:administration|committee))\b",
    ),
    ("payback", r"\b(?:tilbagebetalingstid\w*|betalt tilbage|tjent hjem|payback|pay back)\b"),
    ("when", r"\b(?:hvornår|hvilken dato|hvilket år|when|what date|which year)\b"),
    ("why", r"\b(?:hvorfor|why|årsagen?|reason)\b"),
    ("who", r"\b(?:hvem|who|whom)\b"),
    ("how_much", r"\b(?:hvor meget|hvor mange|hvor stor\w*|how much|how many|how large|how big)\b"),
    (
        "about",
        r"\b(?:handler|går ud på|drejer sig|resum[eé]|about|summar(?:y|ise|ize)|hvad er (?!status)[a-zæøå]+\d)\b",
    ),
    ("what", r"\b(?:hvad|what|fortæl|forklar|tell me|explain|beskriv|describe|hvordan|how)\b"),
    ("which", r"\b(?:hvilke[nt]?|which|vis|list|show|find|giv)\b"),
    ("overdue", r"\b(?:overskred(?:et|ne)|forfaldne?|overdue|for sent|past due)\b"),
)


def asks_of(scanner: Scanner) -> frozenset[str]:
    """Every kind of asking that the question's words name."""
    return frozenset(name for name, pattern in _ASKS if scanner.said(pattern))
