"""What English service conversations are about, by industry, as small grammars (see `grammar`).

Owns wording only. A wish, step, action or todo is `verb; object; what follows`; a complaint or a result
`subject; predicate`, with `; s` for a state; a question `question word; auxiliary; subject; rest; kind of answer`.
"""
# ruff: noqa: E501 (a line is a pattern)

KEYS = {
    "energy": "customer_number contract_number meter_number meter_reading iban amount invoice_number address name",
    "telecom": "customer_number phone contract_number device address amount email name error_code",
    "parcel": "tracking_number order_number address phone amount name",
    "bank": "iban account_number amount date phone email name birth_date",
    "retail": "order_number email invoice_number amount product name address phone customer_number",
    "insurance": "policy_number claim_number license_plate date amount iban name birth_date phone",
    "software": "email customer_number invoice_number amount product version contract_number error_code",
    "transit": "customer_number order_number date amount iban name email birth_date",
    "office": "case_number name birth_date address phone date email amount",
    "workshop": "license_plate name phone date amount order_number product address",
}

WISH = {
    "energy": """[lower|raise|change|adjust]; [my|the] [monthly payment|instalment|direct debit];[ to {amount}|]
[submit|report|correct|send in]; [my|the|a] [meter reading|reading];
[report|register|announce]; [my|our] move;[ on {date}| to {city}|]
[cancel|renew|extend|end]; [my|the|our] [electricity contract|gas contract|contract];[ on {date}| early|]
[switch|change]; to [a cheaper|a green|another] tariff;
[set up|arrange|agree]; [instalments|a payment plan]; for the [annual bill|back payment]
[update|change]; [my|our] [bank details|account details];
[register|connect]; [my|a|our] [wall box|heat pump|solar panel];
[get|request]; [a copy of the bill|an interim bill|an explanation of the bill];
[have]; [my|the] meter; [checked|replaced|read]
[get]; my credit[ of {amount}|]; paid out""",
    "telecom": """[renew|cancel|change|extend|transfer]; [my|the] [contract|mobile plan|broadband];[ on {date}|]
[keep|move|change|port]; [my|the] [number|number {phone}];
[order|get|book]; [a faster line|a second SIM card|a new phone|more data|roaming];
[block|activate|replace|unlock]; [my|the] SIM card;
[move]; [my line|the connection]; to the new address
[return|swap|send back]; [the|my] [router|{product} router];
[switch|upgrade]; to [fibre|5G|a smaller plan];
[set up|turn off|activate]; [my|the] [voicemail|eSIM|parental lock];
[book|move|cancel]; [a|the] technician appointment;[ on {date}|]
[dispute|see|download]; my [bill|itemised bill];""",
    "parcel": """[redirect|track|pick up|send back|report]; [my|the|a] [parcel|package];[ {tracking_number}|]
[move|change|postpone]; [the delivery|the delivery date];[ to {date}|]
[start|open|request]; [an investigation|a search];
[change|correct]; [the|my] delivery address;
[report]; a [damaged|lost|wrong] parcel;
[get]; the postage; [refunded|back]
[book|cancel]; a pickup;[ on {date}| at home|]
[claim]; [the damage|{amount}]; [for the broken item|]
[leave]; the parcel; with a neighbour""",
    "bank": """[block|replace|unblock|activate]; [my|the] [card|credit card|debit card];
[recall|cancel|dispute|trace]; [a|the] [transfer|payment]; of {amount}
[raise|lower|cancel]; my overdraft;
[open|close]; [a|my] [savings account|joint account|current account];
[set|raise|change]; [the|my] [daily limit|limit];[ to {amount}|]
[request|change|order]; [a new|my] PIN;
[stop|set up|change|delete]; [my|a] standing order;[ on {date}| of {amount}|]
[update|change]; [my|the] [address|phone number];
[return|refuse]; a direct debit; of {amount}
[get|download]; [a statement|my bank statement];
[register]; my new phone; for the app""",
    "retail": """[return|exchange|send back|keep]; [the|my] [{product}|jacket|shoes|item];
[cancel|change|track|find]; [the|my] order;[ {order}| from {date}|]
[redeem|use|extend]; [the|my] [voucher|gift card]; of {amount}
[claim|extend]; [the|my] warranty;
[get]; my money; back
[order|find]; [a spare part|an accessory]; for the {product}
[delete|close|reopen]; my [account|customer account];
[change|correct]; [the|my] [delivery address|payment method];
[get|request]; an invoice; for my company
[unsubscribe]; from the newsletter;""",
    "insurance": """[report|file]; [a|my] [claim|accident|water damage|theft];[ from {date}|]
[cancel|change|extend]; [my|the] [policy|contract];[ on {date}|]
[add|insure]; my [daughter|son|partner|dog]; [to the policy|]
[change|lower]; [the|my] deductible;[ to {amount}|]
[get|know]; the status; of my claim
[pay]; [my premium|the premium]; monthly
[appeal]; [the rejection|your decision];
[submit|hand in]; the repair bill;
[deregister|insure]; the car; with plate {plate}""",
    "software": """[cancel|pause|renew|upgrade]; [my|the|our] [subscription|plan];[ on {date}|]
[transfer|renew|buy]; [my|a|the] licence;
[reset|change]; my [password|login];
[add|remove]; [{number}|two] [users|licences|seats];
[export|delete|import]; [my|our|all] data;
[switch]; to [the annual plan|the business plan];
[change|confirm]; [my|the] email address;
[turn off|set up]; [two-factor login|the sync|the integration];
[report]; [a|this] bug;
[get|download]; the invoice; [from {date}|as a PDF]""",
    "transit": """[pause|cancel|change]; my [season ticket|subscription|pass];
[refund|rebook|change]; [my|the] ticket;[ to {city}| from {date}|]
[file|make]; a complaint;
[claim|get]; compensation; [for the delay|for the {train}]
[report|find]; [a lost bag|my suitcase|my lost phone];
[book|reserve]; a seat; on the {train}
[appeal|pay]; the fine; of {amount}""",
    "office": """[book|move|cancel]; [an|my] appointment;[ on {date}|]
[apply for|renew|pick up]; [a|my] [passport|ID card|driving licence|parking permit];
[register|change]; my [new address|address|car|business];
[order|request]; [a|the] [birth certificate|certificate];
[appeal|contest]; [the decision|the fine|the rejection];
[extend]; the deadline;[ to {date}|]
[submit|withdraw]; [my|an] application;
[know|check]; the status; of my application""",
    "workshop": """[book|move|cancel]; [an|my] appointment;[ on {date}|]
[change|store]; my [winter tyres|tyres|summer tyres];
[pick up|drop off]; [my|the] car;
[get]; an estimate; for the [brakes|clutch|bumper]
[reserve|return]; a loan car;
[dispute|pay]; the bill;[ in instalments|]
[have]; [the|my] [dent|windscreen|brakes]; [repaired|checked]""",
}

