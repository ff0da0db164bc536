"""Forms of German verbs and of what stands before them: written once as `die Rechnung; zu·schicken`, used in any order.

Owns conjugation by rule with a table of strong verbs. Knows only forms the generator asks for; no dictionary.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

# infinitive: first person, third person, participle
_STRONG = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """bekommen bekomme bekommt bekommen
bitten bitte bittet gebeten
bleiben bleibe bleibt geblieben
brechen breche bricht gebrochen
bringen bringe bringt gebracht
fahren fahre fährt gefahren
finden finde findet gefunden
geben gebe gibt gegeben
gleichen gleiche gleicht geglichen
binden binde bindet gebunden
bieten biete bietet geboten
scheiden scheide scheidet geschieden
gießen gieße gießt gegossen
reißen reiße reißt gerissen
gehen gehe geht gegangen
haben habe hat gehabt
halten halte hält gehalten
hängen hänge hängt gehängt
heben hebe hebt gehoben
kommen komme kommt gekommen
laden lade lädt geladen
lassen lasse lässt gelassen
leihen leihe leiht geliehen
lesen lese liest gelesen
messen messe misst gemessen
nehmen nehme nimmt genommen
nennen nenne nennt genannt
rufen rufe ruft gerufen
schieben schiebe schiebt geschoben
schließen schließe schließt geschlossen
schreiben schreibe schreibt geschrieben
schneiden schneide schneidet geschnitten
sehen sehe sieht gesehen
senden sende sendet gesendet
sprechen spreche spricht gesprochen
stehen stehe steht gestanden
steigen steige steigt gestiegen
streichen streiche streicht gestrichen
tragen trage trägt getragen
treffen treffe trifft getroffen
tun tue tut getan
unterbrechen unterbreche unterbricht unterbrochen
unterschreiben unterschreibe unterschreibt unterschrieben
werfen werfe wirft geworfen
weisen weise weist gewiesen
wenden wende wendet gewendet
ziehen ziehe zieht gezogen
veranlassen veranlasse veranlasst veranlasst
beauftragen beauftrage beauftragt beauftragt
beantragen beantrage beantragt beantragt
benachrichtigen benachrichtige benachrichtigt benachrichtigt
wiederholen wiederhole wiederholt wiederholt
überprüfen überprüfe überprüft überprüft
übermitteln übermittle übermittelt übermittelt
übersetzen übersetze übersetzt übersetzt
überspielen überspiele überspielt überspielt
durchsuchen durchsuche durchsucht durchsucht
hinterlegen hinterlege hinterlegt hinterlegt
untersuchen untersuche untersucht untersucht
widerrufen widerrufe widerruft widerrufen
übertragen übertrage überträgt übertragen
übernehmen übernehme übernimmt übernommen
überweisen überweise überweist überwiesen
gewähren gewähre gewährt gewährt
genehmigen genehmige genehmigt genehmigt
reklamieren reklamiere reklamiert reklamiert
beschleunigen beschleunige beschleunigt beschleunigt
sammeln sammle sammelt gesammelt
wechseln wechsle wechselt gewechselt
ändern ändere ändert geändert
fordern fordere fordert gefordert
erinnern erinnere erinnert erinnert
liefern liefere liefert geliefert
erneuern erneuere erneuert erneuert
verlängern verlängere verlängert verlängert
erweitern erweitere erweitert erweitert
kümmern kümmere kümmert gekümmert
speichern speichere speichert gespeichert
schildern schildere schildert geschildert
entfernen entferne entfernt entfernt
leeren leere leert geleert
mailen maile mailt gemailt
bewegen bewege bewegt bewegt
öffnen öffne öffnet geöffnet
rechnen rechne rechnet gerechnet
zeichnen zeichne zeichnet gezeichnet
trocknen trockne trocknet getrocknet""".split("\n")
}
_INSEPARABLE = re.compile(r"(be|ver|er|ent|emp|zer|über|unter|hinter|wider|miss|ge)(?=[a-zäöü]{4})")


@dataclass(frozen=True, slots=True)
class Verb:
    infinitive: str
    zu: str
    finite: str
    third: str
    particle: str
    participle: str
    base: str


@functools.cache
def verb(written: str) -> Verb:
    """Return the forms of `written`; a dot splits what German splits: `zu·schicken`."""
    particle, _, base = written.rpartition("·")
    finite, third, participle = _forms(base)
    return Verb(
        infinitive=particle + base,
        zu=f"{particle}zu{base}" if particle else f"zu {base}",
        finite=finite,
        third=third,
        particle=particle,
        participle=particle + participle,
        base=base,
    )


def _forms(base: str) -> tuple[str, str, str]:
    if base in _STRONG:
        return _STRONG[base]  # type: ignore[return-value]
    head = _INSEPARABLE.match(base)
    if head and base[head.end() :] in _STRONG:
        finite, third, participle = _STRONG[base[head.end() :]]
        return head[1] + finite, head[1] + third, head[1] + participle.removeprefix("ge")
    stem = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
    ending = "et" if stem[-1] in "td" else "t"
    finite = stem + "e"
    third = stem + ending
    if base.endswith("ieren"):
        return finite, third, stem + "t"
    return finite, third, (third if head else "ge" + third)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb with what stands before it: `die Rechnung` + `noch einmal` + `zuschicken`."""

    thing: str
    extra: str
    verb: Verb

    def slots(self) -> dict[str, str]:
        lead = " ".join(filter(None, (self.thing, self.extra)))
        verb_ = self.verb
        # "Ich habe ihn prüfen lassen": no participle beside another infinitive.
        done = "lassen" if verb_.base == "lassen" and self.extra.endswith("n") else verb_.participle
        return {
            "o": lead,
            "T": self.thing,
            "O": self.thing[:1].upper() + self.thing[1:],
            "N": nominative(self.thing),
            "N_cap": (subject := nominative(self.thing))[:1].upper() + subject[1:],
            "x": self.extra,
            "i": verb_.infinitive,
            "I": verb_.base[:1].upper() + verb_.base[1:],
            "I_low": verb_.base,
            "zu": verb_.zu,
            "v": verb_.finite,
            "v3": verb_.third,
            "pt": verb_.particle,
            "p": f"{self.extra} {done}".strip(),
            "oi": f"{lead} {verb_.infinitive}".strip(),
            "ozu": f"{lead} {verb_.zu}".strip(),
            "op": f"{lead} {done}".strip(),
        }


