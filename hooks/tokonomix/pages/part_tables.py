"""The parts of a review as tables of text, made from the view of its page, so that both show the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tokonomix.pages import part_bills
from tokonomix.prose.tables import Row, Table, row

View = Mapping[str, Any]


def tables(view: View, part: str) -> tuple[Table, ...]:
    """Return the tables of a part of a review; none for a list of the front matter."""
    return tuple(_TABLES[part](view)) if part in _TABLES else ()


def _snapshot(view: View) -> Iterator[Table]:
    scores = view["snapshot"]["scores"]
    if scores:
        yield Table(
            "Scores by category, 0 to 100, with 95 % intervals",
            ("Category", "Effort", "Score", "From", "To", "Rank", "Group", "Tests"),
            tuple(
                row(f"{s['category']} {s['effort']}", s["category"], s["effort"], s["score"], _end(s["lo"]),
                    _end(s["hi"]), s["rank"], s["group"], s["tests"])
                for s in scores
            ),
            "scores",
        )  # fmt: skip
    for skipped in view.get("not_run", ()):
        yield Table(f"{skipped['category']}: not run, because {skipped['why']}.")
    for benchmark in view["snapshot"]["benchmarks"]:
        yield Table(
            f"{benchmark['name']} ({benchmark['grade']})",
            ("Task", "Metric", "Figure", "Interval", "n", "Setting", "Version", "Published"),
            tuple(
                row(" ".join(part for part in (r["task"], r["metric"], r["setting"], r["snapshot"]) if part), r["task"],
                    r["metric"], r["figure"], r["interval"] or "none", r["n"], r["setting"] or "default",
                    r["snapshot"], _day(r["day"]) or "not stated")
                for r in benchmark["rows"]
            ),
            benchmark["name"],
        )  # fmt: skip
        if more := benchmark["more"]:
            yield Table(f"{more['words']} stand among the records: {', '.join(r['href'] for r in more['links'])}")
    if not scores and not view["snapshot"]["benchmarks"]:
        yield Table("No result of this model is recorded.")


def _peers(view: View) -> Iterator[Table]:
    peers = view["peers"]
    if not peers["any"]:
        yield Table(f"No tier peers. {peers['rule']}")
        return
    rates = [f"{head['text']} {head['sub']}" for head in peers["heads"]]
    rows = [
        row(r["link"]["id"], r["link"]["name"], *(_price(price) for price in r["prices"]),
            [*r["context"], *([", disputed"] if r["context_open"] else [])], r["score"])
        for r in peers["rows"]
    ]  # fmt: skip
    title = f"List price, US$ per 1M tokens, standard tier; context in tokens; score: {peers['score'].lower()}"
    yield Table(title, ("Model", *rates, "Context", "Score"), tuple(rows))
    yield Table(peers["rule"])


def _price(shown: Mapping[str, Any]) -> list[Any]:
    """Return a price with what its style says on the page."""
    gone, disputed = not shown["current"], shown.get("open")
    return [shown["bound"], *([", last listed"] if gone else []), *([", disputed"] if disputed else [])]


def _open(shown: Any, disputed: bool) -> list[Any]:
    return [shown, *([", disputed"] if disputed else [])]


def _prices(view: View) -> Iterator[Table]:
    for place in view["prices"]:
        if place["rows"]:
            rows = [
                row(" ".join(part for part in (r["tier"], r["zone"], r["when"]) if part), r["tier"],
                    r["region"], r["when"], *(c.get("b") or c["words"] for c in r["cells"]),
                    _day(r["since"]))
                for r in place["rows"]
            ]  # fmt: skip
            head = ("Tier", "Region", "When", *place["heads"], "In force since")
            yield Table(f"{place['name']}, US$ per 1M tokens", head, tuple(rows), place["name"])
        for name, what in (("others", "other rates"), ("coming", "prices to come"), ("past", "earlier prices")):
            if place[name]:
                head = ("Rate", "Where", "Price", "Per", "Since", "Until", "State")
                title = f"{place['name']}, {what}"
                yield Table(title, head, tuple(_dated(r) for r in place[name]), title)
    if not view["prices"]:
        yield Table("No price of this model is recorded.")


def _dated(price: Mapping[str, Any]) -> Row:
    since = _day(price["since"]) or "not recorded"
    key = " ".join(part for part in (price["rate"], price["where"], since) if part)
    until = _day(price["until"])
    return row(key, price["rate"], price["where"], price["price"], price["per"], since, until, price["state"])


def _lifecycle(view: View) -> Iterator[Table]:
    life = view["lifecycle"]
    rows = [row(event["what"], event["what"], event["day"]) for event in life["events"]]
    if life["replacement"]:
        rows.append(row("Replacement", "Replacement", life["replacement"]["name"]))
    if rows:
        yield Table("Lifecycle", ("Event", "Day"), tuple(rows))
    if life["unknown"]:
        yield Table(f"Not recorded: {life['unknown']}.")


def _residency(view: View) -> Iterator[Table]:
    served = view["residency"]
    if served["eu"]:
        best = row("all offers", "Processed in the EU", _open(served["eu"], served["eu_open"]))
        yield Table("The best of its offers", ("What", "Answer"), (best,))
    for place in served["platforms"]:
        if place["promise"]:
            yield Table(f"{place['name']}, for its models in general: {place['promise']}")
        offers = [*place["rows"], *place["more"]]
        if offers:
            rows = [
                row(" ".join(part for part in (o["region"], o["scope"], o["versions"]) if part),
                    ", ".join(part for part in (o["region"], o["scope"], o["versions"]) if part),
                    _open(o["eu"], o["eu_open"]), o["condition"], o["processing"], o["storage"], o["surcharge"])
                for o in offers
            ]  # fmt: skip
            head = ("Offer", "In the EU", "Only", "Processed in", "At rest in", "Surcharge")
            yield Table(place["name"], head, tuple(rows), place["name"])
        if place["terms"]:
            terms = tuple(row(t["term"], t["term"], t["shown"]) for t in place["terms"])
            yield Table(f"{place['name']}, its terms for data", ("Term", "Answer"), terms, place["name"])
    if not served["platforms"] and not served["silent"]:
        gone, unknown = "Its maker no longer serves it.", "No source of ours states where this model is served."
        yield Table(gone if view["state"] == "retired" else unknown)
    if served["silent"]:
        names = ", ".join(place["name"] for place in served["silent"])
        yield Table(f"Sold as well by {names}; where requests are processed there, no page that we read says.")


def _charted(name: str) -> Callable[[View], Iterator[Table]]:
    """Return what makes the table of a chart."""

    def made(view: View) -> Iterator[Table]:
        figure = view["figures"][name]["figure"]
        if figure is None:
            yield Table(view["figures"][name]["silent"])
            return
        table = figure["table"]
        head = tuple(h["text"] if isinstance(h, Mapping) else h for h in table["head"])
        keyed = sum(1 for h in table["head"] if not isinstance(h, Mapping))
        rows = tuple(row(" ".join(str(part) for part in cells[:keyed]), *cells) for cells in table["rows"])
        yield Table(f"{figure['title']}. {table['caption']}", head, rows)

    return made


_TABLES: Mapping[str, Callable[[View], Iterator[Table]]] = {
    "snapshot": _snapshot,
    "peers": _peers,
    "bills": part_bills.tables,
    "prices": _prices,
    "lifecycle": _lifecycle,
    "residency": _residency,
    "price-history": _charted("price-history"),
    "scores": _charted("scores"),
}


def _day(shown: str | Mapping[str, str] | None) -> str:
    if shown is None:
        return ""
    return shown if isinstance(shown, str) else shown["text"]


def _end(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"
