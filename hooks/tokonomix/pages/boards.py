"""The leaderboards: overall, one for each category, and voice; a board without data says so and shows what there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tokonomix import cycles, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, RANKING_GRADES
from tokonomix.edition import Edition
from tokonomix.pages import board_rows, board_suites, board_votes, view, voice_tables
from tokonomix.pages.board_figures import BoardFigures, suite_words
from tokonomix.pages.languages import languages
from tokonomix.pages.made import Made
from tokonomix.pages.published import tables
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
from tokonomix.reads import Bound
from tokonomix.records import Model, Result, TextPage

if TYPE_CHECKING:
    from tokonomix.scores.board import Entry

HOME = "benchmarks/leaderboard/"
VOICE = "voice"
TEXT = "benchmarks/leaderboard/index"
"""The text below every board: how to read it."""
AUDIO_RATES = ("audio.input", "audio.output", "text.input", "text.output")


def make(edition: Edition) -> Iterator[Made]:
    """Yield the overall board, the board of each category in their order, and the voice board."""
    yield _board(edition, OVERALL)
    for category in edition.catalog.categories:
        yield _board(edition, category)
    yield _voice(edition)


def home_of(category: str) -> str:
    """Return the address of a board."""
    return HOME if category == OVERALL else f"{HOME}{category}/"


def home_in(category: str, month: date) -> str:
    """Return the address of a board of a month, named by its first day: 'benchmarks/leaderboard/coding/2026-06/'."""
    return f"{HOME}{category}/{month:%Y-%m}/"


def name_of(edition: Edition, category: str) -> str:
    """Return the name of a board for tabs and heads."""
    if category in (OVERALL, VOICE):
        return category.capitalize()
    return edition.catalog.categories[category].name


def _board(edition: Edition, category: str) -> Made:
    home = home_of(category)
    bindings = Bindings(edition, home, Place("data/categories.yml"))
    figures = BoardFigures(edition, bindings, category)
    known = edition.catalog.categories.get(category)
    name = name_of(edition, category)
    asks = known.asks if known else "One score over all categories, by declared weights."
    table = _table(edition, bindings, figures)
    shared: dict[str, Any] = _frame(edition, category) | {
        "lede": asks,
        "limits": known.limits if known else None,
        "table": table,
        "summary": _summary(figures, table) if table else None,
        "basis": _basis(edition, figures) if table is None else None,
        "ageing": figures.newest() if figures.ageing() else None,
        "weights": _weights(edition, figures) if category == OVERALL else None,
        "so_far": _so_far(edition, bindings) if category == OVERALL and not table else None,
        "unranked": _unranked(edition, figures),
        "suites": board_suites.suites(edition, bindings, category) if known else [],
        "languages": languages(edition, bindings, category),
        "votes": board_votes.votes(edition, bindings, category),
        "reported": _reported(edition, bindings, category),
        "tests": _tests(edition, figures) if known else [],
    }
    shared["empty"] = _empty(edition, name, shared) if table is None else None
    return _made(category, bindings, shared, asks)


def _frame(edition: Edition, category: str) -> dict[str, Any]:
    """Return what stands round every board: heads, tabs, downloads, the text on how to read it."""
    home = home_of(category)
    tabs = [OVERALL, *edition.catalog.categories, VOICE]
    name = name_of(edition, category)
    downloads = [("CSV", f"{home}board.csv"), ("JSON", f"api/v1/boards/{category}.json")]
    past = [("Earlier boards", f"{home}#earlier")] if edition.months.news.get(category) else []
    return {
        "category": category,
        "name": name,
        "title": f"{name} leaderboard",
        "tabs": [(name_of(edition, tab), home_of(tab)) for tab in tabs],
        "crumb": [("Leaderboards", HOME), (name, None)],
        "downloads": [*downloads, *past, ("How it is made", "benchmarks/methodology/")],
        "as_of": view.day(edition.as_of),
        "reading": edition.catalog.texts.get(TEXT),
        "earlier": _earlier(edition, category),
    }


def _cycle(edition: Edition, bindings: Bindings) -> tuple[str | Bound, ...]:
    """Return which cycle of our declared rhythm a board belongs to, and when it closes; () if none is declared."""
    name = cycles.newest(edition.catalog, edition.as_of)
    if name is None:
        return ()
    last = wording.day(cycles.last_day(edition.catalog, name))
    over = cycles.is_over(edition.catalog, name, edition.as_of)
    says = f" ended on {last}, and no later one is declared." if over else f" runs to {last}."
    return "The cycle ", bindings.cycle(name), says


def _earlier(edition: Edition, category: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the boards of past months with their addresses, by year, newest first."""
    years: dict[str, list[tuple[str, str]]] = {}
    for month in reversed(edition.months.news.get(category, ())):
        years.setdefault(str(month.year), []).append((wording.month(month), home_in(category, month)))
    return list(years.items())


