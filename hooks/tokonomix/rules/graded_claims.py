"""A strength, a weakness or a case has the evidence that its grade claims; only hearsay may go without."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Said, Script
from tokonomix.reads import GRADES, Grade
from tokonomix.rules.words import MOST, UNMATCHED, words
from tokonomix.wording import listing

_NO_VALUE = ("", "cite", "model", "models", "part", "todo")
"""Functions that bind no value of a record: a name is no evidence for what is said of it."""

_COMPARING = ("rank", "quartile", "gap", "price_gap", "models", "hosts")
_RUNS = r"(?! of (?:\w+ ){0,2}(?:runs|tries|attempts|samples|answers)\b)"
_ABOVE = words(rf"the (?:very )?(?:{MOST}){_RUNS}", UNMATCHED, "leading(?! to| up| zero)")
"""Words that place a model above all others."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each claim without evidence, and for each whose evidence has another grade than it claims.

    Evidence is a citation or a bound record. A case without either is told with its witness; a claim that is still
    to be written, or whose only source or binding is at fault, is told by that.
    """
    for part in ("strengths", "weaknesses", "cases"):
        for index, claim in enumerate(getattr(script.review, part, ())):
            said = [one for text in script.texts if text.keys[:2] == (part, index) for one in text.said]
            if claim.grade == "hearsay" or any(one.name == "todo" for one in said):
                continue
            place = script.page.front.place(part, index, "grade")
            graded = [*_grades(script, claim.cite, said)]
            found = {grade for _, grade in graded}
            lost = claim.cite not in (None, *script.catalog.sources) or any(not one.name for one in said)
            if not found:
                what = f"grade is '{claim.grade}', but the claim cites no source and binds no record"
                mend = "Add 'cite' with a source of data/sources.yml, bind the record, or write 'hearsay'"
                if part != "cases" and not lost:
                    yield Problem(place, what, mend)
            elif claim.grade == "measured" and part != "cases" and not any(_is_measured(script, one) for one in said):
                what = "grade is 'measured', but the claim binds no result of a run of ours"
                yield Problem(place, what, f"Bind the result with reported(…), or write '{_best(found)}'")
            elif claim.grade in ("published", "vendor") and claim.grade not in found:
                grades = [f"'{grade}'" for grade in sorted(found)]
                what = f"grade is '{claim.grade}', but {_said(graded)}"
                yield Problem(place, what, f"Write {listing(grades, 'or')}, or cite a source of that grade")
            yield from _above(script, part, index, said)


def _said(graded: list[tuple[str, Grade]]) -> str:
    """Return which grade each source and binding has: residency() and hosts() give 'vendor'."""
    by_grade: dict[str, list[str]] = {}
    for what, grade in dict.fromkeys(graded):
        by_grade.setdefault(grade, []).append(what)
    gives = {grade: f"give{'s' if len(what) == 1 else ''}" for grade, what in by_grade.items()}
    return " and ".join(f"{listing(what)} {gives[grade]} '{grade}'" for grade, what in sorted(by_grade.items()))


def _above(script: Script, part: str, index: int, said: list[Said]) -> Iterator[Problem]:
    """Yield a problem for each claim that places a model above all others, and neither cites nor binds a comparison."""
    if (part, index) in script.cites or any(_compares(one) for one in said):
        return
    for text in script.texts:
        match = _ABOVE.search(text.plain) if text.keys[:2] == (part, index) else None
        if match:
            what = f"'{match[0]}' is a rank, and the claim binds none"
            mend = "Bind rank(…), quartile(…), gap(…), price_gap(…) or models(…), or cite who says so"
            yield text.problem(match.start(), what, mend)


def _compares(said: Said) -> bool:
    """Tell whether a binding compares models: published ranks do as well."""
    return said.name in _COMPARING or (said.name == "reported" and said.arguments.get("metric") in ("rank", "quartile"))


def _best(found: set[Grade]) -> Grade:
    """Return the best grade that evidence without a run of ours carries; our word alone is a report."""
    return min(found - {"measured"}, key=GRADES.index, default="reported")


def _grades(script: Script, cited: str | None, said: list[Said]) -> Iterator[tuple[str, Grade]]:
    """Yield each source that a claim cites and each binding of it, as 'price()', with the grades of its records."""
    catalog = script.catalog
    names = [cited or "", *(str(one.arguments.get("source")) for one in said if one.name == "cite")]
    yield from ((f"'{name}'", catalog.sources[name].grade) for name in names if name in catalog.sources)
    for one in said:
        if one.name in _NO_VALUE:
            continue
        for read in one.reads:
            yield from ((f"{one.name}()", grade) for grade in _of_record(script, read.record))
        if one.bound and one.bound.grade:
            yield f"{one.name}()", one.bound.grade


def _of_record(script: Script, record: str) -> Iterator[Grade]:
    catalog, kind = script.catalog, record.partition("/")[0]
    if kind == "results" and (result := catalog.result(record)):
        yield catalog.grade(result)
    elif kind == "prices" and (price := catalog.price(record)):
        yield catalog.sources[price.source].grade
    elif kind == "models":
        name, _, field = record.removeprefix("models/").partition("#")
        fact = catalog.models[name].facts.get(field) if name in catalog.models else None
        if fact:
            followed = () if fact.value is None else (fact.source,)
            sources = [*followed, *(claim.source for claim in fact.claims)]
            yield from (catalog.sources[source].grade for source in sources if source in catalog.sources)
    elif kind == "hosts":
        name = record.partition("#")[2].partition("@")[0]
        sold = {row.source for row in catalog.offers_of(name)} | {row.source for row in catalog.prices_of(name)}
        yield from (catalog.sources[source].grade for source in sorted(sold) if source in catalog.sources)
    elif kind == "board":
        yield "published"  # a score is computed from published results and from our own runs, and from nothing else


def _is_measured(script: Script, said: Said) -> bool:
    rows = [script.catalog.result(read.record) for read in said.reads if read.record.startswith("results/")]
    return any(row is not None and script.catalog.grade(row) == "measured" for row in rows)
