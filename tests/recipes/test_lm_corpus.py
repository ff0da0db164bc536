"""Gold claims made of annotations are right by construction: copied from their turn, understood by the product."""

from __future__ import annotations

import itertools
import os
import random
from pathlib import Path

import pytest

from lotse.domain.increments import parse_increment, render_claims
from models.recipes.lm import corpus
from models.recipes.lm.corpora import bcontrast, english, german, keys, multiwoz, sgd, star, taskmaster
from models.recipes.lm.corpora.annotated import RealTurn, alnum, copied

NAMES = ("sgd", "star", "taskmaster4", "multiwoz21", "bcontrast-de", "bcontrast-en", "multidogo", "bitext")
CORPORA = Path(os.environ["LOTSE_CORPORA"]) / "dialogues" if os.environ.get("LOTSE_CORPORA") else None
needs_corpora = pytest.mark.skipif(CORPORA is None, reason="LOTSE_CORPORA names no folder of corpora")


def said(turns: tuple[RealTurn, ...]) -> list[str]:
    return [render_claims(turn.claims) for turn in turns]


def test_sgd_acts_become_claims() -> None:
    raw = [
        {
            "s": "customer",
            "t": "I want to find a bus to Fresno.",
            "a": ["INFORM_INTENT:intent=FindBus", "INFORM:to_location=Fresno"],
        },
        {"s": "agent", "t": "The fare is $20.", "a": ["OFFER:fare=$20"]},
        {"s": "customer", "t": "Ok. When does it leave?", "a": ["REQUEST:leaving_time"]},
        {"s": "agent", "t": "At 9 am.", "a": ["INFORM:leaving_time=9 am"]},
        {"s": "agent", "t": "Your ticket is booked.", "a": ["NOTIFY_SUCCESS"]},
        {"s": "customer", "t": "Great, thanks!", "a": ["THANK_YOU"]},
    ]
    turns = sgd.read(raw)
    assert said(turns) == [
        '[{"s":"intent","t":"find a bus to Fresno","e":[1]},{"s":"fact","k":"city","v":"Fresno","e":[1]}]',
        '[{"s":"fact","k":"amount","v":"$20","e":[2]}]',
        '[{"s":"open","t":"When does it leave?","e":[3]}]',
        '[{"s":"fact","k":"time","v":"9 am","e":[4]},{"s":"answered","e":[3,4]}]',
        '[{"s":"step","t":"Your ticket is booked","by":"agent","r":"","e":[5]}]',
        '[{"s":"outcome","v":"resolved","e":[6]}]',
    ]
    assert turns[1].optional == turns[1].claims  # nobody took the offer


def test_an_offer_the_customer_takes_is_asked_for() -> None:
    raw = [
        {"s": "agent", "t": "There is Bella Luna.", "a": ["OFFER:restaurant_name=Bella Luna"]},
        {"s": "customer", "t": "I like that.", "a": ["SELECT"]},
    ]
    assert sgd.read(raw)[0].optional == ()


def test_a_value_that_is_worded_otherwise_is_no_claim() -> None:
    raw = [{"s": "customer", "t": "For the two of us.", "a": ["INFORM:party_size=2", "INFORM:shared_ride=True"]}]
    assert sgd.read(raw)[0].claims == ()


