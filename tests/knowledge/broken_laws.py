"""Every law of the knowledge base, broken on purpose: what is laid over ours, where it is wrong and what is said of it."""

from dataclasses import dataclass

from degreepath.advice import soundness
from degreepath.knowledge import integrity, laws
from degreepath.knowledge.lint import Law

HERE = "# <- here"
SOURCE = """
[[sources]]
id = "new"
title = "New source"
publisher = "P"
date = "2024"
kind = "institution"
benefits = "P"
"""
COURSE = """
[[programs]]
id = "new"
name = "New Course"
kind = "course"
archetype = "production"
about = "A new course."
institution = "I"
country = "UK"
award = "BA"
teaches = { recording = 3, science = 1 }
modules_complete = false
modules_source = "kan-samples"
"""
ROLE = """
[[roles]]
id = "new"
name = "New Role"
work = "New work."
suits = "New people."
wants = { humanities = 3, acoustics = 2 }
all_of = ["recording"]
needs_source = ["kan-samples"]
listed_for = []
way_in = { text = "x", source = "kan-samples" }
portfolio = { text = "x", source = "kan-samples" }
bodies = { text = "x", source = "kan-samples" }
try_this = { do = "x", liked = "x", hated = "x" }
"""
PAY = """
[[pay]]
id = "new"
group = "G"
country = "UK"
place = "all"
year = "2024"
currency = "GBP"
basis = "a year"
median = 30
counted = "all"
source = "kan-samples"
"""
QUESTION = """
[[questions]]
id = "new"
interest = "mixing"
text = "Do something new."
"""
TOPIC = """
[[topics]]
id = "new"
name = "New topic"
about = "Something new"
"""
INTEREST = """
[[interests]]
id = "new"
name = "New interest"
about = "Something new"
creative_technical = 0
design_operate = 0
"""


def cut(text: str, old: str, new: str) -> str:
    """Return `text` with the line that starts with `old` replaced by `new`, which is where the problem is."""
    lines = [f"{new} {HERE}" if line.startswith(old) else line for line in text.split("\n")]
    assert f"{new} {HERE}" in lines, old
    return "\n".join(lines)


def at_head(text: str) -> str:
    """Return `text` with the problem at the head of its record."""
    return text.replace("]]", f"]] {HERE}", 1)


@dataclass(frozen=True)
class Case:
    """One way to break one law. `said` is a part of the problem; the place is marked in the text."""

    law: Law
    text: str
    said: str


