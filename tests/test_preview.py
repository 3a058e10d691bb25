"""What a preview makes anew, checks anew and answers; a whole `mkdocs serve` is in tests/site/test_serve.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import pytest

from tokonomix import preview, rules
from tokonomix.__main__ import main
from tokonomix.edition import Edition, Site
from tokonomix.load import load
from tokonomix.pages import make_all
from tokonomix.pages.text import ELSEWHERE
from tokonomix.preview import Compiled, again, answered, changed, look
from tokonomix.proof import examine
from tokonomix.prose.script import Script

TODAY = date(2026, 11, 22)
REVIEW, HOME, CASE = "content/models/acme-voice.md", "content/index.md", "content/use-cases/voice.md"
VOICE = Path(__file__).resolve().parent / "rules" / "golden" / "voice.md"


@pytest.fixture
def repository(small: Path) -> Path:
    """Return the small repository with a use case too."""
    (small / "content" / "use-cases").mkdir()
    (small / CASE).write_text(VOICE.read_text("utf-8"), "utf-8")
    return small


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every page is added that the rules of sentences get to see."""
    seen: list[str] = []

    def counted(*arguments: Any) -> Iterator[Script]:
        for script in scripts(*arguments):
            seen.append(script.page.path)
            yield script

    scripts = rules.scripts
    monkeypatch.setattr(rules, "scripts", counted)
    return seen


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def first(root: Path) -> tuple[Edition, preview.Looked]:
    """Return what a preview knows after it built everything."""
    return Edition(load(root), TODAY, drafts=True), look(root)


def after(root: Path, edition: Edition, looked: preview.Looked) -> tuple[Edition, list[str]]:
    """Return what a preview makes anew, page by page; fail if it has to make everything."""
    texts = changed(looked, look(root))
    assert texts is not None
    found = again(root, edition, texts)
    assert found is not None
    assert not found.wrong
    return found.edition, [page.uri for page in found.made]


def faults(root: Path, edition: Edition, looked: preview.Looked) -> str:
    """Return what a preview tells after an edit."""
    texts = changed(looked, look(root))
    assert texts is not None
    found = again(root, edition, texts)
    assert found is not None
    return "\n".join(map(str, found.wrong))


def test_only_the_text_that_changed_is_checked_and_made_again(repository: Path, checked: list[str]) -> None:
    known = first(repository)
    edit(repository, REVIEW, "about to end", "soon to end")
    edition, made = after(repository, *known)
    assert (checked, made) == ([REVIEW], ["models/acme-voice.md"])
    checked.clear()
    looked = look(repository)
    edit(repository, CASE, "Ask what is billed", "Ask first what is billed")
    assert after(repository, edition, looked)[1] == ["use-cases/voice.md"]
    assert checked == [CASE]


def test_a_page_made_anew_is_the_page_that_a_whole_build_makes(repository: Path) -> None:
    known, looked = first(repository)
    for path in (REVIEW, CASE, HOME):
        with (repository / path).open("a", encoding="utf-8") as file:
            file.write("\nOne more sentence.\n")
    texts = changed(looked, look(repository))
    assert texts == {REVIEW, CASE, HOME}
    found = again(repository, known, texts)
    assert found is not None
    assert "One more sentence." in found.made[0].text
    whole = {page.uri: page for page in make_all(Edition(load(repository), TODAY, drafts=True))}
    for page in found.made:
        other = whole[page.uri]
        assert (page.text, page.title, page.template, page.view.keys()) == (
            other.text, other.title, other.template, other.view.keys(),
        )  # fmt: skip
        assert page.ledger.reads == other.ledger.reads


def test_flags_of_a_use_case_are_asked_by_reviews_so_all_are_checked_again(
    repository: Path, checked: list[str]
) -> None:
    edit(repository, REVIEW, "strengths:", "cases:\n  - {sector: Shops, text: Calls., said_by: Nobody, grade: hearsay, "
         "limits: None., flags: [ai-act-art-50]}\nstrengths:")  # fmt: skip
    edit(repository, REVIEW, '{{ part("switch") }}', '{{ part("switch") }}\n\n{{ part("cases") }}')
    known = first(repository)
    edit(repository, CASE, "ai-act-art-50", "ai-act-article-50")
    assert re.search(f"{REVIEW}:.*no legal flag", faults(repository, *known))
    assert REVIEW in checked


