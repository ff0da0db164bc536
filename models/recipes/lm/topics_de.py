"""What German service conversations are about, by industry, as small grammars (see `grammar`).

Owns wording only. A wish, step, action or todo is `what stands before; verb`, its splittable verb with a dot; a complaint
or a result `subject; verb; rest` and, for a state, `; s`; a question `question word; verb; rest; kind of answer`.
"""
# ruff: noqa: E501 (a line is a pattern)

KEYS = {
    "energy": "customer_number contract_number meter_number meter_reading iban amount invoice_number address name",
    "telecom": "customer_number phone contract_number device address amount email name error_code",
    "parcel": "tracking_number order_number address phone amount name",
    "bank": "iban account_number amount date phone email name birth_date",
    "retail": "order_number email invoice_number amount product name address phone customer_number",
    "insurance": "policy_number claim_number license_plate date amount iban name birth_date phone",
    "appliances": "product serial_number date address phone invoice_number name error_code",
    "software": "email customer_number invoice_number amount product version contract_number error_code",
    "transit": "customer_number order_number date amount iban name email birth_date",
    "office": "case_number name birth_date address phone date email amount",
    "health": "policy_number name birth_date iban date phone amount address email",
    "workshop": "license_plate name phone date amount order_number product address",
}

WISH = {
    "energy": """[den|meinen] [monatlichen |]Abschlag; [senken|reduzieren|erhöhen|an·passen|ändern|auf {amount} setzen|auf {amount} ändern|runter·setzen]
[meinen|den|den aktuellen] [Zählerstand|Stand]; [durch·geben|melden|mit·teilen|übermitteln|nach·tragen|korrigieren]
[meinen|unseren] Umzug[ zum {date}| nach {city}|]; [melden|an·melden|mit·teilen|an·geben]
[den|meinen] [Stromvertrag|Gasvertrag|Liefervertrag][ zum {date}|]; [kündigen|verlängern|widerrufen|beenden]
in einen [günstigeren|anderen|grünen|dynamischen] Tarif; wechseln
[eine|um eine] [Ratenzahlung|Stundung][ für die [Jahresrechnung|Nachzahlung]|]; [vereinbaren|beantragen]
[meine|die] [neue |]Bankverbindung; [hinterlegen|ändern|mit·teilen|aktualisieren]
eine [Zwischenabrechnung|Zwischenrechnung|Verbrauchsübersicht|Rechnungskopie]; [bekommen|an·fordern|bestellen]
[meine|eine] [Wallbox|Wärmepumpe|Photovoltaikanlage|Solaranlage]; [an·melden|registrieren]
[das|mein] Guthaben[ von {amount}|]; [aus·zahlen lassen|verrechnen lassen]
[die|meine] [Jahresrechnung|Rechnung vom {date}|Nachzahlung]; [erklärt bekommen|prüfen lassen|reklamieren]
[den|meinen] Zähler; [prüfen lassen|tauschen lassen|wechseln lassen|ab·lesen lassen]
[das|ein] SEPA-Mandat; [erteilen|widerrufen|ändern]
[einen|den] Hausanschluss; [beantragen|sperren lassen]
[den|meinen] Mitbewohner; [ein·tragen lassen|als Vertragspartner auf·nehmen]
wieder per [Überweisung|Lastschrift]; zahlen""",
    "telecom": """[meinen|den] [Vertrag|Handyvertrag|Mobilfunkvertrag|DSL-Vertrag][ zum {date}| vorzeitig|]; [verlängern|kündigen|widerrufen|ändern|übertragen]
[die|meine] [Rufnummer|Nummer {phone}|Festnetznummer]; [mit·nehmen|behalten|portieren|ändern lassen]
[einen|den] [schnelleren|neuen] [Anschluss|Tarif|Internetanschluss]; [bestellen|buchen|beantragen]
[meine|die|eine zweite] SIM-Karte; [sperren lassen|bestellen|tauschen|aktivieren|freischalten lassen]
[das|mein] [Datenvolumen|Highspeed-Volumen]; [erhöhen|nach·buchen|auf·stocken]
[den|meinen|unseren] [Anschluss|Internetanschluss]; [um·ziehen|an die neue Adresse um·ziehen|auf meine Frau um·schreiben lassen]
[den|meinen] [Router|Router {product}|Receiver]; [zurück·geben|zurück·schicken|tauschen lassen|kündigen]
[die|eine] [Drittanbietersperre|Auslandssperre|Auslandsoption|Roaming-Option]; [ein·richten|buchen|aktivieren|löschen lassen]
[einen|meinen] Einzelverbindungsnachweis; [bekommen|an·fordern]
auf [Glasfaser|Kabel|5G|einen kleineren Tarif]; [um·steigen|wechseln]
[eine|meine] eSIM; [aktivieren|bestellen|auf das neue Handy übertragen]
[die|meine] Mailbox; [ab·schalten|ein·richten]
[einen|den] Technikertermin[ am {date}|]; [vereinbaren|verschieben|ab·sagen]
[meine|die] Rechnungen; [per Post bekommen|online ein·sehen|reklamieren]
[die|eine] Störung; melden
[ein|mein] neues Handy; [dazu·buchen|auf Raten kaufen|bestellen]""",
    "parcel": """[mein|das] Paket[ {tracking_number}|]; [um·leiten|um·leiten lassen|ab·holen|reklamieren|verfolgen|zurück·schicken]
[den|die] [Zustelltermin|Zustellung][ auf den {date}|]; [verschieben|ändern]
[eine|einen] [Nachforschung|Nachforschungsauftrag|Suchauftrag]; [starten|stellen|beauftragen]
[eine|die] Abstellgenehmigung; [erteilen|widerrufen|ändern]
[die|meine] [Lieferadresse|Zustelladresse|Hausnummer]; [ändern|korrigieren|berichtigen lassen]
[ein|mein] [beschädigtes|verlorenes|falsches] Paket; [melden|reklamieren]
[das|mein] Paket; [in einer Filiale ab·holen|in eine Packstation um·leiten|an einen Nachbarn liefern lassen]
[eine|meine] Sendung nach [Österreich|Polen|Frankreich|{city}|Übersee]; [schicken|versenden|verzollen]
[das|mein] Porto; [erstattet bekommen|zurück·bekommen|zurück·fordern]
[eine|die] Abholung[ am {date}| bei mir zu Hause|]; [buchen|beauftragen|stornieren]
[den|einen] Schaden[ von {amount}|]; [melden|ersetzt bekommen|geltend machen]
[einen|meinen] Nachsendeauftrag; [stellen|verlängern|widerrufen]
[das|ein] Postfach; [mieten|kündigen]
[einen|den] Zustellnachweis; [bekommen|an·fordern]""",
    "bank": """[meine|die] [Karte|Kreditkarte|Girokarte|Bankkarte]; [sperren lassen|sperren|entsperren lassen|ersetzen lassen|kündigen]
[eine|die] [Überweisung|Zahlung] [von|über] {amount}; [zurück·holen|stornieren|reklamieren|zurück·rufen lassen]
[den|meinen] [Dispo|Dispokredit|Überziehungsrahmen]; [erhöhen|kündigen|senken]
[ein|mein] [Tagesgeldkonto|Girokonto|Depot|Gemeinschaftskonto|Festgeldkonto]; [eröffnen|auf·lösen|kündigen|um·stellen]
[meine|die] neue [Adresse|Anschrift|Handynummer|Mailadresse]; [melden|mit·teilen|hinterlegen]
[das|mein] [Tageslimit|Limit|Überweisungslimit]; [auf {amount} setzen|erhöhen|ändern|senken]
[eine|die] Lastschrift[ über {amount}| vom {date}|]; [zurück·geben|widerrufen|zurück·buchen lassen]
[den|meinen|einen] Freistellungsauftrag; [ändern|erteilen|löschen]
[eine|meine] [neue |][PIN|TAN-Liste]; [beantragen|bestellen|ändern]
[meinen|den|einen] Dauerauftrag[ zum {date}| über {amount}|]; [stoppen|ein·richten|ändern|löschen|an·legen]
[einen|meinen] Kontoauszug[ von {month}| vom letzten Jahr|]; [bekommen|an·fordern|nach·bestellen]
[eine|die] Vollmacht für meinen [Sohn|Mann|Bruder]; [ein·tragen lassen|ein·richten|löschen]
[einen|meinen] [Kredit|Ratenkredit|Autokredit]; [ab·lösen|beantragen|vorzeitig zurück·zahlen|auf·stocken]
[das|mein] Online-Banking; [freischalten lassen|ein·richten|sperren lassen]
[die|meine] Kontoführungsgebühr; [erstattet bekommen|reklamieren]
[einen|meinen] Termin[ zur Beratung| wegen der Baufinanzierung|]; [vereinbaren|verschieben|ab·sagen]
[mein|das] Handy für die App; [registrieren|wechseln]""",
    "retail": """[den|die|das|meinen] [{product}|Jacke|Artikel|Schuhe]; [zurück·geben|zurück·schicken|um·tauschen|reklamieren]
[die|meine] Bestellung[ {order}| vom {date}|]; [stornieren|ändern|widerrufen|verfolgen|ergänzen]
[eine|die] [Rechnung|Rechnung auf meine Firma|Rechnungskopie]; [haben|bekommen|an·fordern]
[die|eine andere] [Größe|Farbe]; [um·tauschen|bestellen]
[den|einen|meinen] Gutschein[ über {amount}|]; [ein·lösen|aus·zahlen lassen|verlängern lassen]
[die|meine] Lieferadresse; [ändern|korrigieren]
[die|meine] Garantie[ für den {product}|]; [in Anspruch nehmen|verlängern]
[mein|das] Geld; [zurück·bekommen|zurück·haben|zurück·fordern]
[ein|das] [Ersatzteil|Zubehör] für den {product}; [bestellen|nach·bestellen|finden]
[mein|das] [Kundenkonto|Konto]; [löschen|löschen lassen|reaktivieren]
[den|Ihren] Newsletter; [ab·bestellen|abonnieren]
[einen|den] Preisnachlass; [bekommen|aus·handeln]
[die|eine] Zahlungsart; [ändern|hinterlegen]
[einen|den] Artikel; [reservieren|vor·bestellen|in der Filiale ab·holen]
[meine|die] Bonuspunkte; [ein·lösen|nach·tragen lassen]
[den|einen] Liefertermin[ am {date}|]; [vereinbaren|verschieben]""",
    "insurance": """[einen|meinen] [Schaden|Unfall|Wasserschaden|Glasschaden|Diebstahl][ vom {date}|]; [melden|an·zeigen|schildern]
[den|meinen] [Vertrag|Vertrag zum {date}|Haftpflichtvertrag]; [kündigen|um·stellen|widerrufen|an·passen]
[meine|die] [Beiträge|Prämie]; [monatlich zahlen|senken|stunden lassen|jährlich zahlen]
[das|mein] [Auto|Motorrad] mit dem Kennzeichen {plate}; [ab·melden|an·melden|versichern]
[die|meine] Selbstbeteiligung[ auf {amount}|]; [ändern|senken|erhöhen]
[eine|die] [Deckungszusage|eVB-Nummer|Bescheinigung|grüne Karte]; [bekommen|an·fordern]
[meine|meinen|unsere] [Tochter|Partner|Hund]; [mit·versichern|ein·schließen|an·melden]
[den|meinen] [Fahrerkreis|Versicherungsschutz]; [erweitern|ändern]
[den|einen] Stand zu meinem [Schaden|Fall]; [wissen|erfahren]
[die|meine] Versicherungssumme; [erhöhen|prüfen lassen]
[die|meine] Bankdaten; [ändern|aktualisieren]
[eine|die] Rechnung der Werkstatt; [ein·reichen|erstattet bekommen]
[einen|meinen] Gutachter; [beauftragen|ab·lehnen|wechseln]
[meine|die] Schadenfreiheitsklasse; [übertragen|erfahren]
gegen die Ablehnung; Widerspruch ein·legen""",
    "appliances": """[einen|den] [Reparaturtermin|Termin|Termin am {date}|Montagetermin]; [vereinbaren|verschieben|ab·sagen|aus·machen]
[die|meine] Garantie; [verlängern|in Anspruch nehmen|prüfen lassen]
[eine|die] [neue |][Türdichtung|Pumpe|Steuerplatine|Bedienblende]; [bestellen|kaufen|nach·kaufen]
[die|eine] [Bedienungsanleitung|Gebrauchsanweisung][ für den {product}|]; [bekommen|herunter·laden|bestellen]
[das|mein] [Altgerät|alte Gerät|Leihgerät]; [ab·holen lassen|zurück·geben|entsorgen lassen]
[einen|den] Wartungsvertrag; [ab·schließen|kündigen|verlängern]
[meinen|den|das] [{product}|Geschirrspüler|Trockner|Backofen]; [reparieren lassen|zurück·geben|anschließen lassen|registrieren]
[einen|den] Kostenvoranschlag; [bekommen|an·fordern]
[die|eine] Rechnung[ vom {date}|]; [reklamieren|nochmal bekommen]
[das|ein] Zubehörteil; [nach·bestellen|um·tauschen]
[einen|den] Monteur; [bestellen|sprechen]""",
    "software": """[mein|das] [Abo|Abonnement|Jahresabo][ zum {date}|]; [kündigen|pausieren|verlängern|wechseln]
[die|meine|eine] Lizenz[ auf einen anderen Rechner|]; [übertragen|kaufen|verlängern|reaktivieren]
[mein|das] [Passwort|Kennwort|Benutzerkonto]; [zurück·setzen|ändern|löschen lassen|wiederher·stellen]
[weitere |][{number}|zwei|fünf] [Lizenzen|Nutzer|Plätze]; [kaufen|hinzu·fügen|kündigen]
[die|meine] Rechnung[ vom {date}|] als PDF; [bekommen|herunter·laden]
auf [das Jahresabo|den Business-Tarif|die Cloud-Version]; [wechseln|um·steigen]
[meine|unsere|alle] Daten; [exportieren|löschen lassen|importieren|um·ziehen]
[die|meine] E-Mail-Adresse[ im Konto|]; [ändern|bestätigen]
[einen|den] [Benutzer|Administrator|Kollegen]; [löschen|an·legen|ein·laden|sperren]
[die|eine] [Zwei-Faktor-Anmeldung|Schnittstelle|Synchronisierung|Weiterleitung]; [ein·richten|aus·schalten|aktivieren]
[einen|den] Fehler; [melden|beheben lassen]
[eine|die] Demo; [buchen|vereinbaren]
[das|unser] Logo; [hoch·laden|ändern]
[eine|die] Sicherung; [ein·spielen|erstellen]""",
    "transit": """[mein|das] [Abo|Deutschlandticket|Jobticket][ zum {date}|]; [pausieren|kündigen|ändern|übertragen]
[das|mein] Ticket[ vom {date}| nach {city}|]; [stornieren|erstatten lassen|um·buchen|verlängern]
[eine|die] [Beschwerde|Fahrgastbeschwerde]; [ein·reichen|schreiben]
[die|eine] [Strafe|Strafe von {amount}|Fahrpreisnacherhebung]; [zurück·nehmen lassen|an·fechten|zahlen]
[eine|meine] [Verspätungsentschädigung|Entschädigung][ für den {train}|]; [beantragen|bekommen]
[etwas|meinen Koffer|einen Rucksack|meine Jacke]; [als verloren melden|wieder·finden]
[einen|meinen] [Sitzplatz|Platz] im {train}; [reservieren|um·buchen]
[die|eine] [BahnCard|Chipkarte|Kundenkarte]; [bestellen|verlängern|sperren lassen|kündigen]
[die|eine] Fahrradmitnahme; [buchen|stornieren]
[eine|die] Mobilitätshilfe am Bahnhof {city}; [an·melden|bestellen]
[den|einen] Schülerausweis; [verlängern|beantragen]
[eine|die] Fahrt nach {city}; [buchen|um·buchen|stornieren]""",
    "office": """[einen|den|meinen] [Termin|Termin am {date}]; [vereinbaren|verschieben|ab·sagen|buchen]
[einen|meinen] [Personalausweis|Reisepass|Führerschein|Kinderreisepass]; [beantragen|verlängern|ab·holen|als verloren melden]
[meine|unsere] [neue Wohnung|Adresse|Tochter]; [an·melden|um·melden]
[mein|ein] [Auto|Gewerbe|Fahrzeug]; [an·melden|ab·melden|um·melden]
[eine|die] [Geburtsurkunde|Meldebescheinigung|Heiratsurkunde]; [bestellen|beantragen|an·fordern]
[einen|den] Antrag auf [Wohngeld|Elterngeld|Kindergeld|BAföG]; [stellen|ein·reichen|zurück·ziehen|ergänzen]
gegen [den Bescheid|den Bußgeldbescheid|die Ablehnung]; Widerspruch ein·legen
[eine|die] Fristverlängerung[ bis {date}|]; [beantragen|bekommen]
[den|meinen] Hund; [an·melden|ab·melden]
[ein|das] Führungszeugnis; [beantragen|ab·holen]
[die|eine] Gebühr[ von {amount}|]; [bezahlen|erlassen bekommen|in Raten zahlen]
[eine|die] [Straßensperrung|Baugenehmigung|Ruhestörung]; [beantragen|melden]
[den|meinen] Bearbeitungsstand; erfahren
[einen|meinen] Parkausweis; [beantragen|verlängern]""",
    "health": """[meine|die] Krankmeldung; [ein·reichen|nach·reichen|hoch·laden]
[eine|meine] neue Gesundheitskarte; [bestellen|beantragen]
[eine|die] [Rechnung|Zahnarztrechnung|Rechnung vom {date}]; [ein·reichen|erstattet bekommen]
[meinen|meine|unser] [Mann|Tochter|Baby]; [mit·versichern|familienversichern|an·melden]
[einen|den] [Heil- und Kostenplan|Antrag auf Kur|Reha-Antrag|Pflegeantrag]; [ein·reichen|stellen|genehmigen lassen]
[meine|die] [Beitragsrückerstattung|Zuzahlungsbefreiung|Mitgliedsbescheinigung]; [beantragen|bekommen]
[den|meinen] Beitrag; [neu berechnen lassen|senken|stunden lassen]
[das|mein] Krankengeld; [beantragen|bekommen]
[meine|die] [Adresse|Bankverbindung|Arbeitgeberdaten]; [ändern|mit·teilen|aktualisieren]
die Krankenkasse; wechseln
[einen|meinen] Bonus[ von {amount}|]; [beantragen|aus·zahlen lassen]
[die|eine] [Physiotherapie|Haushaltshilfe|Brille|Vorsorge]; [bewilligt bekommen|beantragen|ab·rechnen]
[einen|den] Facharzttermin; [vermittelt bekommen|finden]""",
    "workshop": """[einen|den|meinen] [Termin|Termin am {date}|Werkstatttermin]; [vereinbaren|verschieben|ab·sagen|machen]
[meine|die] [Winterreifen|Sommerreifen|Reifen]; [wechseln lassen|einlagern lassen|bestellen]
[das|mein] [Auto|Fahrzeug|Wohnmobil]; [ab·holen|vorbei·bringen|durch·sehen lassen|reparieren lassen]
[den|einen] [TÜV|Ölwechsel|Kundendienst|Klimaservice]; [machen lassen|buchen|durchführen lassen]
[einen|den] Kostenvoranschlag[ für die [Bremsen|Kupplung|Stoßstange]|]; [bekommen|haben|an·fordern]
[einen|den] [Leihwagen|Ersatzwagen]; [reservieren|bekommen|zurück·geben]
[die|meine] Rechnung[ vom {date}|]; [reklamieren|per Versicherung ab·rechnen|in Raten zahlen]
[den|meinen] [Unfallschaden|Steinschlag|Lackschaden]; [reparieren lassen|begutachten lassen]
[ein|das] Ersatzteil; [bestellen|selbst mit·bringen|reklamieren]
[den|meinen] Zweitschlüssel; [nach·machen lassen|bestellen]
[die|eine] Inspektion; [durchführen lassen|buchen|verschieben]""",
}

