"""A sensitive use carries its legal flag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.rules.words import words
from tokonomix.schema.content import Flag


@dataclass(frozen=True)
class Use:
    """A sensitive use, the flags of which any will do, and the words that tell it."""

    name: str
    flags: tuple[str, ...]
    told: re.Pattern[str]
    common: bool = False
    """A text about a model for speech or for documents says such words of anything; a case says what is done."""


_CODE = (
    "(?:bugs?|tickets?|issues?|faults?|errors?|failures?|alerts?|e-?mails?|pull requests|crash(?:es)?|regressions?|"
    "outages?|builds?|pipelines?|(?:failing|failed|flaky|broken|unit) tests?)"
)
_NO_CODE = (
    r"(?! (?:of )?(?:why )?(?:(?:an?|the|your|its|their) )?"
    rf"(?:(?!(?:patients?|heart|organ|medical)\b)\w+ )?{_CODE}\b)"
)
_TRIAGE = rf"(?<!bug )(?<!issue )(?<!ticket )triag(?:e[sd]?|ing){_NO_CODE}"
"""What sorts patients and finds what ails them, where it is not said of software: 'diagnosing why a build fails'."""
_NO_PUPILS = (
    r"(?! (?:books?|secretar(?:y|ies)|offices?|buildings?|kitchens?|bus(?:es)?)\b)"
    r"(?! (?:may|can|could|might) use it (?:to|for) (?:prepar|plan)\w*)"
)
"""After 'school' it says that what is done there judges no pupil."""
_ON = r"(?: (?!(?:among|at|by|down|for|from|in|on|to|under|with|without)\b)[\w’'-]+){0,3}?"
"""A few words between: 'rank your best applicants', not 'ranks low among staff'."""
_READS = (
    r"(?:(?:detect|hear|notice|recogni[sz]|read|sens|infer|measur|mark|flag|track|spot|pick(?:s|ed)? up)\w*|"
    r"(?:listen|look)\w* for)"
)
_MOODS = r"(?:emotions?|hesitation|stress(?! tests?\b)|moods?|anger|frustration|nervousness|fear|distress|boredom)"
_FEELS = "(?:angry|upset|annoyed|frustrated|irritated|stressed|nervous|afraid|sad|bored|distressed)"
_SIFTS = "(?:rank|screen|sift|filter|shortlist|scor|assess|rat|select|evaluat|reject|interview|sort)(?:e?s|ed?|ing)?"
_HIRED = (
    r"(?:applicants(?! for (?:\w+ )?(?:loan|credit|mortgage|visa|asylum))|job (?:applications?|candidates?|seekers?)|"
    r"candidates for (?:\w+ )?(?:jobs?|posts?)|CVs?|r[ée]sum[ée]s)"
)
_WATCHES = "(?:monitor|watch|rat|scor|assess|evaluat|surveil)(?:e?s|ed?|ing)?"
_MARKS = "(?:mark|grad|scor|assess|correct)(?:e?s|ed?|ing)?"
_EXAMS = "(?:exam papers|exams?|examinations?|essays?|homework|coursework|theses|students|pupils|learners)"
_LIVES = "(?:life|health)(?: (?:and|or) (?:life|health))?"
_COURTS = "(?:courts?|judges)"

_USES = (
    # AI Act, Annex III, point 5(d): emergency calls, and patients who need help at once
    Use("sorting patients", ("ai-act-annex-iii-5d",), words(
        _TRIAGE, "chest pain",
        rf"sort\w*{_ON} (?:patients|emergencies)", "emergency calls?", rf"(?:pick|find)\w*{_ON} emergenc(?:y|ies)",
        rf"diagnos(?:es|ed|is|e|ing|tics?){_NO_CODE}",
        "how urgent (?:a|the|each) (?:call|case|patient)",
    )),
    # GDPR, Article 9: data on health
    Use("health", ("gdpr-art-9",), words(
        "patients?", _TRIAGE, "clinics?", "hospitals?", "physicians?", "health data",
    ), common=True),
    # AI Act, Annex III, point 1(c); at work and in education Article 5(1)(f)
    Use("reading emotions", ("ai-act-annex-iii-1c", "ai-act-art-5-1-f"), words(
        rf"{_READS}{_ON} {_MOODS}", rf"{_READS} (?:when|whether|that|if|who){_ON} {_FEELS}",
        "emotion recognition", r"(?<!express )(?<!expresses )(?<!convey )(?<!conveys )emotions(?! into\b)",
        "emotional states?", "sentiment of (?:callers|staff)", rf"(?:sort|rout|pass)\w*{_ON} {_FEELS} callers",
    )),
    # AI Act, Annex III, point 1(a); GDPR, Article 9
    Use("recognising people", ("ai-act-annex-iii-1a", "gdpr-art-9"), words(
        rf"(?:recogni[sz]|identif)\w*{_ON} (?:by|from) (?:(?:a|the|their|his|her) )?(?:voices?|faces?|gait)",
        r"recogni[sz](?:es?|ed|ing) faces", "(?:face|facial) recognition", "voice ?prints?", r"biometric \w+",
    )),
    # AI Act, Annex III, point 3: admission, marks, and watching tests
    Use("pupils", ("ai-act-annex-iii-3",), words(
        "pupils?", rf"(?<!high[ -])(?<!old[ -])schools?{_NO_PUPILS}", r"grading(?! (?:of|by|was|were|is)\b)",
        rf"{_MARKS}{_ON} {_EXAMS}", "(?:university|college|student) admissions?", r"proctor\w*", r"invigilat\w*",
    )),
    # AI Act, Annex III, point 4: hiring, and watching or judging workers
    Use("work", ("ai-act-annex-iii-4",), words(
        rf"{_SIFTS}{_ON} {_HIRED}", rf"{_WATCHES}{_ON} (?:workers|employees|staff)",
        "recruit(?:ers?|ment|ing)", "hiring",
    )),
    # AI Act, Annex III, point 5(a): public benefits and services
    Use("public benefits", ("ai-act-annex-iii-5a",), words(
        "(?:welfare|benefits?|social[- ]security|unemployment) (?:claims?|claimants?|applications?|decisions?)",
        r"(?:who gets|(?:entitled|entitlement) to|(?:eligible|eligibility) for)(?: \w+){0,2}? (?:benefits|welfare)",
    )),
    # AI Act, Annex III, point 5(b): creditworthiness of people
    Use("credit", ("ai-act-annex-iii-5b",), words(
        r"credit (?:scor\w+|checks?|decisions?|applications?)", r"creditworth\w+",
        "(?:loan|mortgage) (?:decisions?|applications?|applicants?|approvals?)",
        r"applicants for (?:\w+ )?(?:loans?|credit|mortgages?)",
        rf"(?:who gets|approv\w+|refus\w+|grant\w*|decid\w+){_ON} (?:loans?|mortgages?)",
    )),
    # AI Act, Annex III, point 5(c): risk and price of life and health insurance
    Use("insurance", ("ai-act-annex-iii-5c",), words(
        rf"(?:pric(?:e|es|ing)|premiums?|risks?|underwrit\w+){_ON} {_LIVES} (?:insurance|policies)",
        rf"{_LIVES}[ -]insurance (?:premiums?|pricing|risks?|underwriting)",
    )),
    # AI Act, Annex III, point 6
    Use("policing", ("ai-act-annex-iii-6",), words(
        "(?<!border )police", "policing", "law enforcement", r"predict\w* (?:\w+ )?crimes?", "lie detect(?:ors?|ion)",
    )),
    # AI Act, Annex III, point 7
    Use("borders", ("ai-act-annex-iii-7",), words(
        "border (?:controls?|guards?|police|checks?|officers?)", "asylum",
        "visa (?:applications?|applicants?|decisions?)",
    )),
    # AI Act, Annex III, point 8
    Use("courts", ("ai-act-annex-iii-8",), words(
        rf"{_COURTS} (?:(?:can|may|could|might) )?(?:uses?|lets?|have|has|asks?|relies on|rely on) (?:it|the model)",
        rf"(?:help|assist|advis)\w*{_ON} {_COURTS}", rf"(?:draft|writ|decid)\w*{_ON} (?:judge?ments|court rulings?)",
    )),
    # AI Act, Article 50: who speaks with a machine is told
    Use("callers", ("ai-act-art-50",), words("callers?", "phoned?", "by phone", "calls"), common=True),
)  # fmt: skip
_PARTS = re.compile(r"[.;:!?–—](?=\s|\Z)|, (?:but|yet|and|so)\b")
_WARNED = words(
    r"(?:no|not|never|nobody|none|neither|nor|cannot|\w+n['’]t)(?! (?:only|just|merely|longer|other|better|rival)\b)",
    "nothing(?! else)", "without", "instead of", "rather than", "avoid", "against", "unfit", "unsuitable",
)  # fmt: skip
_WARNED_AFTER = words(
    "(?:should|must|may|do|does|can|could|would|will) (?:not|never)", "cannot", r"(?:should|must|ca|do|does|wo)n['’]t",
    "look elsewhere", "(?:is|are) (?:not|never|prohibited|forbidden|banned)", "high[- ]risk", "another matter",
    "out of the question", r"ha(?:s|ve) (?:its|their) own (?:\w+ )?(?:rules|laws?|duties)",
    "(?:(?:made|taken|decided|judged|done) by|(?:stay|remain|rest|belong)s? with|left to)"
    " (?:people|humans?|an? (?:person|human))",
)  # fmt: skip
_LINKED = re.compile(r"use-cases/([\w-]+)\.md")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each sensitive use without its flag: of a case in the case, of advice in any case.

    A use that a clause denies, or warns of, is none. None is looked for while a use case, with the flags, is unread.
    """
    review = script.review
    if review is None or script.catalog.flags_are_unread:
        return
    place, flags = script.page.front.place, [flag for case in review.cases for flag in case.flags]
    catalog = script.catalog
    for index, case in enumerate(review.cases):
        where = place("cases", index, "flags") if case.flags else place("cases", index, "sector")
        for use, found in _unflagged(f"{case.sector}. {case.text}", case.flags):
            mend = _mend(catalog, use, "Add {flags} to the 'flags' of the case")
            yield Problem(where, _what(use, found), mend)
    yield from _told(script, flags)
    for index, text in enumerate(review.shortlist):
        for use, found in _unflagged(text, flags):
            if use.name != "callers":
                mend = _mend(catalog, use, "Add {flags} to the 'flags' of a case that shows the use")
                yield Problem(place("shortlist", index), _what(use, found), mend)


