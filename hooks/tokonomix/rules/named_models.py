"""Where a review recommends, a model is named with a binding: then its life and its facts can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script

_FIELDS = ("verdict", "shortlist", "switch")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each model whose name is typed in the verdict, the shortlist or the switches of a review."""
    if script.review is None:
        return
    known = {
        model.name: model.id
        for model in script.others
        if re.search(r"[\d ]", model.name)
    }
    for text in script.texts:
        if not known or not text.keys or text.keys[0] not in _FIELDS:
            continue
        names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
        for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", text.plain):
            yield text.problem(match.start(), f"'{match[0]}' is typed", f'Write {{{{ model("{known[match[0]]}") }}}}')