WISH_COMMON = """[eine|meine] [Beschwerde|Reklamation|Rückmeldung]; [ein·reichen|los·werden|auf·geben]
[mit|direkt mit] [einem Vorgesetzten|Ihrem Chef|der Fachabteilung|jemandem aus der Technik|Frau {surname}|Herrn {surname}]; sprechen
[den|einen] [Stand|Zwischenstand] [meiner Anfrage|meines Falls|zu Vorgang {case}]; [erfahren|wissen|erfragen]
[meine|die] [Kontaktdaten|Telefonnummer|Mailadresse|Bankdaten]; [ändern|aktualisieren|an·passen lassen]
[meinen|den] Namen nach der [Heirat|Scheidung]; [ändern|ändern lassen|an·passen]
[einen|den] [Rückruf|Termin][ am {weekday}| um {time}|]; [vereinbaren|bestellen|verschieben|ab·sagen]
[eine|die] [Kündigung|Stornierung|Anmeldung] von {date}; [zurück·nehmen|rückgängig machen|bestätigt bekommen]
[das|mein] [Passwort|Kundenkonto|Profil]; [zurück·setzen|löschen lassen|entsperren lassen]
[eine|die] [Mahnung|Forderung][ über {amount}|]; [klären|prüfen lassen|in Raten zahlen]
[die|eine] Einwilligung zur Werbung; widerrufen
[meine|alle] Daten; [löschen lassen|ein·sehen]
[einen|den] Ansprechpartner in {city}; [haben|finden|sprechen]
[etwas|noch etwas] zu meinem [Vertrag|Auftrag|Schreiben vom {date}]; [fragen|ergänzen|wissen]
[auf|auf die] [Papierrechnung|Onlinerechnung]; um·stellen
[die|eine] Vollmacht für [meine Mutter|meinen Vater|meine Frau]; [hinterlegen|ein·reichen]"""

