"""Is a question Danish or English (or another language that has its words in `index/search/words/function.csv`)?"""

import re
from collections import Counter

from index.search.wordlist import function_words

# Letters that only some languages write: as much as two words.
LETTERS = {"da": "æøå"}
TOLD_BY_LETTERS = 2


def language_of(text: str) -> str | None:
    """The language whose small words `text` holds most of; None where nothing tells, or two are as likely.

    A code ("IF04") has none. It says in which language to answer. What is asked for is looked up in every language.
    """
    said = re.findall(r"\b[a-zæøå]+\b(?!-\d)", text.lower().replace("'", "").replace("’", ""))
    told = Counter(language for word in said if (language := function_words().get(word)))
    first, *rest = text.split() or [""]
    own = " ".join((first.lower(), *(word for word in rest if not word[0].isupper())))  # "from Holbæk" is no Danish
    told.update({one: TOLD_BY_LETTERS for one, letters in LETTERS.items() if set(letters) & set(own)})
    most, second = (*told.most_common(2), ("", 0), ("", 0))[:2]
    return most[0] if most[1] > second[1] else None
