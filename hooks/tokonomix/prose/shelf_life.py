"""Shelf life: which values in the sentences of a review changed since its technical review, and which matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.problem import Place, Problem
from tokonomix.prose.phrase import Changed, Phrase
from tokonomix.prose.scanner import place_at
from tokonomix.prose.script import Said, Text
from tokonomix.prose.tables import Table, values
from tokonomix.prose.traces import traced
from tokonomix.reads import Bound, Card, Line, Read, anchor
from tokonomix.records import Review, Seen

UNSEEN = ("cite", "model", "part", "todo")
"""Functions that show no value of a record."""
LIFE, LAST_DAY = "the stage of a model's life", "the last day of a model"
DECISIVE: Mapping[str, str] = {
    "status": LIFE,
    "deprecated_on": "the announcement of a model's end",
    "earliest_shutdown_on": "the earliest end of a model",
    "shutdown_on": LAST_DAY,
    "replacement": "the successor of a model",
}
"""Facts whose change is a turn in the model's life, and what turned."""
RECOMMENDED = "the stage of a recommended model"
"""The turn of a model to which a review sends its readers, whether or not a sentence speaks of its stage."""
_ONE = {"strengths": "strength", "weaknesses": "weakness"}
NOT_THERE = ""
"""What a cell held that a table did not have, or in which it said in words that there was nothing."""
_LINKED = re.compile(r"\[([a-z0-9][a-z0-9.-]*)\]")
_ITEM = re.compile(r"^(?:[-*+|#>]+|\d+\.) ")


@dataclass(frozen=True, order=True)
class Change:
    """A binding that showed `old` at the technical review and shows `new` today, in a sentence at `place`.

    For a table of the review, `table` is its part and `sentence` the name of one of its cells; of one that is gone, its
    ids.
    `since` is the day from which the records say so, None if that day lies before the day of the review: then they were
    corrected. What begins on that day itself may be news: nobody records the hour.
    `turn` says what turned, if a reader of the verdict has to know: the order of models, a stage of life, a
    recommendation. `among` is the list in which it stands, `strengths` or `weaknesses`: what turned may belong in the
    other.
    """

    place: Place
    sentence: str
    binding: str
    old: str
    new: str
    since: date | None = field(compare=False)
    records: tuple[str, ...]
    turn: str | None = None
    table: str | None = None
    among: str | None = None

    @property
    def turned(self) -> str | None:
        """Return what turned, and if it stands in a strength or a weakness: 'the order of prices (in a weakness)'."""
        return f"{self.turn} (in a {_ONE[self.among]})" if self.turn and self.among else self.turn

    @property
    def within(self) -> str:
        """Return where a reader finds it: its sentence, or its table and the name of its cell."""
        return f"{self.table.capitalize().replace('-', ' ')}, {self.sentence}" if self.table else self.sentence

    @property
    def told(self) -> str:
        """Return what happened: "'16,000' is now '32,000'"."""
        if self.old == NOT_THERE:
            return f"'{self.new}' is new"
        return f"'{self.old}' stands there no longer" if self.new == NOT_THERE else f"'{self.old}' is now '{self.new}'"


@dataclass(frozen=True)
class Aged:
    """What became of a review: its changes in reading order, and where bindings stand that no review has seen."""

    review: str
    reviewed: date
    changes: tuple[Change, ...]
    unseen: tuple[Place, ...]
    """None of a review that nobody signed, which is wrong itself."""
    unwritten: tuple[Place, ...]
    """Where passages are still to be written."""
    draft: bool
    shown: Mapping[str, str] = field(repr=False)
    """What every binding and every cell of a table shows today, as it would be recorded."""

    def due(self) -> Iterator[Problem]:
        """Yield what makes the review due: a change that turns something, and bindings that nobody has looked at."""
        if self.draft:
            return
        again = f"Read the review again, mend it, then run 'tokonomix reviewed {self.review}'"
        for change in self.changes:
            if change.turn:
                what = f"{change.turned} changed since the review: {change.told}"
                yield Problem(change.place, what, again, due=True)
        if self.unseen:
            count = wording.plural(len(self.unseen), "value")
            what = f"{count} written since the technical review of {self.reviewed}, this the first"
            yield Problem(min(self.unseen), what, again, due=True)