def test_star_queries_show_what_the_customer_said() -> None:
    raw = [
        {"s": "customer", "t": "Hi, I need to see a doctor. I'm Ada, my PIN is 7402."},
        {
            "s": "action",
            "api": "doctor_schedule",
            "constraints": [{"PatientName": '"Ada"'}, {"PIN": '"7402"'}, {"RequestType": '"Check"'}],
        },
        {"s": "kb", "api": "doctor_schedule", "item": {"DoctorName": "Dr. Alexis", "Time": "7 pm"}},
        {"s": "agent", "t": "Dr. Alexis has time at 7pm.", "a": ["doctor_inform_booking_available"]},
        {"s": "agent", "t": "Great, your appointment has been booked!", "a": ["doctor_inform_booking_successful"]},
        {"s": "customer", "t": "Thanks, bye"},
    ]
    turns = star.read(raw)
    assert said(turns) == [
        '[{"s":"fact","k":"name","v":"Ada","e":[1]},{"s":"intent","t":"see a doctor","e":[1]}]',
        '[{"s":"fact","k":"doctor","v":"Dr. Alexis","e":[2]},{"s":"fact","k":"time","v":"7pm","e":[2]}]',
        '[{"s":"step","t":"your appointment has been booked","by":"agent","r":"","e":[3]}]',
        '[{"s":"outcome","v":"resolved","e":[4]}]',
    ]
    # A number that no claim holds (here a secret one) keeps the turn out of training.
    assert not turns[0].sure


def test_taskmaster_calls_show_what_was_ordered() -> None:
    raw = [
        {
            "s": "customer",
            "t": "Can I get a Mocha with oat milk please?",
            "a": [
                ["api_call", "get_menu_items"],
                ["request", '{"query": "Mocha"}'],
                ["api_call", "add_order_item"],
                ["request", '{"attributes": [{"option": "Oat Milk"}]}'],
            ],
        },
        {"s": "agent", "t": "OK. I'll send it off."},
    ]
    turns = taskmaster.read(raw)
    assert said(turns)[0] == (
        '[{"s":"intent","t":"get a Mocha with oat milk","e":[1]},{"s":"fact","k":"product","v":"Mocha","e":[1]},'
        '{"s":"fact","k":"option","v":"oat milk","e":[1]}]'
    )
    assert turns[0].sure
    assert not turns[1].sure


def test_multiwoz_text_is_put_together_again() -> None:
    raw = [
        {"s": "customer", "t": "I need a train to ely , what 's the price ?", "a": {"Train-Inform": [["Dest", "ely"]],
         "Train-Request": [["Ticket", "?"]]}},
        {"s": "agent", "t": "It is 9.80 pounds .", "a": {"Train-Inform": [["Ticket", "9.80 pounds"]]}},
    ]  # fmt: skip
    turns = multiwoz.read(raw)
    assert turns[0].turn.text == "I need a train to ely, what's the price?"
    assert '{"s":"fact","k":"amount","v":"9.80 pounds","e":[2]},{"s":"answered","e":[1,2]}' in said(turns)[1]


CHAT = [
    {"s": "agent", "t_de": "Wie lautet Ihre Telefonnummer?", "t_en": "what is your phone number?"},
    {"s": "customer", "t_de": "515-850-2356.", "t_en": "515-850-2356."},
    {"s": "agent", "t_de": "Das macht 25,32 $.", "t_en": "that's $25.32."},
    {"s": "customer", "t_de": "Gibt es dort auch Parkplätze?", "t_en": "Is there parking too?"},
    {"s": "agent", "t_de": "Einen Moment bitte.", "t_en": "one moment please."},
    {"s": "agent", "t_de": "Ja, direkt vor der Tür.", "t_en": "yes, right at the door."},
]


def test_what_both_languages_of_a_chat_prove_is_gold_in_either() -> None:
    german_turns, english_turns = bcontrast.read(CHAT, "de"), bcontrast.read(CHAT, "en")
    assert said(german_turns) == [
        "[]",
        '[{"s":"fact","k":"phone","v":"515-850-2356","e":[2]}]',
        '[{"s":"fact","k":"amount","v":"25,32 $","e":[3]}]',
        '[{"s":"open","t":"Gibt es dort auch Parkplätze?","e":[4]}]',
        "[]",
        '[{"s":"answered","e":[4,6]}]',
    ]
    assert all(turn.sure for turn in german_turns)
    assert [[claim.section for claim in turn.claims] for turn in german_turns] == [
        [claim.section for claim in turn.claims] for turn in english_turns
    ]


def test_where_the_languages_disagree_nothing_is_taught() -> None:
    chat = [{"s": "agent", "t_de": "Das macht 25,32 $.", "t_en": "that's a lot."}]
    (turn,) = bcontrast.read(chat, "de")
    assert not turn.sure
    assert turn.claims == ()