PROBLEM_COMMON = """[niemand|keiner|bei Ihnen niemand]; [meldet; sich bei mir|ruft; mich zurück|fühlt; sich zuständig|antwortet; auf meine Mails]
ich; bekomme; [keine Antwort|keinen Rückruf|ständig Werbung|keine Bestätigung|immer die gleiche Mail]
ich; habe; [noch immer keine Antwort|einen falschen Betrag auf der Rechnung|ein Schreiben von Ihnen bekommen, das ich nicht verstehe|versehentlich zweimal bestellt|mich vertippt]
[Ihr|der] [Brief|Bescheid] vom {date}; ist; [unverständlich|falsch adressiert|nie angekommen]
mir; wurde; [etwas anderes zugesagt|eine Gebühr von {amount} berechnet|der Vertrag einfach verlängert|ohne Grund gekündigt]
[die|Ihre] [Webseite|App|Hotline]; [funktioniert; nicht|ist; nicht erreichbar|lädt; nicht]
[mein|das] Kundenkonto; ist; [gesperrt|verschwunden|nicht mehr erreichbar]
der vereinbarte Termin; [wurde; nicht eingehalten|ist; einfach geplatzt]
es; wurden; {amount} [doppelt|zu viel|ohne Grund] abgebucht
[mein|der] [Auftrag|Vertrag|Antrag]; [hängt; fest|wird; nicht bearbeitet|ist; im System nicht zu finden]
meine [Adresse|Mailadresse|Bankverbindung]; ist; [falsch hinterlegt|veraltet]
[die|eine] Gutschrift von {amount}; [fehlt; noch|ist; nicht angekommen]
der [Mitarbeiter|Kollege]; war; [sehr unfreundlich|nicht informiert|nicht zu verstehen]"""

THING = """[eine|die] [Bestätigung|Bescheinigung|Kopie|Quittung|Übersicht|Kündigungsbestätigung|Erstattung|Gutschrift|Entschädigung|schriftliche Antwort]
[eine|die] [neue |korrigierte |letzte ][Rechnung|Karte|Abrechnung|Vertragskopie]
[einen|den] [Termin|Rückruf|Ansprechpartner|Ersatz|Nachweis|Techniker|Kostenvoranschlag][ am {weekday}| bis {date}|]
[ein|das] [Ersatzgerät|Formular|Rücksendeetikett|Angebot|Vertragsangebot]
[eine|die] [Änderung|Kündigung|Verlängerung|Stornierung] [meines Vertrags|meiner Bestellung|meines Auftrags|von {order}]
[eine|die] [Auskunft|Beratung|Rückmeldung] [zu meinem Vertrag|zu meiner Rechnung|zum Stand der Bearbeitung|zu {product}]"""

