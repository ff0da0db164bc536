"""The words of `service.py`: frames, nouns, predicates, times and openers. Data only, all written for this recipe.

A frame is `kinds: German|English`. `[mein4]` is a determiner in the accusative with its noun, `[my]` the English of it;
`2nd` asks for a second noun, `[pred]` for something said of the noun, `[zeit]` for a time; `{0}` is a placeholder.
"""

from __future__ import annotations

# d: papers and cases with a number of their own, g: goods and devices, s: services, accounts and what runs over time.
NOUNS = {
    "d": (
        "Rechnung,f,invoice;Bestellung,f,order;Lieferung,f,delivery;Sendung,f,shipment;Mahnung,f,reminder;"
        "Gutschrift,f,credit note;"
        "Buchung,f,booking;Anfrage,f,request;Reklamation,f,complaint;Rücksendung,f,return;"
        "Schadensmeldung,f,damage report;"
        "Zahlung,f,payment;Überweisung,f,transfer;Lastschrift,f,direct debit;Reservierung,f,reservation;"
        "Beschwerde,f,complaint;"
        "Kündigung,f,cancellation;Abrechnung,f,statement;Erstattung,f,refund;Auftrag,m,order;Antrag,m,application;"
        "Vorgang,m,case;Gutschein,m,voucher;Abschlag,m,instalment;Kaufvertrag,m,purchase contract;"
        "Ticket,n,ticket;Paket,n,parcel;"
        "Angebot,n,offer;Schreiben,n,letter;Rezept,n,prescription;Formular,n,form;Jahresrechnung,f,annual bill;"
        "Auftragsbestätigung,f,order confirmation;Bestätigung,f,confirmation;Quittung,f,receipt;Meldung,f,report;"
        "Schlussrechnung,f,final bill;Stromrechnung,f,electricity bill;Nachzahlung,f,additional payment;"
        "Fahrkarte,f,ticket"
    ),
    "g": (
        "Gerät,n,device;Router,m,router;Artikel,m,item;Ware,f,goods;Waschmaschine,f,washing machine;"
        "Kamera,f,camera;Drucker,m,printer;"
        "Laptop,m,laptop;Handy,n,mobile phone;Ladegerät,n,charger;Kabel,n,cable;Ersatzteil,n,spare part;Zähler,m,meter;"
        "Stromzähler,m,electricity meter;Gaszähler,m,gas meter;Heizung,f,heating;Fernseher,m,television;"
        "Kühlschrank,m,fridge;"
        "Akku,m,battery;Bildschirm,m,screen;Karte,f,card;Schlüssel,m,key;Koffer,m,suitcase;Fahrrad,n,bicycle;"
        "Auto,n,car;"
        "Reifen,m,tyre;Fernbedienung,f,remote control;Aufzug,m,lift;Tür,f,door;Wasserhahn,m,tap;"
        "Backofen,m,oven;Ersatzgerät,n,replacement device"
    ),
    "s": (
        "Vertrag,m,contract;Konto,n,account;Tarif,m,tariff;Versicherung,f,insurance;"
        "Internetanschluss,m,internet connection;"
        "Kundenkonto,n,customer account;Mietvertrag,m,rental contract;Stromvertrag,m,electricity contract;"
        "Mobilfunkvertrag,m,mobile contract;Anschluss,m,connection;Abonnement,n,subscription;"
        "Mitgliedschaft,f,membership;"
        "Adresse,f,address;Anschrift,f,address;Bankverbindung,f,bank account;Wohnung,f,flat;App,f,app;Lizenz,f,licence;"
        "Bonus,m,bonus;Rabatt,m,discount;Passwort,n,password;Zugang,m,access;Termin,m,appointment;Reparatur,f,repair;"
        "Umzug,m,move;Guthaben,n,credit;Grundpreis,m,basic price;Verbrauch,m,consumption;"
        "Newsletter,m,newsletter;Garantie,f,warranty"
    ),
}

PREDICATES = {
    "d": """\
falsch|wrong
nicht richtig|not correct
zu hoch|too high
noch offen|still open
bereits bezahlt|already paid
doppelt|duplicated
unvollständig|incomplete
storniert|cancelled
abgelehnt|rejected
bestätigt|confirmed
nicht angekommen|not arrived
in Bearbeitung|being processed
verloren gegangen|lost
abgeschlossen|completed
fehlerhaft|incorrect
""",
    "g": """\
defekt|defective
kaputt|broken
beschädigt|damaged
nicht lieferbar|not available
gestohlen worden|stolen
zu laut|too loud
neu|new
repariert|repaired
schon alt|already old
ausverkauft|sold out
verschwunden|gone
undicht|leaking
""",
    "s": """\
gesperrt|locked
abgelaufen|expired
gekündigt|cancelled
nicht mehr gültig|no longer valid
noch aktiv|still active
zu teuer|too expensive
geändert|changed
falsch|wrong
nicht verfügbar|not available
verlängert|extended
kostenlos|free of charge
wichtig|important
""",
}

