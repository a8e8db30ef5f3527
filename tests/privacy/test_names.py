"""Names without a title, with capitals and in small letters, and the words that only look like names."""

from __future__ import annotations

from typing import List

import pytest

from wemode.privacy import find, mask

FOUND = {
    "I saw Marcus today and his wife Deborah came too.": ["Marcus", "Deborah"],
    "marcus was late again": ["marcus"],
    "saw priya and her mum lakshmi": ["priya", "lakshmi"],
    "Grace said I was useless.": ["Grace"],
    "mark texted me at midnight": ["mark"],
    "Faith accused me of being cold": ["Faith"],
    "Okonkwo arrived with his brother Chidi": ["Okonkwo", "Chidi"],
    "my client, dmitri, thinks I'm an idiot": ["dmitri"],
    "Sinéad O'Connor's brother Padraig rang": ["Sinéad O'Connor", "Padraig"],
    "xiaoling kept checking her phone": ["xiaoling"],
    "jean-luc mocked my accent": ["jean-luc"],
    "T.M. said he would complain, and I talked with J. about it": ["T.M.", "J."],
    "i felt maternal towards j. this week": ["j."],
    "thandiwe rang re mthunzi, zanele and lwazi": ["thandiwe", "mthunzi", "zanele", "lwazi"],
    "She was at Living Waters Tabernacle again": ["Living Waters Tabernacle"],
    "the letter from St Oswald's Primary": ["St Oswald's Primary"],
    "off sick from hollis & wray solicitors": ["hollis & wray solicitors"],
    "He moved to Leeds, then to digbeth": ["Leeds", "digbeth"],
    "he was in Reading last week": ["Reading"],
}

LEFT = [
    "He compared me to Kernberg and said Winnicott would have held him. Klein too.",
    "Hope was gone, and so was joy.", "Rose from the chair and rose again.", "will he come back? may I ask? I hope so",
    "In March, on a Tuesday, the English Christian from Europe did EMDR on Zoom.",
    "his wife will leave him, his brother rose to the occasion", "the mark he made was a grace of sorts",
    "pt dnad agian, felt releived, tx plan w/ cmht, gad-7 up",
    "A countertransferential, mentalising, non-judgemental stance",
    "i went to private practice from medical school", "the Catholic Church and the hospital", "e.g. at 9 a.m. with him",
    "Terrible. Awful. Ugh. Dunno. WHAT A MAN. Teh session", "ich kann heute einfach nicht mehr reden",
    "I'd, he'd, they've, didn't, pt's, o'clock",
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), FOUND.items())
def test_a_name_is_found_whole(text: str, names: List[str]) -> None:
    assert [text[x.start : x.end] for x in find(text)] == names


@pytest.mark.parametrize("text", LEFT)
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert find(text) == []


def test_kinds_are_told_apart() -> None:
    text = "Marcus left Brightwater Academy in Leeds"
    assert [x.type for x in find(text)] == ["person", "organisation", "place"]
    assert mask(text, find(text)).text == "someone left the organisation in the place"
