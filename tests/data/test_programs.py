"""Programs: one law a test, one program a case."""

import pytest

from degreepath.advice import soundness
from degreepath.advice.coverage import Viability, open_door
from degreepath.knowledge import integrity, laws
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
PROGRAMS = [program.id for program in KNOWLEDGE.programs]

each_program = pytest.mark.parametrize("program", PROGRAMS)


@each_program
def test_ids_exist(breaches, program: str) -> None:
    """Whatever the program names can be looked up."""
    assert not breaches(integrity.known_ids, "programs", program)


@each_program
def test_profile_is_clear(breaches, program: str) -> None:
    """It teaches some things more than others."""
    assert not breaches(integrity.clear_profiles, "programs", program)


@each_program
def test_it_says_where_it_is(breaches, program: str) -> None:
    """A course has a school, a country and a nearest general degree; a general degree has none."""
    assert not breaches(laws.program_fields, "programs", program)


@each_program
def test_a_complete_list_is_there_and_dated(breaches, program: str) -> None:
    """Only a list that is there and dated closes a door."""
    assert not breaches(laws.whole_lists, "programs", program)


@each_program
def test_no_vendor_speaks_as_a_fact(breaches, program: str) -> None:
    """What a seller says is shown as a claim."""
    assert not breaches(laws.no_vendor_as_fact, "programs", program)


@each_program
def test_names_find_it(breaches, program: str) -> None:
    """Its name and each alias, typed by a student, find this program and no other."""
    assert not breaches(laws.names_lead_home, "programs", program)


@each_program
def test_texts_are_its_own(breaches, program: str) -> None:
    """No two programs have one name or one description."""
    assert not breaches(laws.no_text_twice, "programs", program)


@each_program
def test_year_can_be_true(breaches, program: str) -> None:
    """Its module list is not from the future."""
    assert not breaches(laws.plausible_dates, "programs", program)


@each_program
def test_it_can_come_first(breaches, program: str) -> None:
    """Some student is shown it first, so it does not only fill the list."""
    assert not breaches(soundness.programs_can_win, "programs", program)


@each_program
def test_incomplete_list_closes_no_door(program: str) -> None:
    """Unknown is not no: where the list is not whole, no role is 'not covered'."""
    record = KNOWLEDGE.program[program]
    if not record.modules_complete:
        doors = [open_door(record, role) for role in KNOWLEDGE.roles]
        shut = [d.role for d in doors if d.viability is Viability.NOT_COVERED and not d.introduced]
        assert not shut
