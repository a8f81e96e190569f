"""The house keeps its measures: small modules, small functions, arrows inward."""

import ast
import subprocess
import sys
from pathlib import Path

from dateline.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "dateline"
MODULES = sorted(PACKAGE.rglob("*.py"))

MODULE_LINES = 400
FUNCTION_LINES = 60
PARAMETERS = 8

# Every exception with its reason.
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
MANY_PARAMETERS = {
    "cli/code.py:code": "every parameter is an option of the command",
    "cli/evaluate.py:evaluate": "every parameter is an option of the command",
    "cli/export.py:export": "every parameter is an option of the command",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions():
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.name}", node


def body_lines(node) -> int:
    """Count the lines of a function without its docstring."""
    first = node.body[0]
    has_docstring = ast.get_docstring(node, clean=False) is not None
    docstring = first.end_lineno - first.lineno + 1 if has_docstring else 0
    return node.end_lineno - node.lineno + 1 - docstring


def parameters(node) -> int:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([a for a in named if a.arg not in ("self", "cls")])


def test_no_module_is_longer_than_its_measure():
    sizes = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
    }
    long = {name: size for name, size in sizes.items() if size > MODULE_LINES}
    assert set(long) == set(LONG_MODULES), long


def test_no_function_is_longer_than_its_measure():
    long = {name: size for name, node in functions() if (size := body_lines(node)) > FUNCTION_LINES}
    assert set(long) == set(LONG_FUNCTIONS), long


def test_no_function_has_more_parameters_than_its_measure():
    many = {name: n for name, node in functions() if (n := parameters(node)) > PARAMETERS}
    assert set(many) == set(MANY_PARAMETERS), many


def test_arrows_point_inward():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_only_spans_slices_into_anchors():
    """Anchors are made in one place; elsewhere their class is only named or read from a file."""
    makers = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Anchor"
    }
    assert makers <= {"spans.py", "export/json_fields.py"}


def test_the_version_is_told_once():
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"version: {VERSION}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