def _told(script: Script, flags: list[str]) -> Iterator[Problem]:
    """Yield a problem for each use told in the body without its flag, there or on a use case that the body links."""
    for text in script.texts:
        if text.keys:
            continue
        linked = (script.catalog.use_cases.get(name) for name in _LINKED.findall(text.text))
        known = [*flags, *(flag.id for case in linked if case for flag in case.front.flags)]
        for use, found in _unflagged(text.plain, known):
            if not use.common:
                mend = _mend(script.catalog, use, "Link {pages}, or tell it as a case with the flag {flags}")
                yield text.problem(found.start(), _what(use, found), mend)


def _unflagged(plain: str, flags: Iterable[str]) -> Iterator[tuple[Use, re.Match[str]]]:
    """Yield each use that a text tells and none of the flags covers, with the first words that tell it."""
    for use in _USES:
        if not any(_covers(flag, needed) for flag in flags for needed in use.flags):
            found = next((match for match in use.told.finditer(plain) if not _warned(plain, match)), None)
            if found:
                yield use, found


def _covers(flag: str, needed: str) -> bool:
    """Tell whether a flag is the needed one, a part of it, or the whole point of which it is a part."""
    return flag.startswith(needed) or needed.startswith(flag)


def _warned(plain: str, found: re.Match[str]) -> bool:
    """Tell whether the clause of a finding denies the use or warns of it: 'should not use it for triage'."""
    before = _PARTS.split(plain[: found.start()])[-1]
    after = _PARTS.split(plain[found.end() :])[0]
    return bool(_WARNED.search(before) or _WARNED_AFTER.search(after))


def _what(use: Use, found: re.Match[str]) -> str:
    return f"'{found[0]}' is a sensitive use ('{use.name}') without its legal flag"


def _mend(catalog: Catalog, use: Use, mend: str) -> str:
    """Return advice with the flags and the pages of the use cases that explain them, or what to do where none does."""
    carried = {
        flag.id: f"'../use-cases/{name}.md'"
        for name, page in sorted(catalog.use_cases.items(), reverse=True)
        for flag in page.front.flags
        if any(_explains(flag, needed) for needed in use.flags)
    }
    if not carried:
        return f"Leave it out, or add the flag {' or '.join(use.flags)} to a use case"
    return mend.format(flags=" or ".join(sorted(carried)), pages=" or ".join(sorted({*carried.values()})))


def _explains(flag: Flag, needed: str) -> bool:
    """Tell whether a flag is of the needed part of a law; one of a whole point names the part in its `law`: '5(d)'."""
    whole, part = needed.startswith(flag.id), needed[-1]
    return flag.id.startswith(needed) or (whole and f"({part})" in flag.law)
