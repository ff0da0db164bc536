"""Who is the customer and who the agent. Unsure means ask, never guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotse.domain.conversations import Speaker
from lotse.domain.errors import InputProblem

_WORDS: dict[Speaker, frozenset[str]] = {
    "customer": frozenset(
        "kunde kundin customer client anrufer anruferin caller user nutzer nutzerin besucher besucherin visitor guest"
        " gast interessent interessentin mieter mieterin patient patientin k c".split()
    ),
    "agent": frozenset(
        "agent agentin berater beraterin mitarbeiter mitarbeiterin service support kundenservice kundendienst"
        " kundenberater kundenberaterin kundenbetreuer kundenbetreuerin sachbearbeiter sachbearbeiterin hotline"
        " helpdesk servicemitarbeiter servicemitarbeiterin assistant operator representative rep advisor a sie ich"
        " me you".split()
    ),
    "system": frozenset("system bot chatbot automat notification hinweis info".split()),
}
_ROLE_IN_BRACKETS = re.compile(r"[(\[]\s*([^)\]]+?)\s*[)\]]\s*$")


def role_of(name: str) -> Speaker | None:
    """The role that a speaker's name says itself ("Kundin", "Frau Sommer (Kundin)", "Agent 2"), else `None`."""
    bracketed = _ROLE_IN_BRACKETS.search(name)
    for part in ([bracketed.group(1)] if bracketed else []) + [name]:
        words = re.findall(r"[^\W\d_]+", part.casefold())
        for speaker, known in _WORDS.items():
            if words and (words[0] in known or words[-1] in known):
                return speaker
    return None


def assign(names: Iterable[str], *, agent: str | None, file: str) -> dict[str, Speaker]:
    """Give every speaker name a role.

    `agent` is the user's answer to who the agent is. Raises `InputProblem("speakers_unsure")` with the names when the
    roles do not follow from the names, and `InputProblem("agent_not_found")` when `agent` is none of them.
    """
    distinct = list(dict.fromkeys(names))
    if agent is not None:
        chosen = next((name for name in distinct if name.casefold() == agent.strip().casefold()), None)
        if chosen is None:
            raise InputProblem("agent_not_found", file=file, agent=agent, names=", ".join(distinct))
        return {name: _other(name, chosen) for name in distinct}
    known = {name: role for name in distinct if (role := role_of(name)) is not None}
    unknown = [name for name in distinct if name not in known]
    roles = set(known.values())
    if not unknown and roles & {"customer", "agent"}:
        return known
    if len(unknown) == 1 and "agent" in roles and "customer" not in roles:
        return {**known, unknown[0]: "customer"}
    if len(unknown) == 1 and "customer" in roles and "agent" not in roles:
        return {**known, unknown[0]: "agent"}
    raise InputProblem("speakers_unsure", file=file, names=", ".join(distinct[:8]))


def _other(name: str, agent: str) -> Speaker:
    if name == agent:
        return "agent"
    return "system" if role_of(name) == "system" else "customer"
