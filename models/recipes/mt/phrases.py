"""Own service phrases in both languages: what customers and agents write most. Written for this recipe.

They are few against the corpora, so each is repeated. None of them appears in the sentences of `evaluate.py`.
"""

from __future__ import annotations

from models.recipes.mt.corpus import Pair

_LINES = """
Guten Tag,|Hello,
Guten Tag, wie kann ich Ihnen helfen?|Hello, how can I help you?
Guten Morgen, hier ist ⟦0⟧ vom Kundenservice.|Good morning, this is ⟦0⟧ from customer service.
Hallo, ich habe eine Frage zu meiner Rechnung.|Hi, I have a question about my invoice.
Hallo, mein Name ist ⟦0⟧.|Hello, my name is ⟦0⟧.
Vielen Dank für Ihre Nachricht.|Thank you for your message.
Vielen Dank für Ihre Anfrage vom ⟦0⟧.|Thank you for your request of ⟦0⟧.
Vielen Dank für Ihre Geduld.|Thank you for your patience.
Vielen Dank im Voraus.|Thank you in advance.
Mit freundlichen Grüßen|Kind regards
Freundliche Grüße|Kind regards
Sehr geehrte Frau ⟦0⟧,|Dear Ms ⟦0⟧,
Sehr geehrter Herr ⟦0⟧,|Dear Mr ⟦0⟧,
Sehr geehrte Damen und Herren,|Dear Sir or Madam,
Wie lautet Ihre Kundennummer?|What is your customer number?
Meine Kundennummer ist ⟦0⟧.|My customer number is ⟦0⟧.
Meine Bestellnummer lautet ⟦0⟧.|My order number is ⟦0⟧.
Die Sendungsnummer ist ⟦0⟧.|The tracking number is ⟦0⟧.
Meine E-Mail-Adresse ist ⟦0⟧.|My email address is ⟦0⟧.
Meine Telefonnummer ist ⟦0⟧.|My phone number is ⟦0⟧.
Sie erreichen mich unter ⟦0⟧.|You can reach me at ⟦0⟧.
Bitte nennen Sie mir Ihre Bestellnummer.|Please tell me your order number.
Bitte nennen Sie mir Ihren Namen und Ihr Geburtsdatum.|Please tell me your name and date of birth.
Einen Moment bitte, ich prüfe das für Sie.|One moment please, I will check that for you.
Ich sehe mir das gerne an.|I will be happy to look into it.
Ich habe Ihre Bestellung gefunden.|I have found your order.
Wo bleibt meine Lieferung?|Where is my delivery?
Wo ist mein Paket?|Where is my parcel?
Mein Paket ist noch nicht angekommen.|My parcel has not arrived yet.
Meine Lieferung ist immer noch nicht da.|My delivery still has not arrived.
Ich warte seit einer Woche auf meine Lieferung.|I have been waiting for my delivery for a week.
Laut Sendungsverfolgung wurde das Paket am ⟦0⟧ zugestellt.|According to the tracking, the parcel was delivered on ⟦0⟧.
Das Paket wurde am ⟦0⟧ versandt.|The parcel was shipped on ⟦0⟧.
Ihre Bestellung ⟦0⟧ wurde am ⟦1⟧ versandt.|Your order ⟦0⟧ was shipped on ⟦1⟧.
Ihre Lieferung kommt voraussichtlich am ⟦0⟧ an.|Your delivery is expected to arrive on ⟦0⟧.
Ich habe am ⟦0⟧ bestellt und noch nichts erhalten.|I ordered on ⟦0⟧ and have not received anything yet.
In der Lieferung fehlt ein Artikel.|One item is missing from the delivery.
Es fehlen zwei Teile.|Two parts are missing.
Der Artikel ist beschädigt angekommen.|The item arrived damaged.
Die Ware ist defekt.|The goods are defective.
Das Gerät funktioniert nicht mehr.|The device no longer works.
Das Gerät lässt sich nicht einschalten.|The device does not turn on.
Ich habe den falschen Artikel erhalten.|I received the wrong item.
Ich möchte den Artikel zurückgeben.|I would like to return the item.
Ich möchte meine Bestellung ⟦0⟧ stornieren.|I would like to cancel my order ⟦0⟧.
Bitte stornieren Sie meine Bestellung.|Please cancel my order.
Wie kann ich die Ware zurücksenden?|How can I return the goods?
Wir senden Ihnen ein Rücksendeetikett per E-Mail.|We will send you a return label by email.
Bitte legen Sie den Rücksendeschein bei.|Please enclose the return form.
Die Rücksendung ist für Sie kostenlos.|The return is free of charge for you.
Wir haben Ihre Rücksendung erhalten.|We have received your return.
Wir schicken Ihnen gerne einen Ersatz.|We will gladly send you a replacement.
Ein Ersatzgerät ist unterwegs.|A replacement device is on its way.
Ich möchte mein Geld zurück.|I would like my money back.
Wann bekomme ich mein Geld zurück?|When will I get my money back?
Wir erstatten Ihnen den Betrag von ⟦0⟧.|We will refund you the amount of ⟦0⟧.
Die Erstattung dauert drei bis fünf Werktage.|The refund takes three to five working days.
Der Betrag wird Ihrem Konto gutgeschrieben.|The amount will be credited to your account.
Meine Rechnung ist falsch.|My invoice is wrong.
Die Rechnung ⟦0⟧ ist zu hoch.|The invoice ⟦0⟧ is too high.
Warum ist meine Rechnung so hoch?|Why is my bill so high?
Sie haben mir ⟦0⟧ zu viel berechnet.|You charged me ⟦0⟧ too much.
Der Betrag wurde doppelt abgebucht.|The amount was debited twice.
Am ⟦0⟧ wurden ⟦1⟧ von meinem Konto abgebucht.|On ⟦0⟧, ⟦1⟧ was debited from my account.
Ich habe eine Mahnung erhalten, obwohl ich bezahlt habe.|I received a reminder although I have paid.
Die Zahlung ist am ⟦0⟧ bei uns eingegangen.|We received the payment on ⟦0⟧.
Wir konnten keinen Zahlungseingang feststellen.|We could not find any incoming payment.
Bitte überweisen Sie den Betrag bis zum ⟦0⟧.|Please transfer the amount by ⟦0⟧.
Meine neue Bankverbindung lautet ⟦0⟧.|My new bank details are ⟦0⟧.
Ist eine Ratenzahlung möglich?|Is it possible to pay in instalments?
Ich möchte meinen Vertrag kündigen.|I would like to cancel my contract.
Hiermit kündige ich meinen Vertrag ⟦0⟧ zum ⟦1⟧.|I hereby cancel my contract ⟦0⟧ as of ⟦1⟧.
Ihre Kündigung ist bei uns eingegangen.|We have received your cancellation.
Ihr Vertrag endet am ⟦0⟧.|Your contract ends on ⟦0⟧.
Ihr Vertrag verlängert sich um ein Jahr.|Your contract is extended by one year.
Wie lange ist die Kündigungsfrist?|How long is the notice period?
Ich ziehe um und habe eine neue Adresse.|I am moving and have a new address.
Meine neue Adresse lautet ⟦0⟧.|My new address is ⟦0⟧.
Wir haben Ihre Adresse geändert.|We have changed your address.
Ich möchte meinen Tarif wechseln.|I would like to change my tariff.
Der neue Tarif kostet ⟦0⟧ im Monat.|The new tariff costs ⟦0⟧ per month.
Der Abschlag beträgt ⟦0⟧ im Monat.|The monthly instalment is ⟦0⟧.
Mein Zählerstand beträgt ⟦0⟧.|My meter reading is ⟦0⟧.
Meine Zählernummer ist ⟦0⟧.|My meter number is ⟦0⟧.
Bitte teilen Sie uns Ihren Zählerstand mit.|Please let us know your meter reading.
Der Strom ist ausgefallen.|The power is out.
Mein Internet funktioniert seit gestern nicht.|My internet has not been working since yesterday.
Das Internet ist sehr langsam.|The internet is very slow.
Ich habe den Router neu gestartet, aber es hat nicht geholfen.|I restarted the router, but it did not help.
Bitte starten Sie den Router neu.|Please restart the router.
Haben Sie das Gerät schon neu gestartet?|Have you already restarted the device?
In Ihrer Region gibt es zurzeit eine Störung.|There is currently an outage in your area.
Die Störung wird voraussichtlich bis ⟦0⟧ behoben.|The outage is expected to be fixed by ⟦0⟧.
Ich vereinbare einen Termin mit einem Techniker.|I will arrange an appointment with a technician.
Der Techniker kommt am ⟦0⟧ zwischen ⟦1⟧ und ⟦2⟧.|The technician will come on ⟦0⟧ between ⟦1⟧ and ⟦2⟧.
Niemand ist zum Termin gekommen.|Nobody came to the appointment.
Ich möchte den Termin verschieben.|I would like to postpone the appointment.
Ich kann mich nicht anmelden.|I cannot log in.
Ich habe mein Passwort vergessen.|I have forgotten my password.
Mein Konto ist gesperrt.|My account is locked.
Wir haben Ihr Konto wieder freigeschaltet.|We have unlocked your account.
Ich habe keine Bestätigung bekommen.|I have not received a confirmation.
Bitte schicken Sie mir eine Bestätigung per E-Mail.|Please send me a confirmation by email.
Bitte prüfen Sie auch Ihren Spam-Ordner.|Please also check your spam folder.
Meine Karte wurde gestohlen.|My card has been stolen.
Bitte sperren Sie meine Karte.|Please block my card.
Ihre Karte ist gesperrt.|Your card is blocked.
Wir haben eine neue Karte für Sie bestellt.|We have ordered a new card for you.
Bitte senden Sie uns ein Foto des Schadens.|Please send us a photo of the damage.
Ich habe Ihnen ein Foto geschickt.|I have sent you a photo.
Bitte beschreiben Sie das Problem genauer.|Please describe the problem in more detail.
Seit wann tritt das Problem auf?|Since when has the problem been occurring?
Das tut mir sehr leid.|I am very sorry about that.
Es tut mir leid, dass Sie so lange warten mussten.|I am sorry that you had to wait so long.
Bitte entschuldigen Sie die Unannehmlichkeiten.|Please excuse the inconvenience.
Ich verstehe Ihren Ärger.|I understand your frustration.
Ich bin sehr unzufrieden mit Ihrem Service.|I am very dissatisfied with your service.
Das ist nicht akzeptabel.|That is not acceptable.
Ich warte schon seit Wochen auf eine Antwort.|I have been waiting for an answer for weeks.
Ich habe schon dreimal angerufen.|I have already called three times.
Niemand kann mir weiterhelfen.|Nobody can help me.
Ich möchte mich beschweren.|I would like to make a complaint.
Ich erwarte eine Lösung bis zum ⟦0⟧.|I expect a solution by ⟦0⟧.
Ich habe Ihr Anliegen an die Fachabteilung weitergeleitet.|I have forwarded your request to the responsible department.
Ein Kollege meldet sich bis ⟦0⟧ bei Ihnen.|A colleague will get back to you by ⟦0⟧.
Wir melden uns so schnell wie möglich bei Ihnen.|We will get back to you as soon as possible.
Ich rufe Sie am ⟦0⟧ zurück.|I will call you back on ⟦0⟧.
Bitte rufen Sie mich zurück.|Please call me back.
Kann ich sonst noch etwas für Sie tun?|Is there anything else I can do for you?
Nein danke, das war alles.|No thanks, that was all.
Das hat mir sehr geholfen, danke.|That helped me a lot, thank you.
Gern geschehen.|You are welcome.
Ich wünsche Ihnen einen schönen Tag.|I wish you a nice day.
Auf Wiederhören.|Goodbye.
Haben Sie noch Fragen?|Do you have any further questions?
Ja, bitte.|Yes, please.
Nein, leider nicht.|No, unfortunately not.
In Ordnung, vielen Dank.|All right, thank you very much.
Leider ist der Artikel zurzeit nicht lieferbar.|Unfortunately, the item is currently not available.
Der Artikel ⟦0⟧ ist ab ⟦1⟧ wieder verfügbar.|The item ⟦0⟧ will be available again from ⟦1⟧.
Der Gutschein ⟦0⟧ ist bis ⟦1⟧ gültig.|The voucher ⟦0⟧ is valid until ⟦1⟧.
Der Gutscheincode funktioniert nicht.|The voucher code does not work.
Die Lieferung kostet ⟦0⟧.|Delivery costs ⟦0⟧.
Die Garantie beträgt zwei Jahre.|The warranty is two years.
Die Garantie ist am ⟦0⟧ abgelaufen.|The warranty expired on ⟦0⟧.
Die Reparatur dauert etwa zwei Wochen.|The repair takes about two weeks.
Was kostet die Reparatur?|How much does the repair cost?
Sie finden die Anleitung unter ⟦0⟧.|You can find the instructions at ⟦0⟧.
Das Aktenzeichen lautet ⟦0⟧.|The reference number is ⟦0⟧.
Die Vorgangsnummer ist ⟦0⟧.|The case number is ⟦0⟧.
"""


def phrase_pairs() -> list[Pair]:
    """All phrases, checked to have two sides."""
    pairs = []
    for line in _LINES.strip().splitlines():
        de, en = line.split("|")
        pairs.append(Pair(de, en))
    return pairs
