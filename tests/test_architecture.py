"""The house's own rules, read off the syntax trees. An exception stands here, with its reason."""

import ast
import re
import statistics
import tomllib
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from smart315.web.access import access_of
from tests.source import ROOT, Calls, Module, is_of_actions, modules


LARGEST = 400
MEDIAN = 80
LONGEST = 30
LONGEST_VIEW = 15
A_FEW_LINES = 6

BANNED_NAMES = {
    "utils", "helpers", "common", "managers", "services", "signals", "exceptions", "constants",
}  # fmt: skip
A_ROOM = {"signals"}  # text and surveillance: the room is called so, no module in a room is

WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "asave", "acreate", "aupdate", "adelete",
}  # fmt: skip
ON_ROWS = {"save", "create", "delete", "bulk_create", "bulk_update"}
WRITERS = {
    "audit/journal.py": "the journal's pages, written for audit.actions alone",
    "casework/clocks.py": "the clocks of a complaint, moved for casework.actions alone",
    "jobs/days.py": "which daily task ran: the jobs' own table",
    "messaging/claims.py": "who holds which message: the outbox's other half",
    "messaging/delivery.py": "what came of delivering a message: the outbox's other half",
    "messaging/reports.py": "what the provider said later: the outbox's other half",
    "messaging/webhooks/delivery.py": "what came of calling an endpoint: the same for webhooks",
}
NOT_ROWS = {
    "businesses/matching.py": "a dictionary",
    "businesses/names.py": "a set",
    "casework/exchange/sheets.py": "a workbook",
    "documents/docx.py": "a file",
    "documents/printing/docx.py": "a file",
    "documents/layouts/template.py": "a file",
    "documents/pictures.py": "a picture",
    "documents/qr.py": "a picture",
    "documents/seals.py": "a picture",
    "insight/analyses/workbooks.py": "a workbook",
    "jobs/backup/files.py": "stored files, put back by restore",
    "jobs/demo/pictures.py": "a picture",
    "jobs/demo/seals.py": "a picture",
    "web/desk/asking/tables.py": "a workbook",
    "web/desk/forms/calendar.py": "a dictionary",
    "web/desk/forms/registering.py": "a form's fields",
}
SILENT = {
    "accounts.actions.second_factors.reseal_second_factors": "the command records the rotation",
    "accounts.tokens.check_phone_token": "reads a signature, changes nothing",
    "accounts.tokens.phone_token": "signs, changes nothing",
    "audit.actions.record": "is the record",
    "audit.actions.record_many": "is the record",
    "businesses.actions.applying.applicant": "names somebody, changes nothing",
    "businesses.actions.registering.index": "search rows, made again at any time",
    "casework.actions.drafts.save_draft": "nothing has been filed yet",
    "casework.actions.reading.read_anew": "a mark of what was read, made again at any time",
    "casework.actions.reading.read_matters": "a mark of what was read, made again at any time",
    "casework.actions.watching.index_words": "search rows, made again at any time",
    "documents.actions.sweep": "content that no row speaks of",
    "insight.actions.updating.update_facts": "files made from the store, made again at any time",
    "messaging.actions.copying.owe_copies": "copies of messages whose owing was recorded",
    "messaging.actions.copying.reader_of": "reads a signature, changes nothing",
    "messaging.actions.owing.owe": "the action that owes the message records",
    "messaging.actions.owing.owe_many": "the action that owes the messages records",
    "messaging.actions.reading.mark_all_read": "a mark in the reader's own inbox",
    "messaging.actions.reading.mark_read": "a mark in the reader's own inbox",
    "messaging.actions.reading.try_again": "accounts.actions.messages records who asked",
    "messaging.webhooks.actions.owe_event": "the action that owes the event records",
    "partners.actions.answers.answer_once": "the action that it answers for records",
    "partners.actions.keys.note_use": "when a key was last used, kept in its row",
    "regions.actions.load": "the shipped table of divisions",
    "vault.actions.rotate": "the command records the rotation; audit is above the vault",
}
PATHS = {
    "casework/exchange/outgoing.py": "narrows what the actor's scope let through already",
}


def names(found: Iterator[Module]) -> list[str]:
    return sorted({module.file for module in found})


def calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def lines_of(module: Module, function: ast.FunctionDef) -> int:
    """Count the lines of a function that say something: no docstring, no closing brackets."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    written = module.path.read_text(encoding="utf-8").splitlines()
    lines = written[body[0].lineno - 1 : body[-1].end_lineno]
    return sum(bool(line.strip(" ()[]{},")) for line in lines)


def test_models_are_private_to_their_room():
    strangers = [
        f"{module.file} imports {there}"
        for module in modules()
        for _, there in module.imported()
        if re.match(rf"smart315\.(?!{module.room}\.)\w+\.models\b", there)
    ]

    assert not strangers, "\n".join(strangers)


def test_the_stage_of_a_complaint_changes_in_one_place():
    assigned = [
        (module.file, function.name)
        for module in modules()
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and node.attr == "stage"
    ]
    around = [
        module.file
        for module in modules()
        for call in calls(module)
        if (isinstance(call.func, ast.Attribute) and call.func.attr == "update")
        or (isinstance(call.func, ast.Name) and call.func.id == "setattr")
        if "stage" in {each.arg for each in call.keywords}
        or any(isinstance(each, ast.Constant) and each.value == "stage" for each in call.args)
    ]

    assert assigned == [("casework/models/complaint.py", "advance")]
    assert around == []


def test_only_actions_write():
    found = {
        module.file
        for module in modules()
        if not is_of_actions(module)
        for call in calls(module)
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES
        if call.func.attr != "update" or ".filter(" in ast.unparse(call) or call.keywords
    }

    assert found - set(WRITERS) - set(NOT_ROWS) == set()
    assert set(WRITERS) <= found


def test_pages_reach_no_table():
    tables = {"objects", "_base_manager", "_default_manager"}

    found = [
        f"{module.file}:{node.lineno}"
        for module in modules()
        if module.room in {"web", "api"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in tables
    ]

    assert not found, "\n".join(found)


def test_only_the_scope_expands_membership():
    asked = names(
        module
        for module in modules()
        for call in calls(module)
        if any("path__startswith" in (each.arg or "") for each in call.keywords)
    )
    expanded = names(
        module
        for module in modules()
        for call in calls(module)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "visible_organisations"
    )

    assert set(asked) - set(PATHS) == {"accounts/models/organisations.py", "accounts/scope.py"}
    assert expanded == ["accounts/queries.py"]


def test_files_are_small():
    lengths = {
        module.file: len(module.path.read_text(encoding="utf-8").splitlines())
        for module in modules()
    }
    tests = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
    }

    assert {name for name, lines in (lengths | tests).items() if lines > LARGEST} == set()
    assert statistics.median(each for each in lengths.values() if each >= A_FEW_LINES) <= MEDIAN


def test_functions_are_short():
    found = [
        f"{module.file}: {function.name} has {lines_of(module, function)} lines"
        for module in modules()
        for function in module.functions()
        if lines_of(module, function) > LONGEST
    ]

    assert not found, "\n".join(found)


def test_views_translate_and_do_not_decide():
    found = [
        f"{module.file}: {function.name} has {lines_of(module, function)} lines"
        for module in modules()
        if module.room == "web"
        for function in module.functions()
        if function.args.args and function.args.args[0].arg == "request"
        if not function.name.startswith("_")
        if lines_of(module, function) > LONGEST_VIEW
    ]

    assert not found, "\n".join(found)


def test_every_page_says_who_may_open_it():
    silent = [
        str(view)
        for view in _views(get_resolver().url_patterns)
        if view.__module__.startswith("smart315.") and not access_of(view)
    ]

    assert not silent, "\n".join(silent)
    assert len(list(_views(get_resolver().url_patterns))) > 20


def _views(patterns):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _views(each.url_patterns)
        elif isinstance(each, URLPattern):
            yield each.callback


def test_every_action_leaves_a_record():
    graph = Calls()
    silent = {
        ".".join(action).removeprefix("smart315.")
        for action in graph.public_actions()
        if not any(name.startswith("smart315.audit.actions.record") for name in graph.reach(action))
    }

    assert silent == set(SILENT)


def test_modules_are_named_for_the_domain():
    found = [
        module.file
        for module in modules()
        for part in module.path.relative_to(ROOT / "smart315").with_suffix("").parts
        if part in BANNED_NAMES and not (part in A_ROOM and module.room == part)
    ]

    assert not found, "\n".join(found)


def test_no_cycle_hides_behind_a_type_check():
    assert names(m for m in modules() if "TYPE_CHECKING" in m.path.read_text("utf-8")) == []


def test_every_module_says_what_it_is():
    assert names(m for m in modules() if m.tree.body and not ast.get_docstring(m.tree)) == []


@pytest.mark.parametrize("table", ["dependencies", "dev"])
def test_every_dependency_says_what_for(table):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    facts = tomllib.loads(text)
    named = facts["project"].get(table) or facts["dependency-groups"][table]

    found = [
        name
        for name in named
        if not re.search(rf'^  "{re.escape(name)}",\s+# \w', text, re.MULTILINE)
    ]

    assert not found, "\n".join(found)


def test_every_dependency_is_used():
    """What no module imports must say here what else makes it work."""
    without_import = {
        "gunicorn": "started by `smart315 serve`",
        "whitenoise": "middleware, named in the settings",
        "django-storages": "named in the settings",
        "psycopg": "Django's PostgreSQL backend",
        "redis": "Django's cache backend, by setting",
        "environs": "imported by config",
        "django-htmx": "middleware, named in the settings",
        "duckdb": "the engine of Ibis",
        "sqlglot": "the SQL of Ibis, held below 30",
        "altair": "the charts",
        "vl-convert-python": "draws the charts",
    }
    as_imported = {
        "django-allauth": "allauth", "django-csp": "csp", "python-stdnum": "stdnum",
        "chinesecalendar": "chinese_calendar", "pillow": "PIL", "pyyaml": "yaml",
        "python-docx": "docx", "django-ninja": "ninja", "scikit-learn": "sklearn",
        "ibis-framework": "ibis", "vl-convert-python": "vl_convert",
    }  # fmt: skip
    facts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[\[<>=]", each)[0] for each in facts["project"]["dependencies"]}
    imported = {there.split(".")[0] for module in modules() for _, there in module.imported()}

    unused = {name for name in wanted if as_imported.get(name, name) not in imported}

    assert unused <= set(without_import)
