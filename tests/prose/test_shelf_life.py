"""Shelf life: the inbox lists exactly the sentences whose values changed, readers see a mark, and turns make it due."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tokonomix.__main__ import main
from tokonomix.edition import Edition, Site
from tokonomix.load import load
from tokonomix.pages import model_lists, model_prices
from tokonomix.pages.model import reviewed
from tokonomix.prose.traces import traced

GOLDEN = Path(__file__).resolve().parent / "golden"
REVIEW, LARGE = "content/models/acme-voice.md", "content/models/acme-large.md"
SEEN = "data/seen/acme-voice.csv"
SIGNED, LATER = "2026-11-22", "2026-12-20"


def run(root: Path, *arguments: str, today: str = SIGNED) -> int:
    return main(["--root", str(root), "--today", today, *arguments])


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def a_price(root: Path) -> None:
    """From 1 December speech costs more."""
    rows = "acme-voice,,,audio.output,20.00,,,2026-12-01,,,pricebook,2026-12-02,,\n"
    rows += "acme-voice,,,audio.output,25.00,,2026-12-01,,,,pricebook,2026-12-02,,"
    change(root, "data/prices/acme.csv", "acme-voice,,,audio.output,20.00,,,,,,pricebook,2026-11-21,,", rows)


def a_score(root: Path) -> None:
    """Robot D turns out as good as Acme Large, on every task of both tests."""
    for path in ("puzzles", "riddles"):
        lines = (root / f"data/results/{path}.csv").read_text("utf-8").splitlines()
        best = {line.split(",")[3]: line.split(",")[5] for line in lines if line.startswith("acme-large,")}
        for index, line in enumerate(lines):
            cells = line.split(",")
            if cells[0] == "robot-d":
                cells[5] = best[cells[3]]
                lines[index] = ",".join(cells)
        (root / f"data/results/{path}.csv").write_text("\n".join(lines) + "\n", "utf-8")


def a_figure(root: Path) -> None:
    """One published figure of Acme Large was read wrong."""
    change(root, "data/results/puzzles.csv", "acme-large,,Acme Large,p2,solved,92.0", "acme-large,,Acme Large,p2,solved,82.0")


def a_first_day(root: Path) -> None:
    """Acme Large became cheaper a fortnight later than we had read."""
    change(root, "data/prices/acme.csv", "text.input,3.00,,2025-03-01,2026-02-01", "text.input,3.00,,2025-03-01,2026-02-15")
    change(root, "data/prices/acme.csv", "text.input,2.00,,2026-02-01", "text.input,2.00,,2026-02-15")


def a_day(root: Path) -> None:
    """The end of Acme Large is announced."""
    change(root, "data/models/acme/acme-large.yml", "status: current", "status: current\ndeprecated_on: 2026-12-10")


@pytest.fixture
def signed(repository: Path) -> Path:
    """Return the small repository with two signed reviews: of a model with a peer, and of one with results."""
    with (repository / "data/prices/acme.csv").open("a", encoding="utf-8") as prices:
        prices.write("acme-voice,,,text.output,2.40,,,,,,pricebook,2026-11-21,,\n")
    with (repository / "data/prices/robotics.csv").open("a", encoding="utf-8") as prices:
        prices.write("robot-voice,,,text.output,2.40,,,,,,pricebook,2026-11-21,,\n")
    (repository / REVIEW).parent.mkdir(parents=True, exist_ok=True)
    for page, path in (("shelf", REVIEW), ("shelf-large", LARGE)):
        shutil.copy(GOLDEN / "pages" / f"{page}.md", repository / path)
        assert run(repository, "reviewed", Path(path).stem) == 0
    return repository


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("price", [a_price]), ("score", [a_score]), ("figure", [a_figure]), ("day", [a_day]),
        ("first-day", [a_first_day]), ("all", [a_price, a_score, a_day]),
    ],
)
def test_the_inbox_lists_exactly_the_sentences_and_cells_that_depend_on_what_changed(
    signed: Path, capsys: Any, name: str, changes: list[Any]
) -> None:
    capsys.readouterr()
    for one in changes:
        one(signed)
    assert run(signed, "inbox", today=LATER) == 0
    said, expected = capsys.readouterr().out, GOLDEN / "inbox" / f"{name}.txt"
    if os.environ.get("APPROVE"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")


def test_nothing_is_listed_where_nothing_changed(signed: Path, capsys: Any) -> None:
    capsys.readouterr()
    assert run(signed, "inbox", today=LATER) == 0
    assert capsys.readouterr().out == "nothing to look at\n"


def test_only_what_the_records_say_since_a_day_is_listed(signed: Path, capsys: Any) -> None:
    a_price(signed)
    a_day(signed)
    capsys.readouterr()
    assert run(signed, "inbox", "--since", "2026-12-05", today=LATER) == 0
    said = capsys.readouterr().out
    assert "'current' is now 'deprecated', since 2026-12-10" in said
    assert "25.00" not in said


def test_a_corrected_record_is_told_as_one(signed: Path, capsys: Any) -> None:
    change(signed, "data/models/acme/acme-voice.yml", "limits: {context: 16000}", "limits: {context: 32000}")
    capsys.readouterr()
    assert run(signed, "inbox", today=LATER) == 0
    assert "'16,000' is now '32,000', corrected (models/acme-voice#limits.context)" in capsys.readouterr().out


def test_what_begins_on_the_day_of_the_review_is_news_and_no_correction(signed: Path, capsys: Any) -> None:
    rows = "acme-voice,,,audio.output,20.00,,,2026-11-22,,,pricebook,2026-11-22,,\n"
    rows += "acme-voice,,,audio.output,25.00,,2026-11-22,,,,pricebook,2026-11-22,,"
    change(signed, "data/prices/acme.csv", "acme-voice,,,audio.output,20.00,,,,,,pricebook,2026-11-21,,", rows)
    capsys.readouterr()
    assert run(signed, "inbox", today=LATER) == 0
    told = "'US$ 20.00' is now 'US$ 25.00', since 2026-11-22"
    assert told in " ".join(capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ").split(" "))


def test_what_turned_in_a_weakness_is_told_as_standing_there(signed: Path, capsys: Any) -> None:
    written = 'It holds {{ fact("limits.context") }} tokens'
    change(signed, REVIEW, written, 'The larger one is {{ state("acme-large") }}')
    assert run(signed, "reviewed", "acme-voice") == 0
    a_day(signed)
    capsys.readouterr()
    assert run(signed, "inbox", today=LATER) == 0
    assert "It stands among the weaknesses: see whether it still belongs there." in capsys.readouterr().out
    run(signed, "check", "--due", today=LATER)
    assert "the stage of a model's life (in a weakness) changed since the review" in capsys.readouterr().out
    (page,) = reviewed(Edition(load(signed), date.fromisoformat(LATER)), [REVIEW])
    assert "the stage of a model's life (in a weakness)" in page.view["since"]["turns"]


def test_what_turned_makes_the_review_due_and_fails_nothing(signed: Path, capsys: Any) -> None:
    a_day(signed)
    a_score(signed)
    capsys.readouterr()
    assert run(signed, "check", "--due", today=LATER) == 0
    said = capsys.readouterr().out
    assert f"{REVIEW}:12:37: the stage of a recommended model changed since the review: 'current' is now" in said
    assert "the order of models changed since the review: 'leads Robot D by" in said
    assert "'20.00'" not in said


def test_a_price_that_only_moved_makes_no_review_due(signed: Path, capsys: Any) -> None:
    a_price(signed)
    capsys.readouterr()
    run(signed, "check", "--due", today=LATER)
    assert "changed since the review" not in capsys.readouterr().out


def test_signing_again_empties_the_inbox(signed: Path, capsys: Any) -> None:
    a_price(signed)
    assert run(signed, "reviewed", "acme-voice", today=LATER) == 0
    assert f"technical_review: {LATER}\n" in (signed / REVIEW).read_text("utf-8")
    capsys.readouterr()
    assert run(signed, "inbox", today=LATER) == 0
    assert capsys.readouterr().out == "nothing to look at\n"


def test_a_published_review_that_nobody_signed_is_refused_until_somebody_does(signed: Path, capsys: Any) -> None:
    (signed / SEEN).unlink()
    capsys.readouterr()
    assert run(signed, "check", "--due") == 1
    said = capsys.readouterr()
    assert f"{REVIEW}:5:19: the review is published, but nobody has signed it. Check text and facts, then run" in said.err
    assert "written since" not in said.out
    assert run(signed, "reviewed", "acme-voice") == 0
    assert run(signed, "check") == 0


def test_a_draft_needs_no_signature(signed: Path) -> None:
    (signed / SEEN).unlink()
    change(signed, REVIEW, "status: published", "status: draft")
    assert run(signed, "check") == 0


def test_a_missing_signature_of_one_review_keeps_no_other_from_being_signed(signed: Path) -> None:
    (signed / SEEN).unlink()
    assert run(signed, "reviewed", "acme-large") == 0


def test_what_is_wrong_with_a_sentence_keeps_a_review_from_being_signed(signed: Path, capsys: Any) -> None:
    (signed / SEEN).unlink()
    change(signed, REVIEW, "That is one sentence.", "It answers 100 calls.")
    capsys.readouterr()
    assert run(signed, "reviewed", "acme-voice") == 1
    assert "'100' is typed" in capsys.readouterr().err
    assert not (signed / SEEN).exists()


def test_a_value_written_after_the_review_is_due(signed: Path, capsys: Any) -> None:
    change(signed, REVIEW, "That is one sentence.", 'It gives {{ fact("limits.max_output", "acme-large") }} at once.')
    capsys.readouterr()
    assert run(signed, "check", "--due") == 0
    assert f"{REVIEW}:15:87: 1 value written since the technical review of 2026-11-22" in capsys.readouterr().out


def test_a_day_of_review_that_nobody_signed_is_refused(signed: Path, capsys: Any) -> None:
    change(signed, REVIEW, "technical_review: 2026-11-22", "technical_review: 2026-11-23")
    capsys.readouterr()
    assert run(signed, "check") == 1
    assert (
        f"{REVIEW}:5:19: technical_review is 2026-11-23, but what was seen was seen on 2026-11-22. "
        "Check text and facts, then run 'tokonomix reviewed acme-voice', or write 2026-11-22."
    ) in capsys.readouterr().err


def test_what_was_seen_without_a_review_is_refused(signed: Path, capsys: Any) -> None:
    (signed / SEEN).rename(signed / "data/seen/acme-old.csv")
    capsys.readouterr()
    assert run(signed, "check") == 1
    assert "data/seen/acme-old.csv:2:1: there is no review of 'acme-old'." in capsys.readouterr().err


def test_a_review_that_is_not_written_to_its_end_cannot_be_signed(signed: Path, capsys: Any) -> None:
    change(signed, REVIEW, "status: published", "status: draft")
    change(signed, REVIEW, "That is one sentence.", '{{ todo("what it lacks") }}.')
    assert run(signed, "reviewed", "acme-voice") == 2
    assert f"1 passage is still to be written, the first at {REVIEW}:15:78." in capsys.readouterr().err


def test_an_unwritten_passage_is_refused_unless_the_page_is_a_draft(signed: Path, capsys: Any) -> None:
    change(signed, REVIEW, "That is one sentence.", '{{ todo("what it lacks") }}.')
    assert run(signed, "check") == 1
    assert f"{REVIEW}:15:78: still to be written: what it lacks. Write it, or remove it." in capsys.readouterr().err
    change(signed, REVIEW, "status: published", "status: draft")
    assert run(signed, "check") == 0


def view(root: Path, site: Site | None = None) -> Any:
    made = reviewed(Edition(load(root), date.fromisoformat(LATER), site=site or Site()))
    return next((page.view, page.text) for page in made if page.view["model"].id == "acme-voice")


def test_a_reader_sees_a_mark_whose_card_says_what_it_was(signed: Path) -> None:
    a_price(signed)
    shown, _text = view(signed)
    text = shown["strengths"][0]["text"]
    assert '<a class="bn stale" href="#r-prices-' in text
    assert '<sup class="since"><a class="bn stale" href="#r-since-price-audio.output">changed</a></sup>' in text
    card = next(card for card in shown["cards"] if card.id == "r-since-price-audio.output")
    lines = {term: said for term, said, _url in card.rows}
    assert card.card.value == "now US$\u00a025.00"
    assert lines["When this was written"] == "US$ 20.00"
    assert lines["Since"] == "1\u00a0December 2026"
    assert shown["since"] == {"turns": "", "events": [
        "2 values in the text changed, each marked where it stands", "8 cells of its tables and charts changed",
    ]}  # fmt: skip


def test_a_mark_is_no_part_of_the_plain_text(signed: Path) -> None:
    change(signed, REVIEW, "A voice for short calls,", 'A voice at {{ price("audio.output") }} for short calls,')
    run(signed, "reviewed", "acme-voice")
    a_price(signed)
    assert view(signed)[0]["verdict_plain"].startswith("A voice at US$\u00a025.00 for short calls,")


def test_the_rank_in_a_table_that_another_took_makes_the_review_due(signed: Path, capsys: Any) -> None:
    shown = 'part(""snapshot"") scores/reasoning/default/rank'
    seen = signed / SEEN
    seen.write_text(seen.read_text("utf-8") + f'"{shown}",1 of 7,{SIGNED}\n', "utf-8")
    capsys.readouterr()
    run(signed, "check", "--due")
    assert "the rank changed since the review: '1 of 7' stands there no longer" in capsys.readouterr().out


def test_a_table_that_no_review_has_seen_is_due(signed: Path, capsys: Any) -> None:
    seen = signed / SEEN
    lines = seen.read_text("utf-8").splitlines(keepends=True)
    seen.write_text("".join(line for line in lines if 'part(""peers"")' not in line), "utf-8")
    capsys.readouterr()
    assert run(signed, "check", "--due") == 0
    assert f"{REVIEW}:26:1: 1 value written since the technical review" in capsys.readouterr().out


def test_another_name_of_a_model_changes_no_value(signed: Path, capsys: Any) -> None:
    change(signed, REVIEW, "That is one sentence.", 'Speech costs {{ price_gap("robot-voice", "audio.output") }}.')
    assert run(signed, "reviewed", "acme-voice") == 0
    for path, old in (("robotics/robot-d", "Robot D"), ("acme/acme-large", "Acme Large"), ("robotics/robot-voice", "Robot Voice")):
        change(signed, f"data/models/{path}.yml", f"name: {old}\n", f"name: New {old}\n")
    capsys.readouterr()
    assert run(signed, "inbox") == 0
    assert capsys.readouterr().out == "nothing to look at\n"


def test_other_words_for_what_a_table_shows_change_no_value(signed: Path, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(model_prices.TIERS, "standard", "Pay as you go")
    monkeypatch.setattr(model_lists, "EVENTS", tuple((field, f"Day of {field}") for field, _words in model_lists.EVENTS))
    for path in ("platforms.yml", "categories.yml", "benchmarks/puzzles.yml"):
        file = signed / "data" / path
        file.write_text(file.read_text("utf-8").replace("{name: ", "{name: New ").replace("\nname: ", "\nname: New "), "utf-8")
    capsys.readouterr()
    assert run(signed, "inbox") == 0
    assert capsys.readouterr().out == "nothing to look at\n"


@pytest.mark.parametrize(
    ("field", "before", "after", "turn", "told"),
    [
        ("shutdown_on", "2027-03-01", "2027-06-01", "the last day of a model", "'1 March 2027' is now '1 June 2027'"),
        ("earliest_shutdown_on", "2027-03-01", "2027-06-01", "the earliest end of a model", "is now '1 June 2027'"),
        ("deprecated_on", "2027-03-01", "2027-06-01", "the announcement of a model's end", "is now '1 June 2027'"),
        ("replacement", "robot-a", "robot-b", "the successor of a model", "'Robot A' is now 'Robot B'"),
    ],
)
def test_a_turn_is_told_in_its_own_words(
    signed: Path, capsys: Any, field: str, before: str, after: str, turn: str, told: str
) -> None:
    path = "data/models/acme/acme-large.yml"
    change(signed, path, "status: current", f"status: current\n{field}: {before}")
    assert run(signed, "reviewed", "acme-large") == 0
    change(signed, path, f"{field}: {before}", f"{field}: {after}")
    capsys.readouterr()
    assert run(signed, "check", "--due") == 0
    due = [line for line in capsys.readouterr().out.splitlines() if line.startswith(LARGE) and "changed since" in line]
    assert len(due) == 1
    assert f"{turn} changed since the review: " in due[0]
    assert told in due[0].replace("\u00a0", " ")


def test_a_last_day_is_so_since_it_was_announced(signed: Path) -> None:
    a_day(signed)
    change(signed, "data/models/acme/acme-large.yml", "status: current", "status: current\nshutdown_on: 2027-03-01")
    for today, since in ((date(2026, 12, 20), date(2026, 12, 10)), (date(2026, 12, 1), date(2026, 11, 20))):
        assert traced(Edition(load(signed), today), "models/acme-large#shutdown_on")[0] == since


def test_a_turn_is_told_above_the_review(signed: Path) -> None:
    a_day(signed)
    change(signed, REVIEW, ', and it is {{ state("acme-large") }}', "")
    since = view(signed)[0]["since"]
    assert since == {"events": [], "turns": "the stage of a recommended model"}  # no value in the text changed


def test_each_turn_is_told_once(signed: Path) -> None:
    a_day(signed)
    assert view(signed)[0]["since"]["turns"] == "the stage of a recommended model and the stage of a model's life"


def test_the_end_of_a_model_supersedes_its_verdict_and_names_the_successor(signed: Path) -> None:
    assert view(signed)[0]["status"] == "superseded"  # Acme Voice was deprecated before the review
    change(signed, "data/models/acme/acme-voice.yml", "deprecated_on: 2026-04-22\n", "")
    shown = view(signed)[0]
    assert (shown["status"], shown["successor"]) == ("published", None)
    change(signed, "data/models/acme/acme-voice.yml", "released: 2024-12-17\n", "released: 2024-12-17\nreplacement: acme-large\n")
    shown = view(signed)[0]
    assert (shown["status"], shown["successor"]["id"]) == ("superseded", "acme-large")


def test_the_text_as_the_reviewer_saw_it_is_linked_only_where_a_repository_is_set(signed: Path) -> None:
    assert view(signed)[0]["signed"]["text"] is None
    site = Site(repository="https://example.org/us/site", signed={"acme-voice": "f00d"})
    assert view(signed, site)[0]["signed"]["text"] == f"https://example.org/us/site/blob/f00d/{REVIEW}"


def test_a_model_that_only_the_body_recommends_is_watched(signed: Path, capsys: Any) -> None:
    change(signed, REVIEW, "## Verdict and alternatives\n", '## Verdict and alternatives\n\n- {{ model("robot-c") }}.\n')
    assert run(signed, "reviewed", "acme-voice") == 0
    path = "data/models/robotics/robot-c.yml"
    (signed / path).write_text((signed / path).read_text("utf-8") + "shutdown_on: 2026-12-10\n", "utf-8")
    capsys.readouterr()
    assert run(signed, "inbox", today=LATER) == 0
    assert "Recommends robot-c." in capsys.readouterr().out


def test_the_inbox_lists_what_it_can_where_another_review_is_at_fault(signed: Path, capsys: Any) -> None:
    a_day(signed)
    wrong = (signed / REVIEW).read_text("utf-8").replace("{{ state() }}", "{{ stat() }}")
    (signed / "content/models/robot-a.md").write_text(wrong, "utf-8")
    capsys.readouterr()
    assert run(signed, "inbox", today=LATER) == 1
    said = capsys.readouterr()
    assert "'current' is now 'deprecated', since 2026-12-10" in said.out
    assert "'stat' is no function" in said.err
    assert "Of 1 review nothing can be told before that is mended." in said.err
