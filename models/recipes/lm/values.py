"""Values as people give them: numbers in many groupings, names, streets, towns, devices, dates, amounts.

Owns invented values only: common first and last names, made-up streets of common shapes, well-known towns, made-up
products. Nothing here belongs to anyone.
"""

from __future__ import annotations

import random

FIRST_NAMES = (
    "Anna Ben Clara David Elif Finn Greta Hakan Ida Jonas Katrin Lena Mehmet Nora Olaf Petra Robin Sofia Tim Ute Vera "
    "Willi Yusuf Zoe Marta Igor Leila Bernd Hanne Kofi Priya Sven Renate Aylin Oskar Mila Tom Jana Michael Thomas "
    "Andreas Stefan Christian Sabine Susanne Monika Claudia Birgit Heike Jürgen Uwe Klaus Dieter Günter Werner Frank "
    "Matthias Markus Martin Peter Wolfgang Manfred Helmut Gerhard Ursula Ingrid Helga Brigitte Gisela Christa "
    "Angelika Silke Anja Nicole Tanja Melanie Daniela Kathrin Julia Laura Sarah Lisa Marie Emma Hannah Luca Leon "
    "Felix Paul Max Moritz Jan Niklas Lukas Fatma Ayşe Emre Murat Olga Natalia Sergej Piotr Agnieszka Giulia Marco "
    "Ahmed Mohamed Amira Nguyen Linh Dragan Jelena Björn Jörg Käthe Sören Zoë René Chloé"
).split()
FIRST_EN = (
    "Oliver Amelia Jack Emily Harry Sophie George Grace Charlie Ella James Lucy William Ruby Daniel Chloe Adam Megan "
    "Ryan Hannah Liam Aisha Mohammed Priya Sean Niamh Rhys Carys Callum Isla Ethan Olivia Mason Ava Noah Karen Linda "
    "Susan Margaret Brian Kevin Derek Trevor Gary Donna Tracey Sharon Nigel Keith Deborah Patricia Robert John Mary"
).split()
LAST_NAMES = (
    "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf "
    "Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann "
    "Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung "
    "Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht "
    "Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel "
    "Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas "
    "Voigt Sauer Arnold Wolff Pfeiffer Yılmaz Kaya Demir Şahin Çelik Öztürk Nowak Kowalski Petrović Ivanov Nguyen "
    "Rossi Hansen Jansen Petersen Claaßen Dörr Ebeling Gärtner Hölzl Kirchner Löwe Nöth Pröll Quandt Reuß Straub "
    "Tietz Uhlig Veith Wörner Zierke Bäumler Dreßler Freitag Sonntag Haberland Kellermann Lindemann Oberhuber"
).split()
LAST_EN = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green "
    "Hall Wood Jackson Clarke Patel Khan Lewis James Phillips Mason Mitchell Rose Davis Cox Rodgers Campbell Murphy "
    "Kelly Simmons Fox Bennett Shaw Gray Hughes Singh Begum Ahmed Morgan Cooper Ward Parker Bailey Richardson Hill "
    "Price Carter Collins Watson Marsh Barker Pearson Holmes Fletcher Osborne McCarthy O'Brien O'Neill Whitfield"
).split()
CITIES = (
    "Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover "
    "Nürnberg Duisburg Bochum Wuppertal Bielefeld Bonn Münster Karlsruhe Mannheim Augsburg Wiesbaden Kiel Lübeck "
    "Erfurt Mainz Rostock Kassel Halle Saarbrücken Potsdam Oldenburg Osnabrück Heidelberg Darmstadt Regensburg "
    "Würzburg Göttingen Wolfsburg Ulm Ingolstadt Koblenz Jena Trier Gera Passau Cottbus Flensburg Wien Graz Linz "
    "Salzburg Innsbruck Zürich Bern Basel Gießen Fulda Marburg Lüneburg Celle Emden Greifswald Görlitz Zwickau Hof"
).split()
STREETS = (
    "Haupt Bahnhof Garten Schul Dorf Berg Linden Birken Kirch Wald Ring Wiesen Amsel Goethe Schiller Mozart Beethoven "
    "Mühlen Rosen Tannen Park Feld Eichen Buchen Friedrich Kaiser König Markt Post Ahorn Kastanien Hafen Industrie "
    "Bismarck Uhland Lessing Heine Brücken Ufer See Burg Schloss Kloster Sonnen Sand Stein Weiden Erlen Ulmen Finken "
    "Meisen Lerchen Drossel Hasen Fuchs Reh Hirsch Jäger Müller Schmiede Bäcker Gerber Weber Töpfer Süd Nord West Ost"
).split()
TOWNS_EN = (
    "London Leeds Bristol Manchester Liverpool Sheffield Cardiff Glasgow Edinburgh Norwich Derby Oxford York Bath "
    "Exeter Plymouth Dublin Cork Belfast Swansea Reading Luton Preston Durham Lincoln Chester Dundee Galway"
).split()
STREETS_EN = (
    "High Station Church Park Mill Victoria Albert Queen King London Manor Green Bridge School Chapel Orchard Meadow "
    "Elm Oak Maple Cedar Willow Castle Market Water Spring Hill North South West Abbey Windmill Farm Grange Priory"
).split()
PRODUCTS = (
    "Avento Brisa Calora Delphin Estra Fenno Gleno Halix Isara Jovia Kestrel Lumo Mirano Nexa Orbis Pavo Quanto Rivo "
    "Solara Tarvo Uniq Vento Wello Xeno Yara Zento Nordlicht Aquila Bolero Cirro Domo Elvo Forto Grando Hydro Icaro"
).split()
ONSETS = "B Br D F Fr G Gr H J K Kl L M N P R S Sch St T W Z".split()
NUCLEI = "a e i o u ei au ä ö ü ie oo".split()
CODAS = "l r n m nd lk rt ss ck bb ff tz ng v x".split()