PROBLEM = {
    "energy": """[meine|die] [Jahresrechnung|Abrechnung|Rechnung|Nachzahlung]; [ist|erscheint mir]; [viel zu hoch|doppelt so hoch wie letztes Jahr|nicht nachvollziehbar|falsch]; e
ich; [soll|muss]; {amount} nachzahlen; e
wir; haben; [keinen Strom|nur im halben Haus Strom|kein warmes Wasser|ständig Stromausfall]; s
[der|mein|unser] [Zähler|Stromzähler|Gaszähler]; [zeigt; [nichts mehr an|Fehler {error} an]|läuft; [rückwärts|viel zu schnell]]; s
[der|mein] Abschlag; wurde; [doppelt abgebucht|ohne Ankündigung erhöht|auf {amount} erhöht|falsch berechnet]; e
der Zählerstand[ auf der Rechnung|]; stimmt; nicht; e
[die|unsere] Heizung; [bleibt; [kalt|eiskalt]|ist; [ausgefallen|kalt]]; s
[mein|das] Guthaben[ von {amount}|]; [wurde; [nicht ausgezahlt|noch nicht überwiesen]|ist; nicht angekommen]; s
ich; habe; [eine Mahnung über {amount} bekommen|eine Sperrandrohung erhalten|zwei Rechnungen bekommen|keine Rechnung bekommen]; e
der Ableser; ist; [nicht gekommen|nicht erschienen|einfach wieder gegangen]; e
[im Keller|im Flur|vor dem Haus]; riecht; es nach Gas; s
die Sicherung; [fliegt|springt]; [ständig raus|immer wieder raus|jede Nacht raus]; s
der neue [Tarif|Preis]; [steht|ist]; [nicht in der Rechnung|nicht hinterlegt]; e
[mein|der] [Anbieterwechsel|Umzug|Vertrag]; wurde; [nicht bestätigt|abgelehnt|nicht bearbeitet]; s
[die|unsere] [Wallbox|Wärmepumpe|PV-Anlage]; [läuft|funktioniert]; [nicht mehr|nur halb|nicht]; s
ich; [komme; nicht [mehr |]ins Portal|kann; mich nicht einloggen]; s""",
    "telecom": """[mein|das|unser] [Internet|WLAN|DSL|Netz|Festnetz]; [geht|funktioniert|läuft]; [nicht mehr|überhaupt nicht|nur noch im Schneckentempo|gar nicht]; s
[mein|das] WLAN; [bricht; [ständig|alle paar Minuten] ab|fällt; dauernd aus]; s
ich; habe; [nur noch {number} Mbit|keinen Empfang|kein Netz|keine Verbindung]; s
[der|Ihr] Techniker; ist; [nicht erschienen|nicht gekommen|einfach weggefahren|drei Stunden zu spät gekommen]; e
[am|an meinem] {product}; blinkt; [die rote Lampe|alles rot|nur noch ein Licht]; s
ich; kann; [niemanden mehr anrufen|keine SMS empfangen|nicht telefonieren|im Ausland nicht surfen]; s
die [neue |]SIM-Karte; wird; nicht [erkannt|angenommen|freigeschaltet]; s
[auf|in] der Rechnung; stehen; {amount} für [einen Dienst, den ich nie bestellt habe|ein Abo|Sonderrufnummern]; e
der [Fernseher|Receiver]; zeigt; [nur noch ein schwarzes Bild|kein Signal|nur Klötzchen]; s
das Telefon; [ist|bleibt]; [tot|stumm|gestört]; s
die Rufnummernmitnahme; [hängt; fest|klappt; nicht]; s
[die|unsere] Leitung; ist; [extrem langsam|abends unbrauchbar|dauernd gestört]; s
der Router; [startet; [ständig neu|nicht mehr]|verbindet sich; nicht mehr]; s
mir; wurden; {amount} zu viel [abgebucht|berechnet]; e
mein Vertrag; wurde; [ohne mein Wissen verlängert|falsch eingetragen|nie bestätigt]; e
der Router; ist; [nie angekommen|defekt angekommen|abgeraucht]; e
[meine|die] Mails; kommen; [nicht mehr an|nur verspätet an]; s
ich; komme; nicht [mehr |]in [mein Kundenkonto|die App]; s""",
    "parcel": """[mein|das|unser] Paket; ist; [nicht angekommen|verschwunden|noch nicht da|beschädigt angekommen|am falschen Ort abgegeben worden]; s
die Sendung; [hängt|liegt|steckt]; [seit {number} Tagen im Verteilzentrum|in {city}|beim Zoll]; e
das Paket; [kam; völlig zerdrückt an|war; [offen|nass|leer]]; e
der [Fahrer|Bote|Zusteller]; hat; [gar nicht geklingelt|das Paket in den Hof geworfen|nur eine Karte eingeworfen]; e
im [Karton|Paket]; [fehlt|fehlen]; [der {product}|die Hälfte|ein Teil]; e
das Paket; liegt; bei einem Nachbarn, den ich nicht kenne; e
die Packstation; [ging; nicht auf|lässt sich; nicht öffnen]; e
es; wurde; an die falsche [Adresse|Hausnummer] geliefert; e
ich; habe; keine [Benachrichtigungskarte|Abholkarte|Nachricht|SMS] bekommen; e
die Sendungsnummer; wird; nicht [gefunden|erkannt]; s
[der Status; ändert sich; nicht mehr|die Sendungsverfolgung; zeigt; [keine Bewegung|nur Unsinn] an]; s
der Absender; [kann|will]; mir nicht helfen; e
ich; musste; {amount} Zoll [nachzahlen|bezahlen]; e
die Abholung; [wurde; vergessen|ist; zweimal ausgefallen]; e
mein Einschreiben; ist; [unauffindbar|verloren gegangen|nicht zugestellt worden]; s""",
    "bank": """auf meinem Konto; fehlen; {amount}; e
es; wurden; {amount} abgebucht, [die ich nicht kenne|ohne dass ich etwas gekauft habe]; e
[meine|die] [Karte|Kreditkarte]; [wurde; [am Automaten eingezogen|gesperrt|gestohlen]|ist; [gesperrt|verschwunden|gestohlen worden]]; e
ich; komme; nicht mehr ins [Onlinebanking|Konto|Postfach]; s
[die|meine] [TAN|SMS-TAN|Freigabe]; kommt; nicht an; s
[meine|die] Überweisung vom {date}; [ist; nicht angekommen|wurde; nicht ausgeführt]; s
[die|meine] Karte; [funktioniert|geht]; [im Ausland nicht|an der Kasse nicht|nicht mehr]; s
jemand; hat; [sich als Ihr Mitarbeiter ausgegeben|nach meiner PIN gefragt|mein Konto leergeräumt|eine fremde Überweisung gemacht]; e
[die|Ihre] App; [stürzt; [beim Anmelden|ständig] ab|hängt; sich auf]; s
der Dauerauftrag; wurde; [nicht ausgeführt|doppelt ausgeführt]; e
mein Gehalt; wurde; nicht gutgeschrieben; s
ich; wurde; [zweimal|doppelt] belastet; e
[die|meine] PIN; [ist; falsch|wird; nicht angenommen]; s
der Automat; hat; [kein Geld ausgegeben|{amount} zu wenig ausgezahlt|meine Karte behalten]; e
ich; habe; [eine Phishing-Mail bekommen|auf einen falschen Link geklickt|keinen Kontoauszug bekommen]; e
die Kontogebühr; wurde; [einfach erhöht|doppelt berechnet]; e""",
    "retail": """[der|mein] {product}; [ist; [defekt angekommen|kaputt|nicht der bestellte]|kam; zerkratzt an]; e
in der Lieferung; [fehlt|fehlen]; [ein Teil|zwei Teile|das Netzteil|die Schrauben|das Zubehör]; e
ich; habe; [die falsche Farbe bekommen|die falsche Größe bekommen|keine Bestellbestätigung erhalten|etwas ganz anderes bekommen]; e
[die|meine] [Rücksendung|Retoure]; [wurde; [noch nicht erstattet|nicht verbucht]|ist; verschwunden]; s
[der|mein] [Rabattcode|Gutschein]; wird; nicht [angenommen|erkannt|verrechnet]; s
ich; habe; [zweimal bezahlt|{amount} zu viel bezahlt|doppelt bestellt]; e
[die|meine] Bestellung; [steht|ist]; [seit {number} Tagen auf in Bearbeitung|einfach storniert worden|immer noch nicht da]; e
mir; wurden; {amount} zu viel [berechnet|abgebucht]; e
der {product}; [geht|lädt|startet]; [nach zwei Wochen nicht mehr|nicht mehr richtig|nicht]; s
[die Bezahlung; bricht; immer ab|[die|Ihre] [Kasse|Seite]; lädt; nicht]; s
das Rücksendeetikett; lässt sich; nicht [drucken|öffnen|herunterladen]; s
[die|meine] [Hose|Jacke]; [passt; mir nicht|riecht; nach Chemie]; s
die Lieferung; [kommt; nicht|verspätet sich; um Wochen]; s
der [Schrank|Tisch|Stuhl]; [wackelt; total|ist; [schief|gebrochen]]; s
[das|mein] Kundenkonto; [ist|wurde]; [gesperrt|gelöscht|gehackt]; s""",
    "insurance": """[bei mir|bei uns|in der Küche]; ist; [Wasser aus der Waschmaschine gelaufen|ein Rohr geplatzt|die Scheibe gesprungen|eingebrochen worden]; e
jemand; [ist; mir auf das Auto gefahren|hat; [meinen Wagen angefahren|mein Fahrrad gestohlen]]; e
mein [Fahrrad|Laptop|Handy]; wurde; [am {date} |]gestohlen; e
die Werkstatt; hat; noch kein Geld bekommen; s
[der|mein] Beitrag; wurde; [um {amount} |einfach |]erhöht; e
die [Reparatur|Rechnung]; wurde; [nur zum Teil bezahlt|abgelehnt|gekürzt]; e
der [Gutachter|Sachverständige]; [hat; [sich nicht gemeldet|den Schaden falsch bewertet]|ist; nicht erschienen]; s
[meine|die] [Schadenmeldung|Meldung]; wurde; [abgelehnt|nicht bearbeitet|verloren]; e
[der Sturm|der Hagel]; hat; [Ziegel vom Dach geweht|das Auto verbeult|den Zaun umgeworfen]; e
ich; habe; [nie eine Police bekommen|einen Auffahrunfall gehabt|eine Kündigung von Ihnen bekommen|mich ausgesperrt]; e
das Display meines Handys; ist; [gebrochen|gesprungen]; e
[mein|unser] Hund; hat; [die Nachbarin gebissen|ein fremdes Sofa zerkratzt]; e
die Gegenseite; [zahlt; nicht|meldet sich; nicht]; s
mein Sohn; hat; [ein Fenster eingeschlagen|das Tablet der Schule fallen lassen]; e""",
    "appliances": """[die|meine|unsere] Waschmaschine; [pumpt; nicht mehr ab|schleudert; nicht mehr|läuft; aus]; s
[mein|der] {product}; zeigt; [den |]Fehler {error}[ an|]; s
[der|unser] [Kühlschrank|Gefrierschrank]; [wird|bleibt]; [nicht kalt|warm]; s
die Spülmaschine; [läuft; aus|spült; [nicht richtig|nicht mehr]]; s
der Trockner; [macht; laute Geräusche|wird; [viel zu heiß|nicht mehr warm]]; s
das Kochfeld; [schaltet; sich von selbst aus|geht; nicht mehr an]; s
der Monteur; [hatte|hat]; [das falsche Teil dabei|den Termin nicht eingehalten|einen Kratzer gemacht]; e
der [Backofen|Herd]; heizt; nicht[ auf|mehr auf]; s
nach der Reparatur; tritt; derselbe Fehler [auf|wieder auf]; e
die Kaffeemaschine; [zieht; kein Wasser|macht; [nur noch kalten Kaffee|komische Geräusche]]; s
das Ersatzteil; [passt; nicht|ist; falsch geliefert worden]; e
die Tür; [schließt; nicht richtig|klemmt; immer]; s""",
    "software": """ich; komme; nicht mehr in [mein Konto|das Programm|die Verwaltung]; s
{product}; [startet|öffnet sich|reagiert]; nicht mehr; s
die [Synchronisierung|Installation|Übertragung]; [bleibt; bei {percent} Prozent stehen|hängt; fest]; s
[die|meine] Lizenz; wird; [als ungültig angezeigt|nicht erkannt|abgelehnt]; s
die [Bestätigungsmail|Einladung|Rechnung]; kommt; nicht an; s
beim [Speichern|Öffnen|Drucken|Anmelden]; [kommt|erscheint]; [Fehler {error}|eine Fehlermeldung|nichts]; s
mir; wurde; das Abo [doppelt|trotz Kündigung] berechnet; e
[der|mein] [Export|Bericht]; ist; [leer|unvollständig|fehlerhaft]; s
[meine|unsere|alle] Dateien; sind; [weg|verschwunden|gesperrt]; s
[der|unser] [Drucker|Scanner|Kalender]; wird; nicht [gefunden|erkannt|angezeigt]; s
das Programm; [hängt; sich beim Öffnen auf|stürzt; ständig ab]; s
die Seite; [lädt; ewig|ist; [nicht erreichbar|extrem langsam]]; s
ein [Kollege|Mitarbeiter]; [kann; nichts mehr bearbeiten|hat; keinen Zugriff]; s
die Schnittstelle; liefert; [keine Daten|nur Fehler {error}]; s""",
    "transit": """[mein|das] Ticket; wird; [in der App nicht angezeigt|nicht akzeptiert]; s
der [Zug|{train}] nach {city}; [ist; [ausgefallen|einfach weitergefahren]|hatte; zwei Stunden Verspätung]; e
ich; habe; [im Bus meinen Rucksack liegen lassen|meinen Anschluss in {city} verpasst|trotz Reservierung stehen müssen]; e
der Automat; hat; [{amount} geschluckt|kein Wechselgeld gegeben|kein Ticket gedruckt]; e
[die|meine] Chipkarte; wird; nicht gelesen; s
ich; musste; [trotz Abo nachzahlen|{amount} Strafe zahlen|ein Taxi für {amount} nehmen]; e
der Bus; kommt; [nie pünktlich|einfach nicht|nicht]; s
[die|meine] Erstattung; [wurde; abgelehnt|ist; noch nicht da]; s
[mein|das] Abo; wurde; [doppelt abgebucht|nicht gekündigt|falsch ausgestellt]; e
der [Schaffner|Kontrolleur]; [war; unverschämt|hat; mein Ticket nicht anerkannt]; e
die [Rolltreppe|Klimaanlage]; ist; [kaputt|ausgefallen]; s""",
    "office": """[mein|der] [Ausweis|Reisepass|Führerschein]; ist; [noch nicht fertig|verloren gegangen|abgelaufen|gestohlen worden]; s
ich; [bekomme|finde]; [keinen Termin|online keinen freien Termin]; s
[der|mein] [Antrag|Bescheid]; [wurde; [abgelehnt|nicht bearbeitet]|ist; [nicht angekommen|fehlerhaft]]; s
[das|Ihr] [Formular|Onlineportal|Bürgerportal]; [funktioniert; nicht|lässt sich; nicht öffnen|reagiert; nicht]; s
ich; habe; [einen Bußgeldbescheid über {amount} bekommen|die Frist verpasst|noch keine Antwort bekommen|falsche Daten im Bescheid]; e
mein Name; [wurde; falsch geschrieben|ist; im Bescheid falsch]; e
die Zahlung[ von {amount}|]; wurde; nicht verbucht; s
die Nachbarn; [parken|stellen]; den Gehweg zu; s
die Straßenlaterne; [ist; kaputt|flackert; die ganze Nacht]; s
[meine|die] Unterlagen; sind; [bei Ihnen verschwunden|unvollständig]; e""",
    "health": """[meine|die] Gesundheitskarte; [wird; nicht gelesen|ist; [verloren gegangen|abgelaufen]]; s
[mein|der] Antrag[ auf [Kur|Reha|Pflegegrad]|]; [wurde; [abgelehnt|noch nicht bearbeitet]|ist; verloren gegangen]; s
[mein|das] Krankengeld; [ist; noch nicht da|wurde; [gekürzt|falsch berechnet]]; s
ich; habe; [eine Rechnung über {amount} vom Arzt bekommen|eine Mahnung erhalten|keine Bescheinigung bekommen]; e
der Beitrag; wurde; [falsch berechnet|auf {amount} erhöht|doppelt abgebucht]; e
die [Apotheke|Praxis]; [nimmt; mein Rezept nicht an|akzeptiert; die Karte nicht]; s
[die|meine] Krankmeldung; ist; [nicht angekommen|nicht hinterlegt]; s
die Erstattung[ für die Brille|]; [fehlt; noch|ist; zu niedrig]; s
mein Arbeitgeber; hat; [mich falsch gemeldet|keine Bestätigung bekommen]; e""",
    "workshop": """[mein|das] Auto; [springt; nicht mehr an|zieht; nach links|ruckelt; beim Anfahren]; s
[die|meine] [Bremsen|Reifen]; [quietschen; furchtbar|machen; laute Geräusche]; s
die [Motorkontrollleuchte|Warnlampe|ABS-Lampe]; [leuchtet|blinkt]; [wieder|dauernd|gelb]; s
die Rechnung; ist; [um {amount} höher als vereinbart|viel zu hoch|falsch]; e
[das|mein] Auto; ist; [noch nicht fertig|zerkratzt zurückgekommen|liegen geblieben]; s
nach der Reparatur; ist; der Fehler [immer noch da|sofort wieder da]; e
das Ersatzteil; [ist; nicht lieferbar|kommt; einfach nicht]; s
die Klimaanlage; [kühlt; nicht mehr|stinkt; fürchterlich]; s
der Motor; [verliert; Öl|klackert; im Leerlauf]; s
niemand; [hat; mich informiert|ruft; mich zurück]; e
der [Leihwagen|Zweitschlüssel]; ist; [nicht da|verschwunden]; s""",
}

