"""Shapes of the front matter that editors write: reviews and use cases."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tokonomix.schema.base import Amount, Day, Id, Shape

Grade = Literal["measured", "published", "vendor", "reported", "hearsay"]


class Point(Shape):
    """A strength or a weakness with its evidence."""

    text: str
    """One sentence; may hold {{ bindings }}."""
    grade: Grade
    """How well it is known."""
    cite: Id | None = None
    """Source in sources.yml; needed unless the text binds a record."""


class Needs(Shape):
    """Hard conditions on a model."""

    input: list[str] = []
    """Modalities it must take."""
    output: list[str] = []
    """Modalities it must give."""
    endpoints: list[str] = []
    """At least one of these endpoints."""
    tools: bool = False
    """Whether it must call tools."""
    context: int | None = None
    """Least context in tokens."""


class Fit(Needs):
    """What a recommended model must have, so that the sentence above it is true."""

    weights: Literal["open"] | None = None
    """open: its weights can be had."""
    licence: list[str] = []
    """At least one of these licences of its weights."""
    processing: Literal["EU"] | None = None
    """EU: some offer of it is processed in the EU."""


class Switch(Shape):
    """When to take something else."""

    when: str
    """Condition; may hold {{ bindings }}."""
    to: list[Id] = []
    """Models to take instead."""
    needs: Fit | None = None
    """What those models must have; left out: what the words of the condition ask for (EU, open weights, speech)."""
    otherwise: str | None = None
    """What to do where no model of ours fits, or a remark; may hold {{ bindings }}."""


class Forecast(Shape):
    """A statement about the future that will be judged."""

    statement: str
    """What will happen; may hold {{ bindings }}."""
    made_on: Day
    """Day on which it was made."""
    due_by: Day
    """Day by which it must have come true."""
    judged_by: str
    """How it will be judged; may hold {{ bindings }}."""
    outcome: Literal["open", "hit", "miss", "void"] = "open"
    """How it came out."""


class Case(Shape):
    """A case study."""

    sector: str
    """Where."""
    text: str
    """What was reported; may hold {{ bindings }}."""
    said_by: str
    """Who says so."""
    grade: Grade
    """How well it is known."""
    cite: Id | None = None
    """Source in sources.yml."""
    limits: str
    """What the case does not show, and which legal duties it touches; may hold {{ bindings }}."""
    flags: list[Id] = []
    """Legal flags, by id in the use cases."""


class ReviewFront(Shape):
    """Front matter of `content/models/<id>.md`."""

    verdict: str
    """The verdict in one sentence; may hold {{ bindings }}."""
    status: Literal["draft", "published", "superseded"]
    """draft: seen under serve only; superseded: the model's end is stated on the page."""
    author: str
    """Who signs."""
    assistance: Literal["none", "AI-drafted", "AI-edited"] = "none"
    """What part of the text a machine wrote."""
    technical_review: Day
    """Day on which facts and text were checked against the records."""
    reviewed_by: str | None = None
    """Named person who signed it off; empty = nobody has."""
    cycle: Id | None = None
    """Test cycle in cycles.yml whose figures it shows."""
    not_run: dict[str, str] = {}
    """For each category without a figure in that cycle: why."""
    strengths: list[Point] = Field(min_length=1)
    weaknesses: list[Point] = Field(min_length=1)
    shortlist: list[str] = Field(min_length=1)
    """Who should shortlist it; may hold {{ bindings }}."""
    switch: list[Switch] = Field(min_length=1)
    """When to switch, and to what."""
    forecasts: list[Forecast] = []
    cases: list[Case] = []


class Flag(Shape):
    """A legal duty a use case touches."""

    id: Id
    """Short id, for example `ai-act-art-50`."""
    law: str
    """Law and article."""
    text: str
    """What it means here, in one sentence."""
    cite: Id
    """Source in sources.yml."""


class UseCaseFront(Shape):
    """Front matter of `content/use-cases/<slug>.md`."""

    title: str
    """Heading."""
    summary: str
    """One sentence."""
    needs: Needs = Needs()
    """Hard conditions first."""
    weights: dict[str, Amount]
    """Weight of each category that matters."""
    workload: Id | None = None
    """Workload in workloads.yml for the bill."""
    flags: list[Flag] = []
    """Legal flags."""
    tests: list[Id] = []
    """Benchmarks of this work in no category; a result on one shows that a model does it, whatever its record lacks."""
    models: list[Id] = []
    """Models whose reviews speak of this use; linked both ways."""


class PageFront(Shape):
    """Front matter of any other page in `content/`."""

    title: str
    """Heading."""
    description: str | None = None
    """One sentence for lists and search engines."""
    template: str | None = None
    """Template in overrides/, if not the default."""