def _made(category: str, bindings: Bindings, shared: dict[str, Any], asks: str) -> Made:
    shared["cycle"] = _cycle(bindings.edition, bindings)
    page: TextPage | None = shared.pop("reading")
    text = ""
    if page:
        binder = Binder(page.page, bindings, None)
        text = binder.body().html
        binder.finish()
    shared["cards"] = bindings.ledger.cards
    return Made(
        uri=f"{home_of(category)}index.md" if category == OVERALL else f"{home_of(category).rstrip('/')}.md",
        title=shared["title"],
        description=f"{shared['title']}: {asks}",
        template="board.html",
        view=shared,
        ledger=bindings.ledger,
        text=text,
        source=page.place.path if page and category == OVERALL else "data/categories.yml",
    )


def _table(edition: Edition, bindings: Bindings, figures: BoardFigures) -> dict[str, Any] | None:
    """Return the rows of a board with scores, group by group; None if nothing has a score."""
    listed = edition.boards.listed(figures.category)
    if not listed:
        return None
    rows = [board_rows.scored_row(edition, bindings, scored) for scored in listed]
    board_rows.align(rows)
    board_rows.best_settings(rows)
    board_rows.name_unstated(rows)
    lead, before = edition.boards.ranks_lead(figures.category), None
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        group = row["group"] or 0
        row["head"] = _group_head(figures, group) if lead and group != before else ""
        row["cut"] = lead and group == 1 and (after is None or after["group"] != 1)
        before = group
    ranked = [row for row in rows if row["rank"]]
    return {
        "rows": rows,
        "ranks": bool(ranked),
        "lead": lead,
        "of": len(ranked),
        "ref": rows[0]["lo"] if lead else None,
        "vendors": board_rows.vendors(edition, rows),
        "categories": len(edition.catalog.categories) if figures.category == OVERALL else 0,
        **board_rows.scale(rows),
    }


def _group_head(figures: BoardFigures, group: int) -> str:
    if not group:
        return "Scored, not ranked: results on one test suite only"
    return f"Group {group} of {figures.board.ranked[0].groups}"


def _summary(figures: BoardFigures, table: dict[str, Any]) -> dict[str, Any]:
    """Return what the board can tell apart and what it rests on, as bound parts of sentences."""
    board = figures.board
    return {
        "floor": figures.floor(), "width": figures.width(), "first": figures.first_group(), "above": figures.above(),
        "among": board_rows.hidden_words([row for row in table["rows"] if row["group"] == 1]),
        "ranked": figures.ranked() if board.ranked else None,
        "provisional": figures.provisional() if board.provisional else None,
        "tests": figures.tests(), "suites": figures.suites(), "results": figures.results(),
        "models": figures.models(), "newest": figures.newest(),
        "shown": figures.shown() if figures.category == OVERALL else None,
        "needs": wording.listing(_needed(figures.edition)) if figures.category == OVERALL else None,
    }  # fmt: skip


def _basis(edition: Edition, figures: BoardFigures) -> dict[str, Any] | None:
    """Return how many tests and models a board without scores rests on; None where no answer was right or wrong."""
    board = figures.board
    right = [b for b in {row[0] for t in board.tables for row in t.metrics} if edition.catalog.benchmarks[b].card.kind
             == "correctness"]  # fmt: skip
    if not right or board.newest is None:
        return None
    return {
        "tests": figures.tests(), "suites": figures.running(), "models": figures.models(), "newest": figures.newest(),
    }  # fmt: skip