# Question word; verb; rest; kind of answer. Without a question word it is a yes-or-no question.
QUESTION_COMMON = """[wann|bis wann]; [bekomme|kriege|erhalte]; ich [mein Geld|eine Antwort|die Bestätigung|Bescheid|die Erstattung|einen Rückruf]; when
wann; [kommt|ist]; [der Techniker|die Lieferung|der Brief|jemand|die Karte] bei mir; when
wann; [meldet; sich jemand bei mir|melden; Sie sich wieder]; when
[wie lange|wie viele Tage]; dauert; [das|das noch|die Bearbeitung|die Prüfung|so etwas]; when
[was|wie viel]; kostet; [das|mich das|das Ganze|die Änderung|der Service|ein neues Gerät]; cost
wer; [bezahlt|zahlt|trägt]; [das|die Kosten|den Schaden|die Gebühr]; pay
wie [hoch|teuer]; [ist|wird]; [der Betrag|die Gebühr|die Rechnung|das]; cost
; [kann|darf]; ich [das|den Vertrag|die Sachen|das Gerät] [behalten|online machen|auch später machen|ändern|selbst machen]; yes
; [muss|soll]; ich [etwas unterschreiben|noch etwas tun|dabei sein|zu Hause sein|etwas zahlen|selbst hinfahren]; yes
; [ist|wäre]; das [kostenlos|sicher|normal|verbindlich|schon erledigt|noch möglich|bei Ihnen bekannt]; yes
; [geht|klappt]; das [auch per Mail|auch am Wochenende|auch telefonisch|heute noch|ohne Termin]; yes
; [haben; Sie [meine Unterlagen|meine Mail|mein Schreiben] bekommen|brauchen; Sie [noch etwas von mir|ein Foto|eine Kopie]]; yes
; [bekomme|kriege]; ich [eine Bestätigung|eine Entschädigung|das schriftlich|einen Rabatt|mein Geld zurück]; yes
; gibt; es [eine Alternative|eine Filiale in {city}|einen günstigeren Tarif|eine Frist]; yes
[wo]; [finde|sehe]; ich [die Nummer|das|den Status|das Formular|die Rechnung]; where
wo; [ist|bleibt]; [meine Sendung|das Formular|mein Geld|der Antrag gerade]; where
[wohin]; [schicke|sende]; ich [das|die Unterlagen|das Gerät|das Formular]; where
[wer]; [ist|war]; [dafür zuständig|das|mein Ansprechpartner|der Kollege von gestern]; who
[an wen]; wende; ich mich [damit|da|in dem Fall]; who
[warum|wieso|weshalb]; [ist; [das so teuer|der Preis gestiegen|mein Konto gesperrt]|wurde; [mein Vertrag geändert|das abgelehnt|mein Konto gesperrt]]; why
[warum|wieso]; [dauert; das so lange|geht; das nicht schneller|klappt; das nicht]; why
[was|welche Unterlagen]; brauchen; Sie [dafür|von mir|noch]; what
was; [passiert; [jetzt|als Nächstes|dann]|mache; ich [dann|jetzt]]; what
was; [bedeutet|heißt]; [Fehler {error}|das genau|das für mich|vorläufig]; what
wie viele [Punkte|Geräte|Plätze|Tage]; habe; ich noch; what
[was]; [ist|wäre]; [der Unterschied|die beste Lösung|der nächste Schritt]; what"""

QUESTION = {
    "energy": """wann; wird; [mein Zähler abgelesen|der Zähler getauscht|die Jahresrechnung erstellt|mein Guthaben ausgezahlt]; when
[warum|wieso]; ist; [der Abschlag gestiegen|die Nachzahlung so hoch|mein Verbrauch so hoch]; why
wie lange; ist; meine Kündigungsfrist; when
[was|wie viel]; kostet; [die Kilowattstunde|der Grundpreis|der Ökotarif]; cost
; [ist|liegt]; [der Ausfall bei Ihnen bekannt|eine Störung in {city} vor]; yes
; [gilt|läuft]; die Preisgarantie noch; yes
; kann; ich [auch quartalsweise zahlen|den Abschlag selbst ändern|den Zähler selbst ablesen]; yes""",
    "telecom": """wann; [kommt|erscheint]; der Techniker; when
wie lange; dauert; [die Störung|die Umstellung|die Freischaltung]; when
; bekomme; ich für die [Ausfallzeit|Störung] Geld zurück; yes
; muss; ich beim Termin zu Hause sein; yes
[was|wie viel]; kostet; [der größere Tarif|die Option|ein neuer Router]; cost
; gibt; es bei mir Glasfaser; yes
wo; finde; ich die [PUK|Zugangsdaten|Seriennummer]; where
wie lange; läuft; mein Vertrag noch; when
; kann; ich [den alten Router behalten|die Nummer mitnehmen|sofort wechseln]; yes""",
    "parcel": """wo; ist; mein Paket[ gerade| jetzt| denn|]; where
wann; wird; [noch einmal zugestellt|das Paket geliefert|die Sendung abgeholt]; when
wie lange; liegt; die Sendung in der Filiale; when
wer; hat; [das Paket angenommen|unterschrieben]; who
bis zu welchem Betrag; ist; das versichert; cost
; brauche; ich [zum Abholen einen Ausweis|die Karte dafür|einen Code]; yes
; kann; [mein Mann|meine Nachbarin|jemand anders] das Paket abholen; yes
; geht; das Paket jetzt zurück; yes""",
    "bank": """wann; [kommt|habe ich]; die neue Karte; when
[was|wie viel]; kostet; [die Ersatzkarte|das Konto|eine Auslandsüberweisung]; cost
; bekomme; ich das Geld zurück; yes
; muss; ich [Anzeige erstatten|in die Filiale kommen|die PIN ändern]; yes
wie hoch; [ist|sind]; [mein Limit|die Zinsen|mein Dispo]; cost
; kann; ich [die PIN selbst ändern|das Limit in der App ändern]; yes
; ist; [mein Geld sicher|die Karte jetzt gesperrt]; yes""",
    "retail": """wann; wird; meine Bestellung [verschickt|geliefert]; when
wie lange; habe; ich Rückgaberecht; when
wer; zahlt; die Rücksendung; pay
; ist; der {product} [noch lieferbar|noch vorrätig]; yes
; bekomme; ich den vollen Preis erstattet; yes
; kann; ich auch in der Filiale umtauschen; yes
wie viel; [Garantie habe|Rabatt bekomme]; ich darauf; what
; ist; [das Netzteil|die Batterie|das Kabel] dabei; yes""",
    "insurance": """wann; [meldet sich|kommt]; der Gutachter; when
; ist; [der Schaden versichert|das mitversichert|mein Handy abgedeckt]; yes
wie hoch; ist; [meine Selbstbeteiligung|der Beitrag|die Entschädigung]; cost
; darf; ich das Auto schon reparieren lassen; yes
; werde; ich jetzt hochgestuft; yes
welche Unterlagen; brauchen; Sie; what
wann; wird; [ausgezahlt|der Schaden reguliert]; when
; gilt; der Schutz auch im Ausland; yes""",
    "appliances": """; ist; das noch Garantie; yes
[was|wie viel]; kostet; [die Anfahrt|die Reparatur|das Ersatzteil]; cost
wann; kann; [jemand kommen|der Monteur kommen]; when
; gibt; es das Ersatzteil noch; yes
; lohnt; sich die Reparatur überhaupt; yes
was; bedeutet; Fehler {error}; what
; nehmen; Sie das alte Gerät mit; yes""",
    "software": """; läuft; das auch [unter Linux|auf dem Tablet|ohne Internet]; yes
wie viele Geräte; darf; ich nutzen; what
wann; kommt; [das nächste Update|die neue Version]; when
wo; werden; die Daten gespeichert; where
; verlängert; sich das Abo automatisch; yes
; kann; ich die Daten wiederherstellen; yes
; gibt; es einen Rabatt für [Vereine|Schulen|Studenten]; yes""",
    "transit": """wann; bekomme; ich mein Geld; when
; gilt; mein Ticket auch [am Wochenende|im {train}|bis {city}]; yes
wo; ist; das Fundbüro; where
wie viel; bekomme; ich zurück; cost
bis wann; kann; ich kündigen; when
; fährt; [der {train}|die Linie {number}] heute; yes
; darf; mein [Hund|Fahrrad] mit; yes""",
    "office": """wann; ist; [mein Ausweis fertig|der nächste freie Termin|geöffnet]; when
[was|wie viel]; kostet; [ein neuer Ausweis|die Ummeldung|das Führungszeugnis]; cost
; muss; ich [persönlich kommen|ein Passbild mitbringen|einen Termin haben]; yes
welche Unterlagen; muss; ich mitbringen; what
; kann; [ich das online beantragen|meine Frau das abholen]; yes
wie lange; dauert; die Bearbeitung; when""",
    "health": """; übernehmen; Sie die Kosten[ für [die Brille|den Zahnersatz|die Therapie]|]; yes
wann; kommt; [die neue Karte|das Krankengeld|der Bescheid]; when
wie hoch; ist; [mein Beitrag|der Eigenanteil|die Zuzahlung]; cost
; brauche; ich [eine Überweisung|ein Attest|eine Genehmigung]; yes
; ist; mein [Mann|Kind] mitversichert; yes
wie lange; bekomme; ich Krankengeld; when""",
    "workshop": """wann; [ist|wird]; [mein Auto fertig|der Wagen fertig]; when
[was|wie viel]; kostet; [der Ölwechsel|die Reparatur|ein Leihwagen]; cost
; ist; [das ein Garantiefall|das Teil lieferbar|das gefährlich]; yes
; kann; ich [solange weiterfahren|den Wagen heute abholen|mit Karte zahlen]; yes
bis wann; haben; Sie geöffnet; when
wie lange; dauert; [die Inspektion|der Reifenwechsel]; when""",
}

STEP_COMMON = """[das|mein] [Gerät|Handy|Tablet]; [neu starten|aus·schalten|neu ein·richten|auf·laden|zurück·setzen]
[die|Ihre] App; [neu installieren|aktualisieren|schließen|löschen|neu starten|neu laden]
[das|mein] Passwort; [ändern|zurück·setzen|neu ein·geben|neu vergeben]
[den Browser; [wechseln|neu starten|aktualisieren]|einen anderen Browser; [aus·probieren|nutzen|testen]]
[den [Spam-Ordner|Posteingang]|die Mails|alle Ordner]; [durchsuchen|prüfen|kontrollieren]
[die|alle] [Unterlagen|Nummern|Daten|Angaben]; [noch einmal prüfen|vergleichen|kontrollieren|durch·gehen]
[ein|ein neues] Foto; [machen|hoch·laden|schicken]!
[das|ein] Formular; [aus·füllen|online aus·füllen|unterschreiben|ab·schicken]!
[die|alle] Kabel; [prüfen|tauschen|neu ein·stecken|fest·drücken]
[mich|uns]; [neu an·melden|ab- und wieder an·melden|neu registrieren|aus·loggen]
bei [der Hotline|der Zentrale|einem Kollegen von Ihnen|der Filiale]; [an·rufen|nach·fragen]!
[den Stecker|das Netzteil|beide Stecker]; [ziehen|prüfen|tauschen]
[die|eine] [Rechnung|Quittung|Bestätigung]; [suchen|heraus·suchen|prüfen]!
[den|meinen] [Cache|Verlauf]; [leeren|löschen]
[eine [Mail|E-Mail|Beschwerde]|zwei Mails]; schreiben!
[zehn Minuten|eine Stunde|eine Nacht]; warten"""