def phrase(written: str) -> Phrase:
    """Return the phrase of `thing; extra verb`."""
    thing, _, verbs = written.partition(";")
    extra, _, base = verbs.strip().rpartition(" ")
    return Phrase(" ".join(thing.split()), extra.replace("·", ""), verb(base))


_NOMINATIVE = {"den": ("der", "e"), "diesen": ("dieser", "e")} | {
    word: (word.removesuffix("en"), "er")
    for word in ("einen", "meinen", "Ihren", "unseren", "keinen", "deinen", "seinen", "ihren")
}


_SUBJECTS = {"die", "das", "eine", "ein", "diese", "dieses"} | {
    word + ending for word in ("mein", "Ihr", "unser", "dein") for ending in ("", "e")
}
_PLURAL = {
    word.lower()
    for word in (
        "Unterlagen Daten Kollegen Kontaktdaten Angaben Sicherungen Nachbarn Geräte Fotos Bilder Protokolle Logdateien "
        "Schrauben Belege Nachweise Rechnungen Kabel Updates Cookies Nummern Mails Sender Reifen Bankdaten Fenster "
        "Winterreifen Sommerreifen Schuhe Beiträge Zeugen Stecker Heizkörper Netzwerkeinstellungen Lizenzen Schritte"
    ).split()
}


def nominative(thing: str) -> str:
    """Return the accusative `thing` as a subject in the singular. Empty where there is none (`bei den Nachbarn`)."""
    words = thing.split()
    if not words or not (words[0] in _NOMINATIVE or words[0] in _SUBJECTS):
        return ""
    if any(word.lower() in _PLURAL for word in words):
        return ""
    if words[0] in _NOMINATIVE:
        article, ending = _NOMINATIVE[words[0]]
        words[0] = article
        for place in range(1, len(words)):
            if not words[place][:1].islower():
                break
            if words[place].endswith("en"):
                words[place] = words[place].removesuffix("en") + ending
    return " ".join(words)
