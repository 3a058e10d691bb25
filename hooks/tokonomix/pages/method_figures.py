"""Today's numbers of the method, section by section: the values of its symbols, each with a card."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tokonomix import cards, peers, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, RANKING_GRADES, effort_words
from tokonomix.edition import Edition
from tokonomix.pages import board_votes
from tokonomix.pages.board_figures import BoardFigures, suite_words
from tokonomix.pages.boards import home_of
from tokonomix.reads import GRADES, Bound, Card, Line, anchor, digest
from tokonomix.records import Result

if TYPE_CHECKING:
    from tokonomix.scores.board import LiveTest

GRADE_WORDS = {
    "measured": "By us, with a record of the run",
    "published": "By an independent third party, linked",
    "vendor": "By the maker of the model",
    "reported": "By a named person or firm without data, or by us without a record",
    "hearsay": "By someone unnamed; in prose only, marked",
}
STATUS_WORDS = {
    "live": "live: counts in scores",
    "linked": "replaced, but linked: informs scores",
    "history": "not linked with the newest: informs nothing",
    "thin": "fewer than five models: informs nothing",
}


class MethodFigures:
    """Makes the tables of the methodology page; each method is one section's numbers."""

    def __init__(self, edition: Edition, bindings: Bindings) -> None:
        self.edition, self.bindings = edition, bindings
        self.method = edition.boards.boards.method
        self.categories = list(edition.catalog.categories)
        self._digest = digest([self.method])

    def grades(self) -> list[dict[str, Any]]:
        """Return each grade with what it means, whether it may rank, and how many figures carry it."""
        found = []
        for grade in GRADES:
            names = [name for name, source in self.edition.catalog.sources.items() if source.grade == grade]
            held = [r for r in self.edition.catalog.results if r.source in names]
            used = sorted({self.edition.catalog.sources[r.source].name for r in held})
            shown = self._bind(
                f"grade-{grade}", wording.count(len(held)), len(held), f"figures of the grade {grade}",
                Line("From", wording.listing(used) or "no source"),
            )  # fmt: skip
            may = "yes; votes on their own boards only" if grade == "published" else "yes"
            ranks = may if grade in RANKING_GRADES else "no"
            found.append({"grade": grade, "means": GRADE_WORDS[grade], "ranks": ranks, "held": shown})
        return found

    def scale(self) -> list[dict[str, Any]]:
        """Return the constants of the scale, what could not be used, and one result carried through the formulas."""
        from tokonomix.scores.normalise import EDGE, FLATNESS

        rows: list[dict[str, Any]] = [_row("ε", f"{EDGE:g}"), _row("δ", f"{FLATNESS:g}")]
        for reason, count in self.method.left_out:
            shown = self._bind(f"left-{reason}", wording.count(count), count, f"rows left out: {reason}")
            rows.append({"term": "Left out", "parts": [shown, f": {reason}"]})
        return rows + self._worked()

    def _worked(self) -> list[dict[str, Any]]:
        """Return the formulas of the scale with the numbers of one result that counts today."""
        from tokonomix.scores.normalise import EDGE, FLATNESS, binomial_error

        result = self._example()
        if result is None or result.model is None or result.value is None:
            return []
        benchmark = self.edition.catalog.benchmarks[result.benchmark]
        metric, task = benchmark.card.metrics[result.metric], benchmark.task(result.task)
        low, high = float(metric.floor or 0), float(metric.ceiling or 1)
        y = (result.value - low) / (high - low)
        y = y if metric.better == "higher" else 1 - y
        z = math.log((y + EDGE) / (1 - y + EDGE))
        model = self.edition.catalog.models[self.edition.catalog.pooled(result.model)]
        shown = self.bindings.result(result)
        effort = effort_words(result.effort)
        lines = [
            Line(
                "Result", f"{benchmark.card.name}, {task.name if task else 'whole'}: {result.published} {metric.unit}"
            ),
            Line("Model", f"{model.name}{f', {effort}' if effort else ''}", cards.model_home(model.id)),
            Line("y", f"({result.value:g} − {low:g}) / ({high:g} − {low:g}) = {y:.3f}"),
            Line("z", f"log(({y:.3f} + {EDGE:g}) / ({1 - y:.3f} + {EDGE:g})) = {signed(z)}"),
        ]
        parts: list[Any] = [f"{model.name}, {task.name if task else benchmark.card.name}: ", shown, " gives y "]
        parts += [self._bind("worked-y", f"{y:.3f}", y, "a result placed on the scale", *lines), ", z "]
        parts.append(self._bind("worked-z", signed(z), z, "the same result, stretched", *lines))
        n = result.n or (task.n if task else None)
        if n and result.stderr is None and result.low is None:
            se = float(binomial_error(y, n))
            s = math.sqrt(min(1.0, (se / (y * (1 - y) + FLATNESS)) ** 2))
            lines.append(Line("Items", wording.count(n)))
            parts += [" and s ", self._bind("worked-s", f"{s:.2f}", s, "the sampling error of the same result", *lines)]
        return [{"term": "One result, worked", "parts": parts}]

    def _example(self) -> Result | None:
        """Return a result of the entry that leads the first board with scores, with a number of items if one has it."""
        for category in self.categories:
            for scored in self.edition.boards.listed(category)[:1]:
                entry = scored.entry
                names = {t.benchmark for t in self.edition.boards.board(category).live_tests}
                own = [
                    r for r in self.edition.catalog.results
                    if r.model and self.edition.catalog.pooled(r.model) == entry.model and r.effort == entry.effort
                    and r.benchmark in names and r.value is not None
                    and self.edition.catalog.benchmarks[r.benchmark].card.metrics[r.metric].ranks
                    and (r.published_on or r.evaluated_on) == entry.newest
                ]  # fmt: skip
                return min(own, key=lambda r: (not r.n, r.task or ""), default=None)
        return None

    def suites(self) -> dict[str, Any]:
        """Return the constants of linking and pooling, and every suite of every category with its state."""
        from tokonomix.scores.pooling import EQUAL_SHARE, SHARED_MODELS

        rows = []
        for category in self.categories:
            board = self.edition.boards.board(category)
            for status, words in STATUS_WORDS.items():
                for block in getattr(board, f"{status}_blocks"):
                    tests = sum(test.block == block for test in board.live_tests)
                    rows.append(
                        {
                            "category": self.edition.catalog.categories[category].name, "href": home_of(category),
                            "suite": suite_words(self.edition, block), "state": words,
                            "tests": self._bind(
                                f"suite-{category}-{block}", wording.count(tests), tests,
                                f"live tests of {suite_words(self.edition, block)}",
                            ),
                        }
                    )  # fmt: skip
        facts = [
            _row("Models that link two suites", f"at least {SHARED_MODELS}"),
            _row("Equal results that make two releases one test", f"at least {wording.percent(100 * EQUAL_SHARE)}"),
        ]
        return {"facts": facts, "rows": rows}

    def ability(self) -> dict[str, Any]:
        """Return the size of the fit, the spreads of its parts, the abilities, and d, a and τ of every live test."""
        from tokonomix.scores.ability import ITERATIONS, LEAST_SLOPE, ODDNESS, POOL, SD_DIFFICULTY, SD_SLOPE

        m = self.method
        size = {
            "models": m.models, "entries": m.entries, "results": m.results, "tests": m.metrics, "suites": m.blocks,
            "undated": len(m.undated),
        }  # fmt: skip
        words = {"entries": "a model at one effort each", "undated": "models without a release day that can be true"}
        facts = [
            {"term": f"{name.capitalize()} in the fit" if name != "undated" else "Undated models",
             "parts": [self._bind(name, wording.count(count), count, words.get(name, f"{name} in the fit"))]}
            for name, count in size.items()
        ]  # fmt: skip
        facts += [
            {"term": term, "parts": [self._bind(key, f"{value:.2f}", value, f"{term} (logits)")]}
            for key, term, value in (
                ("sd-effort", "Standard deviation of v, effort", m.sd_effort),
                ("sd-block", "Standard deviation of g, the middle suite", m.sd_block),
                ("sd-both", "Standard deviation of q, the middle suite", m.sd_effort_block),
                ("sd-group", "Standard deviation of h, the middle suite with kinds", m.sd_group),
            )
        ]
        facts += [
            _row("Prior of d", f"normal, standard deviation {SD_DIFFICULTY:g} about its mean"),
            _row("Prior of a", f"normal, mean 1, standard deviation {SD_SLOPE:g}, at least {LEAST_SLOPE:g}"),
            _row("Degrees of freedom of w, ν", str(ODDNESS)),
            _row("Weight of the whole in a variance of one suite or test", f"as {POOL} models or results of its own"),
            _row("Rounds of EM", str(ITERATIONS)),
        ]
        return {"facts": facts, "abilities": self._abilities(), "tests": self._tests()}

    def _abilities(self) -> dict[str, Any]:
        names = [self._ability_name(name) for name in self.method.abilities]
        rows = []
        for i, name in enumerate(names):
            row = [f"{self.method.spread[i]:.2f}", signed(self.method.per_year[i])]
            row += [signed(value) for value in self.method.correlations[i]]
            lines = [Line("Standard deviation of θ", row[0]), Line("Gain in a year of release date, β", row[1])]
            lines += [Line(f"Goes with {other}", text) for other, text in zip(names, row[2:], strict=True)]
            label = f"ability: {name}"
            cells = [
                self._bind(f"ability-{self.method.abilities[i]}", text, text, label, *lines, shown=row[0])
                for text in row
            ]
            rows.append({"name": name, "cells": cells})
        return {"heads": [[f"goes with {name.lower()}"] for name in names], "rows": rows}

    def _ability_name(self, name: str) -> str:
        category, _, rest = name.partition(": ")
        known = self.edition.catalog.categories[category].name
        return f"{known}: {suite_words(self.edition, rest)}" if rest else known

    def _tests(self) -> list[dict[str, Any]]:
        return [
            self._test(category, test)
            for category in self.categories
            for test in self.edition.boards.board(category).live_tests
        ]

    def _test(self, category: str, test: LiveTest) -> dict[str, Any]:
        benchmark = self.edition.catalog.benchmarks[test.benchmark]
        task = benchmark.task(test.task or None)
        name = task.name if task else benchmark.card.name
        values = [
            signed(test.difficulty),
            f"{test.slope:.2f}",
            f"{math.sqrt(test.noise):.2f}",
            wording.count(test.results),
        ]
        board = self.edition.boards.board(category)
        scored = any(entry.score is not None for entry in board.entries)
        values.append(wording.percent(100 * test.weight, 1) if scored else "no score")
        heads = ("Difficulty, d", "Slope, a", "Scatter, τ", "Results", "Share of the score")
        lines = [Line("Suite", suite_words(self.edition, test.block))]
        lines += [Line(head, value) for head, value in zip(heads, values, strict=True)]
        key = f"test-{category}-{test.block}-{test.task}-{test.metric}"
        cells = [self._bind(key, value, value, f"test: {name}", *lines, shown=values[0]) for value in values]
        return {
            "category": self.edition.catalog.categories[category].name, "name": name, "cells": cells,
            "href": f"benchmarks/methodology/#benchmark-{test.benchmark}", "benchmark": benchmark.card.name,
        }  # fmt: skip

    def kappa(self) -> list[dict[str, Any]]:
        """Return κ and the number of hidden results it comes from."""
        from tokonomix.scores.holdout import FOLDS

        m = self.method
        hidden = self._bind("hidden", wording.count(m.hidden), m.hidden, "results hidden and foretold")
        kappa = self._bind("kappa", f"{m.kappa:.2f}", m.kappa, "κ, by which every interval is widened",
                           Line("From", wording.plural(m.hidden, "hidden result")))  # fmt: skip
        folds = {"term": "Results hidden and foretold", "parts": [hidden, f" in {FOLDS} rounds"]}
        return [{"term": "κ today", "parts": [kappa]}, folds]

    def ranks(self) -> dict[str, Any]:
        """Return what each board holds and can tell apart today."""
        from tokonomix.scores.ranks import DRAWS, SURE

        rows = []
        for category in (OVERALL, *self.categories):
            figures = BoardFigures(self.edition, self.bindings, category)
            board = figures.board
            rows.append(
                {
                    "name": figures.name, "href": home_of(category), "ranked": figures.ranked(),
                    "provisional": figures.provisional(), "none": wording.count(len(board.unranked)),
                    "groups": str(board.ranked[0].groups) if board.ranked else "", "floor": figures.floor(),
                    "width": figures.width(), "tests": figures.tests(), "models": figures.models(),
                    "newest": figures.newest(),
                }
            )  # fmt: skip
        facts = [
            _row("Joint draws", f"{wording.count(DRAWS)}, with a fixed seed"),
            _row("Certainty that ends a group", wording.percent(100 * SURE)),
        ]
        return {"facts": facts, "rows": rows}

    def standing(self) -> list[dict[str, Any]]:
        """Return the thresholds of a score and of a rank."""
        from tokonomix.scores.blocks import CEILING_ABOVE, CEILING_SHARE
        from tokonomix.scores.standing import PROVISIONAL_METRICS, RANKED_BLOCKS

        above, share = wording.percent(100 * CEILING_ABOVE), wording.percent(100 * CEILING_SHARE)
        return [
            _row("Suites for a rank", f"at least {RANKED_BLOCKS}"),
            _row("Tests for a score on one suite", f"at least {PROVISIONAL_METRICS}"),
            _row("A test that nearly every model solves", f"at least {share} of its results above {above}"),
        ]

    def overall(self) -> list[dict[str, Any]]:
        """Return the declared weights, each with its reason."""
        figures = BoardFigures(self.edition, self.bindings, OVERALL)
        return [
            {"name": self.edition.catalog.categories[n].name, "href": home_of(n), "weight": figures.weight(n),
             "why": self.edition.catalog.categories[n].weight_reason}
            for n in self.categories
        ]

    def votes(self) -> list[dict[str, Any]]:
        """Return the boards of votes, each once, with the categories under which they stand."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for category in self.categories:
            name = self.edition.catalog.categories[category].name
            for board in self.edition.boards.preference(category):
                key = (board.benchmark, board.task)
                if key not in found:
                    found[key] = board_votes.head(self.edition, self.bindings, board) | {"under": []}
                found[key]["under"].append((name, f"{home_of(category)}#votes"))
        return list(found.values())

    def peers(self) -> list[dict[str, Any]]:
        """Return the constants of the rule for tier peers."""
        return [
            _row("List price", f"within a factor of {peers.PRICE_FACTOR}, at three input tokens to one output token"),
            _row("Peers", f"at most {peers.MOST}, at most {peers.MOST_OF_ONE_VENDOR} of one maker"),
        ]

    def prices(self) -> list[dict[str, Any]]:
        """Return how many rates are recorded, for how many models, at how many sellers, and when last read."""
        rows = self.edition.catalog.prices
        if not rows:
            return []
        checked = max(row.checked_on for row in rows)
        figures = {
            "rates": ("Rates recorded", wording.count(len(rows)), len(rows)),
            "priced": (
                "Models with a price",
                wording.count(len({r.model for r in rows})),
                len({r.model for r in rows}),
            ),
            "sellers": ("Sellers", wording.count(len({r.platform for r in rows})), len({r.platform for r in rows})),
            "checked": ("Last read", wording.day(checked), checked.isoformat()),
        }
        sources = wording.listing(sorted({self.edition.catalog.sources[r.source].name for r in rows}))
        return [
            {"term": term, "parts": [self._bind(key, text, value, term.lower(), Line("Sources", sources))]}
            for key, (term, text, value) in figures.items()
        ]

    def limits(self) -> list[dict[str, Any]]:
        """Return what each category does not measure."""
        return [
            {"name": known.name, "href": home_of(name), "text": known.limits}
            for name, known in self.edition.catalog.categories.items()
            if known.limits
        ]

    def _bind(self, key: str, text: str, value: Any, label: str, *lines: Line, shown: str | None = None) -> Bound:
        record = f"method@{self.edition.as_of.isoformat()}"
        self.bindings.ledger.note(record, key, f"{text} {self._digest}")
        card = Card(
            anchor("method", key), self.bindings.ledger.home, f"Method: {label}", shown or text,
            (
                *lines,
                Line("Computed by", f"the method of this site, version {self.method.version}"),
                Line("Computed on", wording.day(self.edition.as_of)),
                Line("Record", f"{record} {self._digest}"),
            ),
        )  # fmt: skip
        return self.bindings.ledger.bind(text, value, card)


def _row(term: str, text: str) -> dict[str, Any]:
    return {"term": term, "parts": [text]}


def signed(value: float) -> str:
    """Return a number with two places and a true minus: '−1.34'."""
    return f"{value:.2f}".replace("-", "−")
