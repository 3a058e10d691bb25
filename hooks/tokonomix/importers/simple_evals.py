"""simple-evals: seven tests as OpenAI ran them, MMLU in 14 languages, and what other makers say of their own models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/simple-evals.csv"
LANGUAGES_PATH = "data/results/multilingual-mmlu.csv"

DAYS: Mapping[str, date] = {"b09a1a0c51cf": date(2025, 7, 9), "2adfc72eba80": date(2025, 7, 9)}
"""Day on which each version of the two tables, or of the first alone, was published, by its digest."""

REPORTED = "Other Models (Reported)"
"""Family of the rows that were copied from their makers, not run."""

TASKS = ("mmlu", "gpqa", "math", "humaneval", "mgsm", "drop_f1_3shot", "simpleqa")

LANGUAGES: Mapping[str, str] = {
    "Arabic": "ar",
    "Bengali": "bn",
    "Chinese (Simplified)": "zh",
    "French": "fr",
    "German": "de",
    "Hindi": "hi",
    "Indonesian": "id",
    "Italian": "it",
    "Japanese": "ja",
    "Korean": "ko",
    "Portuguese (Brazil)": "pt",
    "Spanish": "es",
    "Swahili": "sw",
    "Yoruba": "yo",
}
"""Task of each line of the language table."""


def parse(files: Files) -> Mapping[str, tuple[Figure, ...]]:
    """Return the figures OpenAI measured, by the path of their benchmark's results."""
    day = day_of(files, DAYS, "simple_evals")
    return {
        PATH: _figures(files["results.csv"], day, reported=False),
        LANGUAGES_PATH: _languages(files["multilingual_mmlu.csv"], day),
    }


def parse_reported(files: Files) -> Mapping[str, tuple[Figure, ...]]:
    """Return the figures other makers reported of their own models."""
    day = day_of(files, DAYS, "simple_evals")
    return {PATH: _figures(files["results.csv"], day, reported=True)}


def _figures(text: str, day: date, *, reported: bool) -> tuple[Figure, ...]:
    name = "results.csv"
    table = lines(name, text, ["family", "model", "prompt", *TASKS], key=["model"])
    chosen = [line for line in table if (line["family"] == REPORTED) == reported]
    if not chosen:
        raise refuse(name, f"no row of family '{REPORTED}'" if reported else "every row is reported by its maker")
    return tuple(
        Figure(line["model"], "score", published, task, published_on=day, note=_note(line, reported=reported))
        for line in chosen
        for task in TASKS
        if (published := number(name, line, task)) is not None
    )


def _note(line: Line, *, reported: bool) -> str | None:
    if reported:
        return "copied from its maker, not run by OpenAI"
    return f"prompt {line['prompt']}" if line["prompt"] else None


def _languages(text: str, day: date) -> tuple[Figure, ...]:
    name = "multilingual_mmlu.csv"
    header = text.split("\n", 1)[0].split(",")
    table = lines(name, text, header, key=["Language"])
    if [line["Language"] for line in table] != list(LANGUAGES):
        raise refuse(name, "the languages are not the 14 we know")
    return tuple(
        Figure(model, "accuracy", published, LANGUAGES[line["Language"]], published_on=day)
        for line in table
        for model in header[1:]
        if (published := number(name, line, model)) is not None
    )


def translate(figures: Mapping[str, tuple[Figure, ...]], known: Known) -> Records:
    """Return one row a figure; the number of questions is not stated in the tables, so n stays unknown."""
    return Records(rows={path: rows(found, known) for path, found in figures.items()})


IMPORTER = Importer("simple-evals", ("results.csv", "multilingual_mmlu.csv"), parse, translate)
REPORTED_IMPORTER = Importer(
    "simple-evals-reported", ("results.csv",), parse_reported, translate, folder="simple-evals"
)