class Shelf:
    """Compares what the bindings of one review say with what they said at its technical review."""

    def __init__(self, bindings: Bindings, review: Review) -> None:
        self._bindings, self._review, self._reviewed = bindings, review, review.front.technical_review
        self._edition: Edition = bindings.edition
        self._seen: Mapping[str, Seen] = {row.binding: row for row in bindings.catalog.seen_of(review.id)}

    def phrase(self, written: str, said: Said) -> Phrase:
        """Return what a reader sees of a binding: with a mark behind it if it showed something else at the review."""
        old = self._old(written, said)
        if old is None:
            return said.phrase
        new = said.phrase.plain()
        since = self._since(said.reads)
        lines = [
            Line("When this was written", self._told(old)),
            Line("Reviewed on", wording.day(self._reviewed)),
            Line("Since", wording.day(since) if since else "no day after the review is recorded: a correction"),
        ]
        for record in dict.fromkeys(read.record for read in said.reads):
            place = traced(self._edition, record)[1]
            lines.append(Line("Record", record, self._edition.site.row(place.path, place.line) if place else None))
        home = self._bindings.ledger.home
        card = Card(
            anchor("since", key(written)), home, "Changed since the technical review", f"now {new}", tuple(lines),
            stale=True,
        )  # fmt: skip
        mark = self._bindings.ledger.bind("changed", new, card)
        pieces = [
            replace(piece, card=replace(piece.card, stale=True)) if isinstance(piece, Bound) else piece
            for piece in said.phrase.pieces
        ]
        return Phrase((*pieces, Changed(mark)))

    def aged(
        self, texts: list[Text], watched: list[tuple[Place, str, Said]], tables: Mapping[str, Sequence[Table]]
    ) -> Aged:
        """Return what became of the review.

        `watched` are bindings that stand in no text but are relied on, `tables` the parts that show records.
        """
        found: list[Change] = []
        unseen: list[Place] = []
        shown: dict[str, str] = {}
        for at, written, said, sentence, among in [*_written(texts), *((*one, "", None) for one in watched)]:
            if said.name == "part" and (part := said.arguments["name"]) in tables:
                cells = self._cells(at, part, tables[part])
                found += cells[0]
                unseen += cells[1]
                shown |= cells[2]
            if said.name in UNSEEN or not said.name:
                continue
            name, new = key(written), flat(said.phrase.recorded())
            if not sentence and name in shown and "model" not in said.arguments:
                continue  # the stage of the reviewed model, of which a sentence speaks
            shown[name] = new
            if name not in self._seen:
                unseen.append(at)
            elif (old := self._old(written, said)) is not None:
                records = tuple(dict.fromkeys(read.record for read in said.reads))
                turn = _turn(said, old, new)
                if other := not sentence and said.arguments.get("model"):
                    turn = RECOMMENDED
                told = sentence or (f"Recommends {other}." if other else f"Is a review of {self._review.id}.")
                since = self._since(said.reads)
                both = self._told(old), self._told(new)
                found.append(Change(at, told, name, *both, since, records, turn, among=among))
        unwritten = tuple(at for at, _binding, said, _sentence, _among in _written(texts) if said.name == "todo")
        return Aged(
            self._review.id, self._reviewed, tuple(sorted(found)), tuple(unseen) if self._seen else (), unwritten,
            self._review.front.status == "draft", shown,
        )  # fmt: skip

    def _cells(self, at: Place, part: str, tables: Sequence[Table]) -> tuple[list[Change], list[Place], dict[str, str]]:
        """Return the cells of a part that changed, its place if no review has seen it, and what is recorded of it."""
        whole = f'part("{part}")'
        now = {f"{whole} {value.key}": value for value in values(tables)}
        shown = {whole: wording.plural(len(now), "cell")} | {name: value.cell.kept for name, value in now.items()}
        if whole not in self._seen:
            return [], [at], shown
        before = {name: seen.shown for name, seen in self._seen.items() if name.startswith(f"{whole} ")}
        absent = {f"{whole} {value.key}": value for value in values(tables, held=False)}
        found = []
        for name in dict.fromkeys([*now, *before]):
            old, new = before.get(name, NOT_THERE), shown.get(name, NOT_THERE)
            if old == new:
                continue
            value = now.get(name) or absent.get(name)
            record = value.cell.record if value else ""
            day = traced(self._edition, record)[0]
            since = day if day and day >= self._reviewed else None
            where = name.removeprefix(f"{whole} ")
            turn = DECISIVE.get(where) if part == "lifecycle" else _rank(old, new) if name.endswith("/rank") else None
            label, text = (value.label, value.cell.text) if value else (where, NOT_THERE)
            found.append(
                Change(at, label, name, self._told(old), text, since, (record,) if record else (), turn, part)
            )
        return found, [], shown

    def _told(self, recorded: str) -> str:
        """Return what was recorded with today's names of its models."""
        models = self._edition.catalog.models
        return _LINKED.sub(lambda match: models[match[1]].name if match[1] in models else match[1], recorded)

    def _old(self, written: str, said: Said) -> str | None:
        """Return what a binding showed at the review, None if it shows that still or was not there."""
        seen = self._seen.get(key(written))
        if seen is None or said.name in UNSEEN or not said.name or seen.shown == flat(said.phrase.recorded()):
            return None
        return seen.shown

    def _since(self, reads: tuple[Read, ...]) -> date | None:
        days = (traced(self._edition, read.record, read.field)[0] for read in reads)
        return max((day for day in days if day and day >= self._reviewed), default=None)