WISH_COMMON = """[file|make|leave]; [a|my] [complaint|formal complaint];
[speak|talk]; to [a supervisor|your manager|someone in billing|a technician|Mr {surname}|Mrs {surname}];
[check|know|get]; the status; of [my request|my case|ticket {case}]
[change|update]; my [contact details|phone number|email address|bank details|name];
[book|move|cancel]; [a callback|an appointment];[ on {weekday}| at {time}|]
[withdraw|undo|confirm]; [the|my] [cancellation|order|registration];
[reset|unlock|delete]; my [password|account|profile];
[dispute|clear up|pay]; [the|a] [reminder|claim|fee];[ of {amount}| in instalments|]
[opt out]; of [the newsletter|advertising|phone calls];
[see|delete]; all my data;
[ask]; something; about my [contract|order|bill|letter from {date}]
[switch]; to [paper bills|online bills|email];
[add]; a power of attorney; for my [mother|father|wife]"""

PROBLEM_COMMON = """nobody; [calls me back|answers my emails|feels responsible|told me anything]; s
I; [never got an answer|keep getting the same email|get no confirmation|ordered twice by accident|got a letter I don't understand]; e
your letter[ of {date}|]; [is not clear|never arrived|had the wrong address]; e
I; was [promised something else|charged a fee of {amount}|cut off twice|put on hold for an hour]; e
your [website|app|hotline]; [does not work|is down|can't be reached]; s
my account; is [locked|gone|not accessible]; s
the agreed appointment; was [missed|cancelled without notice]; e
{amount}; [were charged twice|were taken by mistake|are missing]; e
my [order|contract|application]; [is stuck|can't be found in the system|is not being processed]; s
my [address|email|bank details]; [is wrong in your system|was never updated]; s
the credit of {amount}; is still missing; s
your colleague; was [very rude|not informed|hard to understand]; e"""

