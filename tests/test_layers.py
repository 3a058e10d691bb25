"""Lower rooms never import upper ones, and only two modules know MkDocs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "hooks" / "tokonomix"

LAYERS = (
    ("problem", "wording", "calendar", "kept", "settings"),
    ("source",),
    ("spreadsheet",),
    ("schema",),
    ("records", "reading", "titles"),
    ("catalog",),
    ("disputes", "price_ends"),
    ("checks",),
    ("strays",),
    ("load",),
    ("reads", "scores", "money", "aggregates", "residency", "cycles"),
    ("boards",),
    ("months",),
    ("edition", "tombstones"),
    ("cards", "peers"),
    ("price_cards", "promise_cards"),
    ("bindings",),
    ("prose", "charts"),
    ("rules",),
    ("pages",),
    ("feeds", "preview", "proof", "skeleton", "finding"),
    ("links", "policy", "search"),
    ("site", "commands"),
    ("__main__",),
)
"""From the lowest to the uppermost; rooms of one layer do not import each other."""

IMPORTERS_MAY_USE = {"problem", "wording", "source", "spreadsheet", "schema", "importers"}


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "tokonomix"


def imports(path: Path) -> set[str]:
    """Return every module a file names in an import at run time, those inside functions too."""
    found: set[str] = set()
    package = ["tokonomix", *path.relative_to(PACKAGE).parts[:-1]]
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "tokonomix" else {module}
    return found


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_lower_rooms(path: Path) -> None:
    rank = {room: index for index, layer in enumerate(LAYERS) for room in layer}
    parts = path.relative_to(PACKAGE).parts
    mine = parts[0].removesuffix(".py")
    if mine == "__init__":
        return
    used = {room_of(name) for name in imports(path) if name.startswith("tokonomix.")} - {mine}
    if mine == "importers":
        assert used <= IMPORTERS_MAY_USE
        return
    if mine == "commands":
        used -= {"importers"}  # the command `import` is their one way in
    assert mine in rank, f"give the room '{mine}' its layer"
    upper = {room for room in used if rank.get(room, len(LAYERS)) >= rank[mine]}
    assert not upper


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_site_knows_mkdocs(path: Path) -> None:
    uses = {name.split(".")[0] for name in imports(path)}
    assert "mkdocs" not in uses or path.name == "site.py"


def test_scores_import_nothing_else_of_the_package() -> None:
    used = {name for path in (PACKAGE / "scores").glob("*.py") for name in imports(path)}
    assert {room_of(name) for name in used if name.startswith("tokonomix")} <= {"scores"}
