"""Small catalogues for tests of money: the repository of tests/small with price rows of the test's own."""

from pathlib import Path

from tokonomix.catalog import Catalog
from tokonomix.load import load

COLUMNS = (
    "model", "region", "tier", "rate", "amount", "per", "from", "until", "status", "currency", "source", "checked_on",
    "when", "note", "last_unseen", "last_seen",
)  # fmt: skip


def priced(root: Path, *rows: str, platform: str = "acme") -> Catalog:
    """Return the catalogue at `root` with these prices alone: 'acme-large text.input 2 from=2026-01-01 tier=batch'."""
    for path in (root / "data" / "prices").glob("*.csv"):
        path.unlink()
    for path in (*(root / "content").rglob("*.md"), *(root / "data" / "seen").glob("*.csv")):
        path.unlink()
    lines = [",".join(COLUMNS)]
    for row in rows:
        model, rate, amount, *rest = row.split()
        named = dict(part.split("=", 1) for part in rest)
        values = {"model": model, "rate": rate, "amount": "" if amount == "?" else amount, "source": "pricebook",
                  "checked_on": "2026-11-21", **{name: value.replace("_", " ") for name, value in named.items()}}  # fmt: skip
        lines.append(",".join(values.get(column, "") for column in COLUMNS))
    (root / "data" / "prices" / f"{platform}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return load(root)
