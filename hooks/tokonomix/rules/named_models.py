"""Where a review recommends, a model is named with a binding: then its life and its facts can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.records import Model
from tokonomix.rules.recommendations import passages


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each model whose name or id is typed where a review recommends."""
    found = [*passages(script)]
    if not found:
        return
    subject = script.subject
    own = {subject.name, subject.id, subject.of or subject.id} if subject else set()
    page, known = script.page.text, {}
    for model in script.catalog.models.values():
        for name in (model.id, model.name):
            if name in page and re.search(r"[\d -]", name):
                known[name] = model.id
    if not known:
        return
    names = sorted({*known, *own}, key=len, reverse=True)
    finder = re.compile(rf"(?<![\w./-])(?:{'|'.join(re.escape(name) for name in names)})(?![\w-]|[./]\w)")
    for text, start, end in found:
        for match in finder.finditer(text.plain, start, min(end, len(text.plain))):
            if match[0] not in own and not _begins(subject, text.plain[match.start() :], match[0]):
                mend = f'Write {{{{ model("{known[match[0]]}") }}}}'
                yield text.problem(match.start(), f"'{match[0]}' is typed", mend)


def _begins(subject: Model | None, read: str, name: str) -> bool:
    """Tell whether a name is only the beginning of the subject's, as in 'GPT-4o mini' Realtime."""
    following = read[len(name) :].split(maxsplit=1)
    return subject is not None and bool(following) and f"{subject.name} ".startswith(f"{name} {following[0]} ")
