"""The names of facts: the slots of many services brought to the few keys that generator and product use.

Owns the mapping only. A slot that fits no general key keeps its own name.
"""

from __future__ import annotations

import re

_EXACT = {
    "city": "city visit_city city_of_event origin_city destination_city pickup_city dropoff_city departure_city "
    "arrival_city current_city new_city where_to area destination location origin from to from_location "
    "to_location dest "
    "depart",
    "place": "restaurant_name hotel_name venue attraction_name property_name theater_name event_location "
    "pickup_location "
    "dropoff_location from_station to_station origin_station_name destination_station_name origin_airport "
    "destination_airport departure_location arrival_location venue_name theatre pickup airport hotelname place_name",
    "title": "event_name song_name movie_name title album show_name movie track",
    "category": "category subcategory genre cuisine event_type type food type_of_food service_type interests "
    "car_type ride_type seating_class fare_type show_type class size payment_type",
    "amount": "price total_price fare ride_fare rent balance amount price_per_night cost ticket fee bank_balance "
    "bankbalance charge_amount transferamount total",
    "people": "party_size number_of_seats passengers travelers group_size number_of_riders number_of_adults people "
    "number_guests number_of_passengers",
    "tickets": "number_of_tickets",
    "rooms": "number_of_rooms number_of_beds number_of_baths num_rooms rooms",
    "days": "number_of_days stay",
    "phone": "phone phone_number phonenumber",
    "address": "address street_address venue_address address_of_location addr",
    "postcode": "post postcode current_zipcode new_zipcode zipcode",
    "email": "email email_address",
    "reference": "ref booking_id booking_number order_id",
    "booking_number": "booking_confirmation_number ride_id",
    "claim_number": "claimid",
    "policy_number": "policyid",
    "name": "name customer_name full_name fullname guest_name host_name renter_name patient_name user_name username "
    "customername",
    "recipient": "recipient_account_name",
    "doctor": "doctor_name dentist_name therapist_name doctorname",
    "person": "stylist_name driver_name drivername artist directed_by starring actors driver",
    "duration": "approximate_ride_duration wait_time duration_hours trip_length_minutes minutes_till_pickup ride_wait "
    "average_wait_minutes",
    "rating": "average_rating rating star_rating stars",
    "birth_date": "date_of_birth",
    "weekday": "day",
    "product": "item_name software_name company_name food_item drink_item car_name car_model car car_brand "
    "datacategoryvalues",
    "license_plate": "license_plate",
    "account_number": "account_number target_account_number",
    "quantity": "quantity",
}
_KEY = {slot: key for key, slots in _EXACT.items() for slot in slots.split()}
_MONEY = re.compile(r"[$€£]|\b(?:dollars?|euros?|pounds?|usd|eur|gbp|cents?|pence)\b", re.IGNORECASE)
SECRET = frozenset("pin ssn password card_number security_answer1 security_answer2 code answer".split())
"""What nobody should find in a note, however plainly it was said."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGIT = re.compile(r"\d")


def plain(slot: str) -> str:
    """The name of a slot in lower case with underscores, however its corpus writes it."""
    return re.sub(r"[^a-z0-9_]+", "_", _CAMEL.sub("_", slot).lower()).strip("_")


def key_of(slot: str, value: str) -> str:
    """The key under which the value of `slot` is noted."""
    name = plain(slot)
    if _MONEY.search(value) and _DIGIT.search(value):
        return "amount"
    if name in _KEY:
        key = _KEY[name]
        return key if key != "amount" else ("price" if _DIGIT.search(value) else "price_range")
    if name.endswith(("time", "time_hour")) or name in ("leave", "arrive"):
        return "time"
    if name.endswith("date") or name.startswith("date"):
        return "date"
    return name if re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) else "value"
