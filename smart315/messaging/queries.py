"""What may be read of messages: an inbox, how far a message has come, counts, wordings."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from smart315.kernel import masking
from smart315.messaging import holding, lengths, templates, wordings
from smart315.messaging.lengths import Length
from smart315.messaging.models import OptOut, Outgoing, OutgoingQuerySet, Subscription, Wording
from smart315.messaging.states import ADDRESS_PURPOSE, Channel, Held, State, Topic, Withheld
from smart315.messaging.wordings import Wordings, Words
from smart315.vault.lookup import keyed_hash


@dataclass(frozen=True)
class Message:
    """A message as its reader sees it, in the reader's language."""

    id: int
    template: str
    subject: str
    body: str
    stream: str
    owed_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class Posted:
    """How far a message has come, without its content; its address is masked."""

    id: int
    channel: Channel
    template: str
    stream: str
    owed_at: datetime
    due_at: datetime
    attempts: int
    sent_at: datetime | None
    failed_at: datetime | None
    last_error: str
    held: str = ""
    withheld_at: datetime | None = None
    withheld: str = ""
    bundle: int | None = None
    parts: int = 0
    reported_at: datetime | None = None
    arrived: bool | None = None
    read_at: datetime | None = None
    address: str = ""

    @property
    def state(self) -> State:
        """Return how far it has come, in one word."""
        if self.withheld_at is not None:
            return State.WITHHELD
        if self.failed_at is not None:
            return State.FAILED
        if self.sent_at is None:
            return State.HELD if self.held else State.WAITING
        return {True: State.ARRIVED, False: State.LOST, None: State.SENT}[self.arrived]

    @property
    def why(self) -> str:
        """Return why it was held back or withheld, in words; blank when it was not."""
        if self.withheld:
            return str(Withheld(self.withheld).label)
        return str(Held(self.held).label) if self.held else ""


@dataclass(frozen=True)
class DayCount:
    """What became of the messages owed on one local day by one channel."""

    day: date
    channel: Channel
    owed: int
    sent: int
    failed: int
    withheld: int
    parts: int


@dataclass(frozen=True)
class Text:
    """A template as it stands now in one language, its own wording and its length."""

    name: str
    topic: str
    language: str
    words: Words
    own: bool
    delivered: Words
    length: Length | None