THING = """[a|the] [confirmation|copy|receipt|refund|credit|written answer|cancellation confirmation]
[a|the] [new|corrected] [bill|card|invoice|contract]
[an|the] [appointment|estimate|answer|explanation][ by {date}|]
[a|the] [replacement|form|return label|callback|technician]
[the|a] [change|cancellation|extension] of my [contract|order|booking]"""

PROBLEM = {
    "energy": """[my|the|our] [annual bill|bill]; is [far too high|twice as high as last year|wrong|not clear to me]; e
I; am supposed to pay {amount} extra; e
we; have [no power|no hot water|power cuts every day]; s
the meter [display|]; [is blank|runs backwards|shows error {error}]; s
the instalment; was [taken twice|raised without notice|raised to {amount}]; e
the reading on the bill; is wrong; e
[the|our] heating; [is cold|has failed|does not start]; s
my credit[ of {amount}|]; [has not been paid|never arrived]; s
I; got [a reminder for {amount}|two bills|no bill|a disconnection notice]; e
it; smells of gas in the [basement|hall]; s
the meter reader; [never came|left again]; e""",
    "telecom": """[my|the|our] [internet|wifi|phone|line|broadband]; [is down|does not work|keeps dropping|is dead|is extremely slow]; s
I; [only get {number} megabits|have no signal|can't make any calls|can't log in]; s
the technician; [never showed up|came three hours late|left without a word]; e
the [red light|lamp] on the {product}; is blinking; s
the new SIM; [is not recognised|does not work]; s
I; was charged {amount} for [a service I never ordered|an unknown subscription|premium numbers]; e
the [TV|receiver]; [only shows a black screen|has no signal]; s
[the|my] number transfer; [is stuck|failed]; s
the router; [keeps restarting|arrived broken|never arrived]; s
my emails; [don't arrive|bounce]; s""",
    "parcel": """[my|the] [parcel|package]; [has not arrived|is lost|arrived damaged|was left in the rain]; s
the shipment; has been stuck [for {number} days|in {city}|at customs]; e
the driver; [never rang|threw it over the fence|just left a card]; e
the box; arrived [crushed|open|wet|empty]; e
the {product}; is missing from the box; e
it; was delivered to the wrong [address|house]; e
tracking; [says delivered but I got nothing|has not moved]; e
the locker; did not open; e
I; had to pay {amount} customs; e
nobody; picked up my parcel; e""",
    "bank": """{amount}; [are missing from my account|were taken twice]; e
there; is a charge of {amount} I don't recognise; e
the machine; [kept my card|gave me no money]; e
I; can't get into [online banking|my account|the app]; s
the code; [never arrives|is not accepted]; s
my transfer[ from {date}|]; [has not arrived|was not executed]; s
my card; [does not work abroad|was stolen|is blocked|was declined]; s
someone; [called and asked for my PIN|emptied my account]; e
the app; [crashes when I log in|keeps crashing]; s
my salary; has not been credited; s""",
    "retail": """the {product}; [arrived broken|died after two weeks|is not the one I ordered|does not charge]; e
a part; is missing[ from the box|]; e
I; [received the wrong colour|paid twice|never got a confirmation|was charged {amount} too much]; e
[the|my] return; [was not refunded|is not registered]; s
the [discount code|voucher]; is not accepted; s
my order; [is still processing|was cancelled|has not shipped]; s
the payment; [fails|was declined]; s
the label; can't be printed; s
the [jacket|shoes]; [fit badly|smell of chemicals]; s""",
    "insurance": """water; leaked from the [washing machine|ceiling]; e
someone; [hit my car|stole my bike|broke in]; e
my [bike|laptop|phone]; was stolen[ on {date}|]; e
the garage; has not been paid; s
the premium; went up by {amount}; e
the assessor; [never called|did not show up|got it wrong]; s
my claim; [was rejected|was only paid in part|is not moving]; e
the storm; damaged [the roof|my fence|the car]; e
I; [locked myself out|had an accident]; e""",
    "software": """I; [can't log in|lost all my files|can't reset my password]; s
{product}; [does not start|crashes all the time|is very slow]; s
the [sync|installation|upload]; [is stuck at {percent} percent|fails]; s
[the|my] licence; [is shown as invalid|has expired]; s
the confirmation email; never arrives; s
I; get error {error} when [saving|printing|logging in]; s
we; were charged [twice|after cancelling]; e
the export; is [empty|incomplete]; s
a colleague; [has no access|can't edit anything]; s""",
    "transit": """my ticket; [is not shown in the app|was not accepted]; s
the [train|{train}] to {city}; [was cancelled|was two hours late|left early]; e
I; [left my bag on the bus|missed my connection in {city}|had to stand despite a reservation]; e
the machine; [swallowed {amount}|gave no ticket]; e
my card; can't be read; s
the bus; [never comes|is always late]; s
the refund; [was rejected|is not here yet]; s""",
    "office": """my [passport|ID card|permit]; [is not ready|has expired|got lost]; s
I; [can't find an appointment|got a fine of {amount}|missed the deadline]; e
my application; [was rejected|got lost|is not being processed]; s
the online form; [does not work|can't be sent]; s
my name; is misspelled; e
the payment; was not booked; s
the street light; is broken; s""",
    "workshop": """my car; [does not start|pulls to the left|is not ready|came back scratched]; s
the brakes; [squeal|make noises]; s
the warning light; is [on|back on|flashing]; s
the bill; is {amount} higher than agreed; e
the same fault; is back after the repair; e
the part; is not available; s
the engine; [loses oil|rattles]; s
nobody; [called me back|informed me]; e""",
}

