"""The multilingual board language by language, as rows: tests and models, then each entry with mean and rank score."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.edition import Edition
from tokonomix.feeds.board_row import EVERY, BoardRow, Figure
from tokonomix.pages.languages import RANK, Language, Standing, in_order

PART = "language"
MEAN = "mean"
LEVEL = {True: "level with the best", False: "behind the best"}
UNTOLD = "the suite prints no interval, so nobody can say who is level"


def language_rows(edition: Edition, board: str) -> Iterator[BoardRow]:
    """Yield the rows of every language, in the order of the page; none for another board."""
    for language in in_order(edition, board):
        for metric, count in (("tests", len(language.tests)), ("models", language.models)):
            figure = Figure(
                str(count), metric, _sources(language), None, language.newest, EVERY, record=_record(language)
            )  # fmt: skip
            yield BoardRow(board, PART, metric, figure, None, language.name, language.code, language.benchmark.id)
        for standing, level in zip(language.standings, language.level, strict=True):
            yield from _entry(edition, board, language, standing, LEVEL[level] if language.tests else UNTOLD)


def _entry(edition: Edition, board: str, language: Language, standing: Standing, note: str) -> Iterator[BoardRow]:
    model = edition.catalog.models[standing.model]
    rank = language.benchmark.card.metrics[RANK].unit
    for metric, value, unit in ((MEAN, standing.mean, "of 100"), (RANK, standing.rank, rank)):
        if value is not None:
            figure = Figure(
                str(value), unit, _sources(language), None, standing.newest, standing.effort, grade="published",
                record=_record(language),
            )  # fmt: skip
            yield BoardRow(
                board, PART, metric, figure, model, model.name, language.code, language.benchmark.id, note=note
            )


def _sources(language: Language) -> tuple[str, ...]:
    return (language.benchmark.card.source,)


def _record(language: Language) -> str:
    return f"benchmarks/{language.benchmark.id} language {language.code}"
