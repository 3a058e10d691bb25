"""How spreadsheets of several countries save a CSV file: the part of the tests that plays the spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Dialect:
    """What a program writes: `day` is a format of strftime."""

    name: str
    delimiter: str = ","
    point: str = "."
    day: str = "%Y-%m-%d"
    bom: bool = False
    padded: bool = False
    """Whether it writes empty columns and rows beside and below what is filled."""

    @property
    def slashed(self) -> bool:
        """Tell whether a day may be read in two orders."""
        return "/" in self.day


DIALECTS = (
    Dialect("plain", bom=True),
    Dialect("german", ";", ",", "%d.%m.%Y", bom=True, padded=True),
    Dialect("french", ";", ",", "%d/%m/%Y"),
    Dialect("british", ",", ".", "%d/%m/%Y", padded=True),
    Dialect("american", ",", ".", "%m/%d/%Y", bom=True),
    Dialect("quoted comma", ",", ",", "%d.%m.%Y"),
    Dialect("tabs", "\t", ",", "%d.%m.%Y"),
)


def shown(dialect: Dialect, text: str) -> str:
    """Return a cell as the program writes it once it has understood it."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text).strftime(dialect.day)
    if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
        bare = text.rstrip("0").rstrip(".") if "." in text else text
        return bare.replace(".", dialect.point)
    return text.upper() if text in ("true", "false") else text


def saved(dialect: Dialect, text: str) -> str:
    """Return a CSV file as the program saves it."""
    rows = list(csv.reader(text.splitlines()))
    more = ["", ""] if dialect.padded else []
    told = io.StringIO()
    writer = csv.writer(told, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow([*rows[0], *more])
    writer.writerows([*(shown(dialect, cell) for cell in row), *more] for row in rows[1:])
    if dialect.padded:
        writer.writerows([["" for _ in (*rows[0], *more)]] * 3)
    return ("\ufeff" if dialect.bom else "") + told.getvalue()


def decides(dialect: Dialect, text: str) -> bool:
    """Tell whether a file shows in which order it writes days and what its comma means, if it must."""
    cells = [cell for row in csv.reader(text.splitlines()[1:]) for cell in row]
    days = [cell for cell in cells if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell)]
    orders = not dialect.slashed or not days or any(int(day[8:]) > 12 for day in days) or all(
        day[8:] == day[5:7] for day in days
    )  # fmt: skip
    numbers = [shown(DIALECTS[0], cell) for cell in cells if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", cell)]
    certain = [n for n in numbers if not re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})?", n)]
    return orders and (dialect.point == "." or bool(certain) or not any("." in n for n in numbers))