def inbox(
    addresses: Collection[str], limit: int = 50, *, before: int | None = None
) -> list[Message]:
    """Return the newest messages to these addresses in the application, older than `before`."""
    rows = _delivered_to(addresses).order_by("-owed_at", "-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_message(row) for row in rows[:limit]]


def unread(addresses: Collection[str]) -> int:
    """Count the messages to these addresses that nobody has read."""
    return _delivered_to(addresses).filter(read_at=None).count()


def of_stream(stream: str) -> list[Posted]:
    """Return what was owed about one subject, oldest first; addresses stay closed."""
    rows = Outgoing.objects.filter(stream=stream).order_by("owed_at", "id")
    return [_posted(row) for row in rows.defer("address", "context")]


def history(stream: str, limit: int = 100) -> list[Posted]:
    """Return what was owed about one subject, newest first, with masked addresses: one query."""
    rows = Outgoing.objects.filter(stream=stream).order_by("-owed_at", "-id")[:limit]
    return [_posted(row, masked=masked(row)) for row in rows.defer("context")]


def failed(limit: int = 100) -> list[Posted]:
    """Return the messages that were given up, newest first."""
    rows = Outgoing.objects.exclude(failed_at=None).order_by("-failed_at", "-id")[:limit]
    return [_posted(row, masked=masked(row)) for row in rows.defer("context")]


def failed_count() -> int:
    """Count the messages that were given up."""
    return Outgoing.objects.exclude(failed_at=None).count()


def waiting(at: datetime) -> int:
    """Count the messages that are due and not sent: the length of the queue."""
    return Outgoing.objects.pending().filter(due_at__lte=at).count()


def stuck(at: datetime) -> list[Posted]:
    """Return the oldest message of each channel that has been due since before `at`."""
    due = Outgoing.objects.pending().filter(due_at__lte=at).order_by("due_at", "id")
    oldest = (
        due.filter(channel=channel).defer("address", "context").first() for channel in Channel
    )
    return [_posted(row) for row in oldest if row is not None]


def per_day(since: datetime) -> list[DayCount]:
    """Count by local day and channel, newest first: one query."""
    rows = (
        Outgoing.objects.filter(owed_at__gte=since)
        .annotate(day=TruncDate("owed_at"))
        .values("day", "channel")
        .annotate(
            owed=Count("pk"),
            sent=Count("pk", filter=Q(sent_at__isnull=False)),
            failed=Count("pk", filter=Q(failed_at__isnull=False)),
            withheld=Count("pk", filter=Q(withheld_at__isnull=False)),
            parts=Sum("parts", default=0),
        )
        .order_by("-day", "channel")
    )
    return [
        DayCount(
            row["day"], Channel(row["channel"]), row["owed"], row["sent"], row["failed"],
            row["withheld"], row["parts"],
        )
        for row in rows
    ]  # fmt: skip


def opted_out(channel: Channel, address: str) -> OptOut | None:
    """Return the opt-out of an address that holds now."""
    hashed = keyed_hash(address, ADDRESS_PURPOSE)
    return OptOut.objects.filter(channel=channel, address_hash=hashed, ended_at=None).first()


def is_refused(channel: Channel, address: str) -> bool:
    """Tell whether an address has opted out of a channel."""
    return holding.refused(channel, keyed_hash(address, ADDRESS_PURPOSE))


def subscribed(reader: str) -> tuple[frozenset[Topic], str]:
    """Return the topics that somebody also gets by mail, and the mail address."""
    rows = list(Subscription.objects.filter(reader=reader))
    return frozenset(Topic(row.topic) for row in rows), rows[0].mail if rows else ""


def text(name: str, language: str) -> Text:
    """Return one template as it stands; raise LookupError when there is none."""
    return _text(templates.named(name), language, wordings.in_force())


def all_texts(language: str) -> list[Text]:
    """Return every template as it stands, in the order of its name: one query."""
    own = wordings.in_force()
    return [_text(each, language, own) for each in templates.registered()]


def versions(name: str, language: str) -> list[Wording]:
    """Return the own wordings of a template, newest first."""
    return list(Wording.objects.filter(template=name, language=language).order_by("-version"))


def masked(row: Outgoing) -> str:
    """Return enough of an address to tell two apart."""
    match row.channel:
        case Channel.SMS:
            return masking.mask_phone(row.address)
        case Channel.MAIL:
            return masking.mask_email(row.address)
        case _:
            return row.address


def _text(template: templates.Template, language: str, own: Wordings) -> Text:
    by_sms = lengths.by_text_message(template)
    words = own.of(template, language)
    return Text(
        name=template.name,
        topic=str(template.topic.label),
        language=language,
        words=words,
        own=(template.name, language) in own.own,
        delivered=Words(*templates.texts(template, language)),
        length=lengths.measured(template, language, words.body) if by_sms else None,
    )


def _delivered_to(addresses: Collection[str]) -> OutgoingQuerySet:
    hashes = [keyed_hash(address, ADDRESS_PURPOSE) for address in addresses]
    return Outgoing.objects.filter(
        channel=Channel.IN_APP, address_hash__in=hashes, sent_at__isnull=False
    )


def _message(row: Outgoing) -> Message:
    subject, body = templates.render(templates.named(row.template), json.loads(row.context))
    return Message(row.pk, row.template, subject, body, row.stream, row.owed_at, row.read_at)


def _posted(row: Outgoing, masked: str = "") -> Posted:
    return Posted(
        id=row.pk,
        channel=Channel(row.channel),
        template=row.template,
        stream=row.stream,
        owed_at=row.owed_at,
        due_at=row.due_at,
        attempts=row.attempts,
        sent_at=row.sent_at,
        failed_at=row.failed_at,
        last_error=row.last_error,
        held=row.held,
        withheld_at=row.withheld_at,
        withheld=row.withheld,
        bundle=row.bundle_id,
        parts=row.parts,
        reported_at=row.reported_at,
        arrived=row.arrived,
        read_at=row.read_at,
        address=masked,
    )
