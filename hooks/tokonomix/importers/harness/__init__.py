"""Logs of own runs: one harness a file, `read(name, raw)` gives the same Log for all. Never part of a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tokonomix.importers.harness import every_eval_ever, inspect_ai, lm_eval
from tokonomix.importers.harness.log import Log

HARNESSES: Mapping[str, Callable[[str, bytes], Log]] = MappingProxyType(
    {"inspect": inspect_ai.read, "lm-eval": lm_eval.read, "every-eval-ever": every_eval_ever.read}
)
"""What reads a log, by the name of the harness in `tokonomix record`."""
