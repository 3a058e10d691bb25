"""Reads the expression of a binding: one call of a known function with literal arguments; nothing is ever run."""

from __future__ import annotations

import ast
import difflib
import inspect
import re
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tokonomix.problem import mend_name

_SAMPLE = 'Write a function with what it needs, such as price("text.input")'
_EXAMPLES: Mapping[str, str] = {"rate": "text.input", "category": "coding"}
"""What may be written for an argument that means the same everywhere; for all others an editor has to choose."""
_SEE = "See docs/bindings.md for what each function takes"
_CURLY = "“”„‘’‚«»"
_TWO_TEXTS = re.compile(r"""["']\s+["']""")
_NAME = re.compile(r"[A-Za-z_]\w*")

_KINDS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "bool": ((bool,), "True or False"),
    "int | None": ((int,), "a whole number without quotes, such as 128000"),
    "float | None": ((int, float), "a number without quotes, such as 2.50"),
}
"""What an argument of a kind may be, and how to ask for it; all others are texts."""


class ExpressionError(Exception):
    """An expression that cannot be used: `what` is wrong, how to `mend` it, and `offset` in the expression."""

    def __init__(self, what: str, mend: str, offset: int = 0) -> None:
        super().__init__(what)
        self.what, self.mend, self.offset = what, mend, offset


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments by name; `offsets` says where each is written in the expression."""

    name: str
    arguments: Mapping[str, Any]
    offsets: Mapping[str, int] = field(repr=False)

    def offset(self, argument: str) -> int:
        """Return where an argument is written; the beginning of the call if it was left out."""
        return self.offsets.get(argument, 0)


def parse(expression: str, functions: Mapping[str, Callable[..., Any]]) -> Call:
    """Return the call that an expression makes; raise ExpressionError with the offset of the word at fault.

    The grammar is Python's, of which only a call with literal texts, numbers, True and False is allowed.
    """
    curly = next((index for index, sign in enumerate(expression) if sign in _CURLY), None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about escapes in texts
            node = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if curly is not None:
            raise ExpressionError(
                f"{expression[curly]} is a curly quote", 'Write straight quotes: "', curly
            ) from None
        words = error.msg.split(" (")[0] if isinstance(error, SyntaxError) else "it cannot be read"
        if words.startswith("unterminated string"):
            at = _offset_of(expression, getattr(error, "lineno", 1) or 1, (getattr(error, "offset", 1) or 1) - 1)
            raise ExpressionError('a quote " is missing', "Close the text that begins here", at) from None
        raise _misshapen(expression, words, functions) from None
    if isinstance(node, ast.Name):
        if node.id in functions:
            mend = f"Write {_sample(node.id, functions)}"
            raise ExpressionError(f"'{node.id}' stands without its brackets", mend)
        raise _unknown(node.id, functions, 0)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        raise ExpressionError(f"'{expression}' is no function with its arguments", _advice(expression, functions))
    if node.func.id not in functions:
        raise _unknown(node.func.id, functions, _offset(expression, node.func))
    name = node.func.id
    return _call(expression, node, name, inspect.signature(functions[name]), _sample(name, functions))


def _misshapen(expression: str, words: str, functions: Mapping[str, Callable[..., Any]]) -> ExpressionError:
    """Return what is wrong with an expression that is none, with advice about the function that it begins with."""
    mend = _advice(expression, functions)
    if not expression:
        return ExpressionError("an empty binding", mend)
    if "was never closed" in words:
        whole = f"{expression.rstrip().rstrip(',')})"
        with suppress(ExpressionError):
            if parse(whole, functions).arguments:
                mend = f"Write {whole}"
        return ExpressionError("a bracket ( is not closed", mend)
    if words.startswith("unmatched ')'"):
        return ExpressionError("a bracket ) closes nothing", mend)
    if "forgot a comma" in words:
        return ExpressionError("a comma or a quote is missing", mend)
    return ExpressionError("it cannot be read", mend)


def _advice(expression: str, functions: Mapping[str, Callable[..., Any]]) -> str:
    """Return how the function is written with which an expression begins, or nearly so; else how any is."""
    said = _NAME.match(expression)
    near = difflib.get_close_matches(said[0], functions, n=1, cutoff=0.7) if said else []
    return f"Write it as {_sample(near[0], functions)}" if near else _SAMPLE


def _sample(name: str, functions: Mapping[str, Callable[..., Any]]) -> str:
    """Return how a function is written with the least that it needs."""
    parameters = [*inspect.signature(functions[name]).parameters.values()]
    needed = [f'"{_EXAMPLES.get(p.name, "…")}"' for p in parameters if p.default is p.empty]
    if parameters and not needed and parameters[0].kind is parameters[0].KEYWORD_ONLY:
        needed = [f'{parameters[0].name}="…"']  # a function of conditions, of which one is needed
    return f"{name}({', '.join(needed)})"


def _unknown(name: str, functions: Mapping[str, Any], offset: int) -> ExpressionError:
    mend = mend_name(name, functions, "See docs/bindings.md for all functions")
    return ExpressionError(f"'{name}' is no function", mend, offset)


def _call(expression: str, node: ast.Call, name: str, signature: inspect.Signature, shown: str) -> Call:
    taken = [p.name for p in signature.parameters.values() if p.kind is not p.KEYWORD_ONLY]
    values: dict[str, Any] = {}
    offsets: dict[str, int] = {}
    for index, argument in enumerate(node.args):
        offset = _offset(expression, argument)
        if index >= len(taken):
            mend = f"Name what it is, such as {next(iter([*signature.parameters][len(taken) :]), 'model')}=…"
            mend = mend if len(signature.parameters) > len(taken) else "Remove it"
            what = f"'{name}' takes {len(taken)} argument{'' if len(taken) == 1 else 's'} without a name"
            raise ExpressionError(what, mend, offset)
        values[taken[index]], offsets[taken[index]] = _literal(expression, argument, offset), offset
    for keyword in node.keywords:
        offset = _offset(expression, keyword)
        if keyword.arg is None or keyword.arg not in signature.parameters:
            mend = _taken(str(keyword.arg), [*signature.parameters])
            raise ExpressionError(f"'{name}' takes no '{keyword.arg or '**'}'", mend, offset)
        if keyword.arg in values:
            raise ExpressionError(f"'{keyword.arg}' is given twice", "Keep one of them", offset)
        offset = _offset(expression, keyword.value)
        values[keyword.arg], offsets[keyword.arg] = _literal(expression, keyword.value, offset), offset
    for parameter in signature.parameters.values():
        if parameter.default is parameter.empty and parameter.name not in values:
            mend = f"Write it as {shown}; {_SEE[0].lower()}{_SEE[1:]}"
            raise ExpressionError(f"'{name}' needs its '{parameter.name}'", mend)
    for key, value in values.items():
        kinds, needs = _KINDS.get(str(signature.parameters[key].annotation), ((str,), "a text in quotes"))
        # Python counts True among the whole numbers; an editor does not.
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise ExpressionError(f"{key} is {value!r}", f"Write {needs}", offsets[key])
    return Call(name, values, offsets)


def _taken(name: str, known: list[str]) -> str:
    """Return which arguments a function takes instead of `name`: the one that is misspelt, and all others."""
    if len(known) < 2:
        return f"Name '{known[0]}', or remove it" if known else "Remove it"
    every = f"{', '.join(known[:-1])} and {known[-1]}"
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    return f"Write '{near[0]}'; it takes {every}" if near else f"Remove it: it takes only {every}"


def _literal(expression: str, node: ast.expr, offset: int) -> Any:
    written = ast.get_source_segment(expression, node) or ""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and _TWO_TEXTS.search(written):
            raise ExpressionError(f"{written} are two texts", "Put a comma between them, or keep one", offset)
        return node.value
    if isinstance(node, ast.Name):
        raise ExpressionError(f"{node.id} stands without quotes", f'Write "{node.id}"', offset)
    mend = 'Write one, such as "text.input"; nothing is computed'
    raise ExpressionError(f"{written} is no text in quotes", mend, offset)


def _offset(expression: str, node: ast.expr | ast.keyword) -> int:
    """Return the offset of a node, of a text that of its first letter; Python counts columns in bytes of UTF-8."""
    lines = expression.split("\n")
    column = len(lines[node.lineno - 1].encode()[: node.col_offset].decode(errors="ignore"))
    offset = _offset_of(expression, node.lineno, column)
    return offset + (isinstance(node, ast.Constant) and expression[offset : offset + 1] in ("'", '"'))


def _offset_of(expression: str, line: int, column: int) -> int:
    """Return the offset of a line, counted from 1, and a column, counted from 0."""
    return sum(len(text) + 1 for text in expression.split("\n")[: line - 1]) + column