QUESTION_COMMON = """when; will; I; [get my money|hear back|get an answer|get a confirmation]; when
when; [will|can]; [someone|the technician|you]; [come|call me|be here]; when
how long; [will|does]; [it|this|the check]; [take|last]; when
how much; [will|does]; [it|this|the repair|a new one]; cost; cost
who; will; ; pay [for it|the costs]; pay
what; is; [the fee|the price|my limit|the total]; ; cost
; [can|may]; I; [keep the old one|do that online|change it later|pay by card|cancel now]; yes
; do; I; [have to be at home|need to sign anything|have to pay for that|need an appointment]; yes
; is; [it|that]; [free|safe|normal|covered|still possible|urgent]; yes
; [will|can]; I; [get a refund|get that in writing|get a discount|get my money back]; yes
; did; you; [get my email|receive my documents|get the photos]; yes
; is; there; [a deadline|another way|a branch in {city}|a known outage]; yes
where; [can|do]; I; [find the number|see that|send it|find the form]; where
where; is; [my order|my money|my parcel|the form]; [now|]; where
who; [is|was]; [in charge|my contact|the person I spoke to]; ; who
why; [is|was]; [it|my account|my request]; [so expensive|blocked|rejected|delayed]; why
why; did; [the price|my bill]; go up; why
what; do; you; need[ from me| for that|]; what
what; [will|should]; [I|we]; do [now|next|then]; what
what; does; [that|error {error}|this letter]; mean; what
how many; ; ; [devices can I use|days do I have left]; what"""

