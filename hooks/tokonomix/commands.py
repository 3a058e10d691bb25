"""What each command does; each takes the parsed options and returns the exit code."""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from tokonomix import wording
from tokonomix.disputes import alarm
from tokonomix.load import load
from tokonomix.problem import SourceError, UsageError, mend_name
from tokonomix.schema import documents
from tokonomix.schema.rows import SeenRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokonomix.catalog import Catalog
    from tokonomix.prose.shelf_life import Change
    from tokonomix.records import Model


def check(options: argparse.Namespace) -> int:
    """Check every record and every sentence; print what is wrong, then counts and how much is due."""
    from tokonomix.proof import examine, site_of  # pages take a moment to import, which other commands need not
    from tokonomix.rules.sections import unfinished

    if options.unmapped:
        catalog = load(options.root)
        names = Counter((r.benchmark, r.published_as) for r in catalog.results if not r.model)
        for (benchmark, name), count in sorted(names.items()):
            print(f"{benchmark}: {name} ({count})")
        return 0
    if options.disputes:
        return _disputes(options)
    if not (options.root / "data").is_dir():
        raise UsageError(f"no folder '{options.root / 'data'}'. Name the repository with --root.")
    found = examine(options.root, options.today, site_of(options.root), drafts=True)
    if found.wrong:
        print(told(SourceError(found.wrong), options), file=sys.stderr)
    if options.due:
        for finding in found.due:
            print(finding.annotation() if options.format == "github" else finding)
    catalog = found.edition.catalog
    if not found.wrong:
        print(
            f"{wording.plural(len(catalog.models), 'model')}, {wording.plural(len(catalog.prices), 'price')}, "
            f"{wording.plural(len(catalog.results), 'result')}, {wording.plural(len(catalog.reviews), 'review')}: "
            "nothing to mend"
        )
    for draft in (review for review in found.aged if review.draft):
        page = catalog.reviews[draft.review].page
        for place in draft.unwritten if options.due else ():
            print(f"{place}: still to be written")
        where = f"; the first passage at {draft.unwritten[0]}" if draft.unwritten and not options.due else ""
        listing = f"{where}, all with 'tokonomix check --due'" if where and len(draft.unwritten) > 1 else where
        print(f"{page.path}: {unfinished(page.body, draft.unwritten)}{listing}")
    if found.due:
        listing = "" if options.due else "; 'tokonomix check --due' lists them"
        print(f"{wording.plural(len(found.due), 'finding')} due, which fail nothing{listing}")
    return 1 if found.wrong else 0


def inbox(options: argparse.Namespace) -> int:
    """Print the sentences and tables of reviews whose values changed since their technical review, by place."""
    from tokonomix.proof import examine, site_of

    found = examine(options.root, options.today, site_of(options.root), drafts=True)
    if found.wrong:
        print(told(SourceError(found.wrong), options), file=sys.stderr)
        if untold := len(found.edition.catalog.reviews) - len(found.aged):
            print(f"Of {wording.plural(untold, 'review')} nothing can be told before that is mended.", file=sys.stderr)
    since = date.fromisoformat(options.since) if options.since else None
    changes = [
        change
        for review in found.aged
        if not review.draft
        for change in review.changes
        if since is None or change.since is None or change.since >= since
    ]
    for (place, table), group in groupby(sorted(changes), key=lambda change: (change.place, change.table)):
        _print_changes(f"{place}: ", table, list(group))
    sentences = {(change.place.path, change.sentence) for change in changes if not change.table}
    tables = {(change.place.path, change.table) for change in changes if change.table}
    counted = [(len(sentences), "sentence", "sentences"), (len(tables), "table or chart", "tables and charts")]
    looked = wording.listing([wording.plural(count, one, many) for count, one, many in counted if count])
    print(f"{looked} to look at" if looked else "nothing to look at")
    return 1 if found.wrong else 0


