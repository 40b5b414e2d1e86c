import io
import socket

import pytest

from smart315.documents import queries, scanner
from smart315.kernel.verdicts import Refused
from tests.fakes import clamd
from tests.given.documents import PDF, a_stored_file


INFECTED = "说明。".encode() + clamd.EICAR


@pytest.fixture
def server(settings):
    with clamd.running() as running:
        settings.CLAMD = running.address
        yield running


@pytest.mark.django_db
def test_a_clean_file_is_stored_as_clean(server):
    stored = a_stored_file()

    assert stored.scanned == "clean"
    assert server.streams == [PDF]


@pytest.mark.django_db
def test_an_infected_file_is_refused_by_name_and_with_a_remedy(server):
    with pytest.raises(Refused, match=r"“说明\.txt”含有病毒.*请"):
        a_stored_file(content=INFECTED, name="说明.txt")

    assert queries.files("complaint:1") == []


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"stream: O"])
def test_an_answer_that_is_not_a_verdict_is_no_permission(server, answer):
    server.answer = answer

    with pytest.raises(Refused, match="几分钟后再上传"):
        a_stored_file()

    assert queries.files("complaint:1") == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["127.0.0.1:1", "unix:/nowhere/clamd.ctl", "nonsense"])
def test_without_an_answer_of_the_scanner_nothing_is_stored(settings, address):
    settings.CLAMD = address

    with pytest.raises(Refused, match=r"“发票\.pdf”暂时无法完成病毒检查"):
        a_stored_file()


@pytest.mark.django_db
def test_where_there_is_no_scanner_a_file_is_marked_as_unscanned():
    assert a_stored_file().scanned == "unscanned"


def test_a_long_file_arrives_whole(server):
    content = bytes(range(256)) * 1000

    scanner.scan(io.BytesIO(content), server.address)

    assert server.streams == [content]


def test_the_fake_knows_no_other_command(server):
    with socket.create_connection(server.server_address) as connection:
        connection.sendall(b"zSHUTDOWN\0")

        assert connection.recv(100) == b"UNKNOWN COMMAND\0"