def test_a_change_of_anything_but_texts_asks_for_everything(repository: Path) -> None:
    _edition, looked = first(repository)
    for path in ("data/prices/acme.csv", "mkdocs.yml"):
        (repository / path).touch()
        with (repository / path).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert changed(looked, look(repository)) is None
        looked = look(repository)


def test_a_text_that_is_gone_takes_its_page_with_it_and_a_model_keeps_its_own(repository: Path) -> None:
    edition, looked = first(repository)
    for path in (REVIEW, CASE, "data/seen/acme-voice.csv"):
        (repository / path).unlink()
    texts = changed(looked, look(repository))
    assert texts == {REVIEW, CASE}
    found = again(repository, edition, texts)
    assert found is not None
    assert not found.wrong
    assert found.gone == {CASE}
    assert [(page.uri, page.view["review"]) for page in found.made] == [("models/acme-voice.md", False)]
    (repository / HOME).unlink()
    assert again(repository, edition, frozenset({HOME})) is None


def test_a_link_to_a_text_that_is_gone_is_told(repository: Path) -> None:
    (repository / "content" / "privacy.md").write_text("---\ntitle: Privacy\n---\nWe keep nothing.\n", "utf-8")
    with (repository / HOME).open("a", encoding="utf-8") as file:
        file.write("\nSee [privacy](privacy.md).\n")
    known = first(repository)
    (repository / "content" / "privacy.md").unlink()
    assert re.search(f"{HOME}:.*no page 'privacy.md'", faults(repository, *known))


def test_a_text_at_fault_holds_back_no_other(repository: Path) -> None:
    edition, looked = first(repository)
    edit(repository, REVIEW, 'fact("limits.context")', 'fact("limits.kontext")')
    edit(repository, CASE, "Ask what is billed", "Ask first what is billed")
    found = again(repository, edition, changed(looked, look(repository)) or frozenset())
    assert found is not None
    assert ([page.source for page in found.made], found.faulty) == ([CASE], {REVIEW})
    assert REVIEW in (changed(look(repository).without(found.faulty), look(repository)) or ())


def test_texts_at_fault_from_the_start_are_set_aside_and_say_what_is_wrong(repository: Path) -> None:
    (repository / "content" / "privacy.md").write_text("---\ntitle: Privacy\n---\nWe keep 100 things.\n", "utf-8")
    edit(repository, HOME, "title:", "titel:")
    edit(repository, REVIEW, 'fact("limits.context")', 'fact("limits.kontext")')
    (repository / CASE).write_text("---\ntitle: [\n---\n", "utf-8")
    found = examine(repository, TODAY, Site(), drafts=True)
    edition = preview.sound(found.edition, found.wrong)
    pages = {page.source: page for page in (*make_all(edition), *preview.stand_ins(edition, found.wrong))}
    assert "key 'titel' is unknown" in "\n".join(map(str, found.wrong))
    assert pages[HOME].title == "index"  # which shows no text, and has a page nevertheless
    assert "&#x27;100&#x27; is typed" in pages["content/privacy.md"].text
    assert "limits.kontext" in pages[REVIEW].text
    assert "not valid YAML" in pages[CASE].text or "is not closed" in pages[CASE].text


def test_a_new_text_is_made_alone_and_nothing_for_what_an_editor_puts_beside_it(repository: Path) -> None:
    known = first(repository)
    (repository / "content" / ".index.md.swp").write_text("x", "utf-8")
    assert after(repository, *known)[1] == []
    (repository / "content" / "privacy.md").write_text("---\ntitle: Privacy\n---\nWe keep nothing.\n", "utf-8")
    assert after(repository, *known)[1] == ["privacy.md"]


