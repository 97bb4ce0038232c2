"""The vocabulary: interests (what a student likes), topics (what modules teach and roles need), questions."""

from typing import Annotated

from pydantic import Field

from degreepath.knowledge.record import Id, Record, Text

ANSWER_WORDS = {
    1: "strongly dislike",
    2: "dislike",
    3: "neither like nor dislike",
    4: "like",
    5: "strongly like",
}

InterestWeight = Annotated[int, Field(ge=1, le=3)]
"""How much a role wants or a program teaches an interest: 1 some, 2 much, 3 central."""


class Interest(Record):
    """One dimension of what a student likes, with its place on the two axes the student is shown."""

    id: Id
    name: Text
    about: Text
    creative_technical: float = Field(ge=-1, le=1, description="-1 creative … +1 technical")
    design_operate: float = Field(ge=-1, le=1, description="-1 operate … +1 design")


class Topic(Record):
    """What a module can teach and a role can need: the joint between the two."""

    id: Id
    name: Text
    about: Text
    phrases: tuple[Text, ...] = Field(
        (), description="words in a module's title that mean it teaches this topic"
    )


class Question(Record):
    """One five-point statement about an activity; `reverse` means that liking it speaks against the interest."""

    id: Id
    interest: Id
    text: Text
    reverse: bool = False
