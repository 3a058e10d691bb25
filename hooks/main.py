"""What MkDocs loads: forwards its events to the package, and reloads the package under `mkdocs serve`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

_HERE = Path(__file__).resolve().parent
_state: dict[str, Any] = {"command": "build", "stamp": None, "site": None}


def _site() -> ModuleType:
    """Return `tokonomix.site`, imported anew if a file of the package changed since the last build.

    Nothing of the package outlives a build, so dropping the modules is all a reload needs.
    """
    stamp = {path: path.stat().st_mtime_ns for path in _HERE.rglob("*.py")}
    if stamp != _state["stamp"]:
        for name in [name for name in sys.modules if name.split(".")[0] == "tokonomix"]:
            del sys.modules[name]
        importlib.invalidate_caches()
        if str(_HERE) not in sys.path:
            sys.path.insert(0, str(_HERE))
        _state.update(site=importlib.import_module("tokonomix.site"), stamp=stamp)
    return _state["site"]  # type: ignore[no-any-return]


def on_startup(command: str, **_: Any) -> None:
    """Note the command; under serve write no bytecode, which would be seen as a change and build twice."""
    _state["command"] = command
    sys.dont_write_bytecode = command == "serve"


def on_config(config: Any) -> Any:
    """Begin a build: load and check everything before the site folder is touched."""
    return _site().begin(config, serve=_state["command"] == "serve")


def on_files(files: Any, config: Any) -> Any:
    """Add the generated pages and feeds."""
    return _state["site"].add_files(files, config)


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Give the templates our values."""
    return _state["site"].prepare_templates(env, config)


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Put the bound text in place of the written one."""
    return _state["site"].page_text(markdown, page)  # type: ignore[no-any-return]


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Give the page's template its view."""
    return _state["site"].page_context(context, page)


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Write the page's content security policy."""
    return _state["site"].secured(output, page.url)  # type: ignore[no-any-return]


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """Secure the pages that come from a template alone, such as 404.html."""
    if not template_name.endswith(".html"):
        return output_content
    return _state["site"].secured(output_content, template_name)  # type: ignore[no-any-return]


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Let every answer of the preview say what is wrong, while something is."""
    app = server.serve_request
    server.set_app(lambda environ, start: _state["site"].answered(app, environ, start))
    return server


def on_post_build(config: Any) -> None:
    """Index for search, check every link, and swap the finished site in."""
    _state["site"].finish(config)


def on_build_error(error: Exception) -> None:
    """Throw the unfinished site away; the previous one stays."""
    if _state["site"]:
        _state["site"].abandon()