STEP = {
    "energy": """[die|alle] Sicherungen; [prüfen|kontrollieren|raus·drehen|wieder ein·schalten]
[den|unseren] [FI-Schalter|Hauptschalter|Schutzschalter]; [wieder ein·schalten|um·legen|prüfen|aus- und ein·schalten]
[den|meinen] Zählerstand; [noch einmal ab·lesen|fotografieren|im Portal ein·tragen|per App melden]
[bei|mit] den Nachbarn; [nach·fragen|klingeln]
[das|jedes] Thermostat; [auf fünf drehen|prüfen|tauschen]
[die Heizung|die Heizkörper|alle Heizkörper]; [entlüften|ab·drehen|neu starten|auf·drehen]
[alle|die] Geräte; [aus·stecken|nacheinander ein·schalten|ab·schalten]
[den|unseren] Gashahn; [zu·drehen|schließen]
[die|alle] Fenster; öffnen
[die|meine] Therme; [aus- und ein·schalten|entstören|neu starten]
[den|unseren] Verbrauch; [notieren|eine Woche beobachten|vergleichen]""",
    "telecom": """[den|meinen] [Router|{product}]; [neu starten|aus- und ein·schalten|zehn Minuten vom Strom nehmen|auf Werkseinstellungen zurück·setzen|um·stellen|zurück·setzen]
[das|ein anderes] [Netzwerkkabel|LAN-Kabel|DSL-Kabel|Kabel]; [tauschen|aus·probieren|prüfen|ein·stecken]
[die|meine] SIM-Karte; [neu ein·legen|tauschen|in ein anderes Handy stecken|reinigen]
[den|meinen] Flugmodus; [ein- und aus·schalten|an- und aus·machen|aktivieren]
[das|mein] WLAN; [neu ein·richten|aus·schalten|über Kabel testen|um·benennen]
[einen [Geschwindigkeitstest|Speedtest]|zwei Speedtests]; [machen|durch·führen]
[die|meine] [Firmware|Software]; aktualisieren
[den|einen anderen] Stecker; [prüfen|ziehen|in eine andere Dose stecken]
[den|meinen] Receiver; [neu starten|vom Strom trennen|neu suchen lassen]
[die|alle] Sender; neu suchen
[das|mein] Handy; [aus- und wieder ein·schalten|neu starten|in ein anderes Netz ein·wählen]
[die|meine] Netzwerkeinstellungen; zurück·setzen""",
    "parcel": """[bei|bei allen] [den |]Nachbarn; [klingeln|nach·fragen|an·klopfen]
in [der Filiale|der Packstation|der Poststelle]; [nach·fragen|nach·sehen]
[die|meine] Sendungsnummer; [noch einmal ein·geben|prüfen|im Portal suchen]
[den|beim] Absender; [an·rufen|kontaktieren]
im [Hausflur|Keller|Garten|Carport]; [nach·sehen|suchen]
[den|meinen] Abholcode; [ein·geben|neu an·fordern]
[ein paar|mehrere] Fotos[ vom Schaden|]; machen!
[den|einen] Zettel; [an die Tür kleben|auf·hängen]
[die|meine] Adresse; [überprüfen|korrigieren]""",
    "bank": """[die|meine] Karte; [an einem anderen Automaten versuchen|über die App sperren|selbst sperren|noch einmal ein·stecken]
[den|beim] Empfänger; [an·schreiben|an·rufen]
[die|meine] IBAN; [noch einmal prüfen|vergleichen]
[das|mein] [Gerät|Handy]; [neu registrieren|neu koppeln]
Anzeige bei der Polizei; erstatten!
[die|eine neue] TAN; [an·fordern|ein·geben]
[die|meine] PIN; [dreimal ein·geben|ändern]
[den|meinen] Kontoauszug; [prüfen|aus·drucken]
[die|eine] Überweisung; [noch einmal versuchen|per App ab·schicken]""",
    "retail": """[ein anderes|das] Netzteil; [aus·probieren|tauschen]
[den|meinen] Akku; [über Nacht laden|raus·nehmen|tauschen]
[den|meinen] [Code|Gutscheincode]; [ohne Leerzeichen ein·geben|kopieren|neu ein·geben]
[das|mein] Etikett; [noch einmal herunter·laden|aus·drucken]
[den|meinen] {product}; [zurück·setzen|auseinander·bauen|neu starten|laden]
[eine andere|meine] Karte; [versuchen|hinterlegen]
[die|Ihre] Anleitung; [durch·lesen|befolgen]
[die|alle] Schrauben; [nach·ziehen|zählen]
[den|meinen] Warenkorb; [leeren|neu füllen]""",
    "insurance": """[ein paar|mehrere] Fotos[ vom Schaden|]; [machen|schicken]!
[das|sofort das] Wasser; ab·stellen
die Polizei; [rufen|verständigen]!
[einen Kostenvoranschlag|zwei Kostenvoranschläge]; ein·holen!
[die|alle] Unterlagen; [per Post schicken|hoch·laden|sammeln]!
[die|meine] Werkstatt; [an·rufen|informieren]
[den|meinen] Vermieter; informieren
[die|eine] Schadenliste; [erstellen|aus·füllen]!
[die|alle] Zeugen; [notieren|an·rufen]""",
    "appliances": """[das|mein] [Flusensieb|Sieb]; [reinigen|sauber machen|heraus·nehmen]
[den|meinen] [Ablaufschlauch|Zulaufschlauch]; [prüfen|ab·schrauben|durch·spülen]
[das|mein] Gerät; [zehn Minuten aus·stecken|vom Strom nehmen|zurück·setzen]
[die|meine] Maschine; [entkalken|neu starten|leer laufen lassen]
[den|meinen] Wasserhahn; [auf·drehen|prüfen]
ein anderes Programm; [wählen|starten]
[die|meine] Tür; [fest schließen|noch einmal zu·drücken]
[den|meinen] Filter; [wechseln|reinigen|aus·spülen]
[die|meine] Kindersicherung; [aus·schalten|deaktivieren]""",
    "software": """[das|mein] Programm; [neu installieren|als Administrator starten|schließen]
[den|meinen] [Rechner|Computer|Laptop]; [neu starten|herunter·fahren]
[den|meinen] [Virenscanner|VPN|Werbeblocker]; [aus·schalten|deaktivieren]
[den|meinen] Treiber; [aktualisieren|neu installieren]
[den|meinen] Lizenzschlüssel; [neu ein·geben|kopieren]
[eine|meine] Sicherung; ein·spielen
[die|alle] Updates; [installieren|ein·spielen]
[einen Screenshot|zwei Screenshots]; machen!
[die|meine] Cookies; löschen""",
    "transit": """[die|meine] Karte; [an einem anderen Automaten testen|ein·lesen lassen]
beim [Fahrer|Schaffner|Personal]; nach·fragen
[ein|sogar ein] neues Ticket; kaufen!
im Fundbüro; [an·rufen|nach·fragen]
[das|mein] Ticket; [neu laden|aus·drucken]
[die|eine] Verspätungsbescheinigung; [holen|aus·füllen]!""",
    "office": """[das|mein] Formular; [herunter·laden|noch einmal ab·senden|aus·drucken]!
einen Termin; [online suchen|online buchen]!
[die|alle] Unterlagen; [ein·reichen|ein·werfen|in den Briefkasten werfen]!
[die|meine] Gebühr; [überweisen|bezahlen]!
beim [Einwohnermeldeamt|Rathaus|Finanzamt]; [an·rufen|nach·fragen]
[ein|ein neues] Passbild; machen lassen!""",
    "health": """[die|meine] Rechnung; [ein·scannen|über die App hoch·laden|ein·reichen]!
beim [Arzt|Zahnarzt|Arbeitgeber]; [nach·fragen|an·rufen]
[die|meine] Krankmeldung; [per Post schicken|hoch·laden]!
[die|meine] Karte; [neu ein·lesen lassen|in der Praxis zeigen]
[den|meinen] Antrag; [aus·füllen|unterschreiben]!
[das|ein] Rezept; [ein·lösen|zurück·geben]""",
    "workshop": """[die|meine] Batterie; [laden|ab·klemmen|überbrücken]
[den|meinen] Ölstand; [prüfen|kontrollieren]
[den|meinen] Reifendruck; [prüfen|an·passen]
[die|alle] Sicherungen; [prüfen|tauschen]
[das|mein] Auto; [stehen lassen|ab·schleppen lassen|neu starten]
Öl; nach·füllen
[den|meinen] Fehlerspeicher; aus·lesen lassen""",
}

BAD_COMMON = """es; [geht|funktioniert|klappt]; [immer noch nicht|trotzdem nicht|nicht|einfach nicht|weiterhin nicht]
[das Problem|der Fehler|die Meldung]; [bleibt|besteht; weiter|kommt; sofort wieder|ist; noch da]
es; [hat; sich nichts geändert|ist; [nichts passiert|alles beim Alten|schlimmer geworden]]
es; kommt; [Fehler {error}|eine Fehlermeldung|der gleiche Fehler|keine Antwort]
[niemand|keiner]; [geht; ans Telefon|weiß; [Bescheid|etwas davon]]
nichts; [passiert|tut sich]
[da|dort|hier]; [steht|kommt|erscheint]; [nichts|immer noch dasselbe|nur Fehler {error}]
[die Seite|der Link|das Portal]; [lädt|öffnet sich|reagiert]; nicht
das; hat; [nichts gebracht|nur kurz geholfen|leider nicht geholfen|nicht funktioniert]
[nach|schon nach] [fünf Minuten|einer Stunde|{number} Minuten]; [war; [alles wieder aus|es wieder weg]|ging; nichts mehr]
ich; [bekomme|sehe|habe]; [keine Antwort|denselben Fehler|nichts|nur eine leere Seite]"""

