"""Generated sentences that measure whether placeholders survive: none of these frames is trained on.

Real-looking values are written into the frames and then masked by the program's own rule, so that the numbering, and
what becomes a placeholder at all, is what the user's sentences meet.
"""

from __future__ import annotations

import random
import re

from lotse.domain.masks import mask

_FRAMES = {
    "de": """\
Könnten Sie bitte nachsehen, ob <id> am <date> bei Ihnen eingetroffen ist?
Auf meinem Kontoauszug tauchen <amount> vom <date> auf, die ich mir nicht erklären kann.
Seit ich <amount> bezahlt habe, höre ich nichts mehr von Ihnen.
Der Kollege <name> hatte mir zugesagt, dass <amount> bis <date> zurückkommen.
Wenn <id> die richtige Kennung ist, müsste der Stand <number> sein.
Unser Zähler <id> zeigt heute Morgen <number> an.
Mit <amount> im Monat komme ich nicht hin, <amount> wären möglich.
Von <amount> war nie die Rede, im Angebot vom <date> standen <amount>.
Bei der Übergabe am <date> um <time> haben wir <number> notiert.
Erreichen kann man mich tagsüber am besten über <phone>.
Schicken Sie die Unterlagen doch einfach an <mail>, das geht schneller.
Laut Frau <name> sei die Kündigung vom <date> nie angekommen.
Gestern um <time> fiel bei uns in <place> plötzlich alles aus.
Herr <name> wollte mir <id> eigentlich schon am <date> schicken.
Für die Strecke nach <place> habe ich <amount> bezahlt und keinen Sitzplatz bekommen.
Die Werkstatt verlangt <amount>, obwohl der Kostenvoranschlag <id> nur <amount> nannte.
Zwischen dem <date> und dem <date> war die Wohnung leer.
Gilt die Zusage von <name> vom <date> noch?
Wie hoch wäre die Rückzahlung, wenn ich <id> schon zum <date> aufgebe?
Tragen Sie bitte <mail> statt <mail> ein.
Ich lese Ihnen die Nummer vor: <id>.
Das Paket <id> hängt seit <date> in <place> fest.
Der Monteur sollte zwischen <time> und <time> kommen.
Mir fehlt die Bestätigung für <id>, <id> habe ich bekommen.
Am <date> hatte ich <name> am Telefon, die von <amount> sprach.
<amount> finde ich für diese Leistung deutlich überzogen.
<id> und <id> scheinen vertauscht zu sein.
<name> hat das Gerät <id> am <date> abgeholt.
Ob <amount> oder <amount>, am Ende zählt, was im Vertrag <id> steht.
Buchen Sie ab <date> bitte nur noch <amount> monatlich ab.
Haben Sie bei <id> schon unter <url> nachgeschaut?
Die Seite <url> meldet seit <time> einen Fehler.
Im Werk <place> wurden <number> Teile mit der Charge <id> aussortiert.
Der Rabatt von <percent> fehlt auf der Rechnung <id>.
Sie hatten <percent> Nachlass bis zum <date> versprochen.
Mein Vater, Herr <name>, ist am <date> nach <place> gezogen.
Bis spätestens <date> hätte ich gern <amount> wieder auf meinem Konto.
Statt <number> Lampen lagen nur <number> im Karton <id>.
Dass <id> storniert wurde, erfuhr ich erst am <date> durch <name>.
Überprüfen Sie doch einmal, warum <amount> zweimal verbucht wurden.
Der Verbrauch von <number> kann nicht stimmen, im Vorjahr waren es <number>.
Meine Tochter wartet mit dem Beleg <id> in der Filiale <place>.
""",
    "en": """\
Could you look up whether <id> reached you on <date>?
There is <amount> on my bank statement from <date> that I cannot explain.
Ever since I paid <amount>, nobody has been in touch.
Your colleague <name> assured me that <amount> would be back by <date>.
If <id> is the right reference, the figure should be <number>.
Our meter <id> was showing <number> this morning.
I cannot manage <amount> a month, but <amount> would be possible.
Nobody ever mentioned <amount>, the offer from <date> said <amount>.
When we handed over the flat on <date> at <time>, we wrote down <number>.
During the day the best way to reach me is <phone>.
Just send the paperwork to <mail>, that will be quicker.
According to Ms <name>, the cancellation from <date> never arrived.
At <time> yesterday everything suddenly went off here in <place>.
Mr <name> was meant to send me <id> on <date>.
I paid <amount> for the trip to <place> and did not even get a seat.
The garage wants <amount>, although the estimate <id> only said <amount>.
Between <date> and <date> the flat was empty.
Does the promise <name> made on <date> still stand?
How much would I get back if I gave up <id> as early as <date>?
Please put down <mail> instead of <mail>.
Let me read out the number for you: <id>.
Parcel <id> has been stuck in <place> since <date>.
The engineer was supposed to turn up between <time> and <time>.
I am missing the confirmation for <id>, I did get <id>.
On <date> I had <name> on the phone, who mentioned <amount>.
<amount> seems far too much for that service.
<id> and <id> seem to have been mixed up.
<name> picked up the device <id> on <date>.
Whether it is <amount> or <amount>, what counts is what contract <id> says.
From <date>, please only take <amount> each month.
Have you already looked for <id> at <url>?
The page <url> has been throwing an error since <time>.
At the plant in <place>, <number> parts from batch <id> were rejected.
The <percent> discount is missing from invoice <id>.
You promised <percent> off until <date>.
My father, Mr <name>, moved to <place> on <date>.
I would like <amount> back in my account by <date> at the latest.
Instead of <number> lamps there were only <number> in box <id>.
I only learned from <name> on <date> that <id> had been called off.
Could you check why <amount> was posted twice?
Using <number> cannot be right, last year it was <number>.
My daughter is waiting at the <place> branch with receipt <id>.
""",
}
_BEFORE = {
    "de": """\
Noch etwas:
Um es kurz zu machen:
Verstehen Sie mich nicht falsch:
Vorab:
Nur damit wir uns richtig verstehen:
Wie vorhin besprochen:
Zum Vorgang <id>:
Herr <name>,
Ich wiederhole:
Und dann noch:
Zunächst einmal:
Es ist eilig:
Fürs Protokoll:
Meine Notiz vom <date>:
Hier noch einmal alles:
Zu Ihrer Information:
""",
    "en": """\
One more thing:
To keep it short:
Do not get me wrong:
Before we start:
Just so we understand each other:
As discussed earlier:
On case <id>:
Mr <name>,
Let me repeat:
And then this:
First of all:
This is urgent:
For the record:
My note from <date>:
Here is everything again:
For your information:
""",
}
_BEHIND = {
    "de": """\
, und das ärgert mich sehr
, falls Ihnen das weiterhilft
, so steht es jedenfalls in meinen Papieren
, oder irre ich mich
, und zwar seit <date>
, mein Zeichen dazu ist <id>
, sagt zumindest mein Mann
, und darum wende ich mich an Sie
, das wissen Sie ja schon
(Anlage <number>)
, bevor es noch schlimmer wird
, wenn ich das richtig lese
, das habe ich schriftlich
, auch wenn Sie etwas anderes behaupten
""",
    "en": """\
, and that really annoys me
, in case that helps you
, at least that is what my papers say
, or am I mistaken
, and that since <date>
, my reference for it is <id>
, so my husband says at least
, which is why I am turning to you
, as you already know
(enclosure <number>)
, before it gets even worse
, if I read that correctly
, I have that in writing
, even if you claim otherwise
""",
}
_SHARE = 0.4
_SLOT = re.compile(r"<(\w+)>")
_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_NAMES = "Seidel Okafor Brandl Yıldız Hartwig Nowak Petersen Lindqvist Albrecht Kovač Thoma Weidner".split()
_PLACES = "Erlenbach Kirchhain Lauterau Norden Birkfeld Sandhausen Wiesloch Altmark Talheim".split()


