"""The only module that knows MkDocs: gathers everything first, then lets MkDocs write, then swaps the site in."""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from tokonomix import links, preview, search, wording
from tokonomix.calendar import today
from tokonomix.edition import Edition
from tokonomix.feeds import FEEDS
from tokonomix.kept import uncollected
from tokonomix.pages import make_all
from tokonomix.pages.made import Made, Output, home_of
from tokonomix.policy import with_policy
from tokonomix.preview import Looked
from tokonomix.problem import Problem, SourceError
from tokonomix.proof import examine, site_from

log = logging.getLogger("mkdocs.plugins.tokonomix")
CALLS_PROVIDERS = "live-test/"
UNLISTED = frozenset({"month.html", "moved.html"})
"""Templates of pages that ask search engines to leave them out, so that no sitemap names them."""
_compiled = preview.Compiled()


class _WarningCount(logging.Handler):
    """Counts the warnings of this build, since MkDocs counts its own only after our last event."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


@dataclass
class _Build:
    edition: Edition
    made: dict[str, Made]
    outputs: tuple[Output, ...]
    target: Path
    built: Path
    """Where MkDocs writes: beside the target under build, its own folder under serve."""
    serve: bool
    looked: Looked = field(repr=False)
    """What was read, so that a preview can tell what changed."""
    known: frozenset[str] = frozenset()
    """The sources of all pages of the site, those that are not made anew too."""
    good: Mapping[str, Made] = field(default_factory=dict, repr=False)
    """Every page of a preview as it was last made without a fault."""
    gone: tuple[str, ...] = ()
    """Pages of texts that are gone."""
    faults: str = ""
    """What a preview found wrong: pages with a fault stand as they were last made without one."""
    warnings: _WarningCount = field(default_factory=_WarningCount)

    @property
    def partial(self) -> bool:
        """Whether only some pages of a preview are made anew."""
        return self.serve and self.built != self.target


_build: _Build | None = None


def begin(config: Any, *, serve: bool) -> Any:
    """Load, check and make everything; raise PluginError with all problems before the site folder is touched.

    A preview tells faults of texts, and shows all the others. It raises for faults of records only if it has not built
    before: else it keeps what it built.
    """
    global _build  # noqa: PLW0603 - MkDocs hooks are functions, so a build has to live in the module
    try:
        _build = _anew(config) or _whole(config, serve=serve)
    except SourceError as error:
        if not serve or _build is None:
            raise PluginError(error.report()) from None
        _build = replace(
            _build, made={}, outputs=(), gone=(), built=_beside(_build.target), faults=error.report(),
            warnings=_WarningCount(),
        )  # fmt: skip
    if _build.faults:
        log.error(_build.faults)
    if serve:
        for draft in preview.drafts(_build.edition.catalog, _build.made.values()):
            log.info(draft)
    logging.getLogger("mkdocs").addHandler(_build.warnings)
    if _build.partial:
        # MkDocs would tell of every page that is left as it stands; our own rule looks at the links of texts.
        config.validation.nav.not_found = config.validation.links.not_found = logging.DEBUG
        config.theme.static_templates = set()
    config.site_dir = str(_build.built)
    if _build.edition.site.url:
        config.site_url = _build.edition.site.url
    return config


def _anew(config: Any) -> _Build | None:
    """Return what a preview makes anew if only texts changed since it built; raise SourceError."""
    if _build is None or not _build.serve:
        return None
    root = _root(config)
    looked = preview.look(root)
    texts = preview.changed(_build.looked, looked)
    found = None if texts is None else preview.again(root, _build.edition, texts)
    if found is None:
        return None
    target = _build.target
    pages = _by_uri(found.made)
    gone = frozenset(path.removeprefix("content/") for path in found.gone)
    good = {uri: page for uri, page in {**_build.good, **pages}.items() if uri not in gone}
    return _Build(
        found.edition, pages, (), target, _beside(target), serve=True, looked=looked.without(found.faulty),
        known=(_build.known | pages.keys()) - gone, good=good, gone=tuple(gone), faults=_told(found.wrong),
    )  # fmt: skip


def _told(wrong: tuple[Problem, ...]) -> str:
    return SourceError(wrong).report() if wrong else ""


def _whole(config: Any, *, serve: bool) -> _Build:
    """Return the whole site; raise SourceError, a preview only if more than texts is at fault."""
    root, target = _root(config), Path(config.site_dir)
    looked = preview.look(root)
    url = os.environ.get("SITE_URL") or config.site_url or ""
    site = site_from(config.extra, url, _commit(root), _signed(root) if config.extra.get("repository") else None)
    gc.unfreeze()
    if _build:
        gc.collect()  # what earlier builds of this preview left
    with uncollected():
        _tell(serve, "Reading and checking all records and sentences, which takes longest the first time")
        found = examine(root, today(), site, drafts=serve)
        faulty = {preview.text_of(problem.place.path) for problem in found.wrong}
        if found.wrong and not (serve and all(map(preview.is_text, faulty))):
            raise SourceError(found.wrong)
        edition = preview.sound(found.edition, found.wrong) if faulty else found.edition
        _tell(serve, "Computing scores and making all pages")
        made = make_all(edition)
        outputs = tuple(output for feed in FEEDS for output in feed.make(edition, made))
        _tell(serve, f"Writing {wording.plural(len(made), 'page')}; the address to open follows when they are there")
    gc.freeze()  # all of it lives as long as the build, and looking for garbage in it takes long
    pages, before = _by_uri(made), _build.good if _build else {}
    bad = {path.removeprefix("content/") for path in faulty}
    good = {uri: page for uri, page in pages.items() if uri not in bad} if serve else {}
    pages |= _by_uri(preview.stand_ins(edition, found.wrong))
    kept = {uri: before[uri] for uri in bad & before.keys()}
    built = target if serve else _beside(target)
    return _Build(
        edition, pages | kept, outputs, target, built, serve, looked.without(faulty), frozenset(pages),
        good={**good, **kept}, faults=_told(found.wrong),
    )  # fmt: skip


def _tell(serve: bool, what: str) -> None:
    """Tell who waits for a preview what it is doing."""
    if serve:
        log.info(what)


def _root(config: Any) -> Path:
    return Path(config.config_file_path).resolve().parent


def _by_uri(made: Iterable[Made]) -> dict[str, Made]:
    return {page.uri: page for page in made}


def add_files(files: Any, config: Any) -> Any:
    """Add generated pages and feeds; leave out content that this build does not show, such as drafts."""
    build = _current()
    if build.partial:
        # All else stands as the last build made it; links lead there nevertheless.
        for uri in build.known:
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.EXCLUDED))
        for file in files:
            file.inclusion = InclusionLevel.EXCLUDED
    else:
        for file in list(files.documentation_pages()):
            if file.src_uri not in build.made:
                files.remove(file)
    for uri, page in build.made.items():
        file = files.get_file_from_path(uri)
        if file is not None and build.faults:
            files.remove(file)  # it may not even be text
            file = None
        if file is None:
            file = File.generated(config, uri, content=page.text, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(file)
        file.inclusion = InclusionLevel.NOT_IN_NAV
        file.edit_uri = None  # MkDocs knows of docs_dir only; see page_context
    for output in build.outputs:
        files.append(_file(config, output))
    return files


def _file(config: Any, output: Output) -> File:
    """Return a file that is no page: MkDocs would make one of a name that ends in .md."""
    name = f"{output.uri}.txt" if output.uri.endswith(".md") else output.uri
    file = File.generated(config, name, content=output.content)
    file.dest_uri = output.uri
    return file


def prepare_templates(env: Any, config: Any) -> Any:
    """Give the templates the edition and the wording."""
    build = _current()
    if build.serve:
        env.bytecode_cache = _compiled
    day = build.edition.as_of
    env.globals.update(
        wording=wording,
        placed=placed,
        as_of={"iso": day.isoformat(), "text": wording.day(day)},
        imprint=build.edition.site.imprint,
        withdrawn=build.edition.catalog.withdrawn,
        unlisted=frozenset(uri for uri, page in build.made.items() if page.template in UNLISTED),
    )
    env.filters["fill"] = fill
    return env


def placed(content: str, name: str) -> bool:
    """Tell whether a text places a part itself."""
    return f"<!--part:{name}-->" in content


def fill(content: str, parts: dict[str, str]) -> str:
    """Return a text with each part where `{{ part("…") }}` stood."""
    return re.sub(r"(?:<p>)?<!--part:([a-z-]+)-->(?:</p>)?", lambda match: parts.get(match[1], ""), content)


def page_text(markdown: str, page: Any) -> str:
    """Return the bound text of a page, and set what its front matter would have said."""
    build = _current()
    made = build.made.get(page.file.src_uri)
    if made is None:
        return markdown
    page.meta = {"template": made.template, "title": made.title, "description": made.description}
    page.title = made.title
    page.update_date = build.edition.as_of.isoformat()
    return made.text


def page_context(context: Any, page: Any) -> Any:
    """Give a page's template its view."""
    made = _current().made.get(page.file.src_uri)
    if made is not None:
        context["view"], context["made"] = made.view, made
        context["edit"] = _current().edition.site.edit(made.source)
    return context


