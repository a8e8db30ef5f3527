"""Postal addresses and postcodes of the United Kingdom and the United States."""

from __future__ import annotations

import re
from typing import Iterator

from wemode.privacy.identifier import Identifier
from wemode.privacy.patterns.matching import matches

_AREA = (
    "AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX"
    "|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN"
    "|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB"
    "|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_POSTCODE = rf"(?:GIR ?0AA|(?:{_AREA})\d[A-Z\d]? ?\d(?!(?:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{{2}})"

_STATE = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
_ZIP = r"\d{5}(?:-\d{4})?\b"

_STRONG = r"(?:street|road|avenue|lane|crescent|boulevard)"
"""Words that name a street even in lower case; the others must carry capitals ("10 Oak Drive", "10 minute drive")."""

_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave?|Lane|Ln|Drive|Dr|Close|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Crescent|Cres"
    r"|Gardens|Gdns|Grove|Hill|Park|Boulevard|Blvd|Mews|Row|Walk|Parade|Highway|Hwy|Parkway|Pkwy|Circle|Broadway)"
)
_NOT_A_STREET = (
    r"(?:the|a|an|of|down|up|on|in|at|to|from|per|and|or|more|times?|seconds?|minutes?|mins?|hours?|days?|weeks?|months?"
    r"|years?|miles?|metres?|meters?|kilometres?|km|blocks?|steps?|sessions?|people|pounds?|dollars?|1st|2nd|3rd)"
)
_NUMBER = r"(?<![\w.,£$€])\d{1,5}[A-Za-z]?(?:[-–/]\d{1,4}[A-Za-z]?)?"
_FLAT = r"(?:\b(?:Flat|Apartment|Apt\.?|Unit|Suite|Room) [\dA-Z]{1,5},? )?"
_CAPITAL_WORD = r"(?:[^\W\d_a-z][\w'’.-]{0,30}|\d{1,3}(?:st|nd|rd|th))"
_LOWER_WORD = rf"(?!{_NOT_A_STREET}\b)[\w'’-]{{2,30}}"
_TOWN = r",? [^\W\d_a-z][\w'’-]{1,30}(?: [^\W\d_a-z][\w'’-]{1,30}){0,2},?"
_TAIL = rf"(?:(?:{_TOWN}){{0,2}} (?:{_POSTCODE}|(?:{_STATE}) {_ZIP}))?"

_ADDRESSES = (
    re.compile(rf"{_FLAT}{_NUMBER},? (?:{_CAPITAL_WORD} ){{1,4}}{_STREET}\b\.?(?: (?:NE|NW|SE|SW|[NSEW])\b)?{_TAIL}"),
    re.compile(rf"(?i:{_FLAT}){_NUMBER},? (?:{_LOWER_WORD} ){{1,2}}{_STRONG}\b", re.IGNORECASE),
    re.compile(r"\bP\.? ?O\.? Box \d{1,6}\b", re.IGNORECASE),
    re.compile(rf"(?<!\w){_POSTCODE}(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?:{_STATE}),? {_ZIP}"),
    re.compile(rf"\b(?:zip(?: ?code)?|postal code)(?: is|:)? (?P<it>{_ZIP})", re.IGNORECASE),
)


def addresses(text: str) -> Iterator[Identifier]:
    """A house number with its street, with flat, town and postcode where they follow; a postcode or ZIP by itself."""
    return matches(_ADDRESSES, text, "address")