QUESTION = {
    "energy": """when; will; my meter; be [read|replaced]; when
how long; is; my notice period; ; when
; is; the price guarantee; still valid; yes
; can; I; [pay quarterly|read the meter myself]; yes""",
    "telecom": """how long; will; the outage; last; when
; will; I; get a refund for the downtime; yes
; can; I; keep my number; yes
; is; fibre; available here; yes
when; does; my contract; end; when""",
    "parcel": """when; will; you; try again; when
who; signed; ; for it; who
; do; I; need an ID; yes
; can; my neighbour; pick it up; yes
how long; will; the shop; keep it; when""",
    "bank": """when; will; [the new card|my PIN]; arrive; when
; is; my money; safe; yes
; can; I; change the PIN myself; yes
what; is; the interest rate; ; cost""",
    "retail": """when; will; my order; ship; when
; is; the {product}; still available; yes
who; pays; ; for the return; pay
how long; is; the warranty; ; when""",
    "insurance": """; is; [the damage|my phone]; covered; yes
when; will; the assessor; call; when
; may; I; have the car repaired; yes
what; is; my deductible; ; cost""",
    "software": """; does; it; run on [Linux|a tablet]; yes
when; is; the next update; ; when
where; is; [the data|my data]; stored; where
; can; I; restore the files; yes""",
    "transit": """; is; my ticket; valid [at the weekend|on the {train}]; yes
where; is; the lost property office; ; where
; does; the {train}; run today; yes""",
    "office": """when; will; my [passport|card]; be ready; when
which documents; should; I; bring; what
; can; my wife; collect it; yes""",
    "workshop": """when; will; my car; be ready; when
; can; I; keep driving; yes
; is; [that|the part]; under warranty; yes""",
}

STEP_COMMON = """[restart|reset|turn off|update]; [the|my] [device|phone|tablet|computer];
[reinstall|update|close]; the app;
[change|reset|enter]; [my|the] password;[ again| twice|]
[try]; [another|a different] browser;
[check|search]; [the|my] [spam folder|inbox|settings];
[check|compare]; [all|the] [numbers|details|documents];
[log out]; ; [and back in|of the app]
[swap|check|unplug]; [the|all] [cable|plug|charger];
[call]; [the hotline|a colleague of yours|the branch];!
[fill in|print|send]; the form;!
[take]; [a photo|some photos];!
[clear]; the [cache|history];
[wait]; [ten minutes|an hour|overnight];"""

STEP = {
    "energy": """[check|replace]; [all|the] fuses;
[reset|turn on|flip]; the [main switch|breaker];
[read|photograph]; [the|my] meter;[ again|]
[bleed|turn up]; [the|all] radiators;
[ask]; the neighbours;
[unplug]; all devices;
[restart]; the boiler;""",
    "telecom": """[restart|reset|unplug|move]; [the|my] [router|{product}];[ for ten minutes|]
[reset]; the router; to factory settings
[swap|change]; the [network cable|cable];
[reinsert|swap|clean]; [the|my] SIM card;
[run]; a speed test;
[turn on|toggle]; flight mode;
[update]; the firmware;
[set up]; the wifi; again
[retune|rescan]; the channels;""",
    "parcel": """[ask]; [the|all] neighbours;
[call|contact]; the sender;!
[type]; the [tracking number|pickup code]; again
[look]; in the [garage|hall|garden];
[go]; to the [shop|depot];!""",
    "bank": """[try]; another [cash machine|card];
[block|freeze]; the card; in the app
[check]; the [IBAN|account number];[ again|]
[register]; the phone; again
[contact]; the recipient;!""",
    "retail": """[charge]; it; overnight
[try]; another [charger|socket|card];
[enter]; the code; [again|without spaces]
[read]; the manual;
[download]; the label; again
[tighten]; all screws;""",
    "insurance": """[turn off]; the water;
[call]; the police;!
[get]; an estimate;!
[inform]; [the|my] landlord;!""",
    "software": """[restart]; [the|my] [computer|laptop];
[turn off|disable]; the [virus scanner|VPN|ad blocker];
[reinstall|update]; the [program|driver];
[enter]; the licence key; again
[delete]; the cookies;
[install]; all updates;""",
    "transit": """[reload]; the ticket;
[ask]; the driver;
[try]; another machine;
[buy]; a new ticket;!""",
    "office": """[try]; the form; again
[call]; the town hall;!
[pay]; the fee;!""",
    "workshop": """[charge|replace]; the battery;
[check|top up]; the oil;
[check]; the tyre pressure;
[leave]; the car; at home""",
}

