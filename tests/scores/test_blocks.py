"""What counts as one test and one suite, and which suites are linked and live."""

from __future__ import annotations

import datetime

import pytest

from tests.scores.frames import frame
from tokonomix.scores.blocks import Evidence, arrange
from tokonomix.scores.normalise import usable_rows

LETTERS = "abcdefghij"
OLD, NEW = datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)


def results(models=LETTERS, step=7.0, **given):
    return [{"model": m, "value": (step * (i + 1)) % 90} | given for i, m in enumerate(models)]


def arranged(*groups, live=None, replaced=()) -> Evidence:
    rows, _ = usable_rows(frame([r for g in groups for r in g]))
    return arrange(rows, live or {}, replaced)


def statuses(evidence, category="reasoning"):
    return {s.block: s.status for s in evidence.of(category)}


def test_releases_that_publish_the_same_numbers_are_one_test_and_one_block():
    evidence = arranged(results(release="1", published_on=OLD), results(release="2", published_on=NEW))
    assert [(t.block, t.release, t.results) for t in evidence.tests] == [("puzzles 1 to 2", "2", 10)]


def test_sixty_percent_of_equal_cells_make_one_test_and_less_do_not():
    new = results(release="2", published_on=NEW)
    for r in new[:4]:
        r["value"] += 3
    assert len(arranged(results(release="1", published_on=OLD), new).tests) == 1
    new[4]["value"] += 3
    evidence = arranged(results(release="1", published_on=OLD), new)
    assert [t.block for t in evidence.tests] == ["puzzles 1", "puzzles 2"]


def test_one_equal_model_is_not_enough_to_pool_releases():
    evidence = arranged(results("abcde", release="1", published_on=OLD), results("efghij", release="2", published_on=NEW))
    assert len(evidence.tests) == 2
    lone = arranged(results("a", release="1", published_on=OLD), results("a", release="2", published_on=NEW))
    assert len(lone.tests) == 2


def test_a_corrected_number_stands_in_the_newer_release():
    new = results(release="2", published_on=NEW)
    new[0]["value"] = 55.0
    cells = arranged(results(release="1", published_on=OLD), new).cells
    assert cells[0].y == pytest.approx(0.55)


def test_two_benchmarks_that_repeat_each_other_are_one_test():
    evidence = arranged(results(), results(benchmark="puzzles-again", metric="score"))
    assert [t.block for t in evidence.tests] == ["puzzles = puzzles-again"]
    assert len(evidence.cells) == 10


def test_two_saturated_benchmarks_are_not_taken_for_a_repetition():
    evidence = arranged(results(step=0.0), results(step=0.0, benchmark="other"))
    assert len(evidence.tests) == 2


def test_a_test_that_pools_with_nothing_still_belongs_to_the_block_of_its_release():
    evidence = arranged(
        results(release="1", published_on=OLD), results(release="2", published_on=NEW),
        results(release="1", published_on=OLD, task="old", step=3), results(release="2", published_on=NEW, task="old", step=5),
    )  # fmt: skip
    assert {t.block for t in evidence.tests} == {"puzzles 1 to 2"}
    assert [(t.release, t.live) for t in evidence.tests if t.task == "old"] == [("1", False), ("2", True)]


def test_a_task_dropped_by_the_newest_release_is_not_live():
    evidence = arranged(
        results(release="1", published_on=OLD), results(release="2", published_on=NEW),
        results(release="1", published_on=OLD, task="dropped", step=3),
    )  # fmt: skip
    assert {t.task: t.live for t in evidence.tests} == {"all": True, "dropped": False}


def test_snapshots_of_a_model_are_averaged_and_named():
    evidence = arranged(results(), [{"model": "a", "snapshot": "a-2", "value": 27.0}])
    assert evidence.cells[0].snapshots == ("a", "a-2")
    assert evidence.cells[0].y == pytest.approx((0.07 + 0.27) / 2)


def test_blocks_with_five_shared_models_are_linked_and_with_four_are_not():
    assert statuses(arranged(results("abcdef"), results("bcdefg", benchmark="other", step=5))) == {
        "puzzles": "live",
        "other": "live",
    }
    evidence = arranged(results("abcdef", published_on=NEW), results("cdefgh", benchmark="other", step=5, published_on=OLD))
    assert statuses(evidence) == {"puzzles": "live", "other": "history"}


