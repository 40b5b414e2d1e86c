"""What the tests of the insight room share: a folder of facts of their own."""

import pytest


@pytest.fixture
def facts(settings, tmp_path):
    """Keep the facts of a test apart."""
    settings.FACTS = tmp_path / "facts"
    return settings.FACTS