def _print_changes(place: str, table: str | None, changes: list[Change]) -> None:
    """Print what changed in one place: in a sentence, or in the cells of a table or of the table of a chart."""
    from tokonomix.prose.shelf_life import NOT_THERE
    from tokonomix.prose.vocabulary import CHARTS

    if table:
        what = "chart" if table in CHARTS else "table"
        print(f"{place}{what} of {table}: {wording.plural(len(changes), 'cell')}")
    for change in changes:
        when = f", since {change.since}" if change.since else ", corrected" if change.records else ""
        record = f" ({', '.join(change.records)})" if change.records else ""
        said = f"{change.told}{'' if NOT_THERE in (change.old, change.new) else when}{record}"
        print(f"  {change.sentence}: {said}" if table else f"{place}{said}")
        if not table:
            print(f"  {change.sentence}")
    for turn in dict.fromkeys(change.turn for change in changes if change.turn):
        print(f"  The review is due: {turn} changed.")
    for among in dict.fromkeys(change.among for change in changes if change.among):
        print(f"  It stands among the {among}: see whether it still belongs there.")


def reviewed(options: argparse.Namespace) -> int:
    """Sign a technical review: write its day into the review, and what every value in it is today."""
    from tokonomix.checks.seen_days import unsigned
    from tokonomix.importers.filing import put
    from tokonomix.importers.writing import format_csv
    from tokonomix.proof import examine, site_of

    found = examine(options.root, options.today, site_of(options.root), drafts=True)
    # That a signature is missing is what this command mends.
    if wrong := set(found.wrong).difference(unsigned(found.edition.catalog)):
        raise SourceError(wrong)
    reviews = found.edition.catalog.reviews
    if options.id not in reviews:
        mend = mend_name(options.id, reviews, f"Begin it with: tokonomix new review {options.id}")
        raise UsageError(f"no review of '{options.id}'. {mend}.")
    aged = next(review for review in found.aged if review.review == options.id)
    if aged.unwritten:
        count = wording.plural(len(aged.unwritten), "passage is still", "passages are still")
        raise UsageError(f"{count} to be written, the first at {aged.unwritten[0]}. Write it before you sign.")
    page = reviews[options.id].page
    place = page.front.place("technical_review")
    lines = page.text.splitlines(keepends=True)
    before, after = lines[place.line - 1][: place.column - 1], lines[place.line - 1][place.column - 1 :]
    lines[place.line - 1] = before + re.sub(r"^[^\s#]+", options.today.isoformat(), after)
    rows = [{"binding": key, "shown": shown, "seen_on": options.today} for key, shown in aged.shown.items()]
    texts = {page.path: "".join(lines), f"data/seen/{options.id}.csv": format_csv(SeenRow, rows)}
    put(options.root, texts)
    for path in texts:
        print(f"wrote {path}")
    return 0


def _disputes(options: argparse.Namespace) -> int:
    found = alarm(load(options.root), options.today)
    for one in found:
        said = "; ".join(f"{claim.value} ({claim.source})" for claim in one.others)
        ours = f"is {one.ours.value} ({one.ours.source})" if one.ours else "follows nobody"
        print(f"{one.place}: {one.record} {ours}; others: {said or 'none of our sources'}. {one.verdict}: {one.why}")
    verdicts = Counter(one.verdict for one in found)
    print(f"{verdicts['open']} open, {verdicts['resolved']} resolved")
    return 0


def told(error: SourceError, options: argparse.Namespace) -> str:
    """Return the problems in the form that was asked for: as lines for people, or as annotations."""
    return error.annotations() if getattr(options, "format", "") == "github" else error.report()


