"""A new model begins with what sources say of it, never with a guess; an id that cannot be one is refused in words."""

from __future__ import annotations

import json

import pytest

from tests.importers.small_sources import entry, everything, genai, models_dev, price_entry, write
from tokonomix.__main__ import main
from tokonomix.importers.writing import format_yaml
from tokonomix.load import load
from tokonomix.problem import SourceError
from tokonomix.schema.model import ModelFile
from tokonomix.source import read_yaml

VENDORS = "openai: {name: OpenAI, country: US, platform: openai}\n"


def new(root, *arguments):
    return main(["--root", str(root), "--today", "2026-11-22", "new", "model", *arguments])


@pytest.fixture
def sources(tmp_path):
    """Return a folder with two of the sources."""
    facts = models_dev(openai={"gpt-9": entry("GPT-9", family="gpt", release_date="2026-10-01")})
    ends = [{"provider": "openai", "model": "gpt-9", "status": "deprecated", "deprecated_on": "2026-11-01",
             "shutdown_on": "2027-11-01", "sources": []}]  # fmt: skip
    write(tmp_path / "in/models-dev", {"models-dev.json": json.dumps(facts)})
    write(tmp_path / "in/model-deprecations", {"deprecations.json": json.dumps(ends)})
    return tmp_path / "in"


def test_the_file_holds_what_the_sources_say_each_field_with_its_owner(small, sources, capsys):
    with (small / "data/vendors.yml").open("a", encoding="utf-8") as file:
        file.write(VENDORS)
    assert new(small, "gpt-9", "--sources", str(sources), "--read", "2026-11-21") == 0
    found = read_yaml(small, "data/models/openai/gpt-9.yml").value
    assert (found["name"], found["source"], found["read"]) == ("GPT-9", "models-dev", "2026-11-21")
    assert found["shutdown_on"] == "2027-11-01"
    assert found["sources"]["lifecycle"]["source"] == "model-deprecations"
    assert (small / "data/models/openai/gpt-9.yml").read_text("utf-8") == format_yaml(ModelFile, found)
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "wrote data/models/openai/gpt-9.yml"
    assert told[1] == "nobody states, leave out or add with a source: knowledge.reliable, endpoints"
    assert "then who serves it: data/offers/openai.csv" in told
    assert told[-1] == "at last: tokonomix check"


def test_a_source_that_only_prices_a_model_says_what_it_knows(small, tmp_path):
    with (small / "data/vendors.yml").open("a", encoding="utf-8") as file:
        file.write(VENDORS)
    write(tmp_path / "in/genai-prices", genai(openai=[price_entry("gpt-9", {"input_mtok": 2}, context_window=64000)]))
    assert new(small, "gpt-9", "--sources", str(tmp_path / "in")) == 0
    found = read_yaml(small, "data/models/openai/gpt-9.yml").value
    assert (found["limits"], found["source"]) == ({"context": 64000}, "genai-prices")


def test_without_a_source_every_needed_field_has_an_empty_line_that_the_check_names(small, capsys):
    assert new(small, "acme-nano", "--vendor", "acme") == 0
    assert (small / "data/models/acme/acme-nano.yml").read_text("utf-8") == (
        "name:\nkind:\nvendor: acme\nsource:\nread:\n"
    )
    assert "fill in, from a source of data/sources.yml: name, kind, source, read" in capsys.readouterr().out
    with pytest.raises(SourceError) as error:
        load(small)
    told = [str(problem) for problem in error.value.problems if "acme-nano" in problem.place.path]
    assert [problem.split(": ")[0].rsplit(":", 2)[1] for problem in told] == ["1", "2", "4", "5"]


def test_a_dated_name_of_a_model_of_ours_is_a_snapshot_of_it(small):
    assert new(small, "acme-large-2026-10-01") == 0
    assert (small / "data/models/acme/acme-large-2026-10-01.yml").read_text("utf-8") == (
        "name:\nkind: snapshot\nof: acme-large\nvendor: acme\nsource:\nread:\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["acme-large"], "'acme-large' exists: data/models/acme/acme-large.yml. Edit that file."),
        (["acme-xl"], "'acme-xl' is now 'acme-large', and an id is never used again. Edit that model."),
        (["Acme Nano!"], "'Acme Nano!' is not an id. Write 'acme-nano'."),
        (["!"], "'!' is not an id. Use lower-case letters, digits, '.' and '-' only."),
        (["gpt-9"], "nobody says who makes 'gpt-9'. Name the maker with --vendor."),
        (["gpt-9", "--vendor", "acne"], "vendor 'acne' does not exist. Write 'acme', or add it to data/vendors.yml first."),
        (["acme-large-2026-10-01", "--vendor", "other"], "'acme-large-2026-10-01' is made by 'acme', not 'other'. Leave --vendor out."),
        (["gpt-9", "--sources", "/nowhere"], "no folder '/nowhere'. Give the folder that holds a folder for each source."),
    ],
)
def test_what_cannot_be_a_new_model_is_refused_and_nothing_written(small, capsys, arguments, told):
    before = everything(small)
    assert new(small, *arguments) == 2
    assert told in capsys.readouterr().err
    assert everything(small) == before


def test_a_source_of_another_shape_is_refused_and_nothing_written(small, sources, capsys):
    before = everything(small)
    (sources / "models-dev/models-dev.json").write_text('{"models": {}}', "utf-8")
    assert new(small, "gpt-9", "--sources", str(sources)) == 1
    assert "providers" in capsys.readouterr().err
    assert everything(small) == before
