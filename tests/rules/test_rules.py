"""The rules of sentences: one fixture with every fault that a rule can know, and a clean review that fires nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.reviews import GOLDEN, REVIEW, TODAY, script_of
from tokonomix.bindings import Bindings
from tokonomix.catalog import Catalog
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.problem import Place, Problem
from tokonomix.prose.bind import Binder
from tokonomix.prose.script import Script
from tokonomix.prose.scripts import scripts
from tokonomix.records import Typed
from tokonomix.rules import (
    DUE,
    RULES,
    graded_claims,
    judge,
    live_test_offers,
    living_recommendations,
    recorded_facts,
    recorded_kinds,
    recorded_places,
)
from tokonomix.rules.typed_numbers import allowing
from tokonomix.schema.registry import RunFile
from tokonomix.source import Page


def told(problems: Iterable[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in sorted(problems)).replace(f"{REVIEW}:", "")


def approved(name: str, text: str) -> bool:
    if os.environ.get("APPROVE"):
        (GOLDEN / name).write_text(text, "utf-8")
    return (GOLDEN / name).read_text("utf-8") == text


def test_the_faulty_review_gets_exactly_these_messages(faulty: Edition) -> None:
    assert approved("faulty.txt", told(judge(faulty)[0]))


def test_what_only_became_old_is_due_and_names_its_records(later: Edition) -> None:
    found = judge(later)[1]
    assert approved("due.txt", "".join(f"{told([one])}  {', '.join(one.records)}\n" for one in sorted(found)))
    assert all(problem.due for problem in found)


def test_the_clean_review_fires_nothing(repositories: dict[str, Path]) -> None:
    wrong, due = judge(Edition(load(repositories["clean"]), TODAY))
    assert told(wrong) == ""
    assert told(due) == ""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__module__.rpartition(".")[2])
def test_without_one_rule_a_message_is_missing(faulty: Edition, rule: object) -> None:
    without = judge(faulty, [other for other in RULES if other is not rule], ())[0]
    assert told(without) != (GOLDEN / "faulty.txt").read_text("utf-8")


@pytest.mark.parametrize("rule", DUE, ids=lambda rule: rule.__module__.rpartition(".")[2])
def test_without_one_rule_nothing_says_what_it_finds_due(later: Edition, rule: object) -> None:
    missing = judge(later, (), DUE)[1] - judge(later, (), [other for other in DUE if other is not rule])[1]
    assert missing


def test_nothing_is_wrong_only_because_a_day_passed(faulty: Edition, later: Edition) -> None:
    assert judge(faulty)[0] == judge(later)[0]


@pytest.mark.parametrize(
    ("rule", "model", "body", "said"),
    [
        (recorded_places, "acme-large", "It has no in-region endpoints.", ["a record promises processing in the EU"]),
        (recorded_places, "robot", "It has no in-region endpoints.", []),
        (recorded_places, "acme-large", "Its text never leaves Europe, and is processed in the EU.", []),
        (recorded_places, "robot-a", "It is processed in Norway.", []),
        (recorded_places, "robot-a", "It is processed in Sweden.", ["no record promises that"]),
        (recorded_facts, "acme-old", "It was retired. It has been deprecated. It no longer answers.", []),
        (recorded_facts, "acme-large", "It was retired.", ["the record says current"]),
        (
            recorded_kinds,
            "acme-large",
            "It is an open-weight model. It takes no images.",
            ["says: closed", "text and image"],
        ),
        (recorded_kinds, "acme-large", "Its weights are closed. It takes text and images, and gives text only.", []),
        (recorded_kinds, "robot", "Its weights are open.", []),
        (live_test_offers, "acme-large", "Try the live test.", []),
        (live_test_offers, "acme-old", "Try the live test.", ["Acme *Old* 1_0 is retired"]),
    ],
)
def test_what_is_wrong_depends_on_the_model(faulty: Edition, rule: Any, model: str, body: str, said: list[str]) -> None:
    found = [problem.what for problem in rule.check(script_of(faulty, model, body))]
    assert len(found) == len(said)
    assert all(words in what for words, what in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("subject", "mend"),
    [("robot", "Take 'acme-large', which replaced it, if it fits"), ("acme-large", "Name a living model, or none")],
)
def test_of_a_retired_model_the_page_s_own_is_no_replacement(faulty: Edition, subject: str, mend: str) -> None:
    body = '## In short\n\nTake {{ model("acme-old") }}.'
    told = [
        problem for problem in living_recommendations.check(script_of(faulty, subject, body)) if problem.place.line == 3
    ]
    assert [(problem.what.replace("\xa0", " "), problem.mend) for problem in told] == [
        ("'acme-old' is recommended and has been retired since 31 December 2025", mend)
    ]


def test_a_claim_is_measured_by_a_result_of_a_recorded_run_alone(repositories: dict[str, Path]) -> None:
    path = repositories["clean"] / REVIEW
    text = path.read_text("utf-8")
    for grade, said in (("reported", []), ("measured", ["binds no result of a run of ours"])):
        path.write_text(text.replace("of its turns.', grade: reported", f"of its turns.', grade: {grade}"), "utf-8")
        catalog = load(repositories["clean"])
        assert [p.what for p in _graded(catalog) if "run of ours" in p.what] == [
            f"grade is 'measured', but the claim {one}" for one in said
        ]
    path.write_text(text, "utf-8")
    ours = {**catalog.sources, "spoken": catalog.sources["spoken"].model_copy(update={"grade": "measured"})}
    results = tuple(replace(result, run="one") for result in catalog.results)
    run = RunFile(
        what="turns",
        benchmark="spoken",
        published_as="acme/voice",
        on=TODAY,
        harness="Harness 1.2",
        log=64 * "a",
        read=TODAY,
    )
    assert not _graded(replace(catalog, sources=ours, results=results, runs={"one": run}))


@pytest.mark.parametrize(
    ("claim", "grade", "said"),
    [
        # Who sells it has the grades of the offers and prices that say so.
        ('{{ residency("acme-large") }}, sold by {{ hosts(model="acme-large") }}', "published", []),
        (
            'It is {{ residency("acme-large") }} and {{ state("acme-large") }}',
            "published",
            ["grade is 'published', but residency() and state() give 'vendor'"],
        ),
        (
            'It is {{ state("acme-large") }}, at {{ price("text.input", "acme-large") }}',
            "reported",
            [],
        ),
        (
            'Acme Large is {{ state("acme-large") }}.{{ cite("spoken") }}',
            "published",
            ["grade is 'published', but 'spoken' gives 'reported' and state() gives 'vendor'"],
        ),
    ],
)
def test_of_a_claim_is_said_which_binding_has_which_grade(
    repositories: dict[str, Path], claim: str, grade: str, said: list[str]
) -> None:
    path = repositories["clean"] / REVIEW
    text = path.read_text("utf-8")
    was = """'It solved {{ reported("solved", "turns") }} of its turns.', grade: reported"""
    path.write_text(text.replace(was, f"'{claim}', grade: {grade}"), "utf-8")
    assert [problem.what for problem in _graded(load(repositories["clean"]))] == said
    path.write_text(text, "utf-8")


def _graded(catalog: Catalog) -> list[Problem]:
    (page,) = (one for one in scripts(Edition(catalog, TODAY)) if one.review)
    return [*graded_claims.check(page)]


hostile = st.lists(
    st.one_of(
        st.sampled_from(
            ["{{", "}}", '{{ price("text.input") }}', '{{ model("acme-old") }}', '{{ cite("pricebook") }}', "US$ 0", "50 %", "less",
             "context is", "16,384 tokens", "](", ")", "/live-test", "`", "\n\n", "\n", ". ", "It is still in preview", "数", "*", "|",
             "Some developers report", "chat bots", "It is", "processed in", "a European region", "takes", "images", "is retired", "<p", ">", "&amp;"]
        ),
        st.text(max_size=6),
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(text=hostile)
def test_no_text_makes_a_rule_fail_and_every_finding_lies_in_it(faulty: Edition, text: str) -> None:
    front = (
        "---\n" + "\n".join((GOLDEN / "faulty.md").read_text("utf-8").split("\n---\n")[0].split("\n")[1:]) + "\n---\n"
    )
    review, model = faulty.catalog.reviews["acme-voice"], faulty.catalog.models["acme-voice"]
    page = Page(REVIEW, front + text, review.page.front, text)
    binder = Binder(page, Bindings(faulty, "models/acme-voice/", Place(REVIEW)), model)
    binder.body()
    script = Script(faulty, page, tuple(binder.texts), model, review.front)
    lines = page.text.split("\n")
    for rule in (*RULES, *DUE):
        for problem in rule(script):
            if problem.place.path == REVIEW:
                assert 1 <= problem.place.line <= len(lines)
                assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize(
    ("entry", "text", "allowed"),
    [
        ("Article #", "under Article 5(1)(f) of", True),
        ("Article #", "particle 5", False),
        ("Article #", "article\n50", True),
        ("# words", "of 1,000 words", True),
        ("CC BY #", "CC BY 4.0,", True),
        ("0 to 100", "10 to 1000", False),
    ],
)
def test_an_entry_allows_its_words_around_any_number(entry: str, text: str, *, allowed: bool) -> None:
    typed = Typed(None, entry, None, "")  # type: ignore[arg-type]
    assert bool(allowing(typed).search(text)) is allowed


def test_what_is_wrong_with_a_page_asks_nothing_of_another_but_the_front_matter_of_use_cases(faulty: Edition) -> None:
    catalog = faulty.catalog
    others = {
        name: replace(case, page=replace(case.page, text="", body="")) for name, case in catalog.use_cases.items()
    }
    empty = {name: replace(text, page=replace(text.page, text="", body="")) for name, text in catalog.texts.items()}
    alone = faulty.with_texts(replace(catalog, use_cases=others, texts=empty))
    assert judge(alone, due=(), only=[REVIEW])[0] == judge(faulty, due=(), only=[REVIEW])[0]
    assert {problem.place.path for problem in judge(faulty, due=(), only=[REVIEW])[0]} == {REVIEW}