def key(written: str) -> str:
    """Return a binding as it is recorded: what stands between the braces, on one line."""
    return " ".join(written.strip().removeprefix("{{").removesuffix("}}").split())


def flat(text: str) -> str:
    """Return what a reader sees with plain spaces, so that a table of it can be read and searched."""
    return " ".join(text.split())


def _written(texts: list[Text]) -> Iterator[tuple[Place, str, Said, str, str | None]]:
    """Yield each binding with its place, its sentence, and the list of the front matter in which it is told."""
    for text in texts:
        among = str(text.keys[0]) if text.keys and text.keys[0] in _ONE else None
        sentences = iter(text.sentences)
        sentence = next(sentences, None)
        for said in text.said:
            while sentence is not None and said.start >= sentence.end:
                sentence = next(sentences, None)
            at = place_at(text.page.path, text.page.text, text.offsets[said.start])
            told = _ITEM.sub("", flat(sentence.read)) if sentence else ""
            yield at, text.text[said.start : said.end], said, told, among


def _turn(said: Said, old: str, new: str) -> str | None:
    """Return what turned between two texts of a binding, None if only a value moved."""
    if said.name == "state":
        return LIFE
    if said.name == "ends":
        return LIFE if old.startswith("ended") != new.startswith("ended") else LAST_DAY
    if said.name == "fact":
        return DECISIVE.get(said.arguments["name"])
    if said.name in _SORTS:
        what, sort = _SORTS[said.name]
        return what if sort(old) != sort(new) else None
    return _rank(old, new) if said.name == "rank" else None


def _rank(old: str, new: str) -> str | None:
    before, after = (_interval(text) for text in (old, new))
    apart = before and after and (before[1] < after[0] or after[1] < before[0])
    return "the rank" if apart or (before is None) != (after is None) else None


def _order(text: str) -> str:
    return next((verb for verb in ("leads", "trails", "is level", "cannot") if text.startswith(verb)), "")


def _dearer(text: str) -> str:
    return "same" if "the same" in text else "less" if " less" in text else "more"


_SORTS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "gap": ("the order of models", _order),
    "price_gap": ("the order of prices", _dearer),
    "quartile": ("the quartile", str),
}


def _interval(text: str) -> tuple[int, int] | None:
    found = re.match(r"(\d+)(?: to (\d+))? of \d+", text)
    return (int(found[1]), int(found[2] or found[1])) if found else None
