"""The house's rules that a reader of the source can check."""

import ast
import re
from collections import Counter
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
# An app imports only apps to its right; those of one tuple do not know each other.
ORDER = [
    ("smartcity",),
    ("exchange",),
    ("privacy",),
    ("recaps", "dossiers", "alerts"),
    ("quotes",),
    ("events",),
    ("speakers", "themes"),
    ("members",),
    ("curation",),
    ("search",),
    ("work",),
    ("reading",),
    ("language",),
]
PURE = {"reading", "language"}
RANK = {app: rank for rank, apps in enumerate(ORDER) for app in apps}
MODULES = [path for app in RANK for path in sorted((HOUSE / app).rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))


def imports(path):
    """Yield (line, app imported) of every import in `path`, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module]
        yield from ((node.lineno, name.split(".")[0]) for name in names)


def test_imports_point_one_way():
    wrong = [
        f"{path.relative_to(HOUSE)}, line {line}: imports {other}"
        for path in MODULES
        for app in [path.relative_to(HOUSE).parts[0]]
        for line, other in imports(path)
        if other in RANK and other != app and RANK[other] <= RANK[app]
    ]
    assert wrong == []


def test_what_reads_knows_no_django():
    known = [f"{path.relative_to(HOUSE)}, line {line}" for path in MODULES for line, other in imports(path)
             if path.relative_to(HOUSE).parts[0] in PURE and other == "django"]  # fmt: skip
    assert known == []


def test_nothing_is_imported_inside_a_function_but_in_ready():
    hidden = [
        f"{path.relative_to(HOUSE)}, line {node.lineno}: in {function.name}"
        for path in MODULES
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert hidden == []


def test_no_room_is_called_after_nothing():
    assert {path.stem for path in MODULES} & {"core", "common", "utils", "helpers", "misc", "services"} == set()


def test_no_module_holds_two_subjects():
    long = {str(path.relative_to(HOUSE)): n for path in MODULES if (n := len(path.read_text().splitlines())) > 400}
    assert long == {}


def choices(function):
    """The cyclomatic complexity of a function: one, and one more for each choice in it."""
    count = 1
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
        elif isinstance(node, (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)):
            count += 1
    return count


def test_no_function_that_reads_or_compares_is_a_maze():
    """As ruff counts them (C901) and `and`, `or`, conditions and comprehensions besides, in which rules are written."""
    mazes = {
        f"{path.relative_to(HOUSE)}: {function.name}"
        for path in MODULES if path.relative_to(HOUSE).parts[0] in PURE | {"recaps"}
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and choices(function) > 15
    }  # fmt: skip
    assert mazes == set()


def test_no_stylesheet_says_a_rule_twice():
    """As a paste in the wrong place would, whose last line then holds for more than was meant."""
    repeated = {
        f"{path.relative_to(HOUSE)}: {rule}"
        for path in sorted((HOUSE / "static").rglob("*.css"))
        for rule, times in Counter(re.findall(r"^[^@{}\n]+ \{[^{}\n]+\}$", path.read_text(), re.MULTILINE)).items()
        if times > 1
    }
    assert repeated == set()


def test_templates_write_moments_as_html_knows_them():
    """Django's `date:"c"` has six digits of a second, of which HTML takes three; `moment` has none."""
    assert [path.name for path in TEMPLATES if re.search("date:.c.", path.read_text())] == []


def test_every_template_is_used():
    templates = {str(path.relative_to(HOUSE / "templates")) for path in (HOUSE / "templates").rglob("*.*")}
    found_by_name = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
    # Django and django-allauth look for these names, or make them.
    asked_by_others = ("admin/", "account/", "mfa/", "members/mail/", "privacy/mail/")
    ours = {name for name in templates if not name.startswith(asked_by_others)} - found_by_name
    sources = [*MODULES, *TEMPLATES, *(HOUSE / "templates").rglob("*.txt")]
    named = set(re.findall(r"""["']([\w/-]+\.(?:html|txt))["']""", "\n".join(path.read_text() for path in sources)))
    assert ours - named == set()