def test_what_no_rule_can_read_is_not_taken_for_nothing() -> None:
    chat = [
        {"s": "customer", "t_de": "Nein, es ist das im Naturkundemuseum.", "t_en": "No, it's the one at the museum."},
        {"s": "customer", "t_de": "Ja, das ist gut. Vielen Dank!", "t_en": "Yes, that's good. Thank you!"},
    ]
    assert [turn.sure for turn in bcontrast.read(chat, "de")] == [False, True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hallo, ich möchte gerne zwei große Pizzen bestellen.", "zwei große Pizzen bestellen"),
        ("Ich muss in Sacramento, Kalifornien, einen Platz finden.", ""),
        ("Ich möchte das nicht.", ""),
        ("Vielen Dank.", ""),
    ],
)
def test_german_wishes_are_words_of_the_turn(text: str, words: str) -> None:
    assert german.wish(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I would like to make a reservation at 11:15.", "make a reservation at 11:15"),
        ("Can you help me find a rental car?", "find a rental car"),
        ("I need to see Dr. Alexis today!", "see Dr. Alexis today"),
        ("Thanks, that is all.", ""),
    ],
)
def test_english_wishes_are_words_of_the_turn(text: str, words: str) -> None:
    assert english.wish(text) == words


def test_copied_takes_whole_words_only() -> None:
    assert copied("6 pm", "Come at 6pm, please") == "6pm"
    assert copied("4", "at 14:00") == ""
    assert copied("$22", "It is $22.") == "$22"


def test_money_is_an_amount_whatever_its_slot() -> None:
    assert keys.key_of("rent", "$3,900") == "amount"
    assert keys.key_of("price_range", "moderate") == "price_range"
    assert keys.key_of("outbound_departure_time", "5:35 pm") == "time"
    assert keys.key_of("CustomerName", "Ada") == "name"


def test_unsure_turns_are_never_fresh() -> None:
    turns = bcontrast.read(
        [*CHAT[:2], {"s": "agent", "t_de": "Es sind 25,32 $.", "t_en": "that's a lot."}, *CHAT[3:]], "de"
    )
    assert not turns[2].sure
    for seed in range(20):
        for sample in corpus.sure_windows(turns, "de", random.Random(seed)):
            assert 3 not in [turn.n for turn in sample.turns[-sample.fresh :]]


@needs_corpora
@pytest.mark.parametrize("name", NAMES)
def test_every_claim_of_a_corpus_stands_in_its_turns_and_is_understood(name: str) -> None:
    assert CORPORA is not None
    split = "dev" if name == "multiwoz21" else "train"
    count = 0
    for conversation in itertools.islice(
        corpus.real_conversations(CORPORA, name, split), 40 if name != "multidogo" else 400
    ):
        texts = {turn.turn.n: turn.turn.text for turn in conversation}
        for turn in conversation:
            assert parse_increment(render_claims(turn.claims), list(texts)) == turn.claims
            for claim in turn.claims:
                count += 1
                assert claim.turns[-1] == turn.turn.n
                words = claim.text or (claim.value if claim.section == "fact" else "")
                assert alnum(words) in alnum(turn.turn.text), (name, claim, turn.turn)
    assert count >= 20


@needs_corpora
def test_training_reads_no_corpus_that_has_no_training_split() -> None:
    assert CORPORA is not None
    assert "multiwoz21" not in corpus.QUOTAS
    few = dict.fromkeys(corpus.QUOTAS, 12)
    found = list(corpus.real_samples(CORPORA, "train", seed=3, quotas=few))
    assert len(found) == 12 * len(few)
    assert found == list(corpus.real_samples(CORPORA, "train", seed=3, quotas=few))
    quiet = sum(not sample.gold for sample in found)
    assert 0 < quiet <= 0.35 * len(found)


def test_a_corpus_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    assert list(corpus.real_samples(tmp_path)) == []