def frames(language: str) -> list[str]:
    return _FRAMES[language].strip().splitlines()


def masked_sentences(direction: str, number: int, seed: int) -> list[str]:
    """`number` sentences as the program would send them, each with one to five placeholders; some come twice."""
    language = direction.split("_")[0]
    rng = random.Random(seed)
    lines = frames(language)
    before, behind = _BEFORE[language].strip().splitlines(), _BEHIND[language].strip().splitlines()
    made: list[str] = []
    while len(made) < number:
        text = lines[len(made) % len(lines)]
        if rng.random() < _SHARE:
            text = f"{rng.choice(before)} {text}"
        if rng.random() < _SHARE:
            tail = rng.choice(behind)
            text = f"{text[:-1]}{tail if tail[0] == ',' else f' {tail}'}{text[-1]}"
        masked, slots = mask(_SLOT.sub(lambda match: _value(match[1], language, rng), text))
        if slots:
            made.append(masked)
    return made


def _value(kind: str, language: str, rng: random.Random) -> str:
    german = language == "de"
    day, month, year = rng.randint(1, 28), rng.randrange(12), rng.randint(2023, 2026)
    whole, cents = rng.randint(1, 2400), rng.randrange(100)
    match kind:
        case "id":
            letters = "".join(rng.choices("ABDEGKLMNPRSTVXZ", k=rng.randint(1, 3)))
            return rng.choice(
                (
                    f"{letters}-{rng.randint(1000, 999999)}",
                    f"{rng.randint(10**5, 10**9)}",
                    f"{letters}{rng.randint(10, 9999)}-{rng.randint(1, 99)}",
                )
            )
        case "date":
            if rng.random() < 0.4:
                return f"{day:02}.{month + 1:02}.{year}" if german else f"{day:02}/{month + 1:02}/{year}"
            name = _MONTHS[language][month]
            return f"{day}. {name}" if german else rng.choice((f"{name} {day}", f"{day} {name} {year}"))
        case "time":
            return (
                f"{rng.randint(1, 23)}:{rng.choice(('00', '15', '30', '45'))} Uhr"
                if german
                else f"{rng.randint(1, 12)}:{rng.choice(('00', '15', '30'))} {rng.choice(('am', 'pm'))}"
            )
        case "amount":
            return (
                f"{whole},{cents:02} €"
                if german
                else rng.choice((f"€{whole}.{cents:02}", f"{whole}.{cents:02} €", f"£{whole}"))
            )
        case "number":
            return f"{rng.randint(2, 99999)}"
        case "percent":
            return f"{rng.randint(2, 60)} %" if german else f"{rng.randint(2, 60)}%"
        case "phone":
            return f"0{rng.randint(151, 179)} {rng.randint(1000000, 9999999)}"
        case "mail":
            return f"{rng.choice(_NAMES).lower().replace('ı', 'i').replace('č', 'c')}{rng.randint(1, 99)}@post.example"
        case "url":
            return f"https://www.service{rng.randint(1, 99)}.example/hilfe"
        case "name":
            return rng.choice(_NAMES)
        case _:
            return rng.choice(_PLACES)
