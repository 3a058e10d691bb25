"""One source a file; IMPORTERS lists them in the order of a first import. Never part of a build."""

from __future__ import annotations

from tokonomix.importers import (
    aider,
    aiewf_eval,
    arena,
    bfcl,
    confabulations,
    eqbench,
    euroeval,
    gdpr_bench,
    genai_prices,
    lechmazur_writing,
    litellm,
    livebench,
    llmperf,
    medhelm,
    model_deprecations,
    models_dev,
    ms_learn_model_matrix,
    nyt_connections,
    oab_bench,
    open_asr,
    parlacap,
    price_history,
    simple_evals,
    swe_bench,
    tau2_bench,
    thefastest,
    vectara,
    voicebench,
)
from tokonomix.importers.records import Importer

IMPORTERS: tuple[Importer, ...] = (
    models_dev.IMPORTER,
    genai_prices.IMPORTER,
    litellm.IMPORTER,
    price_history.IMPORTER,
    model_deprecations.IMPORTER,
    ms_learn_model_matrix.IMPORTER,
    livebench.IMPORTER,
    arena.IMPORTER,
    aider.IMPORTER,
    bfcl.IMPORTER,
    euroeval.IMPORTER,
    gdpr_bench.IMPORTER,
    medhelm.IMPORTER,
    oab_bench.IMPORTER,
    parlacap.IMPORTER,
    simple_evals.IMPORTER,
    simple_evals.REPORTED_IMPORTER,
    vectara.IMPORTER,
    confabulations.IMPORTER,
    nyt_connections.IMPORTER,
    lechmazur_writing.IMPORTER,
    eqbench.IMPORTER,
    tau2_bench.IMPORTER,
    aiewf_eval.IMPORTER,
    voicebench.IMPORTER,
    open_asr.IMPORTER,
    thefastest.IMPORTER,
    llmperf.IMPORTER,
    swe_bench.IMPORTER,
)


def importer(source: str) -> Importer | None:
    """Return the importer of a source, None if there is none."""
    return next((one for one in IMPORTERS if one.id == source), None)