BAD = {
    "energy": """[das Licht|der Strom|der Herd]; bleibt; [aus|weg|dunkel]
die Sicherung; [fliegt|springt]; [gleich wieder raus|sofort raus]
[die Anzeige|das Display]; bleibt; [dunkel|leer]
[der Wert|der Stand]; ist; [derselbe|noch höher|unverändert]
die Heizung; [wird|bleibt]; [nicht warm|kalt|nur lauwarm]
bei [denen|den Nachbarn]; [geht; alles|ist; auch Stromausfall]""",
    "telecom": """[die Lampe|das Licht|alles]; blinkt; [weiter rot|immer noch|orange]
[die Verbindung|das Netz|das Signal]; [war|ist]; [gleich wieder weg|nach fünf Minuten weg|nur kurz da]
es; kommen; nur {number} Mbit an
[das Handy|es]; zeigt; [weiter keine SIM an|kein Netz|nur Notruf]
[der Router|das Gerät]; [findet; kein Signal|startet; immer wieder neu]
das Bild; [bleibt; schwarz|ruckelt; weiter]""",
    "parcel": """[die Filiale|der Laden]; hat; [kein Paket gefunden|keine Ahnung|mich weggeschickt]
der Code; [wurde|wird]; [abgelehnt|nicht erkannt]
der Absender; verweist; [an Sie|auf Sie]
es; steht; [immer noch in Zustellung|da zugestellt]
[dort|da]; [ist|lag]; [nichts|kein Paket]""",
    "bank": """[der Zugang|das Konto|die Karte]; ist; [weiter gesperrt|noch gesperrt]
die Nummer; [war|ist]; [richtig|korrekt]
[die Zahlung|es]; wurde; [auch dort abgelehnt|wieder abgelehnt]
die TAN; [kommt|kam]; [nicht|zu spät]
[die App|sie]; stürzt; [wieder ab|trotzdem ab]""",
    "retail": """[das Display|der Bildschirm]; bleibt; [schwarz|dunkel]
der Code; [gilt; als abgelaufen|wird; nicht angenommen]
[das Gerät|er]; geht; [sofort wieder aus|nicht an]
[die Datei|das Etikett]; ist; [leer|beschädigt|nicht lesbar]
die Zahlung; wurde; [wieder abgelehnt|nicht durchgeführt]""",
    "insurance": """[die Bilder|die Fotos]; sind; [etwas dunkel|unscharf]
es; tropft; [weiter|immer noch]
die Polizei; hat; alles aufgenommen
der Brief; kam; als unzustellbar zurück
die Werkstatt; [wartet; noch auf Freigabe|will; erst Geld sehen]""",
    "appliances": """der Fehler; [kommt|ist]; [sofort wieder|nach einer Minute wieder da]
das Wasser; steht; [immer noch|weiter in der Trommel]
[der {product}|das Gerät]; [brummt|piept]; nur
[sie|die Maschine]; läuft; [kurz an und stoppt dann|nicht an]
der Schlauch; war; [frei|nicht verstopft]""",
    "software": """[die Mail|die Datei]; ist; nicht da
es; hängt; [wieder an derselben Stelle|bei {percent} Prozent]
[jetzt|es]; startet; [es nur langsam|nicht einmal]
im anderen Browser; [geht; es auch nicht|ist; es dasselbe]
es; kommt; Fehlercode {error}""",
    "transit": """das Ticket; [fehlt|ist]; [weiter|nicht drin]
der Fahrer; wusste; von nichts
es; wurde; nichts abgegeben
die Karte; [wurde|wird]; auch dort nicht gelesen""",
    "office": """[das Portal|die Seite]; [bricht; ab|meldet; einen Fehler]
es; sind; keine Termine frei
[das Amt|man]; [verweist; an Sie|schickt; mich weiter]""",
    "health": """[die Praxis|der Arzt]; schickt; mich zu Ihnen
die Karte; geht; [weiterhin nicht|auch dort nicht]
der Upload; bricht; [ab|jedes Mal ab]""",
    "workshop": """[er|der Wagen]; springt; [trotzdem nicht an|nur manchmal an]
die Lampe; leuchtet; [weiter|wieder]
das Geräusch; ist; [noch da|lauter geworden]""",
}

ACTION_COMMON = """Ihre [Anfrage|Beschwerde|Angaben|Unterlagen|Nachricht][ an die [Fachabteilung|Technik|Buchhaltung]| direkt|]; [weiter·leiten|weiter·geben|prüfen]
[ein|das] [Ticket|Protokoll]; [an·legen|erstellen|auf·nehmen|schreiben]
[eine|die] [Bestätigung|schriftliche Antwort|Kopie|Übersicht][ per [E-Mail|Post|SMS]|]; [schicken|zu·senden|zu·schicken|mailen|erstellen|senden]
[die|meine] Kollegen; [informieren|fragen]
[das|die Sache|den Vorgang|den Fall][ mit [der Technik|der Buchhaltung|meinem Chef|der Fachabteilung]|]; [klären|prüfen|besprechen]
[Ihre|die] [Daten|Kontaktdaten|Adresse|Bankverbindung]; [aktualisieren|ändern|an·passen|ein·tragen|korrigieren]
[die|alle] Unterlagen; [an·fordern|zu·schicken|zu·senden|prüfen|verschicken]
[einen|den] [Rückruf|Termin|Rückruftermin][ für {weekday}|]; [ein·planen|vereinbaren|ein·tragen|buchen|bestätigen]
[die|eine] Gutschrift[ über {amount}| von {amount}|]; [veranlassen|buchen|erstellen|an·weisen|bestätigen]
[den|einen] Betrag[ von {amount}|]; [erstatten|überweisen|gut·schreiben|zurück·überweisen]
[die|Ihre] [Kündigung|Reklamation|Stornierung|Änderung]; [bestätigen|bearbeiten|auf·nehmen|ein·leiten|ein·tragen]
[eine|die] [Notiz|Beschwerde|Eskalation]; [hinterlegen|auf·nehmen|ein·leiten]
[die|eine] [Rechnung|Abrechnung]; [korrigieren|stornieren|neu erstellen|zu·schicken|prüfen]
[das|ein] Formular; [zu·schicken|mailen|schicken|zu·senden]
[eine|die] [Lösung|Rückmeldung]; [schicken|melden]
[die|Ihre] Akte; [prüfen|ergänzen|aktualisieren]"""

ACTION = {
    "energy": """[die|eine] [korrigierte|neue] [Rechnung|Abrechnung]; [zu·schicken|erstellen|zu·senden|mailen]
[den|Ihren] Abschlag[ auf {amount}|]; [an·passen|senken|ändern|um·stellen]
[den|einen] [Entstördienst|Techniker|Bereitschaftsdienst]; [los·schicken|schicken|beauftragen|informieren]
[die|eine] [Ablesung|Zählerprüfung]; [prüfen|beauftragen|veranlassen]
[das|Ihr] Guthaben; [überweisen|aus·zahlen|verrechnen]
[den|Ihren] [neuen |]Zählerstand; [ein·tragen|korrigieren|auf·nehmen|ändern]
[die|Ihre] [Mahnung|Sperrung]; [stornieren|zurück·nehmen|auf·heben]
[einen|den] Ratenplan; [erstellen|zu·schicken|vereinbaren]
[den|Ihren] [Tarifwechsel|Umzug|Anbieterwechsel]; [veranlassen|ein·leiten|bestätigen|ein·tragen]
[einen|den] Zählertausch; [beauftragen|ein·planen|veranlassen]""",
    "telecom": """[einen|den] Techniker; [beauftragen|schicken|ein·planen|buchen]
[die|Ihre] Leitung; [durch·messen|prüfen|zurück·setzen|messen]
[einen|den] [neuen |]Router; [zu·schicken|verschicken|bestellen|zu·senden|liefern]
[die|Ihre] Gutschrift[ für die Ausfallzeit|]; [buchen|veranlassen|ein·tragen]
[das|Ihr] Ticket[ an die Technik|]; [weiter·leiten|eskalieren]
[den|Ihren] [Port|Anschluss]; [zurück·setzen|frei·schalten|prüfen|messen]
[eine|die] [neue |]SIM-Karte; [bestellen|zu·schicken|frei·schalten|sperren|aktivieren]
[die|Ihre] Störung; [auf·nehmen|melden|weiter·leiten]
[den|Ihren] [Tarif|Vertrag]; [um·stellen|ändern|verlängern|stornieren|an·passen]
[die|Ihre] [Rufnummer|Portierung]; [frei·geben|prüfen|beauftragen]
[das|Ihr] Datenvolumen; [zurück·setzen|erhöhen|frei·schalten]""",
    "parcel": """[eine|die] Nachforschung; [starten|ein·leiten|beauftragen|veranlassen]
[die|Ihre] Zustellung[ für {weekday}|]; [neu planen|verschieben|ein·planen|veranlassen]
[den|unseren] Fahrer; [befragen|informieren|an·rufen]
[die|Ihre] Adresse; [korrigieren|ändern|an·passen]
[das|Ihr] Porto; [erstatten|gut·schreiben]
[das|unser] Depot[ in {city}|]; [an·schreiben|informieren|an·rufen]
[die|Ihre] Sendung; [um·leiten|suchen|sperren|zurück·schicken]
[ein|das] Schadensformular; [schicken|zu·schicken|mailen]
[einen|den] Ersatz; [verschicken|beauftragen]""",
    "bank": """[die|Ihre] [Karte|Kreditkarte|Girokarte]; [sperren|entsperren|frei·schalten]
[eine|die] Ersatzkarte; [bestellen|zu·schicken|zu·senden]
[einen|den] [Überweisungsrückruf|Rückruf der Zahlung]; [ein·leiten|veranlassen|beauftragen]
[die|Ihre] [Buchung|Zahlung]; [reklamieren|prüfen|stornieren]
[den|Ihren] Zugang; [frei·schalten|sperren|zurück·setzen]
[das|Ihr] Limit[ auf {amount}|]; [an·passen|ändern|erhöhen]
[die|diese] Lastschrift; [zurück·geben|zurück·buchen|sperren]
[den|einen] Brief mit der [neuen |]PIN; [verschicken|zu·schicken|schicken|bestellen]
[den|Ihren] Dauerauftrag; [löschen|ändern|an·legen|stornieren]
[eine|die] Betrugsprüfung; [ein·leiten|beauftragen]""",
    "retail": """[ein|das] [Rücksendeetikett|Etikett]; [mailen|schicken|zu·schicken|erstellen]
[einen|den] Ersatz[ für den {product}|]; [verschicken|schicken|bestellen|liefern]
[die|Ihre] Erstattung[ von {amount}|]; [an·weisen|veranlassen|buchen]
[die|Ihre] Bestellung; [stornieren|ändern|an·passen|prüfen]
[die|Ihre] Rechnung; [um·schreiben|korrigieren|mailen]
[einen|den] Gutschein über {amount}; [aus·stellen|schicken|erstellen|buchen]
[das fehlende Teil|die fehlenden Schrauben|das Netzteil]; [nach·liefern|nach·schicken|verschicken]
[den|Ihren] Versand; [beschleunigen|stoppen|prüfen]
[das|unser] Lager; [informieren|an·rufen|fragen]
[die|Ihre] Retoure; [prüfen|suchen|ein·tragen]""",
    "insurance": """[den|Ihren] Schaden; [an·legen|auf·nehmen|prüfen|bearbeiten|weiter·leiten]
[einen|den] Gutachter; [beauftragen|informieren|schicken]
[die|Ihre] Deckung; [prüfen|bestätigen]
[die|Ihre] Werkstatt; [informieren|an·rufen|beauftragen]
[die|eine neue] Police; [neu aus·stellen|zu·schicken|erstellen|aus·stellen]
[die|Ihre] Zahlung; [frei·geben|veranlassen|an·weisen]
[die|eine] Bescheinigung; [zu·senden|aus·stellen|zu·schicken|mailen]
[den|Ihren] Vertrag; [um·stellen|an·passen|ändern|kündigen]
[den|Ihren] Beitrag; [neu berechnen|an·passen|stunden]""",
    "appliances": """[einen|den] [Monteur|Techniker]; [schicken|beauftragen|ein·planen|informieren]
[das|ein] Ersatzteil; [bestellen|liefern|zu·schicken|reservieren]
[den|Ihren] Termin; [verschieben|bestätigen|ein·tragen|ändern]
[einen|den] Kostenvoranschlag; [erstellen|schicken|zu·schicken]
[den|Ihren] Garantiefall; [an·legen|prüfen|bestätigen]
[die|eine] Anleitung; [mailen|schicken|zu·senden]
[ein|das] Leihgerät; [bereit·stellen|schicken|reservieren]""",
    "software": """[die|Ihre] Lizenz; [zurück·setzen|frei·schalten|verlängern|prüfen]
[den|diesen] Fehler[ an die Entwicklung|]; [melden|weiter·leiten|weiter·geben]
[einen|den] [neuen |]Link; [schicken|mailen|zu·schicken|erstellen]
[das|Ihr] Konto; [entsperren|frei·schalten|zurück·setzen|prüfen]
[den|einen] doppelten Betrag; [erstatten|gut·schreiben|überweisen]
[einen|den] Fernwartungstermin; [vereinbaren|ein·planen|buchen]
[ein|das] Update; [bereit·stellen|ein·spielen|veröffentlichen]
[die|Ihre] [Protokolle|Logdateien]; [prüfen|an·fordern|aus·werten]""",
    "transit": """[eine|die] neue Chipkarte; [aus·stellen|zu·schicken|bestellen]
[die|Ihre] Erstattung[ von {amount}|]; [veranlassen|prüfen|überweisen]
[die|Ihre] Verlustmeldung; [auf·nehmen|weiter·leiten]
[das|Ihr] Abo; [pausieren|kündigen|ändern|um·schreiben]
[die|Ihre] Forderung; [zurück·nehmen|stornieren|prüfen]
[das|Ihr] Ticket; [neu zu·senden|um·buchen|stornieren|mailen]
[das|unser] Fundbüro; [informieren|an·rufen]""",
    "office": """[Ihren|den] Antrag; [prüfen|weiter·leiten|bearbeiten|vor·ziehen]
[einen|den] Termin[ am {date}|]; [reservieren|buchen|ein·tragen|verschieben]
[den|einen] [Bescheid|neuen Bescheid]; [erstellen|zu·schicken|korrigieren|zu·senden]
[die|Ihre] Frist; [verlängern|ein·tragen]
[die|Ihre] Zahlung; [suchen|verbuchen|prüfen]
[den|unseren] Außendienst; [informieren|schicken|beauftragen]
[die|eine] Urkunde; [aus·stellen|bestellen|zu·schicken]""",
    "health": """[eine|die] [neue |]Gesundheitskarte; [bestellen|zu·schicken|aus·stellen]
[Ihren|den] Antrag; [prüfen|weiter·leiten|genehmigen]
[die|Ihre] Kostenübernahme; [prüfen|bestätigen|ein·leiten]
[die|Ihre] Rechnung; [erstatten|prüfen|weiter·leiten]
[das|Ihr] Krankengeld; [an·weisen|berechnen|überweisen]
[die|eine] Mitgliedsbescheinigung; [mailen|zu·schicken|aus·stellen]
[Ihren|den] Arbeitgeber; [an·schreiben|informieren]""",
    "workshop": """[das|ein] Ersatzteil; [bestellen|an·fordern|liefern]
[einen|den] Leihwagen; [reservieren|bereit·stellen]
[die|Ihre] Rechnung; [korrigieren|prüfen|mailen]
[den|Ihren] Termin; [vor·ziehen|verschieben|ein·tragen|bestätigen]
[das|Ihr] Auto; [durch·sehen|bereit·stellen|prüfen]
[die|eine] Probefahrt; [machen|ein·planen]
[einen|den] Kostenvoranschlag; [erstellen|mailen|schicken]""",
}