BAD_COMMON = """it; [still does not work|doesn't work|is the same|made no difference|got worse]
[the problem|the error|the message]; [is still there|came back|stays the same]
nothing; [happens|changed|helped]
I; [still get error {error}|get no answer|see an empty page|get the same error]
nobody; [answers the phone|knows anything]
the [page|link]; [does not load|is broken]
it; only helped for [five minutes|an hour|{number} minutes]
that; [didn't help|did not help|did nothing]
there; is [no change|no response|nothing there]"""

BAD = {
    "energy": """the lights; stay off
the display; is still blank
the fuse; blows again
the number; is the same
the heating; stays cold""",
    "telecom": """the light; still blinks red
only {number} megabits; come through
it; [says no network|drops again]
the picture; stays black
the connection; was gone again after [five minutes|an hour]""",
    "parcel": """the [shop|sender]; [knows nothing|points to you]
the code; was rejected
it; still says in delivery""",
    "bank": """access; is still blocked
the card; was declined there too
the code; came too late
the app; crashed again""",
    "retail": """the screen; stays black
the code; has expired
it; turns off at once
the file; is empty""",
    "insurance": """it; is still dripping
the police; took a report
the letter; came back""",
    "software": """it; hangs at the same point
the email; is not there
it; starts but very slowly""",
    "transit": """the ticket; is still missing
the driver; knew nothing""",
    "office": """the page; times out
there; are no free slots""",
    "workshop": """the light; is on again
it; still does not start
the noise; got louder""",
}

ACTION_COMMON = """[forward|check|pass on]; your [request|complaint|documents|message];[ to the back office| to the team|]
[open|create|update]; [a|the] ticket;
[send|email|mail]; [you|] [a confirmation|a copy|an overview|a written answer];
[inform|ask]; [my|the] [colleagues|team];
[check|review|look into]; [the case|your account|the details|this];
[update|change|correct]; your [details|address|bank details|phone number];
[book|arrange|schedule]; [a callback|an appointment|a new date];
[arrange|issue|book]; [a|the] credit; of {amount}
[refund|transfer|return]; [the amount|{amount}|the money];
[cancel|confirm|process]; [the|your] [order|request|contract|cancellation];
[send|email]; [you|] the [form|documents|invoice];
[correct|cancel|resend]; the [bill|invoice];
[leave|add]; a note;"""

