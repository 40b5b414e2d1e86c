from enum import Enum

import pytest

from smart315.kernel.transitions import Machine, UnlawfulMove, move


class Stage(Enum):
    DRAFT = "draft"
    SENT = "sent"
    READ = "read"


LETTER = Machine(
    Stage.DRAFT,
    move("L1", "send", [Stage.DRAFT], Stage.SENT),
    move("L2", "read", [Stage.SENT], Stage.READ),
    move("L3", "withdraw", [Stage.DRAFT, Stage.SENT], Stage.DRAFT),
)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", LETTER.moves)
def test_a_move_is_lawful_exactly_where_the_table_says(name, stage):
    row = LETTER.moves[name]

    if stage in row.sources:
        assert LETTER.allows(name, stage)
        assert LETTER.after(name, stage) == row.target
    else:
        assert not LETTER.allows(name, stage)
        with pytest.raises(UnlawfulMove, match=f"{name} may not start at {stage.name}"):
            LETTER.after(name, stage)


def test_lawful_moves_come_in_the_order_of_the_table():
    assert [each.name for each in LETTER.lawful(Stage.SENT)] == ["read", "withdraw"]
    assert LETTER.lawful(Stage.READ) == ()


def test_a_machine_knows_its_stages():
    assert LETTER.stages == frozenset(Stage)


@pytest.mark.parametrize(("code", "name"), [("L1", "other"), ("L9", "send")])
def test_two_moves_never_share_a_name_or_a_code(code, name):
    with pytest.raises(ValueError, match="share"):
        Machine(
            Stage.DRAFT,
            move("L1", "send", [Stage.DRAFT], Stage.SENT),
            move(code, name, [Stage.SENT], Stage.READ),
        )
