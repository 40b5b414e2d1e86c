"""Give every organisation that handed a case on, or has it now, the part that it had."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


BATCH = 1000


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write one lead for each end of a hop inside the network, the newest signed one still lead."""
    del schema_editor
    assignment = apps.get_model("casework", "Assignment")
    transfer = apps.get_model("casework", "Transfer")
    made: list[Any] = []
    over: set[int] = set()
    hops = transfer.objects.exclude(receiver=None).select_related("complaint").order_by("-pk")
    for hop in hops.iterator(BATCH):
        leads = hop.state == "signed" and hop.complaint_id not in over
        if hop.state != "sent":
            over.add(hop.complaint_id)
        made.append(_received(assignment, hop, leads=leads))
        made.append(_sent(assignment, hop, leads=hop.state == "sent"))
    assignment.objects.bulk_create(made, batch_size=BATCH)


def empty(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Forget them: what they say stands in the hops."""
    del schema_editor
    apps.get_model("casework", "Assignment").objects.all().delete()


def _received(assignment: Any, hop: Any, *, leads: bool) -> Any:
    state = {"sent": "offered", "returned": "refused"}.get(hop.state, "signed" if leads else "ended")
    signed = hop.state == "signed"
    done = state in {"refused", "ended"}
    return assignment(
        complaint=hop.complaint,
        organisation_id=hop.receiver_id,
        giver_id=hop.sender_id,
        transfer=hop,
        part="lead",
        task="handle",
        state=state,
        wording=hop.reason,
        offered_at=hop.sent_at,
        offered_by=hop.sent_by,
        signed_at=hop.answered_at if signed else None,
        signed_by=hop.answered_by if signed else "",
        accepted_at=hop.complaint.accepted_at if leads else None,
        ended_at=(hop.answered_at or hop.sent_at) if done else None,
        ended_by=(hop.answered_by or hop.sent_by) if done else "",
        reason_code="other" if state == "refused" else "",
        reason=hop.answer if state == "refused" else "",
    )


def _sent(assignment: Any, hop: Any, *, leads: bool) -> Any:
    return assignment(
        complaint=hop.complaint,
        organisation_id=hop.sender_id,
        part="lead",
        task="handle",
        state="signed" if leads else "ended",
        offered_at=hop.complaint.received_at,
        offered_by=hop.sent_by,
        signed_at=hop.complaint.received_at,
        signed_by=hop.sent_by,
        ended_at=None if leads else hop.sent_at,
        ended_by="" if leads else hop.sent_by,
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_parts")]
    operations = [migrations.RunPython(fill, empty)]
