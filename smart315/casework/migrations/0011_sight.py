"""Say on each part whether its organisation sees the case although it lies elsewhere."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let those see a case who had it, brought it or watch it, and do not have it now."""
    del schema_editor
    parts = apps.get_model("casework", "Assignment").objects
    parts.filter(part__in=["source", "supervise"]).update(sight=True)
    leads = parts.filter(part="lead").exclude(state__in=["refused", "offered"])
    here = Q(complaint__organisation=F("organisation"))
    parts.filter(pk__in=leads.exclude(here).values("pk")).update(sight=True)


def leave(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing is to be undone: the column goes."""
    del apps, schema_editor


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('casework', '0010_proceedings'),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='sight',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('sight', True)), fields=['organisation', 'complaint'], name='part_in_sight'),
        ),
        migrations.RunPython(fill, leave),
    ]
