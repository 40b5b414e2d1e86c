"""Write what is left of each name without place, form and branch; entered since by the actions."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from smart315.businesses.written import core_of


AT_ONCE = 2000


def write_cores(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the column, some thousand names at a time."""
    for name in ("Business", "Alias"):
        model = apps.get_model("businesses", name)
        rows = model.objects.only("pk", "name").order_by("pk")
        last = 0
        while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
            for each in some:
                each.core = core_of(each.name)
            model.objects.bulk_update(some, ["core"])
            last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [("businesses", "0005_merges")]

    operations = [migrations.RunPython(write_cores, migrations.RunPython.noop)]
