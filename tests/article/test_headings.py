"""Ids of headings are those of GitHub, so links that work there work everywhere."""

from __future__ import annotations

import pytest

from feedkit.article.headings import slug, unique_ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why It Matters", "why-it-matters"),
        ("What's new?", "whats-new"),
        ("C++ & C#", "c--c"),
        ("snake_case and kebab-case", "snake_case-and-kebab-case"),
        ("1. First step", "1-first-step"),
        ("Überblick für Städte", "überblick-für-städte"),
        ("東京の会議", "東京の会議"),
        ("हिन्दी में", "हिन्दी-में"),
        ("e\u0301tude", "e\u0301tude"),
        ("Rockets 🚀 rise", "rockets--rise"),
        ("“Quoted” – dash", "quoted--dash"),
        ("½ and ²", "-and-"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_a_slug_keeps_letters_digits_and_hyphens(text, expected):
    """Letters, marks, decimal digits and connectors of every script; everything else goes, spaces become hyphens."""
    assert slug(text) == expected


def test_ids_are_given_once():
    """Doubles are numbered, past ids that are taken already."""
    unique = unique_ids({"b-1"})
    assert [unique(wanted) for wanted in ("a", "a", "a", "b", "b", "", "")] == [
        "a",
        "a-1",
        "a-2",
        "b",
        "b-2",
        "section",
        "section-1",
    ]


def test_many_equal_headings_are_numbered_in_good_time():
    """The next number is remembered, not searched for."""
    unique = unique_ids(set())
    assert [unique("a") for _ in range(50_000)][-1] == "a-49999"
