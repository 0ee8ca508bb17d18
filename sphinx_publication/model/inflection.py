"""The forms that a name takes in running text: definite, plural, genitive.

Swedish nouns are inflected by their endings (Svenska Akademiens grammatik, Substantiv §§ 17-30),
the adjectives before them agree. Where the ending does not tell the declension, only forms that no
verb shares are made ("försöken", never "försöker"); an author may add others as aliases. A name
whose last word has a capital is the name of one thing and takes a genitive alone. Other languages
than Swedish and English inflect nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Words before which a noun phrase ends: "lagen | om finansiell samordning".
_PREPOSITIONS = re.compile(
    "av|bland|efter|från|för|genom|hos|i|inom|kring|med|mellan|mot|om|på|till|under|vid|över"
)
#: Last elements of compounds with plurals in -er, and in -ar, whose form does not show it.
_PLURAL_ER = (
    "aspekt|byrå|effekt|ekonomi|enkät|fond|form|grupp|handbok|insats|instans|kommun|konferens|"
    "kostnad|kraft|marknad|metod|modell|nämnd|plan|princip|process|rapport|region|resurs|strategi|"
    "tjänst|vision|vinst"
)
_PLURAL_AR = "bank|dag|del|fråga|lag|pott|skatt|stad|väg"
#: Ways to decline: the stem's look, then the endings of the four forms (indefinite and definite,
#: singular and plural).
_DECLENSIONS = tuple(
    (
        re.compile(
            rf"(?P<stem>\w*(?:{stem}))(?:{'|'.join(sorted(set(ends), key=len, reverse=True))})"
        ),
        ends,
    )
    for stem, ends in (
        (r"\w(?:n?ing)", ("", "en", "ar", "arna")),
        (r"\whet", ("", "en", "er", "erna")),
        (r"\wion", ("", "en", "er", "erna")),
        (r"\w[ts]or", ("", "n", "er", "erna")),
        (_PLURAL_ER, ("", "en", "er", "erna")),
        (_PLURAL_AR, ("", "en", "ar", "arna")),
        (r"\w\war", ("e", "en", "e", "na")),
        (r"\w\wels", ("e", "en", "er", "erna")),
        (r"\wdi", ("e", "en", "er", "erna")),
        (r"\w(?:and|end|åd|bet|öt|ärd)", ("e", "et", "en", "ena")),
        (r"\w\wss|\w\wåg|\w\wkl", ("a", "an", "or", "orna")),
        (r"\wum", ("", "et", "", "en")),
    )
)
#: A noun that ends in a consonant and says no more: definite forms of either gender.
_CONSONANT = re.compile(r"\w+[bcdfghjklmnprstvxz]")
_DEFINITE = re.compile(r"\w+(?:an|na|et|en|ns|ts)")

_ADJECTIVE = re.compile(
    r"(?P<stem>\w*(?:ell|al|iv|isk|ig|ung|ad|sam|ad)m?)(?P<end>t|a|e|)", re.IGNORECASE
)


def forms(name: str, language: str) -> frozenset[str]:
    """Return the forms of *name* in *language* ("sv", "en_GB"), itself not among them."""
    code = language[:2].lower()
    if code == "sv":
        found = set(_swedish(name))
    elif code == "en":
        plural = {name} if _is_proper(name) or name.endswith("s") else {name, f"{name}s"}
        found = plural | {f"{one}'" if one.endswith("s") else f"{one}'s" for one in plural}
    else:
        found = set()
    return frozenset(found - {name})


def _is_proper(name: str) -> bool:
    """Whether the last word of *name* has a capital."""
    return any(char.isupper() for char in name.split()[-1]) if name.split() else True


def _swedish(name: str) -> Iterator[str]:
    words = name.split()
    yield from _with_genitive(name)
    head = next(
        (n for n, word in enumerate(words) if n and _PREPOSITIONS.fullmatch(word)), len(words)
    )
    phrase, rest = words[:head], words[head:]
    if not phrase or _is_proper(phrase[-1]) or phrase[0][:1].isupper():
        return
    for noun in sorted(_nouns(phrase[-1])):
        for before in sorted(_agreeing(phrase[:-1])):
            form = " ".join((*before, noun, *rest))
            yield from (form,) if rest else _with_genitive(form)


def _with_genitive(name: str) -> Iterator[str]:
    """Yield a form and its genitive: "förbundets", "NNS:s"; after s, x and z it looks the same."""
    yield name
    last = name.split()[-1] if name.split() else ""
    if not last or not last[-1].isalnum():
        return
    if any(char.isupper() or char.isdigit() for char in last[1:]):
        yield f"{name}:s"
    elif not last.endswith(("s", "x", "z")):
        yield f"{name}s"


def _nouns(word: str) -> set[str]:
    """Return the forms of a noun, given in any of them, without genitives."""
    for pattern, ends in _DECLENSIONS:
        match = pattern.fullmatch(word)
        if match:
            return {word, *(match["stem"] + end for end in ends)}
    if len(word) > 2 and _CONSONANT.fullmatch(word) and not _DEFINITE.fullmatch(word):
        return {word, f"{word}et", f"{word}en"}
    return {word}


def _agreeing(words: list[str]) -> set[tuple[str, ...]]:
    """Return the words before a noun as written, and with its adjectives strong and weak."""
    strong, weak = list(words), list(words)
    for place in range(len(words) - 1, -1, -1):
        match = _ADJECTIVE.fullmatch(words[place])
        if not match or (match["end"] == "e" and not match["stem"].endswith("ad")):
            break
        stem = match["stem"]
        bare = stem[:-1] if stem.endswith("mm") else stem
        strong[place] = bare
        weak[place] = f"{bare}e" if bare.endswith("ad") else f"{bare}{'m' * bare.endswith('sam')}a"
    return {tuple(words), tuple(strong), tuple(weak)}