TIMES = """\
heute|today
gestern|yesterday
seit gestern|since yesterday
seit Montag|since Monday
heute Morgen|this morning
gestern Abend|yesterday evening
letzte Woche|last week
letzten Monat|last month
vor zwei Wochen|two weeks ago
vor drei Tagen|three days ago
vor einer Stunde|an hour ago
diese Woche|this week
nächste Woche|next week
am Freitag|on Friday
am Wochenende|at the weekend
am {7}|on {7}
seit dem {7}|since {7}
bis {7}|until {7}
um {7}|at {7}
schon wieder|again
inzwischen|in the meantime
im Januar|in January
im Juli|in July
im Dezember|in December
"""

OPENERS = """\
Guten Tag,|Hello,
Hallo,|Hi,
Hallo {0},|Hello {0},
Guten Morgen,|Good morning,
Guten Abend,|Good evening,
Danke,|Thanks,
Vielen Dank,|Thank you,
Ja,|Yes,
Ja genau,|Yes exactly,
Nein,|No,
Okay,|Okay,
Gut,|Good,
Alles klar,|All right,
Entschuldigung,|Excuse me,
Moment,|One moment,
Ich glaube,|I think
Wie gesagt,|As I said,
Frau {0},|Ms {0},
Herr {0},|Mr {0},
Ich sehe hier,|I can see here that
Zu {0}:|Regarding {0}:
Betreff {0}:|Subject {0}:
Noch eine Frage:|One more question:
Zur Erinnerung:|As a reminder:
Also,|So,
Ach so,|I see,
Tut mir leid,|I am sorry,
"""