def _weights(edition: Edition, figures: BoardFigures) -> list[dict[str, Any]]:
    """Return the declared weights of the overall score, and whether a category has a score yet."""
    return [
        {
            "name": known.name, "href": home_of(name), "weight": figures.weight(name),
            "scored": bool(edition.boards.listed(name)),
        }
        for name, known in edition.catalog.categories.items()
    ]  # fmt: skip


def _so_far(edition: Edition, bindings: Bindings) -> dict[str, Any] | None:
    """Return the scores in the categories that have any, side by side; None without one."""
    names = [name for name in edition.catalog.categories if edition.boards.listed(name)]
    if not names:
        return None
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for column, name in enumerate(names):
        for scored in edition.boards.listed(name):
            entry = scored.entry
            row = found.setdefault((entry.model, entry.effort), {"scores": [None] * len(names)})
            row["scores"][column] = board_rows.scored_row(edition, bindings, scored)
    rows = []
    for (model, effort), row in found.items():
        rows.append(row | board_rows.model_row(edition, bindings, edition.catalog.models[model], effort))
    board_rows.align(rows)
    board_rows.best_settings(rows)
    board_rows.name_unstated(rows)
    cells = [cell for row in rows for cell in row["scores"] if cell]
    heads = [{"name": edition.catalog.categories[n].name, "href": home_of(n)} for n in names]
    return {"heads": heads, "rows": rows, "vendors": board_rows.vendors(edition, rows), **board_rows.scale(cells)}


