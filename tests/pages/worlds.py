"""A small repository whose board of reasoning has ranks, groups and models on one suite, for tests that need all three."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from tests.conftest import DAY, ROOT
from tokonomix.edition import Edition
from tokonomix.load import load

HEAD = "model,variant,published_as,task,metric,published,n,stderr,low,high,evaluated_on,published_on,source,note\n"
MODELS = 14
ON_ONE_SUITE = (12, 13)
"""The last two models took riddles only."""


def ranked_world(root: Path) -> Edition:
    """Write two linked suites of reasoning into a copy of the small repository; most models took both."""
    for number in range(MODELS):
        (root / "data/models/acme" / f"acme-m{number:02}.yml").write_text(
            f"name: Acme M{number:02}\nkind: model\nvendor: acme\nreleased: 2026-0{1 + number % 6}-01\nstatus: current\n"
            "modalities:\n  input: [text]\n  output: [text]\nendpoints: [chat]\nsource: acme-docs\nread: 2026-11-20\n",
            "utf-8",
        )
    card = (
        "name: {name}\nasks: Questions with one right answer.\nkind: correctness\nsource: puzzles\nread: 2026-11-21\n"
        "metrics:\n  solved: {{name: Solved, unit: '%', floor: 0, ceiling: 100, ranks: true}}\ntasks:\n{tasks}"
        "judge: The answer key.\naggregate: Plain mean of the tasks.\n"
    )
    for name, tasks in (("riddles", 6), ("mazes", 3)):
        lines = "".join(f"  t{i}: {{name: {name} {i}, categories: [reasoning], n: 400}}\n" for i in range(tasks))
        (root / f"data/benchmarks/{name}.yml").write_text(card.format(name=name.title(), tasks=lines), "utf-8")
        rows = []
        for number in range(MODELS):
            if name == "mazes" and number in ON_ONE_SUITE:
                continue
            for i in range(tasks):
                # No two columns may agree, or they would be one test published twice.
                luck = (7 * number + 5 * i) % 11 - 5 if name == "riddles" else (5 * number + 3 * i) % 13 - 6.5
                solved = 82 - 4 * number + 2 * luck
                day = f"2026-10-0{1 + i}"
                rows.append(f"acme-m{number:02},,Acme M{number:02},t{i},solved,{solved},,,,,,{day},puzzles,\n")
        (root / f"data/results/{name}.csv").write_text(HEAD + "".join(rows), "utf-8")
    text = (root / "data/categories.yml").read_text("utf-8")
    text = text.replace("benchmarks: [puzzles]", "benchmarks: [puzzles, riddles, mazes]", 1)
    (root / "data/categories.yml").write_text(text, "utf-8")
    return edition_of(root)


def edition_of(root: Path) -> Edition:
    """Return the records of a repository on the fixed day."""
    return Edition(load(root), date.fromisoformat(DAY), root / ".cache" / "tokonomix")


def with_texts(root: Path) -> Path:
    """Add the texts of the real site that pages stand on or link to, and the numbers that may be typed into them."""
    for path in sorted((ROOT / "content").rglob("*.md")):
        name = path.relative_to(ROOT / "content")
        if name.parts[0] not in ("models", "use-cases") or name.name == "index.md":
            (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "content" / name).write_bytes(path.read_bytes())
    with (ROOT / "data/numbers.csv").open(encoding="utf-8", newline="") as ours:
        rows = [row for row in csv.reader(ours) if row[1] in ("", "page") or (root / row[1]).exists()]
    with (root / "data/numbers.csv").open("w", encoding="utf-8", newline="") as theirs:
        csv.writer(theirs, lineterminator="\n").writerows(rows)
    return root