FRAMES = """\
d: [mein1] {0} ist [pred].|[my] {0} is [pred].
d: [Ihr1] {0} ist [pred].|[your] {0} is [pred].
d: [der1] {0} ist [pred].|[the] {0} is [pred].
d: [dies1] ist [pred].|[this] is [pred].
gs: [mein1] ist [pred].|[my] is [pred].
gs: [Ihr1] ist [pred].|[your] is [pred].
gs: [der1] ist leider [pred].|unfortunately, [the] is [pred].
dgs: Ist [mein1] {0} [pred]?|Is [my] {0} [pred]?
dgs: Warum ist [mein1] [pred]?|Why is [my] [pred]?
dgs: Seit wann ist [Ihr1] [pred]?|Since when is [your] [pred]?
d: [mein1] {0} vom {1} ist [pred].|[my] {0} of {1} is [pred].
d: [der1] {0} vom {1} über {2} ist [pred].|[the] {0} of {1} for {2} is [pred].
d: Ich habe eine Frage zu [mein3] {0}.|I have a question about [my] {0}.
d: Ich habe eine Frage zu [mein3].|I have a question about [my].
dgs: Es geht um [mein4] {0}.|It is about [my] {0}.
dgs: Es geht um [der4] von {0}.|It is about [the] of {0}.
dgs: Ich rufe wegen [mein3] {0} an.|I am calling about [my] {0}.
dgs: Ich schreibe Ihnen wegen [mein3] {0}.|I am writing to you about [my] {0}.
d: Ich habe [mein4] {0} nicht erhalten.|I have not received [my] {0}.
d: Ich habe [mein4] {0} noch nicht bekommen.|I have not got [my] {0} yet.
d: Ich warte [zeit] auf [mein4] {0}.|I have been waiting for [my] {0} [zeit].
dg: Ich warte immer noch auf [mein4].|I am still waiting for [my].
dg: Wann bekomme ich [mein4] {0}?|When will I get [my] {0}?
d: Wo finde ich [mein4] {0}?|Where can I find [my] {0}?
dgs: Wo finde ich [der4]?|Where can I find [the]?
d: Haben Sie [mein4] {0} bekommen?|Did you get [my] {0}?
d: Haben Sie [mein4] vom {0} erhalten?|Have you received [my] of {0}?
d: Können Sie [mein4] {0} bitte prüfen?|Can you please check [my] {0}?
d: Können Sie mir [der4] {0} noch einmal schicken?|Can you send me [the] {0} again?
d: Könnten Sie mir bitte [der4] an {0} senden?|Could you please send [the] to {0}?
d: Bitte senden Sie mir [der4] {0} per E-Mail.|Please send me [the] {0} by email.
d: Bitte senden Sie [der4] an {0}.|Please send [the] to {0}.
d: Bitte schicken Sie [der4] {0} an folgende Adresse: {1}.|Please send [the] {0} to the following address: {1}.
d: Bitte stornieren Sie [mein4] {0}.|Please cancel [my] {0}.
d: Bitte prüfen Sie [der4] {0} vom {1}.|Please check [the] {0} of {1}.
d: Bitte korrigieren Sie [mein4] {0}.|Please correct [my] {0}.
dgs: Bitte ändern Sie [mein4] auf {0}.|Please change [my] to {0}.
dgs: Ich möchte [mein4] ändern.|I would like to change [my].
dgs: Ich möchte [mein4] {0} ändern.|I would like to change [my] {0}.
ds: Ich möchte [mein4] {0} zum {1} kündigen.|I would like to cancel [my] {0} as of {1}.
s: Ich möchte [mein4] kündigen.|I would like to cancel [my].
s: Hiermit kündige ich [mein4] {0} zum {1}.|I hereby cancel [my] {0} with effect from {1}.
s: Ich habe [mein4] {0} am {1} gekündigt.|I cancelled [my] {0} on {1}.
d: Ich möchte [mein4] {0} stornieren.|I would like to cancel [my] {0}.
d: Ich habe [mein4] {0} [zeit] storniert.|I cancelled [my] {0} [zeit].
d: Ich habe [der4] {0} am {1} bezahlt.|I paid [the] {0} on {1}.
d: Ich habe {0} für [der4] {1} bezahlt.|I paid {0} for [the] {1}.
d: Am {0} habe ich [der4] {1} bezahlt.|On {0} I paid [the] {1}.
d: Am {0} habe ich [ein4] über {1} erhalten.|On {0} I received [a] for {1}.
d: Ich habe [ein4] über {0} erhalten, obwohl ich bezahlt habe.|I received [a] for {0} although I have paid.
d: [der1] {0} beträgt {1}.|[the] {0} amounts to {1}.
d: [der1] beträgt {0} statt {1}.|[the] is {0} instead of {1}.
ds: [der1] kostet {0} im Monat.|[the] costs {0} a month.
gs: [der1] kostet {0}.|[the] costs {0}.
gs: Was kostet [ein1]?|How much does [a] cost?
gs: Wie viel kostet [der1] ab {0}?|How much does [the] cost from {0}?
g: [der1] {0} kostet {1} und ist ab {2} lieferbar.|[the] {0} costs {1} and is available from {2}.
g: [mein1] funktioniert [zeit] nicht.|[my] has not been working [zeit].
g: [mein1] funktioniert nicht mehr.|[my] no longer works.
g: [der1] {0} lässt sich nicht einschalten.|[the] {0} does not switch on.
g: [der1] zeigt den Fehler {0} an.|[the] shows the error {0}.
g: [der1] zeigt immer die Meldung {0}.|[the] keeps showing the message {0}.
g: [der1] macht seltsame Geräusche.|[the] makes strange noises.
g: Ich habe [der4] {0} am {1} bei Ihnen gekauft.|I bought [the] {0} from you on {1}.
g: Ich habe [ein4] für {0} bestellt.|I ordered [a] for {0}.
g: Ich habe [der4] neu gestartet, aber es hilft nicht.|I restarted [the], but it does not help.
g: Haben Sie [der4] schon neu gestartet?|Have you already restarted [the]?
g: Bitte schalten Sie [der4] aus und wieder ein.|Please switch [the] off and on again.
g: Bitte trennen Sie [der4] für {0} Minuten vom Strom.|Please disconnect [the] from the power for {0} minutes.
g: Bitte schicken Sie uns ein Foto von [der3].|Please send us a photo of [the].
g: Wo steht die Seriennummer auf [der3]?|Where is the serial number on [the]?
g: Ich möchte [der4] {0} zurückgeben.|I would like to return [the] {0}.
g: Ich möchte [der4] umtauschen.|I would like to exchange [the].
g: Ich habe [der4] zurückgeschickt und noch kein Geld bekommen.|I sent back [the] and have not received any money yet.
g: Wir schicken Ihnen [ein4] bis {0}.|We will send you [a] by {0}.
g: Wir tauschen [der4] kostenlos aus.|We will replace [the] free of charge.
g: Der Techniker hat [der4] {0} am {1} ausgetauscht.|The technician replaced [the] {0} on {1}.
g: Der Techniker hat [der4] nicht repariert.|The technician did not repair [the].
g: Ein Techniker kommt am {0} und prüft [der4].|A technician will come on {0} and check [the].
s: [Ihr1] {0} läuft bis {1}.|[your] {0} runs until {1}.
s: [Ihr1] {0} läuft am {1} ab.|[your] {0} expires on {1}.
s: [Ihr1] endet am {0}.|[your] ends on {0}.
s: [mein1] endet [zeit].|[my] ends [zeit].
s: [Ihr1] {0} verlängert sich bis {1}.|[your] {0} is extended until {1}.
s: Ab {0} gilt [ein1] für {1}.|From {0}, [a] applies for {1}.
s: Wie kann ich [mein4] ändern?|How can I change [my]?
s: Wie lange gilt [mein1]?|How long is [my] valid?
s: Ich habe keinen Zugriff auf [mein4] {0}.|I have no access to [my] {0}.
s: Wir haben [Ihr4] auf {0} geändert.|We have changed [your] to {0}.
s: Wir haben [Ihr4] {0} gesperrt.|We have blocked [your] {0}.
s: Ich brauche [ein4] ab {0}.|I need [a] from {0}.
dgs: Ich finde [mein4] nicht.|I cannot find [my].
dgs: Ich habe [der4] und [der42nd].|I have [the] and [the2nd].
dgs: Ich brauche [ein4] und [ein42nd].|I need [a] and [a2nd].
dgs: Das steht auf [der3] {0}.|It says so on [the] {0}.
dgs: Danke für [der4].|Thank you for [the].
dgs: Vielen Dank für [Ihr4] vom {0}.|Thank you very much for [your] of {0}.
d: Vielen Dank für [Ihr4] {0}.|Thank you for [your] {0}.
dgs: Ohne [der4] geht das leider nicht.|Unfortunately, that does not work without [the].
dgs: Was ist mit [mein3] {0}?|What about [my] {0}?
dgs: Ich sehe [Ihr4] {0} hier vor mir.|I can see [your] {0} in front of me.
d: Ich habe [Ihr4] {0} gefunden.|I have found [your] {0}.
d: Ich habe [Ihr4] {0} an {1} weitergeleitet.|I have forwarded [your] {0} to {1}.
d: Wir haben [Ihr4] am {0} erhalten.|We received [your] on {0}.
d: Ihr Anliegen vom {1} zu [der3] {0} prüfen wir bis {2}.|We will check your request of {1} on [the] {0} by {2}.
d: Wir haben [Ihr4] {0} [zeit] bearbeitet.|We processed [your] {0} [zeit].
d: Wir prüfen [Ihr4] {0} und melden uns bis {1}.|We will check [your] {0} and get back to you by {1}.
d: Wir können [Ihr4] {0} leider nicht finden.|Unfortunately, we cannot find [your] {0}.
d: Ich sehe keine Zahlung zu [der3] {0}.|I do not see any payment for [the] {0}.
d: Zu [Ihr3] {0} liegt uns nichts vor.|We have nothing on [your] {0}.
d: Nach [der3] {0} fehlen noch {1}.|According to [the] {0}, {1} is still missing.
d: Laut [der3] {0} sind es {1}.|According to [the] {0} it is {1}.
d: Laut [der3] vom {0} muss ich {1} bis {2} zahlen.|According to [the] of {0} I have to pay {1} by {2}.
d: In [der3] {0} steht ein falscher Betrag.|There is a wrong amount in [the] {0}.
d: In [der3] fehlt mein Name.|My name is missing in [the].
d: Auf [der3] {0} steht {1}, vereinbart waren {2}.|[the] {0} says {1}, but {2} was agreed.
d: Der Betrag {0} auf [der3] {1} stimmt nicht.|The amount {0} on [the] {1} is not right.
d: [der1] {0} ist am {1} fällig.|[the] {0} is due on {1}.
d: [der1] ist bis {0} fällig.|[the] is due by {0}.
d: [der1] {0} wurde am {1} verschickt.|[the] {0} was sent on {1}.
d: [der1] {0} wurde an {1} geschickt.|[the] {0} was sent to {1}.
d: [der1] {0} wurde von {1} bearbeitet.|[the] {0} was handled by {1}.
d: [der1] {0} ist [zeit] eingegangen.|[the] {0} came in [zeit].
d: [der1] {0} und [der12nd] {1} gehören zusammen.|[the] {0} and [the2nd] {1} belong together.
d: Ich habe [zeit] [ein4] bekommen.|I received [a] [zeit].
Meine Kundennummer lautet {0}.|My customer number is {0}.
Meine Kundennummer ist {0} und mein Name ist {1}.|My customer number is {0} and my name is {1}.
Ihre Kundennummer ist {0}.|Your customer number is {0}.
Ist {0} Ihre Kundennummer?|Is {0} your customer number?
Die Vertragsnummer ist {0}.|The contract number is {0}.
Meine Vertragsnummer lautet {0}.|My contract number is {0}.
Die Bestellnummer {0} ist richtig.|The order number {0} is correct.
Die Rechnungsnummer lautet {0}.|The invoice number is {0}.
Die Rechnungsnummer ist {0} vom {1}.|The invoice number is {0} of {1}.
Die Seriennummer ist {0}.|The serial number is {0}.
Die Zählernummer lautet {0}.|The meter number is {0}.
Der Zählerstand ist {0}.|The meter reading is {0}.
Der Zählerstand war {0} am {1}.|The meter reading was {0} on {1}.
Der neue Zählerstand beträgt {0}.|The new meter reading is {0}.
Ich habe {0} abgelesen.|I read {0} off the meter.
Am Zähler steht {0}.|The meter says {0}.
Nicht {0}, sondern {1}.|Not {0} but {1}.
Ich meinte {0}, nicht {1}.|I meant {0}, not {1}.
Das ist falsch, richtig ist {0}.|That is wrong, {0} is right.
Mein Geburtsdatum ist der {0}.|My date of birth is {0}.
Ich bin am {0} geboren.|I was born on {0}.
Meine Postleitzahl ist {0}.|My postcode is {0}.
Ich wohne in der {0}.|I live at {0}.
Ich wohne in {0}.|I live in {0}.
Die Adresse ist {0}, {1} {2}.|The address is {0}, {1} {2}.
Die Lieferadresse ist {0} in {1}.|The delivery address is {0} in {1}.
Ich ziehe am {0} nach {1} um.|I am moving to {1} on {0}.
Ich ziehe zum {0} aus.|I am moving out on {0}.
Ich bin am {0} eingezogen.|I moved in on {0}.
Die Schlüsselübergabe war am {0}.|The keys were handed over on {0}.
Der Vormieter heißt {0}.|The previous tenant is called {0}.
Die IBAN lautet {0}.|The IBAN is {0}.
Meine neue IBAN ist {0}.|My new IBAN is {0}.
Meine Telefonnummer hat sich geändert, sie lautet jetzt {0}.|My phone number has changed, it is now {0}.
Sie können mich unter {0} oder {1} erreichen.|You can reach me at {0} or {1}.
Rufen Sie mich bitte unter {0} an.|Please call me at {0}.
Bitte rufen Sie mich am {0} nach {1} an.|Please call me on {0} after {1}.
Schreiben Sie bitte an {0}.|Please write to {0}.
Ich habe an {0} geschrieben und keine Antwort erhalten.|I wrote to {0} and have not received an answer.
Ich habe am {0} mit {1} gesprochen.|I spoke to {1} on {0}.
Ich habe mit {0} telefoniert.|I was on the phone with {0}.
Frau {0} hat mir {1} versprochen.|Ms {0} promised me {1}.
Herr {0} wollte sich bis {1} melden.|Mr {0} wanted to get in touch by {1}.
Herr {0} hat mich am {1} angerufen.|Mr {0} called me on {1}.
Mein Name ist {0}, Kundennummer {1}.|My name is {0}, customer number {1}.
Hier ist {0} von {1}.|This is {0} from {1}.
Hier spricht {0}.|This is {0} speaking.
Sie sprechen mit {0}.|You are speaking to {0}.
Ich verbinde Sie mit {0}.|I will put you through to {0}.
{0} ist heute nicht im Büro.|{0} is not in the office today.
{0} meldet sich am {1} bei Ihnen.|{0} will contact you on {1}.
{0} und {1} sind beide falsch.|{0} and {1} are both wrong.
{0} ist mir zu viel.|{0} is too much for me.
{0} ist die richtige Nummer.|{0} is the right number.
{0} stimmt, danke.|{0} is right, thank you.
{0}, das ist korrekt.|{0}, that is correct.
Ja, {0}.|Yes, {0}.
Nein, {0}.|No, {0}.
Genau, {0} um {1}.|Exactly, {0} at {1}.
Es sind {0}, nicht {1}.|It is {0}, not {1}.
Es waren {0} statt {1}.|It was {0} instead of {1}.
Sie haben {0} von meinem Konto abgebucht.|You debited {0} from my account.
Sie haben am {0} zweimal {1} abgebucht.|You debited {1} twice on {0}.
Am {0} und am {1} wurden jeweils {2} abgebucht.|{2} was debited on both {0} and {1}.
Bei mir wurden {0} doppelt abgebucht.|{0} was debited twice from my account.
Mir wurden {0} zu viel berechnet.|I was charged {0} too much.
Ich wurde für {0} zweimal belastet.|I was charged twice for {0}.
Ich habe {0} überwiesen.|I have transferred {0}.
Ich habe am {0} genau {1} überwiesen.|I transferred exactly {1} on {0}.
Bitte überweisen Sie {0} auf das Konto {1}.|Please transfer {0} to the account {1}.
Bitte überweisen Sie mir {0} zurück.|Please transfer {0} back to me.
Bitte zahlen Sie {0} bis spätestens {1}.|Please pay {0} by {1} at the latest.
Wir haben {0} am {1} auf Ihr Konto überwiesen.|We transferred {0} to your account on {1}.
Wir erstatten Ihnen {0} innerhalb von {1} Tagen.|We will refund you {0} within {1} days.
Sie bekommen {0} zurück.|You will get {0} back.
Sie erhalten {0} auf Ihr Konto.|You will receive {0} on your account.
Der Betrag von {0} wird am {1} abgebucht.|The amount of {0} will be debited on {1}.
Den Betrag von {0} haben wir am {1} gutgeschrieben.|We credited the amount of {0} on {1}.
Wir schreiben Ihnen {0} gut.|We will credit you {0}.
Es fehlen noch {0}.|{0} is still missing.
Offen sind noch {0}.|{0} is still outstanding.
Die Gebühr beträgt {0}.|The fee is {0}.
Der Preis steigt von {0} auf {1}.|The price rises from {0} to {1}.
Ab {0} zahlen Sie {1} statt {2}.|From {0} you will pay {1} instead of {2}.
Der Abschlag steigt ab {0} auf {1}.|The instalment will go up to {1} from {0}.
Der Arbeitspreis beträgt {0} je Kilowattstunde.|The unit price is {0} per kilowatt hour.
Ihr Verbrauch liegt bei {0} im Jahr.|Your consumption is {0} a year.
Ich kann nur {0} im Monat zahlen.|I can only pay {0} a month.
Kann ich {0} in Raten zahlen?|Can I pay {0} in instalments?
Wir bieten Ihnen {0} Raten zu je {1} an.|We offer you {0} instalments of {1} each.
Die erste Rate ist am {0} fällig.|The first instalment is due on {0}.
Die Frist endet am {0}.|The deadline is {0}.
Die Kündigungsfrist beträgt {0} Monate.|The notice period is {0} months.
Wir haben Ihre Kündigung zum {0} bestätigt.|We have confirmed your cancellation as of {0}.
Der Termin ist am {0} um {1}.|The appointment is on {0} at {1}.
Der Termin am {0} passt mir nicht.|The appointment on {0} does not suit me.
Passt Ihnen {0} um {1}?|Does {0} at {1} suit you?
Können wir den Termin auf {0} verschieben?|Can we move the appointment to {0}?
Ich bin zwischen {0} und {1} zu Hause.|I am at home between {0} and {1}.
Ich bin von {0} bis {1} im Urlaub.|I am on holiday from {0} to {1}.
Bis {0} habe ich gewartet, aber niemand ist gekommen.|I waited until {0}, but nobody came.
Um {0} war niemand da.|At {0} nobody was there.
Seit {0} warte ich auf eine Antwort.|I have been waiting for an answer since {0}.
Seit dem {0} habe ich kein Internet.|I have had no internet since {0}.
Seit {0} haben wir keinen Strom.|We have had no power since {0}.
In {0} ist der Strom ausgefallen.|The power is out in {0}.
Die Störung in {0} ist seit {1} behoben.|The outage in {0} has been fixed since {1}.
Die Leitung hat nur {0} statt {1}.|The line only has {0} instead of {1}.
Ich bekomme nur {0}.|I only get {0}.
Die Fehlermeldung lautet {0}.|The error message is {0}.
Ich bekomme die Fehlermeldung {0}, wenn ich mich anmelde.|I get the error message {0} when I log in.
Auf {0} finden Sie das Formular.|You can find the form at {0}.
Unter {0} können Sie den Status sehen.|You can see the status at {0}.
Den Link {0} kann ich nicht öffnen.|I cannot open the link {0}.
Weitere Informationen finden Sie unter {0}.|You can find more information at {0}.
Das Formular haben wir an {0} geschickt.|We sent the form to {0}.
Das Paket sollte am {0} kommen.|The parcel was supposed to come on {0}.
Das Paket mit der Nummer {0} ist seit {1} in {2}.|The parcel with the number {0} has been in {2} since {1}.
Das Paket wurde bei {0} abgegeben.|The parcel was left with {0}.
Mein Paket liegt in der Filiale {0}.|My parcel is at the branch {0}.
Die Sendung {0} ist unterwegs.|The shipment {0} is on its way.
Die Lieferung ist für {0} geplant.|The delivery is planned for {0}.
Von {0} Stück sind nur {1} angekommen.|Only {1} out of {0} pieces have arrived.
Ich habe {0} Stück bestellt.|I ordered {0} pieces.
Der Zug {0} hatte {1} Minuten Verspätung.|The train {0} was {1} minutes late.
Mein Zug von {0} nach {1} ist ausgefallen.|My train from {0} to {1} was cancelled.
Mein Flug {0} wurde auf {1} verschoben.|My flight {0} was moved to {1}.
Ich habe für {0} Personen gebucht.|I booked for {0} people.
Das Zimmer ist vom {0} bis zum {1} reserviert.|The room is reserved from {0} to {1}.
Der Schaden ist am {0} entstanden.|The damage occurred on {0}.
Der Schaden beträgt etwa {0}.|The damage is about {0}.
Die Schadennummer ist {0}.|The claim number is {0}.
Die Versicherung zahlt nur {0}.|The insurance only pays {0}.
Mein Kennzeichen ist {0}.|My registration number is {0}.
Mein Auto war am {0} in der Werkstatt.|My car was at the workshop on {0}.
Ich habe eine Mahnung über {0} bekommen.|I received a reminder for {0}.
Die Mahngebühr von {0} zahle ich nicht.|I am not paying the reminder fee of {0}.
Wir verzichten auf die Mahngebühr von {0}.|We will waive the reminder fee of {0}.
Das Ticket {0} ist noch offen.|The ticket {0} is still open.
Das Ticket {0} wurde am {1} ohne Lösung geschlossen.|The ticket {0} was closed on {1} without a solution.
Ich habe schon {0} Mal angerufen.|I have already called {0} times.
Das ist der {0} Anruf in dieser Sache.|This is the {0} call about this matter.
Bis {0} muss das erledigt sein.|This has to be done by {0}.
Ich melde mich am {0} wieder.|I will get back to you on {0}.
Ich schicke Ihnen die Unterlagen bis {0} an {1}.|I will send the documents to {1} by {0}.
Ich habe die Unterlagen am {0} hochgeladen.|I uploaded the documents on {0}.
Bitte laden Sie den Nachweis bis {0} hoch.|Please upload the proof by {0}.
Bitte nennen Sie immer die Nummer {0}.|Please always give the number {0}.
Bitte geben Sie den Code {0} ein.|Please enter the code {0}.
Der Code {0} ist abgelaufen.|The code {0} has expired.
Der Gutschein {0} über {1} wurde nicht angenommen.|The voucher {0} for {1} was not accepted.
Kann ich den Gutschein {0} noch einlösen?|Can I still redeem the voucher {0}?
Der Artikel {0} ist in Größe {1} nicht lieferbar.|The item {0} is not available in size {1}.
Ich hätte gern {0} in {1}.|I would like {0} in {1}.
Gibt es {0} auch für {1}?|Is {0} also available for {1}?
Was ist der Unterschied zwischen {0} und {1}?|What is the difference between {0} and {1}?
Ist das mit {0} vereinbar?|Is that compatible with {0}?
Bedeutet das, dass ich {0} zahlen muss?|Does that mean that I have to pay {0}?
Stimmt es, dass die Frist am {0} endet?|Is it true that the deadline ends on {0}?
Wie kommen Sie auf {0}?|How do you arrive at {0}?
Warum sind es {0}?|Why is it {0}?
Warum wurden am {0} {1} abgebucht?|Why was {1} debited on {0}?
Wer ist {0}?|Who is {0}?
Wann wird {0} freigeschaltet?|When will {0} be activated?
Ist {0} heute zu sprechen?|Is {0} available today?
Gilt das auch für {0}?|Does that also apply to {0}?
Haben Sie am {0} noch einen Termin frei?|Do you still have an appointment free on {0}?
Hat {0} Ihnen das nicht gesagt?|Did {0} not tell you that?
Können Sie {0} bestätigen?|Can you confirm {0}?
Können Sie mir {0} erklären?|Can you explain {0} to me?
Könnten Sie mich bitte mit {0} verbinden?|Could you please connect me with {0}?
Darf ich Sie am {0} zurückrufen?|May I call you back on {0}?
Ich kann mich bei {0} nicht anmelden.|I cannot log in to {0}.
Ich nutze {0} auf {1}.|I use {0} on {1}.
Nach dem Update auf {0} geht nichts mehr.|Nothing works any more after the update to {0}.
Seit der Version {0} stürzt die App ab.|The app has been crashing since version {0}.
Wir haben {0} Lizenzen für {1} gekauft.|We bought {0} licences for {1}.
Mein Benutzername ist {0}.|My user name is {0}.
Die Anmeldung mit {0} schlägt fehl.|Logging in with {0} fails.
Der Vertrag läuft auf {0}.|The contract is in the name of {0}.
Der Vertrag {0} wurde am {1} geschlossen.|The contract {0} was concluded on {1}.
Mein Mann {0} ist am {1} verstorben.|My husband {0} passed away on {1}.
Ich schreibe im Namen von {0}.|I am writing on behalf of {0}.
Das Angebot gilt bis {0}.|The offer is valid until {0}.
Laut Ihrer Nachricht vom {0} sollte ich {1} bekommen.|According to your message of {0}, I was supposed to get {1}.
In Ihrer E-Mail vom {0} schreiben Sie etwas anderes.|In your email of {0} you write something different.
Ich beziehe mich auf Ihr Schreiben vom {0}.|I refer to your letter of {0}.
Anbei sende ich Ihnen {0}.|Please find {0} attached.
Ich hätte gerne eine Auskunft zu {0}.|I would like some information about {0}.
Die Nachzahlung von {0} kann ich nicht auf einmal leisten.|I cannot pay the additional {0} all at once.
Ich akzeptiere die Preiserhöhung nicht.|I do not accept the price increase.
Wenn das nicht bis {0} gelöst ist, wechsle ich zu {1}.|If this is not solved by {0}, I will switch to {1}.
Ich überlege, zu {0} zu wechseln.|I am thinking about switching to {0}.
Ich habe das nie bestellt.|I never ordered that.
Das habe ich schon {0} gesagt.|I already said that {0}.
Ich habe alles versucht, nichts hat geholfen.|I have tried everything, nothing has helped.
Ich bin nicht zufrieden mit Ihrer Antwort.|I am not satisfied with your answer.
Ich brauche eine schriftliche Bestätigung.|I need a written confirmation.
Wann kommt der Techniker?|When will the technician come?
Der Techniker ist nicht gekommen.|The technician did not come.
Der Techniker war am {0} da, hat aber nichts gefunden.|The technician was there on {0} but did not find anything.
Warum hat mich niemand angerufen?|Why did nobody call me?
Warum bekomme ich keine Antwort?|Why do I not get an answer?
Muss ich dafür etwas bezahlen?|Do I have to pay anything for that?
Muss ich noch etwas tun?|Do I have to do anything else?
Sie müssen nichts weiter tun.|You do not have to do anything else.
Sie brauchen sich nicht darum zu kümmern.|You do not need to take care of it.
Das kann ich Ihnen leider nicht sagen.|Unfortunately, I cannot tell you that.
Das kann ich leider nicht zusagen.|Unfortunately, I cannot promise that.
Darf ich Ihre Daten kurz abgleichen?|May I quickly verify your details?
Könnten Sie mir bitte Ihre Adresse bestätigen?|Could you please confirm your address?
Ich trage das gleich für Sie ein.|I will enter that for you right away.
Ich kümmere mich darum.|I will take care of it.
Ich gebe das an die Abteilung weiter.|I will pass this on to the department.
Ich schaue kurz nach.|Let me have a quick look.
Bleiben Sie bitte kurz dran.|Please stay on the line for a moment.
Danke, dass Sie gewartet haben.|Thank you for waiting.
Das ist ärgerlich, das verstehe ich.|That is annoying, I understand that.
Mein herzliches Beileid.|My sincere condolences.
Das war unser Fehler.|That was our mistake.
Ich entschuldige mich für den Fehler.|I apologise for the mistake.
Dann ist alles geklärt.|Then everything is settled.
Melden Sie sich gern wieder.|Feel free to contact us again.
Sie erhalten gleich eine E-Mail.|You will receive an email shortly.
Ich habe die E-Mail nicht bekommen.|I did not get the email.
Ich habe mich vertippt.|I made a typo.
Ich habe mich bei der Nummer geirrt.|I got the number wrong.
Ich habe den Zähler falsch abgelesen.|I misread the meter.
Bitte lesen Sie den Zähler noch einmal ab.|Please read the meter again.
Das Licht geht nicht mehr.|The light no longer works.
Bei uns ist der Strom weg.|Our power is out.
Bei meinen Nachbarn auch.|At my neighbours' too.
Ist sonst noch etwas?|Is there anything else?
Haben Sie noch etwas Geduld.|Please be patient a little longer.
Das dauert mir zu lange.|This is taking too long for me.
Ich möchte mit einem Vorgesetzten sprechen.|I want to speak to a supervisor.
Ich möchte Widerspruch einlegen.|I would like to lodge an objection.
Ich widerrufe den Kauf.|I withdraw from the purchase.
Ich habe ein Sonderkündigungsrecht.|I have a special right of cancellation.
Wir können Ihnen leider nicht entgegenkommen.|Unfortunately, we cannot accommodate you.
Wir bitten um Ihr Verständnis.|We ask for your understanding.
Das System ist gerade langsam.|The system is slow right now.
Der Vorgang ist erledigt.|The case is closed.
Die Kollegin ruft Sie zurück.|My colleague will call you back.
Es wird geprüft und Sie bekommen dann Bescheid.|It will be checked and you will then be informed.
Ich habe das nicht verstanden.|I did not understand that.
Könnten Sie das bitte wiederholen?|Could you repeat that, please?
Geht es auch ohne Termin?|Is it possible without an appointment?
Ich brauche das Geld dringend.|I need the money urgently.
Wann ist das Geld auf meinem Konto?|When will the money be in my account?
Wie lange dauert die Bearbeitung?|How long does processing take?
Seit einer Stunde hänge ich in der Warteschleife.|I have been on hold for an hour.
Ich bin alleinerziehend und kann das nicht zahlen.|I am a single parent and cannot pay that.
Mein Nachbar braucht ein medizinisches Gerät.|My neighbour needs a medical device.
"""
