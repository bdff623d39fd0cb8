"""Every printed cell, recounted by hand from the raw answers."""

from __future__ import annotations

from hypothesis import given, settings

from fagspejl.disclosure.measured.blocks import base_blocks
from fagspejl.disclosure.measured.cells import Form
from fagspejl.disclosure.release import _invited, _may_pool, _own_groups
from support.rounds import Round, _members, _raters, rounds


@settings(max_examples=150, deadline=None)
@given(rounds)
def test_no_cell_says_more_than_its_number_of_people_allows(made: Round) -> None:
    """Omar's answer to one statement is printed only together with at least four others' to the same statement."""
    table, policy = made.table, made.policy
    for group in made.release().printed.groups:
        rows = _members(made, group.group)
        pools = _may_pool(table, group.group, rows, merged=not made.separate, has_person=made.has_person)
        own = _own_groups(table, made.organisation, group.group, _raters(made, group.group), pools)
        _, of_row, _ = base_blocks(
            [u.parent for u in made.organisation.units],
            [x.unit for x in made.organisation.leaders],
            own,
            table.person,
            _invited(table, group.group, not made.separate),
            policy.k,
        )
        for block in range(len(group.blocks)):
            for column in range(len(table.items)):
                answered = [r for r in range(table.rows) if of_row[r] == block and table.values[r, column]]
                people = len({int(table.person[r]) for r in answered})
                given_values = [int(table.values[r, column]) for r in answered]
                form = Form(int(group.cells.form[block, column]))
                tenths, options = int(group.cells.tenths[block, column]), group.cells.options[block, column]
                if people < policy.k:
                    assert form is Form.NOTHING
                elif people < policy.k_distribution:
                    assert form in (Form.FEW_MEAN, Form.FEW_LOW, Form.FEW_HIGH)
                elif len(set(given_values)) == 1:
                    assert form in (Form.ALIKE_LOW, Form.ALIKE_MIDDLE, Form.ALIKE_HIGH)
                else:
                    assert form is Form.FULL
                    assert options.tolist() == [given_values.count(v) for v in range(1, 6)]
                if form is not Form.FULL:
                    assert not options.any()
                    assert not group.cells.spoken[block, column].any()
                if form in (Form.FEW_MEAN, Form.FULL):
                    mean = sum(given_values) / len(given_values)
                    assert abs(tenths / 10 - mean) <= 0.05 + 1e-9
                else:
                    assert tenths == 0
                if form is Form.FEW_MEAN:
                    assert 15 < tenths < 45