def test_after_a_signature_the_page_of_its_review_is_made_alone(repository: Path) -> None:
    assert main(["--root", str(repository), "--today", "2026-11-22", "reviewed", "acme-voice"]) == 0
    known = first(repository)
    path = repository / "data/seen/acme-voice.csv"
    path.write_text(path.read_text("utf-8").replace("16,000", "15,000"), "utf-8")
    edition, made = after(repository, *known)
    assert made == ["models/acme-voice.md"]
    assert "15,000" in {seen.shown for seen in edition.catalog.seen_of("acme-voice")}
    found = again(repository, known[0], frozenset({REVIEW}))
    assert found is not None
    (page,) = found.made
    assert [change.old for change in page.view["aged"].changes] == ["15,000"]


def test_a_review_that_cannot_be_read_keeps_its_signature(repository: Path) -> None:
    known = first(repository)
    edit(repository, REVIEW, "grade: vendor, cite: acme-docs", "grade: vendour, cite: acme-docs")
    told = faults(repository, *known)
    assert "vendour" in told
    assert "data/seen" not in told


def test_a_review_that_is_published_unsigned_is_told(repository: Path) -> None:
    (repository / "data" / "seen" / "acme-voice.csv").unlink()
    edit(repository, REVIEW, "status: published", "status: draft")
    known = first(repository)
    edit(repository, REVIEW, "status: draft", "status: published")
    assert "nobody has signed it" in faults(repository, *known)


def test_a_later_day_of_review_than_all_records_asks_for_everything(repository: Path) -> None:
    (repository / "data" / "seen" / "acme-voice.csv").unlink()
    edit(repository, REVIEW, "status: published", "status: draft")
    edition, looked = first(repository)
    edit(repository, REVIEW, "technical_review: 2026-11-01", "technical_review: 2026-11-22")
    texts = changed(looked, look(repository))
    assert texts == {REVIEW}
    assert again(repository, edition, texts) is None


def test_all_faults_of_an_edit_are_told_at_once(repository: Path) -> None:
    known = first(repository)
    edit(repository, REVIEW, 'fact("limits.context")', 'fact("limits.kontext")')
    edit(repository, REVIEW, "It ends on", "It answers 100 calls. It ends on")
    edit(repository, REVIEW, "grade: vendor, cite: acme-docs", "grade: vendour, cite: acme-docs")
    told = faults(repository, *known)
    assert "grade is 'vendour'" in told
    assert "'100' is typed" in told
    assert "limits.kontext" in told


def test_every_text_that_a_page_kind_surrounds_names_a_kind() -> None:
    from tokonomix.pages import KINDS

    assert set(ELSEWHERE.values()) <= {kind.__name__.rpartition(".")[2] for kind in KINDS}


def app(content: bytes, kind: str) -> Callable[..., Iterable[bytes]]:
    def answer(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content[:5], content[5:]]

    return answer


@pytest.mark.parametrize("page", [b"<html><body class=x><p>Good.</p></body></html>", b"404 Not Found"])
def test_a_page_says_what_is_wrong_in_words_that_are_no_markup(page: bytes) -> None:
    begun: list[Any] = []
    body = b"".join(answered(app(page, "text/html"), {}, lambda *told: begun.append(told), "a.md:1:2: <b> is wrong"))
    assert b"a.md:1:2: &lt;b&gt; is wrong</pre>" in body
    assert body.endswith(page[-12:])
    assert dict(begun[0][1])["Content-Length"] == str(len(body))


def test_what_is_no_page_is_answered_as_it_is() -> None:
    assert b"".join(answered(app(b"body {}", "text/css"), {}, lambda *_: None, "wrong")) == b"body {}"


def test_a_template_is_compiled_once_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str | None] = []
    generate = jinja2.Environment._generate

    def counted(self: Any, source: Any, name: Any, filename: Any, defer_init: bool = False) -> str:
        compiled.append(name)
        return generate(self, source, name, filename, defer_init)

    monkeypatch.setattr(jinja2.Environment, "_generate", counted)
    cache, texts = Compiled(), {"a": "{{ x }}!"}

    def shown() -> str:
        return jinja2.Environment(loader=jinja2.DictLoader(texts), bytecode_cache=cache).get_template("a").render(x=1)

    assert [shown(), shown(), compiled] == ["1!", "1!", ["a"]]
    texts["a"] = "{{ x }}?"
    assert [shown(), compiled] == ["1?", ["a", "a"]]
