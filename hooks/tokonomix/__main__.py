"""The command `tokonomix`; `tokonomix --help` lists what it does."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tokonomix import calendar, commands
from tokonomix.problem import SourceError, UsageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 if a contributor has something to mend, 2 if the command cannot be followed."""
    parser = argparse.ArgumentParser(
        prog="tokonomix", description="Data and content of the site, from the shell."
    )
    parser.add_argument("--root", type=Path, default=Path(), help="the repository; default: this folder")
    parser.add_argument(
        "--today", metavar="DAY", type=_day, help="the day to build for, YYYY-MM-DD; default: the clock's"
    )
    which = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    check = which.add_parser(
        "check", help="check data and content; every problem with its place and its mend"
    )
    check.add_argument("--format", choices=("text", "github"), default="text", help="github: as annotations")
    check.add_argument(
        "--due", action="store_true", help="list what is due because a day passed or newer data came"
    )
    check.add_argument(
        "--disputes", action="store_true", help="list facts and prices on which sources disagree, and end"
    )
    check.add_argument(
        "--unmapped", action="store_true", help="list results of models that are not ours, and end"
    )
    check.set_defaults(run=commands.check)

    _inbox(which.add_parser("inbox", help="list sentences whose values changed since the technical review"))
    _reviewed(which.add_parser("reviewed", help="sign a technical review: write its day, and what its values are"))
    _show(which.add_parser("show", help="list what may be written of a model, each with its text of today"))
    schema = which.add_parser("schema", help="write data/schema/*.json, data/README.md and docs/bindings.md")
    schema.set_defaults(run=commands.schema)

    importing = which.add_parser("import", help="import a source into data/")
    importing.add_argument("source", help="id of the source, 'csv' for a table of your own, 'all' for every one")
    importing.add_argument(
        "address", nargs="?", help="folder, file or https address of its data; default: where it is published, if known"
    )
    importing.add_argument("--read", metavar="DAY", type=_day, help="day on which the source was read; default: today")
    importing.add_argument("--dry-run", action="store_true", help="report only, write nothing")
    importing.add_argument(
        "--allow-vanished", action="store_true", help="let more than a tenth of the source's records vanish"
    )
    importing.set_defaults(run=commands.import_source)

    _record(which.add_parser("record", help="record the log of a run of ours as results, measured"))
    _new(which.add_parser("new", help="begin a record or a text: new model <id>, new review <id>"))

    formatting = which.add_parser(
        "format", help="bring CSV files of data/ back to their canonical form, after a spreadsheet for example"
    )
    formatting.add_argument("files", nargs="*", metavar="FILE", help="from the repository root; default: all")
    formatting.set_defaults(run=commands.format_files)

    _board(
        which.add_parser(
            "board",
            help="print a board: every number with its source, n, day and setting",
            description="Print a board as it is published, a row a number, and who has no score and why. "
            "--as-of with the last day of a month prints the board of that month.",
        )
    )

    _aggregate(
        which.add_parser(
            "aggregate",
            help="compute a benchmark's own figures from their parts, beside what it printed",
            description="Print each figure as we compute it, as it was published, and whether the two agree. Where the "
            "source published none, 'published' and 'agrees' are empty.",
        )
    )

    options = parser.parse_args(arguments)
    try:
        options.today = calendar.today(options.today)
    except (ValueError, OverflowError):
        parser.error("SOURCE_DATE_EPOCH is not a number of seconds since 1970")
    try:
        if not options.root.is_dir():
            raise UsageError(f"no folder '{options.root}'. Name the repository with --root.")
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except UsageError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    except SourceError as error:
        print(commands.told(error, options), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read us, such as `head`, has enough; Python must not say so again when it flushes on leaving.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _inbox(inbox: argparse.ArgumentParser) -> None:
    """Say how `inbox` is used."""
    inbox.add_argument("--since", metavar="DAY", type=_day, help="only what the records say since that day")
    inbox.set_defaults(run=commands.inbox)


def _reviewed(reviewed: argparse.ArgumentParser) -> None:
    """Say how `reviewed` is used."""
    reviewed.add_argument("id", help="id of the model")
    reviewed.set_defaults(run=commands.reviewed)


def _show(show: argparse.ArgumentParser) -> None:
    """Say how `show` is used."""
    show.add_argument("id", nargs="?", help="id of the model, or a word to find it by; left out: models to write of")
    show.add_argument("words", nargs="*", help="only expressions that hold these words, in themselves or their text")
    show.set_defaults(run=commands.show)


def _record(record: argparse.ArgumentParser) -> None:
    """Say how `record` is used."""
    record.add_argument("harness", help="what wrote the log: inspect, lm-eval or every-eval-ever")
    record.add_argument("log", type=Path, help="its file")
    record.add_argument("--benchmark", required=True, metavar="ID", help="card of what was run")
    record.add_argument("--model", metavar="ID", help="model of ours; default: as data/aliases.csv says")
    record.add_argument("--variant", help="setting of the run, such as effort=high")
    record.add_argument("--task", metavar="ID", help="task of the card, where the log names it otherwise")
    record.add_argument("--source", metavar="ID", help="who published it, if it is no run of ours")
    record.add_argument("--read", metavar="DAY", type=_day, help="day on which the log was read; default: today")
    record.add_argument("--dry-run", action="store_true", help="report only, write nothing")
    record.set_defaults(run=commands.record)


def _new(new: argparse.ArgumentParser) -> None:
    """Say how `new` is used."""
    kinds = new.add_subparsers(dest="kind", required=True, metavar="KIND")
    model = kinds.add_parser("model", help="write the file of a new model with what the sources say")
    model.add_argument("id", help="the maker's API name in lower case")
    model.add_argument("--vendor", metavar="ID", help="who makes it, where no source says it")
    model.add_argument("--sources", type=Path, metavar="DIR", help="folder with a folder for each source")
    model.add_argument("--read", type=_day, metavar="DAY", help="day on which the sources were read; default: today")
    model.set_defaults(run=commands.new_model)
    review = kinds.add_parser("review", help="write the skeleton of a review, with its data bound and peers chosen")
    review.add_argument("id", nargs="?", help="id of the model; left out: list models that lack a review")
    review.set_defaults(run=commands.new_review)


def _aggregate(aggregate: argparse.ArgumentParser) -> None:
    """Say how `aggregate` is used."""
    aggregate.add_argument("benchmark", help="id of the benchmark")
    aggregate.add_argument("--format", choices=("csv",), default="csv", help="how to print them")
    aggregate.add_argument("--version", metavar="DAY", help="day of a release; default: the newest")
    aggregate.set_defaults(run=commands.aggregate)


def _board(board: argparse.ArgumentParser) -> None:
    """Say how `board` is used."""
    board.add_argument("board", help="overall, a category, voice or speed")
    board.add_argument("--as-of", metavar="DAY", type=_day, help="a day in the past, by what was published then")
    board.add_argument("--format", choices=("csv", "json"), default="csv", help="how to print it")
    board.set_defaults(run=commands.board)


def _day(text: str) -> str:
    """Return a day as it is written; argparse turns the error into a sentence on how the command is used."""
    try:
        exact = date.fromisoformat(text).isoformat() == text
    except ValueError:
        exact = False
    if not exact:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write one that exists as YYYY-MM-DD")
    return text


if __name__ == "__main__":
    sys.exit(main())