ACTION = {
    "energy": """[send|print]; the corrected bill;
[adjust|lower]; [the|your] instalment;[ to {amount}|]
[dispatch|send]; the emergency crew;
[transfer|pay out]; [the|your] credit;
[enter|correct]; [the|your] new reading;
[cancel|withdraw]; the reminder;
[set up]; a payment plan;
[order]; a meter check;""",
    "telecom": """[send|book]; a technician;
[test|measure|reset]; [the|your] line;
[ship|send]; a new router;
[reset|unlock]; the port;
[order|activate|block]; [a|your] [new |]SIM card;
[change|renew]; your plan;
[escalate]; the ticket;""",
    "parcel": """[start|open]; an investigation;
[reschedule|plan]; the delivery;[ for {weekday}|]
[correct]; the address;
[refund]; the postage;
[contact|call]; the [depot|driver];
[redirect|trace]; your parcel;""",
    "bank": """[block|unblock]; [the|your] card;
[order|send]; a replacement card;
[dispute|trace]; the [charge|payment];
[unlock|reset]; the access;
[adjust|raise]; the limit;[ to {amount}|]
[recall]; the transfer;
[return]; the direct debit;""",
    "retail": """[email|send]; [you|] a return label;
[ship|send]; a replacement;
[issue]; [the refund|a voucher of {amount}];
[cancel|change]; [the|your] order;
[speed up|check]; the delivery;
[ask]; the warehouse;""",
    "insurance": """[open|register]; [the|your] claim;
[send|assign]; an assessor;
[check|confirm]; the cover;
[release]; the payment;
[inform]; the garage;
[issue]; a new policy;""",
    "software": """[reset|renew]; [the|your] licence;
[report]; the bug; to the developers
[send]; [you|] a new link;
[unlock]; your account;
[restore]; [the|your] data;
[schedule]; a remote session;""",
    "transit": """[issue]; a new card;
[refund|rebook]; your ticket;
[pause]; your pass;
[ask]; the lost property office;""",
    "office": """[check|speed up]; your application;
[reserve]; an appointment;[ on {date}|]
[extend]; the deadline;
[issue|send]; the certificate;""",
    "workshop": """[order]; the part;
[reserve]; a loan car;
[correct]; the bill;
[prepare]; an estimate;
[move]; your appointment;""",
}

TODO_COMMON = """[send|email|upload]; [us|] [a photo|some photos|a copy];[ of the damage| of the bill| of the label|]
[sign|fill in|return|print]; [the|this] form;
[send|submit|upload]; [the|all|your] [documents|receipts|papers];
[bring|show]; your [ID|receipt|contract];
[pay|transfer]; [the amount|{amount}];
[confirm]; the appointment;
[send]; us your [IBAN|serial number|phone number];
[change]; your password;
[call]; us; again"""

TODO = {
    "energy": """[read|photograph]; the meter;[ at the end of the month|]
[sign]; the direct debit form;
[upload]; the rental contract;""",
    "telecom": """[send back|return]; the old [device|router];
[activate]; the new SIM card;
[be]; at home; for the appointment""",
    "parcel": """[keep]; the packaging;
[fill in]; the damage form;
[show]; the card; at the shop""",
    "bank": """[file]; a police report;
[show]; your ID; at the branch
[set up]; the app; on the new phone""",
    "retail": """[return]; the item; in its box
[print]; the label;
[send]; us the serial number;""",
    "insurance": """[send in|submit]; the estimate;
[fill in]; the accident form;
[keep]; the broken item;""",
    "software": """[send]; [us|] the log file;
[take]; a screenshot;
[install]; the update;""",
    "transit": """[send in]; the original ticket;
[upload]; a passport photo;""",
    "office": """[bring]; a passport photo;
[submit]; the application; online""",
    "workshop": """[bring|drop off]; the car;
[bring]; the registration papers;""",
}

LABELS = {
    "customer_number": "customer number|customer no.|client number|customer ID",
    "contract_number": "contract number|contract no.",
    "meter_number": "meter number|meter no.",
    "meter_reading": "meter reading|reading|current reading",
    "iban": "IBAN|new IBAN|bank details",
    "account_number": "account number|account no.",
    "amount": "amount|total|invoice amount",
    "date": "date|exact date",
    "phone": "phone number|mobile number|number|callback number",
    "email": "email address|email|e-mail",
    "order_number": "order number|order no.|order ID",
    "tracking_number": "tracking number|parcel number|tracking code",
    "invoice_number": "invoice number|receipt number|bill number",
    "policy_number": "policy number|policy no.",
    "claim_number": "claim number|claim no.",
    "case_number": "case number|reference number|ticket number",
    "license_plate": "licence plate|plate|registration",
    "serial_number": "serial number|serial no.",
    "product": "device|model|item",
    "device": "device|router|model",
    "version": "version|software version",
    "error_code": "error code|error number",
    "name": "name|full name|last name",
    "address": "address|delivery address|new address",
    "birth_date": "date of birth|birth date",
}
