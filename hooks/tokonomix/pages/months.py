"""Boards as they stood at the end of a month, and what moved since the one before; other months lead to the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, BoardSet
from tokonomix.edition import Edition
from tokonomix.months import after, end_of, first_of
from tokonomix.pages import board_suites, board_votes, month_news, view
from tokonomix.pages.board_figures import BoardFigures, suite_words
from tokonomix.pages.boards import home_in, home_of, name_of
from tokonomix.pages.made import Made
from tokonomix.problem import Place

if TYPE_CHECKING:
    from tokonomix.scores.board import Entry, Table, TableRow

UP, DOWN = "up", "down"
_SOURCE = "data/categories.yml"


def make(edition: Edition) -> Iterator[Made]:
    """Yield a page for each month of which a board is shown, and one that leads on for every other since the first."""
    for category, months in edition.months.news.items():
        for month in months:
            yield _page(edition, _Past(edition, category, month))
        yield from _leads(edition, category, months)


@dataclass(frozen=True)
class _Past:
    """A board at the end of a month, and the one it is compared with."""

    edition: Edition
    category: str
    month: date

    @property
    def boards(self) -> BoardSet:
        return self.edition.months.boards[self.month]

    @property
    def before(self) -> BoardSet | None:
        earlier = self.edition.months.before(self.category, self.month)
        return self.edition.months.boards[earlier] if earlier else None


def _page(edition: Edition, past: _Past) -> Made:
    category, home = past.category, home_in(past.category, past.month)
    name, words = name_of(edition, category), wording.month(past.month)
    bindings = Bindings(edition, home, Place(_SOURCE))
    figures = BoardFigures(edition, bindings, category, past.boards)
    rows = _rows(edition, figures, past)
    months = edition.months.news[category]
    later = next((month for month in months if month > past.month), None)
    earlier = edition.months.before(category, past.month)
    title = f"{name} leaderboard, {words}"
    shown: dict[str, Any] = {
        "title": title, "name": name, "month": words, "end": view.day(past.boards.as_of), "current": home_of(category),
        "crumb": [("Leaderboards", home_of(OVERALL)), (name, home_of(category)), (words, None)],
        "method": figures.board.method_version,
        "quiet": _quiet(edition, past.month, later),
        "earlier": (wording.month(earlier), home_in(category, earlier)) if earlier else None,
        "later": (wording.month(later), home_in(category, later)) if later else None,
        "tests": figures.tests(), "suites": figures.suites(), "results": figures.results(), "newest": figures.newest(),
        "floor": figures.floor(), "note": figures.board.note,
        "news": month_news.facts(edition, bindings, category, past.boards, past.before) + _moved(rows),
        "rows": rows, "ranks": any(row["rank"] for row in rows), "of": len(figures.board.ranked),
        "gone": _gone(edition, past),
        "suite_tables": [] if rows else [_table(edition, figures, past, table) for table in figures.board.tables],
        "votes": _votes(edition, bindings, past),
    }  # fmt: skip
    shown["cards"] = bindings.ledger.cards
    description = f"{title}: as it stood on {wording.day(past.boards.as_of)}, and what moved."
    return Made(f"{home.rstrip('/')}.md", title, description, "month.html", shown, bindings.ledger, source=_SOURCE)


def _quiet(edition: Edition, month: date, later: date | None) -> str:
    """Return the months after one in which nothing moved its board: 'July to October 2026'; '' without any.

    They end before the next with news, or with the last that is over. Their addresses lead to the page of that one.
    """
    now = first_of(edition.as_of)
    first, end = after(month), later or (after(now) if end_of(now) < edition.as_of else now)
    if first >= end:
        return ""
    last = first
    while after(last) < end:
        last = after(last)
    begin = wording.month(first)
    begin = begin.removesuffix(f" {first.year}") if first.year == last.year else begin
    return wording.month(last) if first == last else f"{begin} to {wording.month(last)}"


def _rows(edition: Edition, figures: BoardFigures, past: _Past) -> list[dict[str, Any]]:
    """Return the entries with a score, each with what it was in the month before; one card stands for all numbers."""
    listed = past.boards.listed(past.category)
    if not listed:
        return []
    card = figures.entries().card
    bind = figures.bindings.ledger.bind
    known = _entries(past.before, past.category)
    rows = []
    for scored in listed:
        entry = scored.entry
        model = edition.catalog.models[entry.model]
        ranked = entry.rank_low is not None
        rows.append({
            "link": {**view.model_link(edition, model, entry.effort), "status": None},
            "rank": bind(_rank(entry), entry.rank_low, card) if ranked else None,
            "group": entry.group,
            "score": bind(wording.score(entry.score or 0), entry.score, card),
            "interval": wording.span(wording.score(entry.low or 0), wording.score(entry.high or 0)),
            "taken": f"{entry.metrics_taken}/{entry.metrics_live}",
            **(_was(known.get((entry.model, entry.effort)), entry) if past.before else {"was": None, "way": ""}),
        })  # fmt: skip
    return rows


def _moved(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return which models moved in rank beyond doubt, and how many did not."""
    if not any(row["rank"] and row["was"] and row["was"].startswith("was") for row in rows):
        return []
    names = {way: [row["link"]["name"] for row in rows if row["way"] == way] for way in (UP, DOWN)}
    said = [f"{way}: {wording.listing(models)}" for way, models in names.items() if models]
    rest = "every other range of ranks overlaps with the one before" if said else (
        "no model; every range of ranks overlaps with the one before"
    )  # fmt: skip
    return [{"term": "Moved beyond doubt", "parts": ["; ".join([*said, rest])]}]


