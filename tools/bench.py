"""What loading, checking and all boards cost: `python -m tools.bench` prints CPU seconds of repositories it makes.

A table of one run, with ratios, to be read by people: a clock in a test would only tell how busy the machine is.
"""

import argparse
import csv
import itertools
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tokonomix.checks.eight_categories import EIGHT
from tokonomix.schema.base import Shape
from tokonomix.schema.rows import AliasRow, DisputeRow, MovedRow, OfferRow, PriceRow, ResultRow, WithdrawnRow

ROOT = Path(__file__).resolve().parent.parent
SCALES = (1, 3, 10)
LOAD = "import sys, pathlib, tokonomix.load as l; l.load(pathlib.Path(sys.argv[1]))"
"""Loads and checks every record, as each command does first."""
BOARDS = """
import sys, pathlib
from tokonomix.calendar import today
from tokonomix.edition import Edition
from tokonomix.kept import cache_of
from tokonomix.load import load
from tokonomix.proof import site_of
root = pathlib.Path(sys.argv[1])
site = site_of(root)
edition = Edition(load(root).without(site.exclude_licences), today(), cache_of(root), site)
edition.boards, edition.months
"""
"""Loads every record, then makes the boards of today and of all months: 20 s at most, and 2 s if nothing changed."""
VENDORS, HOSTS, BENCHMARKS, TASKS = 15, 8, 20, 6
READ = date(2026, 11, 22)


@dataclass(frozen=True)
class Size:
    """How much a repository holds."""

    models: int
    rates: int
    results: int

    def times(self, scale: int) -> "Size":
        """This size, `scale` times."""
        return Size(self.models * scale, self.rates * scale, self.results * scale)


AIM = Size(models=300, rates=20_000, results=50_000)
"""What is to load in 3 s, and in 1 s if nothing changed."""


