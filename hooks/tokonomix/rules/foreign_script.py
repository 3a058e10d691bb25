"""Texts are written in Latin letters; a Greek letter may stand alone, as the symbol of a formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script

_WORD = re.compile(r"[^\W\d_]+")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each run of letters of another script."""
    for text in script.texts:
        for word in _WORD.finditer(text.plain):
            for run in re.finditer(r"[^\u0000-\u024f\u1e00-\u1eff\u00aa\u00ba]+", word[0]):
                script_name = unicodedata.name(run[0][0], "unknown").split()[0].capitalize()
                if script_name in ("Latin", "Modifier", "Superscript", "Subscript", "Combining"):
                    continue
                if script_name == "Greek" and len(run[0]) == 1:
                    continue
                what = f"'{run[0]}' is {script_name.replace('Cjk', 'CJK')} script"
                yield text.problem(word.start() + run.start(), what, "Write it in English")
