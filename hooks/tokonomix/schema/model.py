"""Shape of `data/models/<vendor>/<id>.yml`: what a model is, apart from where it is sold."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from tokonomix.schema.base import Day, Id, PartialDay, Shape

Modality = Literal["text", "image", "audio", "video", "pdf"]
Endpoint = Literal[
    "chat",
    "responses",
    "realtime",
    "completions",
    "messages",
    "embeddings",
    "speech",
    "transcription",
    "images",
]


class Target(Shape):
    """The model an alias points to during a period."""

    model: Id
    """Id of the model or snapshot."""
    since: Day | None = Field(default=None, alias="from")
    """First day on which the alias pointed here; empty if not known."""
    until: Day | None = None
    """First day on which it no longer did."""


class Modalities(Shape):
    """What goes in and what comes out."""

    input: list[Modality] = []
    """Kinds of input the model takes."""
    output: list[Modality] = []
    """Kinds of output it gives."""


class Limits(Shape):
    """Token limits; absent means not known."""

    context: int | None = Field(default=None, gt=0)
    """Tokens of input and output together."""
    max_input: int | None = Field(default=None, gt=0)
    """Most tokens of input, where stated apart from the context."""
    max_output: int | None = Field(default=None, gt=0)
    """Most tokens of one answer."""


class RateLimits(Shape):
    """How much the maker's own service takes a minute; a source may not say for which kind of account."""

    requests_per_minute: int | None = Field(default=None, gt=0)
    """Most requests a minute."""
    tokens_per_minute: int | None = Field(default=None, gt=0)
    """Most tokens a minute."""


class Knowledge(Shape):
    """How recent the training text is."""

    reliable: PartialDay | None = None
    """Day up to which the maker calls the model's knowledge reliable (often called knowledge cutoff)."""
    training: PartialDay | None = None
    """Day up to which training text was collected, where the maker states it apart."""


class Weights(Shape):
    """Whether the weights can be had, and on what terms."""

    open: bool | None = None
    """Whether anyone can download the weights."""
    licence: str | None = None
    """Licence of the weights; open weights alone are not a licence."""
    url: str | None = None
    """Where the weights are."""


class Origin(Shape):
    """Where one group of fields comes from, when not from the file's own source."""

    source: Id
    """Id in sources.yml."""
    read: Day
    """Day on which the source was read."""
    url: str | None = None
    """The page that states it, where the source names one."""


class Claim(Shape):
    """What one source says about a field on which sources disagree."""

    value: Any
    """The value claimed, in the form of the field."""
    source: Id
    """Id in sources.yml."""
    read: Day
    """Day on which the source was read."""
    url: str | None = None
    """The page that states it, where the source names one."""
    note: str | None = None
    """What the source says exactly, or why we do not follow it."""


class ModelFile(Shape):
    """One model, snapshot or alias."""

    name: str
    """Name as the source writes it; readers see it in one spelling a family, and a snapshot by its model and date."""
    kind: Literal["model", "snapshot", "alias"]
    """model: what people compare; snapshot: a dated version of a model; alias: a name that points elsewhere."""
    of: Id | None = None
    """For a snapshot: the id of its model."""
    targets: list[Target] = []
    """For an alias: where it pointed, with days."""
    vendor: Id
    """Id of the maker in vendors.yml."""
    family: str | None = None
    """Name of the family, as the source groups it."""
    released: PartialDay | None = None
    """Day, or month, of first release."""
    deprecated_on: Day | None = None
    """Day on which the maker announced the end."""
    shutdown_on: Day | None = None
    """Day on which it stops answering at the maker's own service."""
    earliest_shutdown_on: Day | None = None
    """The maker's promise: not before this day."""
    replacement: Id | None = None
    """Id of the model the maker recommends instead."""
    status: Literal["preview", "current", "deprecated", "retired"] | None = None
    """Stage as the source states it; days decide where both are given."""
    modalities: Modalities = Modalities()
    limits: Limits = Limits()
    rate_limits: RateLimits = RateLimits()
    knowledge: Knowledge = Knowledge()
    weights: Weights = Weights()
    endpoints: list[Endpoint] = []
    """Kinds of endpoint on which the maker serves it."""
    reasoning: bool | None = None
    """Whether it can think before it answers."""
    tools: bool | None = None
    """Whether it can call tools."""
    source: Id
    """Id in sources.yml of the source of all fields not named under `sources`."""
    read: Day
    """Day on which that source was read."""
    url: str | None = None
    """The page that states the facts, where the source names one."""
    sources: dict[str, Origin] = {}
    """Other sources, by field or group of fields: `lifecycle`, `limits.context`, …"""
    claims: dict[str, list[Claim]] = {}
    """For each field on which sources disagree: what each says."""
    note: str | None = None
    """Why we use the value we use, and other remarks."""