def _unranked(edition: Edition, figures: BoardFigures) -> list[dict[str, Any]]:
    """Return the entries without a score under the reason they share, the most frequent reason first."""
    reasons: dict[str, list[Entry]] = {}
    for entry in figures.board.unranked:
        reasons.setdefault(entry.reason, []).append(entry)
    return [
        {
            "reason": reason,
            "count": wording.plural(len(entries), "entry", "entries"),
            "links": [view.model_link(edition, edition.catalog.models[e.model], e.effort) for e in entries],
        }
        for reason, entries in sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


def _reported(edition: Edition, bindings: Bindings, category: str) -> list[dict[str, Any]]:
    """Return figures of a category whose grade may not rank, as they were published, under what they are figures of."""
    return under_tests([reported_row(edition, bindings, result) for result in reported(edition, category)])


def under_tests(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return reported rows in groups of one benchmark, test, metric and grade, in the order of their first rows."""
    alike = ("benchmark", "href", "task", "metric", "grade")
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in alike), []).append(row)
    return [dict(zip(alike, key, strict=True)) | {"rows": group, "count": len(group)} for key, group in groups.items()]


def reported(edition: Edition, category: str) -> Iterator[Result]:
    """Yield the results of a category, or of voice, whose grade may not rank."""
    for result in edition.catalog.results:
        benchmark = edition.catalog.benchmarks[result.benchmark]
        task = benchmark.task(result.task)
        if task is None or edition.catalog.grade(result) in RANKING_GRADES:
            continue
        spoken = benchmark.kind(result.metric) in ("voice", "speed")
        if category in task.categories or (category == VOICE and spoken):
            yield result


def reported_row(edition: Edition, bindings: Bindings, result: Result) -> dict[str, Any]:
    """Return one published figure with what was asked, who says so and when; its card on the model's page, or here."""
    benchmark = edition.catalog.benchmarks[result.benchmark]
    task, metric = benchmark.task(result.task), benchmark.card.metrics[result.metric]
    published = result.published_on or result.evaluated_on
    model = edition.catalog.models.get(result.model) if result.model else None
    return {
        "link": view.model_link(edition, model, result.effort) if model else None,
        "name": result.published_as,
        "task": task.name if task else benchmark.card.name,
        "metric": metric.name,
        "figure": bindings.result(result),
        "grade": edition.catalog.grade(result),
        "benchmark": benchmark.card.name,
        "href": f"benchmarks/methodology/#benchmark-{result.benchmark}",
        "day": view.day(published) if published else None,
        "note": result.note,
    }


def _tests(edition: Edition, figures: BoardFigures) -> list[dict[str, Any]]:
    """Return the live tests by suite, each with its share of the score and the number of results."""
    suites: dict[str, dict[str, Any]] = {}
    scored = any(entry.score is not None for entry in figures.board.entries)
    for test in figures.board.live_tests:
        benchmark = edition.catalog.benchmarks[test.benchmark]
        task, metric = benchmark.task(test.task or None), benchmark.card.metrics[test.metric]
        suite = suites.setdefault(
            test.block,
            {
                "name": suite_words(edition, test.block),
                "href": f"benchmarks/methodology/#benchmark-{test.benchmark}",
                "tests": [],
            },
        )
        suite["tests"].append(
            {
                "name": task.name if task else benchmark.card.name,
                "metric": metric.name,
                "share": wording.percent(100 * test.weight, 1) if scored else "no score",
                "results": wording.count(test.results),
                "n": wording.count(task.n) if task and task.n else "not stated",
                "ceiling": test.ceiling,
            }
        )
    return list(suites.values())


def _empty(edition: Edition, name: str, shared: dict[str, Any]) -> dict[str, Any]:
    """Return the words of a board without a score: what is missing, and what the page shows instead."""
    lines = []
    if shared["category"] == OVERALL:
        title = "No overall score yet"
        has = [
            edition.catalog.categories[n].name.lower() for n in edition.catalog.categories if edition.boards.listed(n)
        ]
        now = f"today models have scores in {wording.listing(has)} only" if has else "today no category has a score"
        lines.append(f"An overall score needs a score in {wording.listing(_needed(edition))}; {now}.")
    elif edition.boards.board(shared["category"]).entries:
        title = f"{name}: no common score"
        lines.append(edition.boards.board(shared["category"]).note)
        lines.append(shared["limits"] or "")
    else:
        title = f"{name}: no correctness result yet"
        lines.append(shared["limits"] or "No test of this category is recorded.")
    if shared["so_far"]:
        lines.append("They stand below, side by side, without a common rank.")
    if shared["suites"]:
        lines.append("Each suite stands below by itself, with its own results and nothing estimated.")
    if shared["votes"]:
        lines.append("The votes below say which answer people liked better. They make no rank of ours.")
    if shared["reported"]:
        lines.append("Makers' own figures and figures without a run record stand below. They rank nothing.")
    return {"title": title, "lines": [line for line in lines if line]}


def _needed(edition: Edition) -> list[str]:
    from tokonomix.scores.overall import LEAST_CATEGORIES, REQUIRED

    more = LEAST_CATEGORIES - len(REQUIRED)
    named = [edition.catalog.categories[n].name.lower() for n in REQUIRED]
    return [*named, "one category more" if more == 1 else f"{more} categories more"]


def speaking(edition: Edition) -> list[Model]:
    """Return the models that take and give audio, by maker and name."""
    return [m for m in edition.models if m.kind == "model" and "audio" in m.inputs and "audio" in m.outputs]


def _voice(edition: Edition) -> Made:
    bindings = Bindings(edition, home_of(VOICE), Place("data/models"))
    rows = []
    for model in speaking(edition):
        found = edition.rates(model.id)
        row = board_rows.model_row(edition, bindings, model)
        row["prices"] = [board_rows.price_cell(bindings, model, found.get(rate)) for rate in AUDIO_RATES]
        rows.append(row | {"kind": view.kind_words(model)})
    board_rows.align(rows)
    asks = "Hear a question and speak the answer: how fast, and how well."
    shared = _frame(edition, VOICE) | {
        "lede": asks, "voice": {"rows": rows, "vendors": board_rows.vendors(edition, rows)},
        "spoken": tables(edition, bindings, voice_tables.TABLES),
        "reported": _reported(edition, bindings, VOICE), "empty": None,
    }  # fmt: skip
    return _made(VOICE, bindings, shared, asks)