def secured(output: str, address: str) -> str:
    """Return a page with its content security policy."""
    return with_policy(output, calls_providers=address.startswith(CALLS_PROVIDERS), preview=_current().serve)


def answered(app: preview.App, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Return what the preview answers to a request: a page with what is wrong at its foot, while something is."""
    report = _build.faults if _build else ""
    return preview.answered(app, environ, start, report) if report else app(environ, start)


def finish(config: Any) -> None:
    """Index the built site, refuse it if a link is broken or a strict warning fell, else swap it in."""
    build = _current()
    if build.partial:
        for page in build.made.values():
            here = build.target / page.home
            here.mkdir(parents=True, exist_ok=True)
            shutil.copy(build.built / page.home / "index.html", here)
        for uri in build.gone:
            (build.target / home_of(uri) / "index.html").unlink(missing_ok=True)
        shutil.rmtree(build.built, ignore_errors=True)
        config.site_dir = str(build.target)
        _close()
        if build.made:
            anew = ", ".join(build.made)
            log.info("Only %s made anew; what other pages say of it comes with the next full build", anew)
        return
    if not build.edition.site.url:
        # A sitemap holds whole addresses; without the site's own it would be an empty list.
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (build.built / name).unlink(missing_ok=True)
    search.index(build.built, keep=build.serve)
    if build.serve:
        return
    problems = tuple(links.check(build.built, _served_at(config.site_url)))
    if problems:
        raise PluginError(SourceError(problems).report())
    if config.strict and build.warnings.count:
        abandon()  # MkDocs itself ends a strict build with warnings, and says how many
        return
    _swap(build.built, build.target)
    config.site_dir = str(build.target)
    _close()


def _served_at(url: str | None) -> str:
    """Return the path of the site on its host, with its slashes: '/' or '/folder/'."""
    return f"{urlsplit(url or '').path.rstrip('/')}/"


def abandon() -> None:
    """Remove an unfinished build; the next one of a preview makes everything."""
    global _build  # noqa: PLW0603 - see begin
    if _build is not None:
        _close()
        if not _build.serve or _build.partial:
            shutil.rmtree(_build.built, ignore_errors=True)
        _build = None


def _current() -> _Build:
    if _build is None:
        raise RuntimeError("no build has begun")
    return _build


def _close() -> None:
    if _build is not None:
        logging.getLogger("mkdocs").removeHandler(_build.warnings)


def _beside(target: Path) -> Path:
    """Return a new folder beside the target, so that two builds at once do not write into each other's."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))


def _swap(built: Path, target: Path) -> None:
    built.chmod(0o755)  # mkdtemp made it private
    old = _beside(target)
    if target.exists():
        target.rename(old / "site")
    built.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _commit(root: Path) -> str:
    """Return the commit that is built, '' outside a checkout."""
    return _git(root, "rev-parse", "HEAD").strip()


def _signed(root: Path) -> dict[str, str]:
    """Return the commit of the last technical review of each review; nothing where the history is not at hand."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    found: dict[str, str] = {}
    commit = ""
    for line in _git(root, "log", "--format=commit %H", "--name-only", "--relative", "--", "data/seen").splitlines():
        if line.startswith("commit "):
            commit = line.removeprefix("commit ")
        elif line:
            found.setdefault(Path(line).stem, commit)
    return found


def _git(root: Path, *arguments: str) -> str:
    """Return what git says, '' outside a checkout."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],  # noqa: S607 - git is found on the path
            capture_output=True, text=True, check=False, timeout=10,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
