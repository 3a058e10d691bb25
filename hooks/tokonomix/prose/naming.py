"""Which models a typed text means: by name, by id, by a name turned about, or by a part of names that many share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tokonomix.catalog import Catalog

_TOKEN = re.compile(r"[^\W\d_]{2,}(?=\d)|\w+(?:\.\w+)*\+?")
_BETWEEN = re.compile(r"[\s*-]{1,3}")
_ATTACHED = re.compile(r"[\w/]|[.-]\w")
_ORDINARY = re.compile(
    "agent|air|alpha|arabic|asr|async|audio|auto|base|best|beta|build|cascade|chat|code|coder|command|custom"
    "|cyber|deep|diarize|distill|edit|eleven|exp|experimental|expanse|extended|fast|flash|highspeed|image"
    "|instant|instruct|labs|large|latest|law|light|lightning|lite|live|long|low|max|medium|micro|mini|mode|moe"
    "|multi|multilingual|multimodal|nano|native|next|non|north|omni|open|plus|premier|preview|pro|reasoner"
    "|reasoning|realtime|research|seed|small|sonic|spark|speech|step|stt|super|terminus|text|think|thinking"
    "|tools|transcribe|tts|turbo|ultra|ultraspeed|vision|voice|wonder",
    re.IGNORECASE,
)
"""Parts of names that are words of their own, or of many makers: alone they name no model."""


@dataclass(frozen=True)
class Named:
    """A stretch of a text, from `start` to `end`, that means a model; of several it may be any of `models`, ids."""

    start: int
    end: int
    text: str
    models: tuple[str, ...]


class Names:
    """The names of all models, to find in texts. A capital begins a name; a maker alone is none."""

    def __init__(self, known: tuple[tuple[str, str, str | None], ...], makers: frozenset[str]) -> None:
        """Read (id, name, id of what it is one of) of each model, and the words for makers, small."""
        self._makers = makers
        self._of = {model: of for model, _name, of in known}
        self._having: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._words: dict[str, list[str]] = {}
        self._whole: dict[str, dict[str, str]] = defaultdict(dict)
        self._families: set[str] = set()
        for model, name, _of in known:
            self._words[model] = [token.lower() for token in _TOKEN.findall(name)]
            self._parts[model] = (frozenset(self._words[model]), _parts(model))
            for part in frozenset.union(*self._parts[model]):
                self._having[part].add(model)
            for whole in (model, name):
                # A word that is no more than a word, as 'sonar', is a name only where it is written as one.
                if (first := _TOKEN.search(whole)) and re.search(r"[\d -]", whole):
                    self._whole[first[0]][whole] = model
            for token in _TOKEN.findall(name):
                if _is_family(token) and token.lower() not in makers:
                    self._families.add(token.lower())

    def found(self, plain: str) -> Iterator[Named]:
        """Yield what means a model in a text, from left to right, each as long as it can be."""
        tokens, at = [*_TOKEN.finditer(plain)], 0
        for index, token in enumerate(tokens):
            if token.start() < at or _goes_on_before(plain, token.start()):
                continue
            whole, run = self._named_whole(plain, token), self._named_by_parts(plain, tokens[index:])
            best = max((one for one in (whole, run) if one), key=lambda one: one.end, default=None)
            if best:
                yield best
                at = best.end

    def _named_whole(self, plain: str, token: re.Match[str]) -> Named | None:
        start = token.start()
        for whole in sorted(self._whole.get(token[0], ()), key=len, reverse=True):
            end = start + len(whole)
            if " ".join(plain[start:end].split()) == whole and not _ATTACHED.match(plain, end):
                return Named(start, end, whole, (self._whole[token[0]][whole],))
        return None

    def _named_by_parts(self, plain: str, tokens: list[re.Match[str]]) -> Named | None:
        """Return the longest run of parts of one name from here, in whatever order, that names more than a maker."""
        if not (tokens[0][0][0].isupper() or tokens[0][0].lower() in ("o1", "o3", "o4")):
            return None
        meant, best = set(self._parts), None
        parts: list[str] = []
        for index, token in enumerate(tokens[:8]):
            before = tokens[index - 1].end() if index else token.start()
            if before != token.start() and not _BETWEEN.fullmatch(plain, before, token.start()):
                break
            meant = meant & self._having.get(token[0].lower(), set())
            parts.append(token[0])
            if not meant:
                break
            if not _ATTACHED.match(plain, token.end()) and self._is_named(parts):
                text = " ".join(plain[tokens[0].start() : token.end()].split())
                best = Named(tokens[0].start(), token.end(), text, self._meant(meant, parts))
        return best

    def _is_named(self, parts: list[str]) -> bool:
        if any(part[0].isupper() and part.lower() in self._families for part in parts):
            return True
        others = [part for part in parts if part.lower() not in self._makers]
        return len(others) < len(parts) and any(part[0].isupper() or part[0].isdigit() for part in others)

    def _meant(self, models: set[str], parts: list[str]) -> tuple[str, ...]:
        """Return the models with exactly these parts, else those whose names end with them, else all that have them.

        'Sonnet 5' is Claude Sonnet 5, not Claude Sonnet 5.5, whose id has these parts too. A snapshot goes with its
        model.
        """
        small = [part.lower() for part in parts]
        exact = {model for model in models if frozenset(small) in self._parts[model]}
        ended = {model for model in models if self._words[model][-len(small) :] == small}
        found = exact or ended or models
        return tuple(sorted(model for model in found if self._of[model] not in found))


def names(catalog: Catalog) -> Names:
    """Return the names of all models of a catalog."""
    known = tuple((m.id, m.name, m.of) for m in catalog.models.values())
    makers = {word.lower() for v in catalog.vendors.values() for word in _TOKEN.findall(v.name)[:1]}
    return _names(known, frozenset({*makers, "google"}))


@lru_cache(maxsize=4)
def _names(known: tuple[tuple[str, str, str | None], ...], makers: frozenset[str]) -> Names:
    return Names(known, makers)


def _parts(name: str) -> frozenset[str]:
    return frozenset(token.lower() for token in _TOKEN.findall(name))


def _is_family(token: str) -> bool:
    return token[0].isupper() and token.isalpha() and len(token) > 2 and not _ORDINARY.fullmatch(token)


def _goes_on_before(plain: str, start: int) -> bool:
    return bool(re.search(r"[\w./-]\Z", plain[max(0, start - 1) : start]))
