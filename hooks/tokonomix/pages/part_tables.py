"""The parts of a review as tables of text, made from the view of its page, so that both show the same.

Cells are told apart by ids of records, never by words that readers see: those may change while no record does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from tokonomix.pages import part_bills
from tokonomix.prose.tables import Row, Stated, Table, row

View = Mapping[str, Any]
NOTHING = ("", "none", "not stated")
"""What a page says where a record says nothing."""


def tables(view: View, part: str) -> tuple[Table, ...]:
    """Return the tables of a part of a review; none for a list of the front matter."""
    return tuple(_TABLES[part](view)) if part in _TABLES else ()


def _snapshot(view: View) -> Iterator[Table]:
    scores = view["snapshot"]["scores"]
    if scores:
        yield Table(
            "Scores by category, 0 to 100, with 95 % intervals",
            ("Category", "Effort", "Score", "From", "To", "Rank", "Group", "Tests"),
            ("category", "effort", "score", "low", "high", "rank", "group", "tests"),
            tuple(
                row(s["key"], f"{s['category']}, {s['effort']}", s["category"], s["effort"], s["score"],
                    _also(_end(s["lo"]), s["score"]), _also(_end(s["hi"]), s["score"]), s["rank"],
                    _also(s["group"], s["score"]), _also(s["tests"], s["score"]))
                for s in scores
            ),
            "scores", "Scores",
        )  # fmt: skip
    for skipped in view.get("not_run", ()):
        yield Table(f"{skipped['category']}: not run, because {skipped['why']}.")
    for benchmark in view["snapshot"]["benchmarks"]:
        yield from _results(benchmark)
        if more := benchmark["more"]:
            yield Table(f"{more['words']} stand among the records: {', '.join(r['href'] for r in more['links'])}")
    if not scores and not view["snapshot"]["benchmarks"]:
        yield Table("No result of this model is recorded.")


def _results(benchmark: View) -> Iterator[Table]:
    """Yield the results in a benchmark: one table, or one for each edition where editions ask different questions."""
    name, grade = benchmark["name"], benchmark["grade"]
    head = ("Task", "Metric", "Figure", "Interval", "n", "Setting", "Version")
    columns = ("task", "metric", "figure", "interval", "n", "setting", "version")
    if not benchmark["by_edition"]:
        rows = tuple(_result(r, _day(r["day"]) or "not stated") for r in benchmark["rows"])
        yield Table(f"{name} ({grade})", (*head, "Published"), (*columns, "day"), rows, "", name)
        return
    for day, of_day in groupby(benchmark["rows"], key=lambda r: _day(r["day"])):
        which = f"{name}, {f'edition of {day}' if day else 'edition not stated'}"
        yield Table(f"{which} ({grade})", head, columns, tuple(_result(r) for r in of_day), "", which)


def _result(result: View, *day: str) -> Row:
    label = ", ".join(result[name] for name in ("task", "metric", "setting", "snapshot") if result[name])
    return row(
        result["id"], label, result["task"], result["metric"], result["figure"],
        _also(result["interval"], result["figure"]) or "none", _also(result["n"], result["figure"]),
        result["setting"] or "default", result["snapshot"], *day,
    )  # fmt: skip


def _peers(view: View) -> Iterator[Table]:
    peers = view["peers"]
    if not peers["any"]:
        yield Table(f"No tier peers. {peers['rule']}")
        return
    rates = [f"{head['text']} {head['sub']}" for head in peers["heads"]]
    rows = [
        row(r["link"]["id"], r["link"]["name"], r["link"]["name"], *(_price(price) for price in r["prices"]),
            [*r["context"], *([", disputed"] if r["context_open"] else [])], r["score"])
        for r in peers["rows"]
    ]  # fmt: skip
    title = f"List price, US$ per 1M tokens, standard tier; context in tokens; score: {peers['score'].lower()}"
    columns = ("model", *(head["rate"] for head in peers["heads"]), "context", "score")
    yield Table(title, ("Model", *rates, "Context", "Score"), columns, tuple(rows))
    yield Table(peers["rule"])


def _price(shown: Mapping[str, Any]) -> list[Any]:
    """Return a price with what its style says on the page."""
    gone, disputed = not shown["current"], shown.get("open")
    return [shown["bound"], *([", last listed"] if gone else []), *([", disputed"] if disputed else [])]


def _open(shown: Any, disputed: bool) -> list[Any]:
    return [shown, *([", disputed"] if disputed else [])]


def _prices(view: View) -> Iterator[Table]:
    for place in view["prices"]:
        key, name = place["platform"], place["name"]
        if place["rows"]:
            rows = [
                row(r["key"], " ".join(part for part in (r["tier"], place["wide"] and r["region"], r["when"]) if part),
                    r["tier"], r["region"], r["when"], *(c.get("b") or c["words"] for c in r["cells"]),
                    _stated(_day(r["since"]), r["newest"]))
                for r in place["rows"]
            ]  # fmt: skip
            head = ("Tier", "Region", "When", *place["heads"], "In force since")
            columns = ("tier", "region", "when", *place["rates"], "since")
            yield Table(f"{name}, US$ per 1M tokens", head, columns, tuple(rows), key, name)
        for group, what in (("others", "other rates"), ("coming", "prices to come"), ("past", "earlier prices")):
            if place[group]:
                head = ("Rate", "Where", "Price", "Per", "Since", "Until", "State")
                columns = ("rate", "where", "price", "per", "since", "until", "state")
                title = f"{name}, {what}"
                yield Table(title, head, columns, tuple(_dated(r) for r in place[group]), f"{key}/{group}", title)
    if not view["prices"]:
        yield Table("No price of this model is recorded.")


def _dated(price: Mapping[str, Any]) -> Row:
    since, until, record = _day(price["since"]), _day(price["until"]), price["price"].record
    label = ", ".join(part for part in (price["rate"], price["where"], since or "first day not recorded") if part)
    return row(
        record.partition("@")[2], label, price["rate"], price["where"], price["price"], price["per"],
        _stated(since, record) or "not recorded", _stated(until, record) if price["ended"] else until, price["state"],
    )  # fmt: skip


def _lifecycle(view: View) -> Iterator[Table]:
    life = view["lifecycle"]
    rows = [row(event["field"], event["what"], event["what"], event["day"]) for event in life["events"]]
    if instead := life["replacement"]:
        named = Stated(instead["name"], f"models/{view['model'].id}#replacement", f"[{instead['id']}]")
        rows.append(row("replacement", "Replacement", "Replacement", named))
    if rows:
        yield Table("Lifecycle", ("Event", "Day"), ("event", ""), tuple(rows))
    if life["unknown"]:
        yield Table(f"Not recorded: {life['unknown']}.")


def _residency(view: View) -> Iterator[Table]:
    served = view["residency"]
    if served["eu"]:
        best = row("in_eu", "All offers", "Processed in the EU", _open(served["eu"], served["eu_open"]))
        yield Table("The best of its offers", ("What", "Answer"), ("what", ""), (best,))
    for place in served["platforms"]:
        if place["promise"]:
            yield Table(f"{place['name']}, for its models in general: {place['promise']}")
        offers = [*place["rows"], *place["more"]]
        if offers:
            names = [", ".join(part for part in (o["region"], o["scope"], o["versions"]) if part) for o in offers]
            rows = [
                row(o["id"], name, name, _open(o["eu"], o["eu_open"]), o["condition"], o["processing"], o["storage"],
                    o["surcharge"])
                for o, name in zip(offers, names, strict=True)
            ]  # fmt: skip
            head = ("Offer", "In the EU", "Only", "Processed in", "At rest in", "Surcharge")
            columns = ("offer", "in_eu", "condition", "processing", "storage", "surcharge")
            yield Table(place["name"], head, columns, tuple(rows), "", place["name"])
        if place["terms"]:
            terms = tuple(row(t["field"], t["term"], t["term"], t["shown"]) for t in place["terms"])
            title = f"{place['name']}, its terms for data"
            yield Table(title, ("Term", "Answer"), ("term", ""), terms, place["id"], place["name"])
    if not served["platforms"] and not served["silent"]:
        gone, unknown = "Its maker no longer serves it.", "No source of ours states where this model is served."
        yield Table(gone if view["state"] == "retired" else unknown)
    if served["silent"]:
        silent = ", ".join(place["name"] for place in served["silent"])
        yield Table(f"Sold as well by {silent}; where requests are processed there, no page that we read says.")


def _history(table: View) -> Iterator[Row]:
    for rate, day, before, after, change in table["rows"]:
        key = "/".join(after.record.split("/")[-2:])
        yield row(key, f"{rate}, {day}", rate, _stated(day, after.record), before, after, change)


def _scores(table: View) -> Iterator[Row]:
    for key, (category, effort, score, interval, rank) in zip(table["keys"], table["rows"], strict=True):
        yield row(key, f"{category}, {effort}", category, effort, score, _also(interval, score), rank)


def _charted(
    name: str, columns: tuple[str, ...], rows: Callable[[View], Iterator[Row]]
) -> Callable[[View], Iterator[Table]]:
    """Return what makes the table of a chart, or what is said in place of a chart that no record draws."""

    def made(view: View) -> Iterator[Table]:
        figure = view["figures"][name]["figure"]
        if figure is None:
            yield Table(view["figures"][name]["silent"])
            return
        table = figure["table"]
        head = tuple(h["text"] if isinstance(h, Mapping) else h for h in table["head"])
        yield Table(f"{figure['title']}. {table['caption']}", head, columns, tuple(rows(table)))

    return made


_TABLES: Mapping[str, Callable[[View], Iterator[Table]]] = {
    "snapshot": _snapshot,
    "peers": _peers,
    "bills": part_bills.tables,
    "prices": _prices,
    "lifecycle": _lifecycle,
    "residency": _residency,
    "price-history": _charted("price-history", ("rate", "since", "before", "after", "change"), _history),
    "scores": _charted("scores", ("category", "effort", "score", "interval", "rank"), _scores),
}


def _day(shown: str | Mapping[str, str] | None) -> str:
    if shown is None:
        return ""
    return shown if isinstance(shown, str) else shown["text"]


def _stated(text: str, record: str) -> Stated | str:
    """Return words that a record states, or nothing."""
    return Stated(text, record) if text and record else text


def _also(text: str, shown: Any) -> Stated | str:
    """Return words that the record of another cell states as well; of nothing, the words for it."""
    return text if text in NOTHING else _stated(text, getattr(shown, "record", ""))


def _end(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"