def schema(options: argparse.Namespace) -> int:
    """Write the generated documents; print which ones changed."""
    from tokonomix.prose import documents as for_editors

    for path, text in {**documents.generated(), **for_editors.generated()}.items():
        target = options.root / path
        if not target.is_file() or target.read_text("utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
            print(path)
    return 0


def import_source(options: argparse.Namespace) -> int:
    """Import one source, a table of a person, or all sources below an address; print what was added and changed."""
    from tokonomix.importers import IMPORTERS, flat_csv
    from tokonomix.importers.runner import run

    read = date.fromisoformat(options.read) if options.read else options.today
    if options.source == flat_csv.NAME:
        if not options.address:
            raise UsageError("no table. Give the path of a CSV file.")
        machines = [one.id for one in IMPORTERS]
        reports = flat_csv.bring(
            options.address, root=options.root, read=read, machines=machines, dry_run=options.dry_run
        )
        for report in reports:
            print(*report.lines(), sep="\n")
        return 0
    every = options.source == "all"
    if every and not options.address:
        raise UsageError("'all' needs a folder. Give the one that holds a folder for each source.")
    chosen = [one for one in IMPORTERS if every or one.id == options.source]
    if not chosen:
        known = {one.id for one in IMPORTERS}
        mend = mend_name(options.source, known, f"Name one of {', '.join(sorted(known))}, or all")
        raise UsageError(f"no importer '{options.source}'. {mend}.")
    for one in chosen:
        address = f"{options.address.rstrip('/')}/{one.folder or one.id}" if every else options.address or one.live
        if address is None:
            raise UsageError(f"'{one.id}' is nowhere published as we read it. Give the folder that holds its files.")
        report = run(
            one, address, root=options.root, read=read, dry_run=options.dry_run, allow_vanished=options.allow_vanished
        )
        print(*report.lines(), sep="\n")
    return 0


def record(options: argparse.Namespace) -> int:
    """Record the log of one run; print its results."""
    from tokonomix.importers.harness import HARNESSES
    from tokonomix.importers.harness.record import OWN, Wanted
    from tokonomix.importers.harness.record import record as recorded

    if options.harness not in HARNESSES:
        mend = mend_name(options.harness, HARNESSES, f"Name one of {', '.join(HARNESSES)}")
        raise UsageError(f"no harness '{options.harness}'. {mend}.")
    wanted = Wanted(
        options.benchmark, date.fromisoformat(options.read) if options.read else options.today,
        options.source or OWN, options.model, options.variant, options.task,
    )  # fmt: skip
    for line in recorded(options.harness, options.log, wanted, root=options.root, dry_run=options.dry_run).lines():
        print(line)
    return 0


def new_model(options: argparse.Namespace) -> int:
    """Write the file of a new model; print what is still to be filled and what to do next."""
    from tokonomix.importers import IMPORTERS
    from tokonomix.importers.filing import put
    from tokonomix.importers.new_model import draft

    read = date.fromisoformat(options.read) if options.read else options.today
    made = draft(
        options.id, root=options.root, read=read, vendor=options.vendor, sources=options.sources, importers=IMPORTERS
    )
    put(options.root, {made.path: made.text})
    print(f"wrote {made.path}")
    if made.empty:
        print(f"fill in, from a source of data/sources.yml: {', '.join(made.empty)}")
    if made.unknown:
        print(f"nobody states, leave out or add with a source: {', '.join(made.unknown)}")
    where = f"{made.platform or '<platform>'}.csv"
    print(f"then who serves it: data/offers/{where}")
    print(f"then what it costs: data/prices/{where}, or 'tokonomix import csv' for many rates")
    print("then its results: data/results/<benchmark>.csv, and what sources call it: data/aliases.csv")
    print(f"then, if we review it: tokonomix new review {options.id}")
    print("at last: tokonomix check")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print what may be written of a model, each expression with its text of today; without one how to find its id."""
    from tokonomix import finding
    from tokonomix.edition import Edition
    from tokonomix.kept import cache_of
    from tokonomix.proof import site_of
    from tokonomix.prose.offered import listed, offered, sources
    from tokonomix.prose.vocabulary import VOCABULARY

    site = site_of(options.root)
    catalog = load(options.root).without(site.exclude_licences)
    if options.id not in catalog.models:
        asked = [options.id, *options.words] if options.id else []
        found = finding.matching(catalog, asked, options.today) if asked else finding.unreviewed(catalog, options.today)
        if not found:
            raise UsageError(f"no model has '{' '.join(asked)}' in its id, name or maker. Name fewer words.")
        what = f"models with '{' '.join(asked)}'" if asked else "on sale and without a review, most results first"
        print(_listed(catalog, found, what, options.today))
        print("show one with: tokonomix show <id>; find others by words: tokonomix show <word> <word>")
        return 0
    model = catalog.models[options.id]
    edition = Edition(catalog, options.today, cache_of(options.root), site)
    words = [word.lower() for word in options.words]
    lines = [one for one in offered(edition, model) if one.holds(words)]
    if not lines:
        raise UsageError(f"nothing of '{model.id}' has all of: {', '.join(words)}. Name fewer words.")
    print(f"{model.name}: what may be written, and what a reader sees of it on {wording.day(options.today)}")
    says = {entry.name: entry.says.split(". ", 1)[0].rstrip(".") for entry in VOCABULARY}
    for name, group in groupby(lines, key=lambda one: one.function):
        print(f"\n{name}: {says[name]}")
        print(*listed(group), sep="\n")
    if not words:
        print(f"\nsources of its records, each as {{{{ cite(\"…\") }}}}: {', '.join(sources(edition, model))}")
        print(f'in a text about another model add: model="{model.id}"')
        print("lists of models by a condition, and what each function takes: docs/bindings.md")
    return 0


def _listed(catalog: Catalog, models: Sequence[Model], what: str, today: date) -> str:
    """Return models by line under a head, and how many more there are."""
    from tokonomix import finding

    more = len(models) - finding.MOST
    lines = [f"{what}:", *finding.told(catalog, models, today)]
    return "\n".join([*lines, f"  and {more} more"] if more > 0 else lines)


def new_review(options: argparse.Namespace) -> int:
    """Write the skeleton of a review; print how to go on. Without an id list models that lack one."""
    from tokonomix import finding
    from tokonomix.edition import Edition
    from tokonomix.importers.filing import put
    from tokonomix.kept import cache_of
    from tokonomix.proof import site_of
    from tokonomix.skeleton import skeleton

    site = site_of(options.root)
    catalog = load(options.root).without(site.exclude_licences)
    if not options.id:
        head = "on sale and without a review, most results first"
        listed = _listed(catalog, finding.unreviewed(catalog, options.today), head, options.today)
        print(listed)
        print("begin a review of one with: tokonomix new review <id>, or make review MODEL=<id>")
        return 0
    path = f"content/models/{options.id}.md"
    if options.id not in catalog.models:
        found = finding.matching(catalog, [options.id], options.today)
        what = f"'{options.id}' is no model of ours"
        if not found:
            raise UsageError(f"{what}. Begin its record with: tokonomix new model {options.id}.")
        head = f"Name one of these, or begin its record with 'tokonomix new model {options.id}'"
        raise UsageError(f"{what}. {_listed(catalog, found, head, options.today)}")
    if (options.root / path).exists():
        raise UsageError(f"'{options.id}' has a review: {path}. Edit that file.")
    edition = Edition(catalog, options.today, cache_of(options.root), site)
    model = catalog.models[options.id]
    put(options.root, {path: skeleton(edition, model)})
    print(f"wrote {path}, a draft: only the preview shows it")
    if (state := model.state(options.today)) in ("deprecated", "retired"):
        print(f"note that the model is {state}: published, the review would stand marked as superseded")
    print(f"what may be written of it: tokonomix show {options.id}")
    print("preview it with 'make serve', and write what stands in todo(…); 'make check' tells what is wrong")
    print(f"when all is written: status: published, then tokonomix reviewed {options.id}")
    return 0


def format_files(options: argparse.Namespace) -> int:
    """Write CSV files in canonical form; print which ones changed."""
    from tokonomix.importers import formatting

    for path in formatting.format_files(options.root, options.files):
        print(path)
    return 0


def board(options: argparse.Namespace) -> int:
    """Print a board as the site has it, or had it on a day."""
    from tokonomix.edition import Edition
    from tokonomix.feeds.board_rows import names, rows
    from tokonomix.feeds.boards import FORMATS
    from tokonomix.kept import cache_of
    from tokonomix.proof import site_of

    day = date.fromisoformat(options.as_of) if options.as_of else options.today
    if day > options.today:
        what = f"{day} is after today, {options.today}, and nobody knows a board of then"
        raise UsageError(f"{what}. Name a day until today.")
    site = site_of(options.root)
    catalog = load(options.root).without(site.exclude_licences)
    edition = Edition(catalog.as_of(day) if options.as_of else catalog, day, cache_of(options.root), site)
    known = names(edition)
    if options.board not in known:
        mend = mend_name(options.board, known, f"Name one of {', '.join(known)}")
        raise UsageError(f"no board '{options.board}'. {mend}.")
    sys.stdout.write(FORMATS[options.format](edition, options.board, rows(edition, options.board)))
    return 0


def aggregate(options: argparse.Namespace) -> int:
    """Print a benchmark's own figures as CSV; `agrees` is empty where the source printed none."""
    from tokonomix.aggregates import aggregate as computed

    writer = csv.writer(sys.stdout, lineterminator="\n")
    figures = computed(load(options.root), options.benchmark, options.version)
    writer.writerow(("model_as_published", "metric", "value", "published", "agrees"))
    for figure in figures:
        agrees = {True: "yes", False: "no", None: ""}[figure.agrees]
        writer.writerow(
            (figure.model, figure.metric, figure.value.rounded(figure.places), figure.published, agrees)
        )
    return 0
