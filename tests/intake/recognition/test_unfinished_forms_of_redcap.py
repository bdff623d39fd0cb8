"""A raw REDCap export says in numbers which forms are unfinished; they are left out by name."""

from __future__ import annotations

from pathlib import Path

from fagspejl.instrument.loader import load
from fagspejl.intake import read_round

ITEMS = ("shared_quality", "dilemmas", "follow_up", "dialogue", "development")


def test_a_raw_export(tmp_path: Path) -> None:
    """Bente exports raw values; the form that Omar never finished is left out, and its row is named."""
    head = [
        "record_id",
        "redcap_event_name",
        "redcap_survey_identifier",
        "leader",
        *ITEMS,
        "ledelse_complete",
    ]
    rows = [[str(n), "event_1_arm_1", "", "karen", *"44444", "2"] for n in range(1, 8)]
    rows.append(["8", "event_1_arm_1", "", "karen", *"11111", "0"])
    path = tmp_path / "redcap.csv"
    path.write_text("\n".join(",".join(row) for row in [head, *rows]) + "\n", encoding="utf-8")
    mapping = tmp_path / "redcap.toml"
    mapping.write_text('[constants]\nperspective = "employee"\n', encoding="utf-8")
    data = read_round(path, load("faglig-ledelse"), mapping=mapping)
    assert len(data.table.leader) == 7
    (told,) = [notice for notice in data.warnings if notice.code == "left_out_unfinished"]
    assert dict(told.facts)["rows"] == "9"
