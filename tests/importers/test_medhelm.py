"""MedHELM: shares and marks apart by the suffix of their column, costs with separators and trailing blanks."""

from __future__ import annotations

import pytest

from tests.importers.small_results import dated, imported, refusal
from tokonomix.importers import medhelm
from tokonomix.importers.medhelm import IMPORTER, PATH

COSTS = "Model,Benchmark,Question Type,Test Instances,Cost Input Output Tokens\n"
FILES = {
    "scores.csv": "Model,N2C2-CT - EM,MIMIC-IV Billing Code - MIMICBillingF1,MEDIQA - Jury Score\nAlpha 1,0.83,0.076,4.758\nBeta,,0.1,3.5\n",
    # The real files begin with a byte-order mark.
    "costs.csv": "\ufeff" + COSTS + 'alpha_1,N2C2,Closed,258,"1,298.72 "\nalpha_1,MEDIQA,Open,150,16.44 \n',
    "token_utilization.csv": "\ufeffModel,Total Input Tokens,Benchmark Cost,Total Jury Cost,Total Cost\nalpha_1,242928250,779.8199999999999,792.21,1572.03\n",
}
READ = {name: text.removeprefix("\ufeff") for name, text in FILES.items()}


@pytest.fixture
def cells(tmp_path, monkeypatch):
    dated(monkeypatch, medhelm, READ)
    return imported(tmp_path, IMPORTER, FILES, PATH, ("Alpha 1", "alpha-1"), ("alpha_1", "alpha-1"))


def test_the_suffix_of_a_column_is_its_metric(cells):
    assert cells["Alpha 1", "n2c2-ct", "exact_match"]["published"] == "0.83"
    assert cells["Alpha 1", "mimic-iv-billing-code", "mimic_billing_f1"]["published"] == "0.076"
    assert cells["Alpha 1", "mediqa", "jury_score"]["published"] == "4.758"


def test_an_empty_cell_makes_no_row(cells):
    assert ("Beta", "n2c2-ct", "exact_match") not in cells


def test_a_cost_is_read_through_separators_and_blanks_and_carries_its_items(cells):
    row = cells["alpha_1", "n2c2-ct", "cost"]
    assert (row["published"], row["n"], row["model"]) == ("1298.72", "258", "alpha-1")


def test_totals_belong_to_the_whole(cells):
    assert cells["alpha_1", "", "total_cost"]["published"] == "1572.03"
    assert cells["alpha_1", "", "jury_cost"]["published"] == "792.21"


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"scores.csv": "Model,MedQA - Guess\nAlpha,1\n"}, "column 'MedQA - Guess' has a metric that is not known"),
        ({"scores.csv": READ["scores.csv"].replace("4.758", "n.a.")}, "MEDIQA - Jury Score of 'Alpha 1' is 'n.a.', not a number"),
        ({"costs.csv": COSTS + "alpha_1,MedQA,Closed,1000,2.00\n"}, "'medqa' is none of the tests in scores.csv"),
        ({"costs.csv": COSTS + "alpha_1,MEDIQA,Open,,2.00\n"}, "Test Instances of 'alpha_1' is '', not a number of items"),
    ],
)  # fmt: skip
def test_a_table_of_another_shape_is_refused(files, what):
    assert refusal(IMPORTER, READ | files) == what