CASES = {
    "unknown topic in a choice": Case(
        integrity.known_ids, cut(ROLE, "all_of", 'any_of = [["recording", "nope"]]'), "role 'new' any_of: there is no topic 'nope'"
    ),
    "unknown topic of a module": Case(
        integrity.known_ids, COURSE + f"modules = [\n  {{ title = 'x', topics = ['nope'] }}, {HERE}\n]",
        "program 'new' modules.topics: there is no topic 'nope'",
    ),
    "unknown interest": Case(integrity.known_ids, cut(QUESTION, "interest", 'interest = "nope"'), "there is no interest 'nope'"),
    "unknown source": Case(integrity.known_ids, cut(PAY, "source", 'source = "kan-sample"'), "Did you mean 'kan-samples'"),
    "unknown archetype": Case(integrity.known_ids, cut(ROLE, "listed_for", 'listed_for = ["leeds-ba-mp"]'), "there is no archetype"),
    "unknown pay": Case(integrity.known_ids, cut(ROLE, "listed_for", 'listed_for = []\npay = ["nope"]'), "there is no pay figure 'nope'"),
    "unknown program of a route": Case(
        integrity.known_ids, cut(ROLE, "listed_for", 'listed_for = []\nroutes = [{ text = "x", source = "kan-samples", program = "nope" }]'),
        "role 'new' routes.program: there is no program 'nope'",
    ),
    "wants one thing": Case(integrity.clear_profiles, cut(ROLE, "wants", "wants = { mixing = 3 }"), "names 1 interests. Name 2 to 6"),
    "wants nothing": Case(integrity.clear_profiles, cut(ROLE, "wants", "wants = {}"), "names 0 interests"),
    "teaches nothing": Case(integrity.clear_profiles, cut(COURSE, "teaches", "teaches = {}"), "names 0 interests. Name 2 to 10"),
    "needs nothing": Case(integrity.real_needs, at_head(ROLE.replace('["recording"]', "[]")), "needs no topic"),
    "needs too much": Case(integrity.not_too_many, cut(ROLE, "all_of", "any_of = [" + '["mixing"], ' * 9 + "]"), "needs 9 things. Name at most 8"),
    "too many modules": Case(
        integrity.not_too_many, COURSE + "modules = [" + '{ title = "x", topics = [] },' * 501 + f"] {HERE}", "has 501 modules"
    ),
    "an empty choice": Case(integrity.real_needs, cut(ROLE, "all_of", "any_of = [[]]"), "has an empty group"),
    "a phrase without words": Case(integrity.readable_phrases, TOPIC + f"phrases = ['mixing', '…'] {HERE}", "has no words to look for"),
    "unused source": Case(laws.sources_used, at_head(SOURCE), "source 'new': is cited nowhere. Cite it, or remove it"),
    "unneeded topic": Case(laws.topics_used, at_head(TOPIC), "topic 'new': is needed by no role"),
    "untaught topic": Case(laws.topics_used, at_head(TOPIC), "topic 'new': is taught by no module"),
    "interest never asked about": Case(laws.questions_enough, at_head(INTEREST), "has 0 question(s)"),
    "question too many": Case(laws.questions_even, cut(QUESTION, "interest", 'interest = "mixing"'), "'mixing' has 3 questions, another interest 2"),
    "question asked twice": Case(
        laws.no_text_twice, cut(QUESTION, "text", 'text = "write a small program that makes or changes sound."'), "says the same as 'sound-code'"
    ),
    "role described twice": Case(laws.no_text_twice, cut(ROLE, "name", 'name = "Composer"'), "says the same as 'composer'"),
    "alias of another role": Case(laws.names_lead_home, cut(ROLE, "name", 'name = "New"\naliases = ["Film Composer"]'), "finds 'composer'"),
    "name of another program": Case(laws.names_lead_home, cut(COURSE, "name", 'name = "Music-Technology"'), "finds 'technology'"),
    "course without a country": Case(laws.program_fields, at_head(COURSE.replace('country = "UK"\n', "")), "country: is missing"),
    "course without an archetype": Case(laws.program_fields, at_head(COURSE.replace('archetype = "production"\n', "")), "archetype: is missing"),
    "archetype at a school": Case(
        laws.program_fields, cut(COURSE.replace('"course"', '"archetype"'), "institution", 'institution = "I"'), "institution: does not belong to an archetype"
    ),
    "complete without modules": Case(
        laws.whole_lists, cut(COURSE, "modules_complete", "modules_complete = true"), "is true, but there are no modules"
    ),
    "complete without a year": Case(
        laws.whole_lists, SOURCE + cut(COURSE, "modules_complete", "modules_complete = true").replace('"kan-samples"', '"new"'),
        "is true, but nothing says of which year",
    ),
    "a vendor's fact": Case(
        laws.no_vendor_as_fact, COURSE + f'facts = [\n  {{ text = "x", source = "kan-samples" }}, {HERE}\n]', "rests on a vendor (kan-samples)"
    ),
    "a vendor's outlook": Case(
        laws.no_vendor_as_fact, cut(ROLE, "listed_for", 'listed_for = []\noutlook = [{ text = "x", source = "kan-samples" }]'), "rests on a vendor"
    ),
    "a vendor's pay": Case(laws.no_vendor_as_fact, cut(PAY, "source", 'source = "kan-samples"'), "rests on a vendor"),
    "pay without a middle": Case(laws.pay_told_whole, at_head(PAY.replace("median = 30\n", "")), "median: is missing"),
    "a mean without a note": Case(laws.pay_told_whole, cut(PAY, "median", "mean = 30"), "mean: stands alone"),
    "a lone maximum": Case(laws.pay_told_whole, cut(PAY, "median", "median = 30\nhigh_is = 'top'\nhigh = 90"), "high: is a lone maximum"),
    "an end without its name": Case(laws.pay_told_whole, cut(PAY, "median", "median = 30\nlow = 20"), "low: and low_is belong together"),
    "pay out of order": Case(
        laws.pay_told_whole, cut(PAY, "median", "median = 30\nlow_is = 'tenth'\nlow = 40"), "are not in order"
    ),
    "a source from the future": Case(laws.plausible_dates, cut(SOURCE, "date", 'date = "May 2099"'), "'May 2099' cannot be right"),
    "a source without a year": Case(laws.plausible_dates, cut(SOURCE, "date", 'date = "last spring"'), "cannot be right"),
    "pay from the future": Case(laws.plausible_dates, cut(PAY, "year", 'year = "2099"'), "'2099' cannot be right"),
    "modules from the future": Case(laws.plausible_dates, cut(COURSE, "award", 'award = "BA"\nas_of = 2099'), "2099 has not come yet"),
    "needs without a source": Case(laws.needs_cited, cut(ROLE, "needs_source", "needs_source = []"), "names no source"),
    "a choice that is made": Case(laws.real_choices, cut(ROLE, "listed_for", 'listed_for = []\nany_of = [["recording", "mixing"]]'), "'recording' stands in all_of too"),
    "a role nothing leads to": Case(
        soundness.roles_lead_somewhere, cut(ROLE, "all_of", 'all_of = ["orchestration", "cad", "cpp"]'), "is covered or possible in no program. Ask for fewer topics, or add a course that teaches them."
    ),
    "two roles alike": Case(
        soundness.roles_told_apart, cut(ROLE, "wants", "wants = { composing = 3, humanities = 2, picture = 1 }"), "cannot be told from 'composer' (cosine 1.00, 0.9 is too much). Say in wants what makes it different, or join the two."
    ),
    "a role behind another": Case(
        soundness.roles_can_win, cut(ROLE, "wants", "wants = { composing = 3, humanities = 2, picture = 1 }"), "its own wants put 'composer' first. Say in wants what makes it different."
    ),
    "listed but out of reach": Case(
        soundness.article_kept, cut(ROLE, "all_of", 'all_of = ["cad"]').replace("listed_for = []", f'listed_for = ["production"] {HERE}').replace(HERE, "", 1),
        "is listed for 'production' but not covered there. Mend its needs or the degree's modules.",
    ),
    "in reach but not listed": Case(
        soundness.article_kept, cut(ROLE, "listed_for", 'listed_for = ["technology"]').replace('"recording"', '"mastering"'),
        "is not listed for 'production' but covered there. Mend its needs or the degree's modules.",
    ),
}  # fmt: skip
WHOLE = {
    "too many interests": Case(laws.right_size, INTEREST + INTEREST.replace("new", "newer"), "interests: has 16 records"),
    "too many topics": Case(laws.right_size, TOPIC, "topics: has 37 records. Have 25 to 36"),
    "roles by the hundred": Case(
        integrity.not_too_many, "".join(ROLE.replace('"new"', f'"new-{n}"') for n in range(60)), "roles: has 75 records. Have at most 60"
    ),
    "nobody says no": Case(
        laws.reversed_share, "".join(QUESTION.replace('"new"', f'"new-{n}"') for n in range(60)), "with 'reverse = true'"
    ),
    "one general degree": Case(
        integrity.enough_to_score, COURSE.replace('"new"', '"production"').replace('"production"\nabout', '"technology"\nabout'),
        "programs: has 1 of kind 'archetype'",
    ),
}  # fmt: skip