TODO_COMMON = """[ein Foto|ein Bild|ein paar Fotos|mehrere Bilder|zwei Fotos][ vom [Schaden|Gerät|Schreiben]|]; [schicken|mailen|hoch·laden|zu·schicken]
[das|dieses] [Formular|Schreiben]; [unterschreiben|aus·füllen|zurück·schicken|unterschrieben zurück·schicken|aus·drucken]
[die|alle] [Unterlagen|Nachweise|Belege|Rechnungen]; [ein·reichen|nach·reichen|schicken|hoch·laden|zu·senden]
[eine|die] [Kopie|Rechnung|Quittung|Vollmacht|Bestätigung][ vom {date}|]; [schicken|mailen|nach·reichen|hoch·laden|ein·reichen]
[den|Ihren] [Ausweis|Kaufbeleg|Vertrag]; [vor·legen|hoch·laden|schicken|mit·bringen|bereit·halten]
[den|einen] Betrag[ von {amount}|]; [überweisen|bezahlen]
[eine|kurz eine] [Mail|E-Mail|Nachricht][ an {email}|]; [schreiben|schicken]
[das|Ihr] Passwort; [ändern|neu setzen]
[den|Ihren] [Termin|Antrag]; [bestätigen|stellen|online buchen]
[die|Ihre] [IBAN|Seriennummer|Bankverbindung|Telefonnummer]; [mailen|durch·geben|nach·reichen|schicken|melden]
noch einmal; an·rufen"""

TODO = {
    "energy": """[den|Ihren] Zählerstand[ am Monatsende|]; [ab·lesen|melden|durch·geben|schicken|fotografieren]
das SEPA-Formular; [unterschreiben|zurück·schicken|schicken]
[den|Ihren] Mietvertrag; [hoch·laden|schicken]
[den|einen] Zugang zum Keller; sicher·stellen""",
    "telecom": """[den|Ihren] Router[ noch einmal|]; [neu starten|zurück·schicken|ein·schicken]
[das alte|Ihr altes] Gerät; [zurück·schicken|zurück·geben]
einen Geschwindigkeitstest[ mit Kabel|]; [machen|schicken]
[am Termin|den ganzen Vormittag] zu Hause; sein
[die|Ihre] neue SIM-Karte; [frei·schalten|ein·legen|aktivieren]""",
    "parcel": """das Schadensformular; [aus·füllen|schicken]
die [Verpackung|Ware]; auf·heben
[den|Ihren] Kaufbeleg; [ein·reichen|schicken]
die Karte in der Filiale; vor·zeigen""",
    "bank": """[die|Ihre] Anzeige; [ein·reichen|schicken|hoch·laden]
[den|Ihren] Ausweis in der Filiale; vor·legen
die App auf dem neuen Handy; ein·richten
[die|Ihre] PIN; ändern""",
    "retail": """[den|Ihren] Artikel[ in der Originalverpackung|]; [zurück·schicken|zurück·geben]
[die|Ihre] Seriennummer; [mailen|schicken]
das Etikett; aus·drucken
das Paket[ in der Filiale|]; ab·geben""",
    "insurance": """[den|einen] Kostenvoranschlag; [ein·reichen|schicken|mailen]
[das|Ihr] Unfallformular; [aus·füllen|zurück·schicken]
das Aktenzeichen der Polizei; [nach·reichen|melden]
[den|Ihren] kaputten Gegenstand; auf·heben""",
    "appliances": """[das|Ihr] Typenschild; [fotografieren|schicken]
[den|Ihren] Kaufbeleg; [mailen|schicken]
[das|Ihr] Gerät bis dahin; aus·schalten
[den|Ihren] Zugang zur Maschine; frei·räumen""",
    "software": """[die|Ihre] Logdatei; [schicken|hoch·laden]
[einen Screenshot|zwei Screenshots]; [machen|schicken]
das Update; [ein·spielen|installieren]
die Fernwartung; starten""",
    "transit": """[das|Ihr] Originalticket; [ein·reichen|schicken]
[ein|Ihr] Passfoto; hoch·laden
[die|Ihre] Karte; [zurück·geben|zurück·schicken]""",
    "office": """[ein Passbild|zwei Passbilder]; mit·bringen
[den|Ihren] Antrag; [online stellen|unterschreiben|ein·werfen]
[die|Ihre] Meldebescheinigung; [vor·legen|mit·bringen]""",
    "health": """[die|Ihre] Originalrechnung; [schicken|ein·reichen|hoch·laden]
[das|ein] Attest; [nach·reichen|schicken]
[den|Ihren] Fragebogen; [aus·füllen|zurück·schicken]""",
    "workshop": """[das|Ihr] Auto; [vorbei·bringen|ab·holen|stehen lassen]
[den|Ihren] Fahrzeugschein; [mit·bringen|schicken|fotografieren]
[den|Ihren] Schlüssel; [ein·werfen|ab·geben]""",
}

LABELS = {
    "customer_number": "f Kundennummer|f Kundennr.|f Kd-Nr.|f Kundennummer",
    "contract_number": "f Vertragsnummer|f Vertragsnr.|f Vertragskontonummer",
    "meter_number": "f Zählernummer|f Zählernr.|f Nummer vom Zähler",
    "meter_reading": "m Zählerstand|m Stand|m Stand des Zählers",
    "iban": "f IBAN|f neue IBAN|f Bankverbindung|f Kontoverbindung",
    "account_number": "f Kontonummer|f Kontonr.|f alte Kontonummer",
    "amount": "m Betrag|m Rechnungsbetrag|f Summe|f Rechnungssumme",
    "date": "n Datum|n Kaufdatum|m Tag",
    "phone": "f Telefonnummer|f Handynummer|f Rückrufnummer|f Nummer|f Mobilnummer|f Festnetznummer",
    "email": "f E-Mail-Adresse|f Mailadresse|f E-Mail|f Mail",
    "order_number": "f Bestellnummer|f Auftragsnummer|f Bestellnr.|f Bestell-ID",
    "tracking_number": "f Sendungsnummer|f Paketnummer|f Trackingnummer",
    "invoice_number": "f Rechnungsnummer|f Rechnungsnr.|f Belegnummer",
    "policy_number": "f Versicherungsnummer|f Policennummer|f Versicherungsscheinnummer|f Versichertennummer|f Mitgliedsnummer",
    "claim_number": "f Schadennummer|f Schadensnummer",
    "case_number": "n Aktenzeichen|f Vorgangsnummer|f Ticketnummer|f Fallnummer",
    "license_plate": "n Kennzeichen|n Autokennzeichen|f Nummer vom Auto",
    "serial_number": "f Seriennummer|f Gerätenummer|f SN",
    "product": "n Gerät|n Modell|m Artikel|f Bezeichnung",
    "device": "n Gerät|m Router|n Modell|m Gerätename",
    "version": "f Version|f Programmversion",
    "error_code": "m Fehlercode|f Fehlermeldung|f Fehlernummer",
    "name": "m Name|m Nachname|m Familienname",
    "address": "f Adresse|f Anschrift|f Lieferadresse|f neue Adresse",
    "birth_date": "n Geburtsdatum|n Geburtsdatum",
}
