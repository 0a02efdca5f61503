"""The letters of the Chinese pictures: all that are in use, and no others."""

from fontTools.ttLib import TTFont

from lecturelib import words
from tools import font


def test_the_font_has_just_the_letters_in_use(monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "zh")
    there = TTFont(words.font()).getBestCmap()
    assert set(map(chr, there)) == font.letters("zh")
    assert words.font().stat().st_size < 200_000
    assert (words.font().parent / "OFL.txt").exists()


def test_english_brings_none(monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    assert words.font() is None


def test_a_letter_that_is_missing_would_be_seen(monkeypatch, tmp_path):
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "figures_basics.toml").write_text('a = "龘"', encoding="utf-8")
    (tmp_path / "zh" / "exercises.toml").write_text('a = "靐"', encoding="utf-8")
    monkeypatch.setattr(font, "WORDS", tmp_path)
    assert "龘" in font.letters("zh") and "靐" not in font.letters("zh")