def _entries(boards: BoardSet | None, category: str) -> dict[tuple[str, str], Entry]:
    return {(e.model, e.effort): e for e in boards.board(category).entries} if boards else {}


def _rank(entry: Entry) -> str:
    return f"{entry.rank_low}–{entry.rank_high}"


def _was(before: Entry | None, now: Entry) -> dict[str, str]:
    """Return in words where an entry stood the month before, and which way it moved if that is beyond doubt."""
    if before is None:
        return {"was": "new", "way": ""}
    if before.score is None:
        return {"was": "had no score", "way": ""}
    if before.rank_low is None or now.rank_low is None:
        span = wording.span(wording.score(before.low or 0), wording.score(before.high or 0))
        unranked = ", no rank" if before.rank_low is None and now.rank_low else ""
        return {"was": f"score was {span}{unranked}", "way": ""}
    return {"was": f"was {_rank(before)} of {before.of}", "way": way(before, now)}


def way(before: Entry, now: Entry) -> str:
    """Return 'up' or 'down' where two rank intervals do not overlap as shares of their lists, else ''."""
    old_low, old_high = _share(before)
    low, high = _share(now)
    return UP if high < old_low else DOWN if low > old_high else ""


def _share(entry: Entry) -> tuple[float, float]:
    """Return which part of its list a rank interval spans: 1 to 5 of 10 as (0, 0.5)."""
    low, high, of = entry.rank_low or 0, entry.rank_high or 0, entry.of or 1
    return (low - 1) / of, high / of


def _gone(edition: Edition, past: _Past) -> list[dict[str, Any]]:
    """Return the entries that had a score the month before and have none now, under the reason they share."""
    now = _entries(past.boards, past.category)
    reasons: dict[str, list[Entry]] = {}
    for key, entry in _entries(past.before, past.category).items():
        if entry.score is None or (key in now and now[key].score is not None):
            continue
        reason = now[key].reason if key in now else "none of its results is on a test that this board counts"
        reasons.setdefault(reason, []).append(entry)
    return [
        {
            "reason": reason,
            "links": [
                {**view.model_link(edition, edition.catalog.models[e.model], e.effort), "status": None} for e in entries
            ],
        }
        for reason, entries in sorted(reasons.items())
    ]


def _table(edition: Edition, figures: BoardFigures, past: _Past, table: Table) -> dict[str, Any]:
    """Return the rows of one suite by itself, each with its mean the month before."""
    tables = past.before.board(past.category).tables if past.before else ()
    known = {(row.model, row.effort): row for one in tables if one.block == table.block for row in one.rows}
    card, bind = figures.models().card, figures.bindings.ledger.bind
    only = table.metrics[0] if len(table.metrics) == 1 else None
    asked = board_suites.head(edition, only, alone=True) if only else None  # a mean of ours is no figure of a suite

    def shown(value: float) -> float:
        return board_suites.as_published(edition, only, value) if only else value

    return {
        "name": suite_words(edition, table.block),
        "head": asked,
        "rows": [
            {
                "link": {
                    **view.model_link(edition, edition.catalog.models[row.model], row.effort), "status": None,
                },
                "mean": bind(f"{shown(row.mean):.1f}", f"{shown(row.mean):.2f}", card) if only else None,
                "taken": f"{sum(v is not None for v in row.values)}/{len(row.values)}",
                "was": _was_there(known.get((row.model, row.effort)), row, shown, only) if past.before else None,
            }
            for row in board_suites.in_order(edition, table)
        ],
    }  # fmt: skip


def _was_there(
    before: TableRow | None, now: TableRow, shown: Callable[[float], float], only: board_suites.Test | None
) -> str:
    if before is None:
        return "new"
    if before.values == now.values:
        return "the same"
    return f"was {shown(before.mean):.1f}" if only else "other values"


def _votes(edition: Edition, bindings: Bindings, past: _Past) -> list[dict[str, Any]]:
    """Return the boards of votes of the month, each with who shares the first place."""
    found = []
    for board in past.boards.preference(past.category):
        first = [row for row in board.rows if row.rank_low == 1]
        models = edition.catalog.models
        found.append(
            board_votes.head(edition, bindings, board) | {
                "first": [
                    {**view.model_link(edition, models[row.model], row.effort), "status": None}
                    if row.model else {"name": row.snapshot, "href": None}
                    for row in first
                ]
            }
        )  # fmt: skip
    return found


def _leads(edition: Edition, category: str, months: tuple[date, ...]) -> Iterator[Made]:
    """Yield, for each month since the first without a board of its own, a page that leads to the last one before it.

    The month that is not over leads to the board of today.
    """
    if not months:
        return
    now, last, month = first_of(edition.as_of), months[0], months[0]
    while month <= now:
        if month in months:
            last = month
        else:
            today = month == now and end_of(month) >= edition.as_of
            name = f"{name_of(edition, category)} leaderboard"
            target = (name, home_of(category)) if today else (f"{name}, {wording.month(last)}", home_in(category, last))
            yield _lead(edition, home_in(category, month), month, *target, today=today)
        month = after(month)


def _lead(edition: Edition, home: str, month: date, name: str, href: str, *, today: bool) -> Made:
    words = wording.month(month)
    says = f"{words} is not over. Until then this is the board:" if today else (
        f"Nothing moved this board in {words}. The last one before it is"
    )  # fmt: skip
    bindings = Bindings(edition, home, Place(_SOURCE))
    return Made(
        uri=f"{home.rstrip('/')}.md",
        title=f"{words}: see {name}",
        description=f"{says} {name}.",
        template="moved.html",
        view={"name": name, "href": href, "heading": words, "says": says, "cards": ()},
        ledger=bindings.ledger,
        source=_SOURCE,
    )
