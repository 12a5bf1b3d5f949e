"""Which strings are Danish words: by these a word is known that a narrow column broke."""

from functools import cache

import wordfreq

# So common (Zipf scale of wordfreq) a string of so many letters must be to count: short strings turn up by chance.
_COMMON = {2: 5.5, 3: 4.7, 4: 3.8, 5: 3.0}
_COMMON_LONG = 0.0


@cache
def danish() -> frozenset[str]:
    """The common words of the language, in small letters."""
    words = wordfreq.get_frequency_dict("da")
    scale = ((word, wordfreq.freq_to_zipf(share)) for word, share in words.items() if word.isalpha())
    return frozenset(word for word, zipf in scale if zipf >= _COMMON.get(len(word), _COMMON_LONG))
