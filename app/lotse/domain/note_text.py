"""A note as clean text and as HTML for the clipboard. The titles come from outside, in the language of the note.

Owns the layout only. HTML carries each sentence's origin in attributes, so that it is not lost where a note is pasted;
the plain text carries none but the mark of what has no evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from lotse.domain.decided import kept
from lotse.domain.notes import SECTIONS, Claim, Note, Section

Titles = Mapping[str, str]
_ORDER: tuple[Section, ...] = ("summary", *(section for section in SECTIONS if section != "summary"))


def note_text(note: Note, titles: Titles) -> str:
    """Sections with their claims, one a line; empty sections are left out."""
    blocks = [
        f"{_title(titles, section)}\n" + "\n".join(f"- {_line(claim, titles)}" for claim in claims)
        for section, claims in _sections(note)
    ]
    if note.outcome.value != "unknown":
        blocks.append(f"{_title(titles, 'outcome')}: {_title(titles, f'outcome_{note.outcome.value}')}")
    if note.wrap_up_code:
        blocks.append(f"{_title(titles, 'wrap_up_code')}: {note.wrap_up_code}")
    return "\n\n".join(blocks) + "\n" if blocks else ""


def note_html(note: Note, titles: Titles) -> str:
    """The same as HTML without styles or scripts; `data-origin`, `data-authorship` and `data-turns` at each
    sentence."""
    parts = [f'<div lang="{escape(note.language)}">']
    for section, claims in _sections(note):
        parts.append(f"<h3>{escape(_title(titles, section))}</h3>\n<ul>")
        parts += [_item(claim, titles) for claim in claims]
        parts.append("</ul>")
    if note.outcome.value != "unknown":
        outcome = escape(_title(titles, f"outcome_{note.outcome.value}"))
        parts.append(f"<p><b>{escape(_title(titles, 'outcome'))}:</b> {outcome}</p>")
    if note.wrap_up_code:
        parts.append(f"<p><b>{escape(_title(titles, 'wrap_up_code'))}:</b> {escape(note.wrap_up_code)}</p>")
    return "\n".join([*parts, "</div>"])


def _sections(note: Note) -> list[tuple[Section, list[Claim]]]:
    claims = kept(note)
    found = [(section, [claim for claim in claims if claim.section == section]) for section in _ORDER]
    return [(section, own) for section, own in found if own]


def _title(titles: Titles, key: str) -> str:
    return titles.get(key, key)


def _line(claim: Claim, titles: Titles) -> str:
    text = f"{_fact_name(claim, titles)}: {claim.text}" if claim.section == "facts" else claim.text
    if claim.section == "steps_tried" and claim.result:
        text += f" – {claim.result}"
    if claim.section == "next_steps":
        text += _responsible(claim, titles)
    if claim.supersedes:
        text += f" ({_title(titles, 'instead_of')} {', '.join(claim.supersedes)})"
    if claim.disputed:
        text += f" ({_title(titles, 'disputed')})"
    if not claim.supported and claim.origin != "human":
        text += f" ({_title(titles, 'unsupported')})"
    return " ".join(text.split())


def _fact_name(claim: Claim, titles: Titles) -> str:
    return (
        titles.get(f"fact_{claim.key}")
        or titles.get(f"fact_{claim.kind}")
        or claim.key.replace("_", " ")
        or _title(titles, "fact_text")
    )


def _responsible(claim: Claim, titles: Titles) -> str:
    parts = [_title(titles, f"owner_{claim.owner}")] if claim.owner else []
    if claim.due_date is not None:
        day = f"{claim.due_date:%d.%m.%Y}" if titles.get("date_order") == "dmy" else claim.due_date.isoformat()
        parts.append(f"{_title(titles, 'due')} {day}")
    elif claim.due and claim.due.casefold() not in claim.text.casefold():
        parts.append(claim.due)
    return f" ({', '.join(parts)})" if parts else ""


def _item(claim: Claim, titles: Titles) -> str:
    turns = " ".join(str(turn) for turn in claim.turns)
    attributes = f'data-origin="{claim.origin}" data-authorship="{claim.authorship}" data-turns="{turns}"'
    return f"<li {attributes}>{escape(_line(claim, titles))}</li>"
