"""Decides rate by rate which source is followed: its row is the price, what the others say today are claims.

The rows of all sources are the input, whether they stand among the prices or the claims, so the outcome does not
depend on the order of imports, and a source that goes hands its rates to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tokonomix.importers.merging import PRECEDENCE
from tokonomix.schema.agreement import agree

Row = Mapping[str, str]
Key = tuple[str, str, str, str, str]
"""Model, region, tier, rate, condition: what names a rate within a platform, whatever its day."""

UNDATED = ("models-dev", "litellm")
"""Sources that say what a rate is today and nothing of other days: their rows have no `from` of their own."""


def settled(prices: Iterable[Row], claims: Iterable[Row]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the prices and the claims of a platform.

    The highest source of `PRECEDENCE["prices"]` that gives a rate is followed; curated rows go before all. A source
    that only knows today's rates fills in what no higher one gives if its plain rates agree with those we follow.
    If they do not, its prices are of another generation, and it only claims.
    """
    order = PRECEDENCE["prices"]
    prices, claims = list(prices), list(claims)
    seen = [row for row in prices if "last_seen" in row]
    prices = [row for row in prices if "last_seen" not in row]
    followed = _grouped(row for row in prices if row["source"] not in order)
    claimed = [dict(row) for row in claims if row["source"] not in UNDATED]
    for source in order:
        said = [row for row in prices if row["source"] == source]
        if source in UNDATED:
            said = [_undated(row) for row in said]
            said += [_as_price(row) for row in claims if row["source"] == source]
        filled: dict[Key, list[Row]] = {}
        mine = _grouped(said)
        for key, rows in mine.items():
            higher = followed.get(key, [])
            since = _generation(key, mine, followed) if source in UNDATED else ""
            if since is None or any(_covers(row, source) for row in higher):
                claimed += [_as_claim(row) for row in rows if "amount" in row and "until" not in row]
            else:
                ends = [row["until"] for row in higher if "until" in row]
                filled[key] = [_from(row, max([since, *ends])) for row in rows] if source in UNDATED else rows
        for key, rows in filled.items():
            followed.setdefault(key, []).extend(rows)
    # What copies showed of an earlier amount competes with nobody, and gives way to a source that states days.
    dated = {key for key, rows in followed.items() if any("from" in row or "until" in row for row in rows)}
    kept = [row for row in seen if rate_key(row) not in dated]
    return [dict(row) for rows in (*followed.values(), kept) for row in rows], claimed


def dissenting(prices: Iterable[Row], claims: Iterable[Row]) -> list[Row]:
    """Return the claims that differ by more than rounding from the rate we follow on the day they were read."""
    followed = _grouped(prices)
    return [
        claim
        for claim in claims
        if (ours := _on(followed.get(rate_key(claim), ()), claim["read"])) and not alike(ours, claim)
    ]


def rate_key(row: Row) -> Key:
    """Return what names the rate of a row."""
    return (
        row["model"], row.get("region", "global"), row.get("tier", "standard"), row["rate"], row.get("when", ""),
    )  # fmt: skip


def alike(one: Row, other: Row) -> bool:
    """Tell whether two rows state the same amount, but for rounding."""
    if _unit(one) != _unit(other) or "amount" not in one or "amount" not in other:
        return False
    return agree(Decimal(one["amount"]), Decimal(other["amount"]))


def _unit(row: Row) -> tuple[str, str]:
    return row.get("per", "1M tokens"), row.get("currency", "USD")


def _grouped(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (*rate_key(row), row.get("from", ""), row["source"])):
        found.setdefault(rate_key(row), []).append(row)
    return found


def _covers(row: Row, source: str) -> bool:
    """Tell whether a higher row speaks for today; a person's ended row leaves today to the sources."""
    return "until" not in row or source not in UNDATED or row["source"] in PRECEDENCE["prices"]


def _generation(key: Key, mine: Mapping[Key, list[Row]], followed: Mapping[Key, list[Row]]) -> str | None:
    """Return the first day of the prices we follow if a source agrees with them, empty if unknown; None if it does not.

    Compared are the plain rates, of input and output if there are such, in the same region or else globally.
    """
    model, region = key[:2]
    day = mine[key][0]["checked_on"]
    for place in dict.fromkeys((region, "global")):
        plain = {k: now for k, rows in followed.items() if _plain(k, model, place) and (now := _on(rows, day))}
        both = {k: (now, mine[k][0]) for k, now in plain.items() if k in mine}
        base = [pair for k, pair in both.items() if k[3] in ("text.input", "text.output")] or list(both.values())
        if base and all(alike(*pair) for pair in base):
            return max(now.get("from", "") for now, _ in base)
        if base or (plain and place == region):
            return None
    return ""


def _plain(key: Key, model: str, region: str) -> bool:
    return key[:3] == (model, region, "standard") and not key[4]


def _on(rows: Sequence[Row], day: str) -> Row | None:
    return next((r for r in rows if r.get("from", "") <= day < r.get("until", "9999")), None)


def _undated(row: Row) -> Row:
    return {name: text for name, text in row.items() if name != "from"}


def _from(row: Row, since: str) -> Row:
    """Return a row that begins with the prices it belongs to, or where what a person recorded of the rate ends."""
    return {**row, "from": since} if since else row


def _as_claim(row: Row) -> dict[str, str]:
    left_out = ("from", "until", "status", "checked_on")
    return {name: text for name, text in row.items() if name not in left_out} | {"read": row["checked_on"]}


def _as_price(claim: Row) -> dict[str, str]:
    return {name: text for name, text in claim.items() if name != "read"} | {"checked_on": claim["read"]}
