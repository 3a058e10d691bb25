"""Sources that are published as their importer reads them: addresses, envelopes, the workflow that reads them."""

from __future__ import annotations

import io
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.importers.small_sources import bring, entry, everything, model, models_dev, prices
from tokonomix.__main__ import main
from tokonomix.importers import IMPORTERS

ROOT = Path(__file__).resolve().parents[2]
LIVE = {one.id: one.live for one in IMPORTERS if one.live}
COST = {"input": 2, "output": 8, "tiers": [{"input": 4, "output": 16, "tier": {"type": "context", "size": 272000}}]}


def test_the_workflow_reads_every_source_that_is_published_as_we_read_it_and_no_other():
    text = (ROOT / ".github/workflows/import.yml").read_text("utf-8")
    (job,) = yaml.safe_load(text)["jobs"].values()
    assert sorted(job["strategy"]["matrix"]["source"]) == sorted(LIVE)


def test_every_address_is_https_and_names_one_file():
    assert LIVE
    for one in IMPORTERS:
        if one.live:
            assert one.live.startswith("https://")
            assert len(one.files) == 1, f"{one.id}: several files cannot stand at one address"


def test_without_an_address_a_source_is_read_where_it_is_published(small, monkeypatch, capsys):
    asked = []

    def answer(url, timeout):
        asked.append((url, timeout > 0))
        return io.BytesIO(b"[]")

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    assert main(["--root", str(small), "import", "model-deprecations", "--read", "2026-11-22", "--dry-run"]) == 0
    assert asked == [("https://modeldeprecations.dev/api/v1/models.json", True)]
    assert capsys.readouterr().out.startswith("model-deprecations: 0 added, 0 changed, 0 disputed, 0 vanished")


def test_a_source_that_is_gone_fails_in_a_sentence_and_writes_nothing(small, monkeypatch, capsys):
    def answer(url, timeout):
        raise OSError("no route")

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    before = everything(small)
    assert main(["--root", str(small), "import", "aider"]) == 1
    assert "the source did not answer: no route" in capsys.readouterr().err
    assert everything(small) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["livebench"], "'livebench' is nowhere published as we read it. Give the folder that holds its files."),
        (["all"], "'all' needs a folder. Give the one that holds a folder for each source."),
        (["csv"], "no table. Give the path of a CSV file."),
    ],
)
def test_what_has_no_address_of_its_own_asks_for_one(small, capsys, arguments, told):
    assert main(["--root", str(small), "import", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_the_published_catalogue_of_models_dev_is_read_with_all_that_it_adds(tmp_path):
    published = entry("GPT-9", id="gpt-9", cost=COST | {"context_over_200k": {"input": 4, "output": 16}},
                      attachment=True, temperature=True, experimental={"modes": {}})  # fmt: skip
    data = models_dev(openai={"gpt-9": published})
    data["providers"]["openai"] |= {"id": "openai", "env": ["OPENAI_API_KEY"], "npm": "@ai-sdk/openai", "doc": "https://x.invalid"}
    bring(tmp_path, "models-dev", data)
    told = [(row["rate"], row.get("when", ""), row["amount"]) for row in prices(tmp_path, "openai")]
    assert told == [
        ("text.input", "", "2"), ("text.input", "input>272k", "4"), ("text.output", "", "8"),
        ("text.output", "input>272k", "16"),
    ]  # fmt: skip


def test_the_published_list_of_deprecations_is_read_from_its_envelope(tmp_path):
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9")}))
    listed = {"provider": "openai", "model": "gpt-9", "name": "GPT-9", "aliases": [], "description": "A model.",
              "status": "deprecated", "computed_status": "deprecated", "shutdown_on": "2027-01-14", "replacements": [],
              "sources": [], "last_verified": "2026-11-20"}  # fmt: skip
    envelope = {"$schema": "https://x.invalid", "generatedAt": "2026-11-22", "asOf": "2026-11-22", "count": 1}
    bring(tmp_path, "model-deprecations", envelope | {"models": [listed]})
    assert model(tmp_path, "openai/gpt-9")["shutdown_on"] == "2027-01-14"
