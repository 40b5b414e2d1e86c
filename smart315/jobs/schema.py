"""Whether the database answers, and has the tables of this version."""

from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


def pending() -> list[str]:
    """Return the migrations that this version has and the database has not, as app.name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def applied() -> list[str]:
    """Return the migrations that the database has, as app.name, in alphabetical order."""
    recorded = MigrationExecutor(connection).loader.applied_migrations
    return sorted(f"{app}.{name}" for app, name in recorded)


def unknown(names: list[str]) -> list[str]:
    """Return those of the named migrations that only a later version can have.

    An app that this version does not have at all may have been left out on purpose.
    """
    known = MigrationExecutor(connection).loader.disk_migrations
    apps = {app for app, _ in known}
    parted = (tuple(name.split(".", 1)) for name in names)
    return [".".join(each) for each in parted if each[0] in apps and each not in known]


def require_migrated() -> None:
    """Stop a command with the remedy when the database does not answer or is behind."""
    try:
        missing = pending()
    except OperationalError as problem:
        raise CommandError(
            f"The database does not answer ({type(problem).__name__}). "
            "Start it, or correct DATABASE_URL."
        ) from None
    if missing:
        raise CommandError(
            f"The database lacks {len(missing)} migrations ({missing[0]} first). "
            "Run `smart315 migrate`, then this command again."
        )