class Values:
    """Draws values; the same kind comes in the shapes people write it in."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self.german = rng, language == "de"

    def of(self, kind: str) -> str:
        return getattr(self, kind, self.code)()

    def one(self, options):
        return options[int(self.rng.random() * len(options))]

    def digits(self, low: int, high: int) -> str:
        count = low + int(self.rng.random() * (high - low + 1))
        return str(int(10 ** (count - 1) * (1 + 9 * self.rng.random())))

    def mistaken(self, value: str) -> str:
        """Return `value` with one digit or, where there is none, one letter wrong."""
        places = [at for at, sign in enumerate(value) if sign.isdigit() and sign != "0"] or [
            at for at, sign in enumerate(value) if sign.isalpha()
        ]
        at = self.one(places)
        wrong = self.one([sign for sign in ("123456789" if value[at].isdigit() else "aeinrst") if sign != value[at]])
        return value[:at] + wrong + value[at + 1 :]

    def letters(self, count: int) -> str:
        return "".join(self.one("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(count))

    def grouped(self, digits: str, size: int, mark: str = " ") -> str:
        return mark.join(digits[at : at + size] for at in range(0, len(digits), size))

    def word(self, endings: tuple[str, ...]) -> str:
        made = self.one(ONSETS) + self.one(NUCLEI) + self.one(CODAS)
        if self.rng.random() < 0.3:
            made += self.one(NUCLEI) + self.one(CODAS)
        return made + self.one(endings)

    # Numbers ---------------------------------------------------------------------------------------------------------

    def code(self) -> str:
        digits, roll = self.digits(4, 11), self.rng.random()
        if roll < 0.42:
            return digits
        if roll < 0.52:
            return f"{self.letters(1 + int(self.rng.random() * 3))}-{digits}"
        if roll < 0.6:
            return self.letters(2) + digits
        if roll < 0.74:
            return self.grouped(digits, self.one((2, 3, 4)))
        if roll < 0.8:
            return self.grouped(digits, 4, "-")
        if roll < 0.83:
            return self.grouped(digits, 3, ".")
        if roll < 0.85:
            return self.grouped(digits, 2, ", ")
        if roll < 0.9:
            return f"{digits[:3]}/{digits[3:]}"
        if roll < 0.95:
            return f"{self.one((2022, 2023, 2024, 2025, 2026))}-{digits[:5]}"
        return self.letters(1) + " " + self.grouped(digits, 3)

    case = order = customer_number = contract_number = meter_number = invoice_number = code
    policy_number = claim_number = order_number = member_number = file_number = code

    def account_number(self) -> str:
        digits = self.digits(7, 10)
        return self.one((digits, digits, self.grouped(digits, 3), self.grouped(digits, 4)))

    def number(self) -> str:
        return str(self.one((2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 25, 30, 40, 50, 60, 90, 100, 120, 404, 500, 503)))

    def percent(self) -> str:
        return str(self.one((5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80, 95, 99)))

    def amount(self) -> str:
        whole = int(
            self.one((3 + 96 * self.rng.random(), 100 + 900 * self.rng.random(), 1000 + 8999 * self.rng.random()))
        )
        cents = int(self.rng.random() * 100)
        roll = int(self.rng.random() * 9)
        if self.german:
            dotted = f"{whole:,}".replace(",", ".")
            return (
                f"{dotted},{cents:02d} €",
                f"{whole},{cents:02d} Euro",
                f"{whole} Euro",
                f"{whole} €",
                f"{whole} Euro",
                f"{dotted},{cents:02d} EUR",
                f"{whole},{cents:02d}€",
                f"{whole}€",
                f"{whole} Euro {cents or 5}",
            )[roll]
        return (
            f"£{whole:,}.{cents:02d}",
            f"€{whole}",
            f"{whole}.{cents:02d} euros",
            f"${whole:,}.{cents:02d}",
            f"{whole} pounds",
            f"{whole:,}.{cents:02d} EUR",
            f"£{whole}",
            f"{whole} quid",
            f"${whole}",
        )[roll]

    def date(self) -> str:
        day, month = 1 + int(self.rng.random() * 28), 1 + int(self.rng.random() * 12)
        year, roll = 2023 + int(self.rng.random() * 5), int(self.rng.random() * 9)
        if self.german:
            name = MONTHS_DE[month - 1]
            return (
                f"{day:02d}.{month:02d}.{year}",
                f"{day}. {name}",
                f"{day}.{month}.",
                f"{day}. {name} {year}",
                f"{day}.{month}.{year}",
                f"{day:02d}.{month:02d}.",
                f"{day}. {name}",
                f"{day}.{month}.{year % 100}",
                f"{ORDINALS[day - 1]} {name}",
            )[roll]
        name = MONTHS_EN[month - 1]
        nth = f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
        return (
            f"{day} {name}",
            f"{name} {day}",
            f"{day:02d}/{month:02d}/{year}",
            f"{year}-{month:02d}-{day:02d}",
            f"{name} {day}, {year}",
            f"{nth} of {name}",
            f"{name} {nth}",
            f"the {nth}",
            f"{day}/{month}",
        )[roll]

    def birth(self) -> str:
        day, month = 1 + int(self.rng.random() * 28), 1 + int(self.rng.random() * 12)
        year = 1938 + int(self.rng.random() * 69)
        if not self.german:
            return self.one((f"{day:02d}/{month:02d}/{year}", f"{day} {MONTHS_EN[month - 1]} {year}"))
        named = f"{day}. {MONTHS_DE[month - 1]} {year}"
        return self.one(
            (f"{day:02d}.{month:02d}.{year}", f"{day}.{month}.{year}", named, f"{day}.{month}.{year % 100}")
        )

    birth_date = birth

    def time(self) -> str:
        hour, minute = 7 + int(self.rng.random() * 13), self.one((0, 15, 30, 45))
        if self.german:
            return self.one(
                (f"{hour} Uhr", f"{hour}:{minute:02d} Uhr", f"{hour} Uhr {minute or 30}", f"{hour}:{minute:02d}")
            )
        half = hour % 12 + 1
        return self.one((f"{half} am", f"{half} pm", f"{hour}:{minute:02d}", f"{half}pm", f"half past {half}"))

    def weekday(self) -> str:
        return self.one(WEEKDAYS_DE if self.german else WEEKDAYS_EN)

    def month(self) -> str:
        return self.one(MONTHS_DE if self.german else MONTHS_EN)

    def phone(self) -> str:
        rest = self.digits(6, 8)
        area = self.one(AREAS_DE if self.german else AREAS_EN)
        group = self.one((rest, self.grouped(rest, 2), self.grouped(rest, 3), self.grouped(rest, 4)))
        return area + self.one((" ", "/", "", "-", " ", " ")) + group

    def iban(self) -> str:
        country, length = self.one((("DE", 20), ("DE", 20), ("DE", 20), ("AT", 18), ("CH", 19), ("NL", 16)))
        plain = country + "".join(str(int(self.rng.random() * 10)) for _ in range(length))
        return self.one((plain, self.grouped(plain, 4), self.grouped(plain, 4)))

    def license_plate(self) -> str:
        left, right = self.letters(1 + int(self.rng.random() * 3)), self.letters(1 + int(self.rng.random() * 2))
        number = self.digits(1, 4)
        return self.one((f"{left}-{right} {number}", f"{left} {right} {number}", f"{left}-{right}{number}"))

    plate = license_plate

    def meter_reading(self) -> str:
        digits = self.digits(3, 6)
        unit = self.one(("", "", "", " kWh", " Kilowattstunden" if self.german else " units", " m³"))
        mark = "." if self.german else ","
        shape = self.one(
            (digits, digits, f"{int(digits):,}".replace(",", mark), f"{digits},{self.digits(1, 1)}", "0" + digits)
        )
        return shape + unit

    reading = meter_reading

    def version(self) -> str:
        return f"{1 + int(self.rng.random() * 12)}.{int(self.rng.random() * 10)}" + self.one(
            ("", f".{self.digits(1, 2)}")
        )

    def tracking_number(self) -> str:
        return self.one(
            (self.digits(12, 14), f"{self.letters(2)}{self.digits(9, 9)}DE", self.grouped(self.digits(12, 12), 4))
        )

    def serial_number(self) -> str:
        return self.one(
            (
                f"{self.letters(2)}{self.digits(3, 4)}-{self.letters(1)}{self.digits(2, 4)}",
                f"{self.letters(1)}{self.digits(7, 9)}",
                f"SN {self.digits(6, 9)}",
                self.digits(8, 10),
            )
        )

    def error(self) -> str:
        return self.one((self.digits(3, 4), f"E{self.digits(1, 2)}", f"F{self.digits(1, 2)}", f"0x{self.digits(4, 4)}"))

    error_code = error

    def train(self) -> str:
        return self.one(("ICE", "IC", "RE", "RB", "S")) + " " + self.digits(1, 3)

    # Names -----------------------------------------------------------------------------------------------------------

    def first(self) -> str:
        return self.one(FIRST_NAMES if self.german else FIRST_EN)

    def last(self) -> str:
        if self.rng.random() < 0.2:
            return self.word(("mann", "er", "ke", "berg", "feld", "ski", "ow", "meier", "en", "stein", "a", "hof"))
        return self.one(LAST_NAMES if self.german else LAST_EN)

    def name(self) -> str:
        first, last, roll = self.first(), self.last(), self.rng.random()
        if roll < 0.6:
            return f"{first} {last}"
        if roll < 0.75:
            return last
        if self.german:
            return self.one((f"Frau {last}", f"Herr {last}", f"{last}, {first}", f"{last}-{self.last()}"))
        return self.one((f"Mrs {last}", f"Mr {last}", f"Ms {last}"))

    def surname(self) -> str:
        return self.last()

    def city(self) -> str:
        if self.rng.random() < 0.25:
            return self.word(("stadt", "hausen", "heim", "dorf", "burg", "ingen", "au", "bach", "walde"))
        return self.one(CITIES if self.german else TOWNS_EN)

    def street(self) -> str:
        if not self.german:
            return f"{self.one(STREETS_EN)} {self.one(('Street', 'Road', 'Lane', 'Avenue', 'Close', 'Drive', 'St'))}"
        kind = self.one(("straße", "straße", "weg", "gasse", "allee", "platz", "ring", "str.", "ufer", "damm", "stieg"))
        if self.rng.random() < 0.25:
            return self.word((kind,))
        return self.one(STREETS) + kind

    def address(self) -> str:
        number = self.digits(1, 3).lstrip("0") + self.one(("", "", "", "", "a", "b", "c"))
        if not self.german:
            code = f"{self.letters(2)}{self.digits(1, 2)} {self.digits(1, 1)}{self.letters(2)}"
            line = f"{number} {self.street()}"
            return self.one((line, line, f"{line}, {self.city()}", f"{line}, {self.city()} {code}"))
        line = f"{self.street()} {number}"
        town = f"{self.digits(5, 5)} {self.city()}"
        return self.one(
            (line, line, f"{line}, {town}", f"{line} in {self.city()}", f"{line} in {town}", f"{line} {town}")
        )

    def email(self) -> str:
        fold = str.maketrans(
            {
                "ä": "ae",
                "ö": "oe",
                "ü": "ue",
                "ß": "ss",
                "'": "",
                "ş": "s",
                "ı": "i",
                "ć": "c",
                "ç": "c",
                "é": "e",
                "ë": "e",
            }
        )
        first, last = self.first().lower().translate(fold), self.last().lower().translate(fold)
        host = self.one(("example.org", "example.com", "example.net", "mail.example", "post.example", "web.example"))
        return (
            self.one(
                (
                    f"{first}.{last}",
                    f"{last}{self.digits(1, 3)}",
                    f"{first[0]}_{last}",
                    first + last,
                    f"info@{last}"[5:],
                )
            )
            + "@"
            + host
        )

    def product(self) -> str:
        name = (
            self.one(PRODUCTS)
            if self.rng.random() < 0.6
            else self.word(("ora", "ix", "on", "a", "o", "ex", "ion", "us"))
        )
        return self.one(
            (
                f"{name} {self.digits(1, 2)}0",
                f"{name} {self.letters(1)}{self.digits(1, 2)}",
                f"{name} Pro",
                name,
                f"{name} {self.digits(2, 4)}",
            )
        )

    device = product


MONTHS_DE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
MONTHS_EN = "January February March April May June July August September October November December".split()
WEEKDAYS_DE = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag".split()
WEEKDAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday".split()
ORDINALS = (
    "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften dreizehnten "
    "vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten einundzwanzigsten "
    "zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten fünfundzwanzigsten sechsundzwanzigsten "
    "siebenundzwanzigsten achtundzwanzigsten"
).split()
AREAS_DE = "0151 0160 0170 0172 0176 030 089 040 0221 0341 0711 04131 06151 +49 171|+49 176|0049 151|+43 664".replace(
    "|", " "
).split()
AREAS_EN = "07700 07911 020 0161 0117 0131 +44 +353 0800".split()
