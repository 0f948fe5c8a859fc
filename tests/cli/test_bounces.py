"""`feedkit bounces`: what is said of a mailbox."""

import json


def test_a_mailbox_without_reports_is_told_in_a_table(run, tmp_path):
    """And for programs in JSON."""
    (tmp_path / "feedkit.yml").write_text("site: {title: News, url: https://news.example/}\n")
    (tmp_path / "one.eml").write_text("Subject: Hello\n\nHow are you?\n")
    result = run("-C", tmp_path, "bounces", tmp_path / "one.eml")
    assert result.exit_code == 0
    assert "no reports" in result.stdout
    made = json.loads(run("-C", tmp_path, "bounces", tmp_path / "one.eml", "--output-format", "json").stdout)
    assert made["bounces"]["mails"]["nothing"] == 1
    assert run("-C", tmp_path, "bounces", "-", input="Subject: x\n\ny").exit_code == 0
    assert run("-C", tmp_path, "bounces", tmp_path / "missing").exit_code == 2
