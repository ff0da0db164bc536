"""How near is near: what a cosine of an imported embedder means on the scale of the starter embedder.

Owns that scale. What ranks passages and decides whether anything is shown was fitted for the starter embedder, whose
unrelated texts have cosines around 0; those of other models lie anywhere (e5 puts nearly everything above .7). So two
marks are measured with each embedder, on the same questions and passages: the mean cosine of a question with passages
that have nothing to do with it, and the median one with the passage that answers it. A straight line through both
brings them to where the starter embedder has them. Order never changes; must not know ids or the wire.

The texts are the same for all and not the site's: a knowledge base of one product moves both marks, with the starter
embedder as well (measured on 28 help centres: unrelated .28 to .51), and what was fitted for it knows nothing of that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lotse.workers.embedding import Embedder, Vectors, never
from lotse.workers.handler import Cancelled

STARTER_UNRELATED = 0.014
STARTER_ANSWERED = 0.611
SMALLEST_SPAN = 0.05
"""An embedder that cannot tell answers from others better than this gets no surety out of noise."""
SECTION = "cosine_scale"

PAIRS: tuple[tuple[str, str], ...] = (
    ("When is your store open on weekends?",
     "Opening hours\nThe shop is open Monday to Friday from nine to six and on Saturdays until two."),
    ("My suitcase did not arrive with the flight, what now?",
     "Lost luggage\nReport a missing suitcase at the airline's desk before you leave the airport."),
    ("I can't log in any more because I don't know my password",
     "Resetting a password\nChoose forgotten password, enter your e-mail address and follow the link."),
    ("how often should I water an orchid",
     "Orchid care\nOrchids want water once a week; let it drain and never leave them standing in it."),
    ("How do I get the tyre off my bicycle wheel?",
     "Changing a bicycle tyre\nTake the wheel out, lever the tyre off the rim and pull the inner tube out."),
    ("We would like to cancel the meeting room we booked",
     "Meeting rooms\nRooms are booked in the calendar; cancel the booking in time when the meeting is called off."),
    ("the parcel shows as delivered but it is not here",
     "Parcel not received\nAsk your neighbours first; for a missing parcel we start a search with the carrier."),
    ("Can I pay my invoice in three instalments?",
     "Paying by instalments\nAn invoice of more than fifty euros can be paid in up to six monthly instalments."),
    ("Wie lange müssen Äpfel im Kuchen backen?",
     "Rezept für Apfelkuchen\nMehl, Butter und Zucker verkneten, mit Äpfeln belegen und vierzig Minuten backen."),
    ("Ab wann kann ich meinen Welpen impfen lassen?",
     "Impfung beim Hund\nWelpen werden mit acht Wochen zum ersten Mal geimpft, danach einmal im Jahr."),
    ("Ich habe den Bon verloren und will die Hose umtauschen",
     "Umtausch ohne Kassenbon\nWare kann auch ohne Bon umgetauscht werden, wenn der Kauf anders belegt ist."),
    ("Welche Frist gilt, wenn ich aus meiner Wohnung ausziehen möchte?",
     "Kündigung des Mietvertrags\nMieter kündigen die Wohnung schriftlich mit einer Frist von drei Monaten."),
    ("Muss jedes Jahr jemand nach der Heizung sehen?",
     "Wartung der Heizung\nDie Heizung wird einmal im Jahr vor dem Winter vom Fachbetrieb gewartet."),
    ("Bei uns ist der Strom weg, wen rufe ich an?",
     "Störung im Netz melden\nBei Stromausfall zuerst die Sicherungen prüfen, dann die Störungsnummer anrufen."),
    ("ich will meine neue bankverbindung mitteilen",
     "Bankverbindung ändern\nEine neue IBAN teilen Sie schriftlich mit; sie gilt ab der nächsten Abbuchung."),
    ("Wie bekomme ich einen Ausweis für die Bücherei?",
     "Anmeldung in der Bibliothek\nDen Ausweis der Bücherei gibt es am Schalter gegen Vorlage des Personalausweises."),
)  # fmt: skip
"""A question and a passage that answers it; every other passage has nothing to do with it."""


@dataclass(frozen=True, slots=True)
class CosineScale:
    """Where an embedder has the two marks."""

    unrelated: float
    answered: float

    def on_the_starters_scale(self, cosines: Vectors) -> Vectors:
        span = max(self.answered - self.unrelated, SMALLEST_SPAN)
        slope = (STARTER_ANSWERED - STARTER_UNRELATED) / span
        scaled: Vectors = np.clip(STARTER_UNRELATED + (cosines - self.unrelated) * slope, -1, 1).astype(np.float32)
        return scaled

    def section(self) -> npt.NDArray[np.float32]:
        """As it is kept with the index."""
        return np.array([self.unrelated, self.answered], dtype=np.float32)

    @classmethod
    def of(cls, section: npt.NDArray[np.float32] | None) -> CosineScale | None:
        """What was kept, or `None` when it is nothing of the kind."""
        if section is None or section.shape != (2,) or not bool((np.abs(section) <= 1.01).all()):
            return None
        return cls(float(section[0]), float(section[1]))


def measured(embedder: Embedder, cancelled: Cancelled = never) -> CosineScale | None:
    """`None` for an embedder that knows nothing of these texts: then its cosines stay as they are."""
    asked = embedder.encode_queries([question for question, _ in PAIRS], cancelled)
    passages = embedder.encode([passage for _, passage in PAIRS], cancelled)
    cosines = asked @ passages.T
    known = np.outer(np.any(asked, axis=1), np.any(passages, axis=1))
    own = np.eye(len(PAIRS), dtype=bool)
    if not (known & own).any() or not (known & ~own).any():
        return None
    return CosineScale(float(cosines[known & ~own].mean()), float(np.median(cosines[known & own])))