def test_a_link_goes_over_a_third_block():
    evidence = arranged(
        results("abcde", published_on=NEW), results("abcdefghij", benchmark="bridge", step=5, published_on=OLD),
        results("fghij", benchmark="far", step=3, published_on=OLD),
    )  # fmt: skip
    assert statuses(evidence) == {"puzzles": "live", "bridge": "live", "far": "live"}


def test_the_part_with_the_newest_block_ranks_even_when_it_is_smaller():
    old = [results(benchmark=f"old{i}", step=3.0 + i, published_on=OLD) for i in range(3)]
    evidence = arranged(*old, results("vwxyz", benchmark="new", published_on=NEW))
    assert statuses(evidence) == {"old0": "history", "old1": "history", "old2": "history", "new": "live"}


def test_a_file_of_two_rows_is_no_benchmark_even_when_it_is_the_newest():
    evidence = arranged(results(), results("ab", benchmark="tiny", published_on=NEW))
    assert statuses(evidence) == {"puzzles": "live", "tiny": "thin"}


def test_links_are_those_within_a_category():
    evidence = arranged(
        results("abcde", published_on=NEW), results("fghij", benchmark="other", published_on=OLD),
        results(category="coding", benchmark="other", task="code"),
    )  # fmt: skip
    assert statuses(evidence)["other"] == "history"
    assert statuses(evidence, "coding") == {"other": "live"}


def test_a_superseded_release_that_is_linked_informs_but_is_not_live():
    evidence = arranged(results(release="1", published_on=OLD), results(release="2", step=5, published_on=NEW))
    assert statuses(evidence) == {"puzzles 1": "linked", "puzzles 2": "live"}


def test_only_declared_benchmarks_are_live():
    evidence = arranged(results(), results(benchmark="other", step=5), live={"reasoning": ("puzzles",)})
    assert statuses(evidence) == {"puzzles": "live", "other": "linked"}


def test_an_old_release_copied_under_another_benchmark_does_not_come_back_to_life():
    evidence = arranged(
        results(release="1", published_on=OLD), results(release="2", step=5, published_on=NEW),
        results(benchmark="copy", published_on=NEW),
    )  # fmt: skip
    assert statuses(evidence) == {"copy = puzzles 1": "linked", "puzzles 2": "live"}


def test_weights_are_equal_by_block_and_within_a_block():
    evidence = arranged(results(), results(task="more", step=5), results(benchmark="other", step=3))
    assert {(evidence.tests[i].benchmark, evidence.tests[i].task): w for i, w in evidence.weights("reasoning").items()} == {
        ("puzzles", "all"): 0.25,
        ("puzzles", "more"): 0.25,
        ("other", "all"): 0.5,
    }


def test_a_test_that_most_models_solve_is_marked_as_a_ceiling():
    high = [r | {"value": 97.0} for r in results()]
    high[0]["value"] = 40.0
    evidence = arranged(results(), [r | {"task": "easy"} for r in high])
    assert {t.task: t.ceiling for t in evidence.tests} == {"all": False, "easy": True}


STATES = (("puzzles", "first 100", "all"),)


def test_an_earlier_state_of_a_set_informs_but_is_no_live_test_once_the_newer_has_results():
    early, whole = results(task="first 100", step=6.0), results(task="all")
    evidence = arranged(early, whole, replaced=STATES)
    assert {(t.task, t.live, t.status) for t in evidence.tests} == {("all", True, "live"), ("first 100", False, "live")}
    assert list(evidence.weights("reasoning").values()) == [1.0]
    alone = arranged(early, replaced=STATES)
    assert [(t.task, t.live) for t in alone.tests] == [("first 100", True)]


def test_a_state_replaced_in_one_benchmark_says_nothing_of_a_task_of_that_name_elsewhere():
    evidence = arranged(results(benchmark="riddles", task="first 100"), results(benchmark="riddles", task="all", step=6.0), replaced=STATES)
    assert [t.live for t in evidence.tests] == [True, True]
