"""Results as codes, and where each latent of each model stands among them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .normalise import Floats

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

THETA, EFFORT, BLOCK, EFFORT_BLOCK, GROUP, FILLER = 0, 1, 2, 3, 4, 5
"""Kinds of latents: θ, v, g, q, h, and what pads a model's to the size of its stack."""
ADDED = 5
"""Latents that add up to an ability on a test: one of each kind."""


@dataclass(frozen=True)
class Cells:
    """Results as codes: arrays of one length, one entry a result (model × effort × metric).

    `model`, `effort` (of model × effort), `block`, `group` (of tests within a block), `metric`, `ability` (what θ is
    indexed by: a category) count from 0; `z` is the logit, `s2` its sampling variance. `years` has one entry a
    model, the release day in years from a centre.
    """

    model: Ints
    effort: Ints
    block: Ints
    group: Ints
    metric: Ints
    ability: Ints
    z: Floats
    s2: Floats
    years: Floats
    metrics: int
    abilities: int

    def __len__(self) -> int:
        return len(self.z)


class Layout:
    """Where each latent of each model stands, so that an E step is a few array operations.

    Every model has its θ of all abilities first, then v of its efforts, then g of its blocks, then q, then h
    of its groups. Results of one effort, group and ability share a *place* (the same sum of five latents).
    """

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        models = len(cells.years)
        keys = np.stack([cells.model, cells.ability, cells.effort, cells.block, cells.group], axis=1)
        places, self.place = np.unique(keys, axis=0, return_inverse=True)
        self.place = self.place.reshape(-1)
        self.place_model = places[:, 0]
        self.places = len(places)
        width = np.full(models, cells.abilities, dtype=np.int64)
        slot = np.empty((len(places), ADDED), dtype=np.int64)
        slot[:, THETA] = places[:, 1]
        types: list[list[int]] = [[THETA] * cells.abilities for _ in range(models)]
        blocks_of: list[list[int]] = [[0] * cells.abilities for _ in range(models)]
        self.effort_slot: dict[tuple[int, int], int] = {}
        luck = np.empty((0, 3), dtype=np.int64)
        for kind, columns in ((EFFORT, (2,)), (BLOCK, (3,)), (EFFORT_BLOCK, (2, 3)), (GROUP, (3, 4))):
            found: dict[tuple[int, ...], int] = {}
            for r, row in enumerate(places.tolist()):
                key = (row[0], *(row[c] for c in columns))
                if key not in found:
                    found[key] = int(width[row[0]])
                    width[row[0]] += 1
                    types[row[0]].append(kind)
                    blocks_of[row[0]].append(0 if kind == EFFORT else row[3])
                slot[r, kind] = found[key]
            if kind == EFFORT:
                self.effort_slot = {(key[0], key[1]): s for key, s in found.items()}
            if kind == BLOCK:
                luck = np.array([(*key, s) for key, s in found.items()], dtype=np.int64)
        self.slot = slot
        self.width = width
        # Models whose number of latents rounds up to the same multiple of 4 are solved in one stack.
        padded = -(-width // 4) * 4
        self.stacks: list[Stack] = []
        self.stack_of = np.empty(models, dtype=np.int64)
        self.index_in = np.empty(models, dtype=np.int64)
        for size in np.unique(padded):
            members = np.flatnonzero(padded == size)
            self.stack_of[members] = len(self.stacks)
            self.index_in[members] = np.arange(len(members))
            kinds = np.full((len(members), size), FILLER, dtype=np.int64)
            blocks = np.zeros((len(members), size), dtype=np.int64)
            for i, m in enumerate(members):
                kinds[i, : width[m]] = types[m]
                blocks[i, : width[m]] = blocks_of[m]
            rows = np.flatnonzero(padded[self.place_model] == size)
            own = luck[padded[luck[:, 0]] == size]
            self.stacks.append(
                Stack(
                    members,
                    int(size),
                    kinds,
                    blocks,
                    rows,
                    owner=self.index_in[self.place_model[rows]],
                    slots=slot[rows],
                    luck=np.stack([self.index_in[own[:, 0]], own[:, 2], own[:, 1]], axis=1),
                )
            )
        self.block_of = np.zeros(cells.metrics, dtype=np.int64)
        self.block_of[cells.metric] = cells.block
        self.blocks = int(cells.block.max()) + 1
        pairs = np.unique(np.stack([cells.block, cells.group], axis=1), axis=0)
        self.grouped = np.bincount(pairs[:, 0], minlength=self.blocks) > 1


@dataclass(frozen=True)
class Stack:
    """Models of one padded size: `kinds` and `blocks` (0 where there is none) models × size, `places` the rows of the
    layout, `owner` their model in the stack, `slots` places × 5; `luck` (owner, slot, block) of every g.
    """

    members: Ints
    size: int
    kinds: Ints
    blocks: Ints
    places: Ints
    owner: Ints
    slots: Ints
    luck: Ints

    @cached_property
    def pairs(self) -> Ints:
        """Where in the flattened precisions of the stack the 25 pairs of latents of every place stand."""
        flat = (self.owner[:, None, None] * self.size + self.slots[:, :, None]) * self.size + self.slots[:, None, :]
        return flat.ravel()