def make_repository(root: Path, size: Size) -> None:
    """Write a repository of this size, always the same one, with nothing to mend in it."""
    chance = random.Random(20261122)  # noqa: S311 - for the same bytes again, not for secrets
    models = {f"v{i % VENDORS}-model-m{i}": f"v{i % VENDORS}" for i in range(size.models)}
    hosts = [f"host-{i}" for i in range(HOSTS)]
    benchmarks = [f"bench-{i}" for i in range(BENCHMARKS)]
    category = {name: EIGHT[i % len(EIGHT)] for i, name in enumerate(benchmarks)}
    vendors = sorted(set(models.values()))
    lists: dict[str, dict[str, dict[str, object]]] = {
        "categories": {
            name: {"name": name.title(), "asks": "What it asks.", "weight": 1,
                   "benchmarks": [b for b in benchmarks if category[b] == name]} for name in EIGHT
        },
        "vendors": {name: {"name": name.upper(), "country": "DE", "platform": name} for name in vendors},
        "platforms": {name: {"name": name.title(), "regions": {"eu": "EU"}} for name in (*vendors, *hosts)},
        "sources": {name: {"name": name, "publisher": name, "kind": "independent", "grade": "published",
                           "licence": "MIT", "read": READ} for name in ("prices", "figures")},
        "workloads": {},
        "cycles": {},
    }  # fmt: skip
    for name, entries in lists.items():
        _write(root / f"data/{name}.yml", "".join(f"{key}: {_flow(entry)}\n" for key, entry in entries.items()))
    for name, vendor in models.items():
        _write(root / f"data/models/{vendor}/{name}.yml", _model(name, vendor, chance))
    for name in benchmarks:
        _write(root / f"data/benchmarks/{name}.yml", _benchmark(name, category[name]))
        rows = _results(name, list(models), size.results // BENCHMARKS, chance)
        _table(root / f"data/results/{name}.csv", ResultRow, rows)
    served = {name: (vendor, *chance.sample(hosts, 2)) for name, vendor in models.items()}
    platforms: dict[str, list[dict[str, object]]] = {}
    for platform, rate in _rates(served, size.rates, chance):
        platforms.setdefault(platform, []).append(rate)
    for platform, rates in platforms.items():
        offers = {(rate["model"], rate["region"]): rate["checked_on"] for rate in rates}
        _table(root / f"data/prices/{platform}.csv", PriceRow, rates)
        _table(root / f"data/offers/{platform}.csv", OfferRow, (
            {"model": model, "served_as": model, "region": region, "source": "prices", "read": read}
            for (model, region), read in offers.items()
        ))  # fmt: skip
    _table(root / "data/aliases.csv", AliasRow, (
        {"source": "figures", "published_as": name.upper(), "model": name} for name in models
    ))  # fmt: skip
    for name, shape in (("moved", MovedRow), ("withdrawn", WithdrawnRow), ("disputes", DisputeRow)):
        _table(root / f"data/{name}.csv", shape, ())


def _model(name: str, vendor: str, chance: random.Random) -> str:
    released = date(2023, 1, 1) + timedelta(days=chance.randrange(1300))
    return f"""name: {name.title()}
kind: model
vendor: {vendor}
family: {vendor}-family
released: {released}
status: current
modalities:
  input: [text, image]
  output: [text]
limits:
  context: {chance.choice((128000, 200000, 1000000))}
  max_output: {chance.choice((8192, 16384, 64000))}
knowledge:
  reliable: {released.year - 1}-09
weights:
  open: false
reasoning: {chance.choice(("true", "false"))}
tools: true
source: prices
read: {READ}
sources:
  lifecycle:
    source: figures
    read: {READ}
    url: https://example.com/{name}
"""


def _benchmark(name: str, category: str) -> str:
    tasks = "".join(f"  task-{i}: {{name: Task {i}, categories: [{category}]}}\n" for i in range(TASKS))
    return f"""name: {name.title()}
asks: What it asks.
kind: correctness
source: figures
read: {READ}
metrics:
  score: {{name: Score, unit: '%', better: higher, floor: 0, ceiling: 100, ranks: true}}
tasks:
{tasks}releases: by day
judge: Tests.
aggregate: The mean of its tasks.
"""


def _rates(
    served: dict[str, tuple[str, ...]], count: int, chance: random.Random
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield rates with their platform: three platforms a model, two regions, two tiers, three rates, two periods."""
    base = {name: chance.randrange(5, 500) / 100 for name in served}
    periods = ((2, "2025-03-01", ""), (4, "", "2025-03-01"))
    kinds = itertools.product(range(3), (("global", 1), ("eu", 1.1)), (("", 1), ("batch", 0.5)), periods)
    parts = (("text.input", 1), ("text.output", 4), ("text.cache_read", 0.1))
    every = itertools.product(kinds, parts, served)
    for ((where, (region, more), (tier, less), (times, since, until)), (rate, share), name) in itertools.islice(
        every, count
    ):
        yield served[name][where], {
            "model": name, "region": region, "tier": tier, "rate": rate, "per": "1M tokens", "source": "prices",
            "amount": f"{base[name] * times * more * less * share:.4f}", "from": since, "until": until,
            "checked_on": READ - timedelta(days=where),
        }  # fmt: skip


def _results(benchmark: str, models: list[str], count: int, chance: random.Random) -> Iterator[dict[str, object]]:
    """Yield results of a benchmark; of every fifth name it tests we know no model."""
    settings = itertools.product(("", "effort=high"), range(TASKS), enumerate(models))
    for variant, task, (index, name) in itertools.islice(settings, count):
        value = chance.uniform(20, 95)
        yield {
            "model": "" if index % 5 == 4 else name, "variant": variant, "published_as": f"{benchmark} {name}",
            "task": f"task-{task}", "metric": "score", "published": f"{value:.3f}", "n": 200,
            "low": f"{value - 3:.3f}" if task % 2 else "", "high": f"{value + 3:.3f}" if task % 2 else "",
            "published_on": READ - timedelta(days=index % 90), "source": "figures",
        }  # fmt: skip


def _flow(entry: dict[str, object]) -> str:
    cells = (f"{key}: [{', '.join(value)}]" if isinstance(value, list) else f"{key}: {value}"
             for key, value in entry.items())  # fmt: skip
    return f"{{{', '.join(cells)}}}"


def _table(path: Path, shape: type[Shape], rows: Iterable[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        header = [info.alias or name for name, info in shape.model_fields.items()]
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def cpu_seconds(*command: str) -> float:
    """CPU that a command takes with all it starts, from the start of Python to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(root: Path, command: tuple[str, ...], runs: int) -> tuple[float, float]:
    """Least CPU of a command without anything kept from an earlier run, and again when nothing changed."""
    cold = []
    for _ in range(runs):
        shutil.rmtree(root / ".cache", ignore_errors=True)
        cold.append(cpu_seconds(*command))
    return min(cold), min(cpu_seconds(*command) for _ in range(runs))


def main() -> None:
    """Print what each size costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each kind, of which the best counts")
    runs = parser.parse_args().runs
    head = f"{'':<14}{'models':>8}{'rates':>9}{'results':>9}{'cold':>9}{'unchanged':>11}{'growth':>9}{'':>8}"
    print(f"CPU seconds, with Python's start and imports; best of {runs}\n{head}")
    with tempfile.TemporaryDirectory() as folder:
        first = None
        for scale in SCALES:
            root, size = Path(folder) / str(scale), AIM.times(scale)
            make_repository(root, size)
            cold, unchanged = measure(root, (sys.executable, "-c", LOAD, str(root)), runs)
            first = first or (cold, unchanged)
            print(
                f"{f'{scale}x':<14}{size.models:>8,}{size.rates:>9,}{size.results:>9,}{cold:>9.2f}{unchanged:>11.2f}"
                f"{cold / first[0]:>8.1f}x{unchanged / first[1]:>7.1f}x",
                flush=True,
            )
        real = Path(folder) / "real"
        for name in ("data", "content", "mkdocs.yml"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, real / name)
        for label, command in (
            ("this one", ("-c", LOAD, str(real))),
            ("and its prose", ("-m", "tokonomix", "--root", str(real), "check")),
            ("all its boards", ("-c", BOARDS, str(real))),
        ):
            cold, unchanged = measure(real, (sys.executable, *command), runs)
            print(f"{label:<14}{'':>26}{cold:>9.2f}{unchanged:>11.2f}", flush=True)


if __name__ == "__main__":
    main()
