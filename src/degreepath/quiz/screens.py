"""What each step of the quiz says and offers, and how that lies on a screen of a given size. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from degreepath.advice.answers import MARKS_EACH_WAY, AnswerSheet, Opener
from degreepath.advice.verdict import FEWEST_ANSWERS
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.quiz import words
from degreepath.quiz.session import MOST_QUESTIONS, Change, Event, Move, Session, Stage, Step

BACK = frozenset({Move.BACK})
OPENER_KEYS = frozenset({Move.BACK, Move.SKIP})
HINTS = {Move.BACK: "← back", Move.SKIP: "s skip", Move.END: "e end"}
BAR, SHORTEST_BAR = 20, 8
SHORTEST_LIST = 5

Line = tuple[str, str]
"""A style and a text."""
BLANK: Line = ("", "")
Value = Event | str | int
"""What a choice stands for: an event, or what is said by it."""
Chosen = Value | tuple[str, ...]
"""What comes back from a screen: the value of a choice, the values of all that are marked, or a move."""


@dataclass(frozen=True)
class Choice:
    """One line to choose; `about` says more about it. One that is `taken` keeps its place but cannot be marked."""

    value: Value
    label: str
    about: str = ""
    given: bool = False
    taken: bool = False


@dataclass(frozen=True)
class Screen:
    """One screen.

    `question` is what has to be decided, the brightest thing on it. `done` is how much of the quiz is done (0..1), the same as
    the title says. `digits`: a digit answers at once, and nothing is chosen beforehand. `marks`: how many choices may be
    marked, 0 if one is chosen. `warns`: it asks for the opposite of the last one. `leaving`: what q does.
    `at`: the choice that is pointed at where none was given before.
    """

    question: str
    choices: tuple[Choice, ...]
    title: str = ""
    text: tuple[str, ...] = ()
    keys: frozenset[Move] = frozenset()
    why: str = ""
    done: float | None = None
    marks: int = 0
    digits: bool = False
    warns: bool = False
    leaving: str = words.LEAVES
    at: int = field(default=0, compare=False)

    @property
    def start(self) -> int | None:
        """The choice that is pointed at first: what was given before, else the first, or none where a digit answers."""
        wanted = [not choice.taken if self.marks else choice.given for choice in self.choices]
        return wanted.index(True) if True in wanted else None if self.digits else self.at


def screen(session: Session) -> Screen:
    """Return what the session's step shows."""
    step, sheet = session.step, session.sheet
    match step.stage:
        case Stage.WELCOME:
            total = len(session.knowledge.questions)
            number = total if session.full else f"{FEWEST_ANSWERS} to {min(MOST_QUESTIONS, total)}"
            text = tuple(line.format(questions=number) for line in words.WELCOME)
            shown = Screen(words.TITLE, (Choice(Move.GO_ON, words.START),), text=text)
        case Stage.MOST | Stage.LEAST:
            shown = _marking(session)
        case Stage.GOAL:
            none = Choice(Move.SKIP, words.NO_GOAL, words.NO_GOAL_ABOUT)
            roles = [Choice(role.id, role.name, role.work) for role in session.knowledge.roles]
            shown = _one_of(session, words.GOAL, words.GOAL_TEXT, [none, *roles], sheet.goal)
        case Stage.COUNTRY:
            countries = [Choice(name, name) for name in session.knowledge.countries]
            anywhere = Choice(Move.SKIP, words.ANYWHERE)
            shown = _one_of(session, words.COUNTRY, words.COUNTRY_TEXT, [anywhere, *countries], sheet.country)
        case Stage.QUESTION if step.question:
            shown = _question(session, step.question)
        case Stage.END:
            shown = _end(session)
        case _:
            rows = (*_opening_rows(session), *answer_rows(session.knowledge, sheet, session.questions))
            choices = (Choice(Move.FINISH, words.SEE_RESULT), *rows)
            steps = [row.value.step if isinstance(row.value, Change) else None for row in choices]
            at = steps.index(session.changed) if session.changed in steps else 0
            shown = Screen(words.REVIEW, choices, text=(words.REVIEW_TEXT,), keys=BACK, at=at)
    return shown


def answering(knowledge: Knowledge, question_id: str, earlier: int | None) -> Screen:
    """Return the screen of one question on its own."""
    question = knowledge.question[question_id]
    choices = tuple(Choice(n, label, given=n == earlier) for n, label in ANSWER_WORDS.items())
    why = words.why(knowledge, question)
    return Screen(question.text, choices, text=(words.ASK,), keys=BACK, why=why, digits=True)


def answer_rows(knowledge: Knowledge, sheet: AnswerSheet, questions: Iterable[str]) -> tuple[Choice, ...]:
    """Return one choice for each question, with the answer it has; its value reopens the question's step."""
    rows = []
    for question in questions:
        answer = sheet.answers.get(question)
        given = ANSWER_WORDS[answer] if answer else words.SKIPPED
        step = Step(Stage.QUESTION, question)
        rows.append(Choice(Change(step), f"{knowledge.question[question].text} [{given}]"))
    return tuple(rows)


def _marking(session: Session) -> Screen:
    opener, least = session.sheet.opener or Opener(), session.step.stage is Stage.LEAST
    mine, taken = (opener.least, opener.most) if least else (opener.most, ())
    choices = tuple(
        Choice(i.id, i.name, words.TAKEN if i.id in taken else i.about, i.id in mine, i.id in taken)
        for i in session.knowledge.interests
    )
    question, text = words.LEAST if least else words.MOST, (words.MARK_RULE,)
    return Screen(question, choices, text=text, keys=OPENER_KEYS, marks=MARKS_EACH_WAY, warns=least)


def _one_of(session: Session, question: str, text: str, choices: list[Choice], earlier: str | None) -> Screen:
    """Return a screen whose first choice is none of the others. None is an answer too, if the step was dealt with before."""
    before = bool(session.changing) or session.at + 1 < len(session.trail)
    given = earlier or (Move.SKIP if before else "")
    marked = tuple(replace(choice, given=choice.value == given) for choice in choices)
    return Screen(question, marked, text=(text,), keys=OPENER_KEYS)


def _question(session: Session, question: str) -> Screen:
    shown = answering(session.knowledge, question, session.sheet.answers.get(question))
    if session.changing:
        return replace(shown, keys=OPENER_KEYS)
    if session.at + 1 < len(session.trail) and question not in session.sheet.answers:
        shown = replace(shown, text=(f"{words.ASK} {words.WAS_SKIPPED}",))
    number, total = session.questions.index(question) + 1, session.limit
    most = "" if session.full or session.beyond else "at most "
    return replace(
        shown,
        title=words.QUESTION.format(number=number, most=most, total=total),
        keys=OPENER_KEYS | {Move.END},
        done=None if session.beyond else number / total,
    )


def _end(session: Session) -> Screen:
    answers, left = len(session.sheet.answers), len(session.unasked)
    choices = [Choice(Move.FINISH, words.SEE_RESULT), Choice(Move.REVIEW, words.CHECK)]
    if left:
        go_on = (
            words.GO_ON.format(left=left, total=len(session.knowledge.questions))
            if session.is_over
            else words.GO_BACK
        )
        choices.append(Choice(Move.GO_ON, go_on))
    title = words.end_title(session.advice, over=session.is_over, unasked=left)
    text = words.still_open(session.advice, answers) if left or answers < FEWEST_ANSWERS else ""
    return Screen(title, tuple(choices), text=(text,), keys=BACK)


def _opening_rows(session: Session) -> Iterator[Choice]:
    knowledge, sheet = session.knowledge, session.sheet
    opener, country = sheet.opener or Opener(), sheet.country or words.ANYWHERE
    goal = knowledge.role[sheet.goal].name if sheet.goal else words.GOAL_NONE
    for stage, marks in ((Stage.MOST, opener.most), (Stage.LEAST, opener.least)):
        names = "; ".join(knowledge.interest[mark].name for mark in marks) or words.NO_MARKS
        yield Choice(Change(Step(stage)), words.MARKED[stage].format(marks=names))
    yield Choice(Change(Step(Stage.GOAL)), words.YOUR_GOAL.format(goal=goal))
    yield Choice(Change(Step(Stage.COUNTRY)), words.YOUR_COUNTRY.format(country=country))


@dataclass
class View:
    """A screen as it stands: where the pointer is, what is marked, whether 'why' is open, and what there is to say."""

    screen: Screen
    shown: Callable[[str], str] = str
    note: str = ""
    notice: str = ""
    why: bool = False
    pointed: int | None = None
    marked: tuple[int, ...] = ()

    def lines(self, columns: int, rows: int) -> tuple[list[Line], int]:
        """Return its lines for a terminal, and which of them the cursor stands on.

        Where there is little room, empty lines go first, then the list is shown in parts that say how much is above and
        below, then what is said about a choice is cut. The key hints always stay.
        """
        head, hints = self._head(columns), styled("hint", self._hints(columns))
        beside = all(len(choice.label) + len(choice.about) + 8 <= columns for choice in self.screen.choices)
        about = [] if beside else self._about(columns)
        choices = [self._choice(place, columns, beside=beside) for place in range(len(self.screen.choices))]
        wanted = sum(map(len, choices))
        gap = [BLANK]
        if len(head) + wanted + len(about) + len(hints) >= rows:
            gap, head = [], [line for line in head if line != BLANK]
            about = about[: max(rows - len(head) - len(hints) - min(wanted, SHORTEST_LIST), 0)]
        part, cursor = self._part(choices, max(rows - len(head) - len(about) - len(hints), 3))
        # In a terminal made tiny on the way the head gives way.
        too_many = len(head) + len(part) + len(about) + len(hints) - rows
        head = head[max(too_many, 0) :]
        return [*head, *part, *about, *gap, *hints], len(head) + cursor

    def _head(self, width: int) -> list[Line]:
        """Return the lines above the choices."""
        screen = self.screen

        def block(style: str, text: str) -> list[Line]:
            return [*styled(style, words.wrap(self.shown(text), width)), BLANK] if text else []

        lines = block("note", self.note)
        if screen.title:
            *title, last = words.wrap(screen.title, width)
            bar = self.shown(_bar(screen.done, width - len(last) - 2))
            lines += [*styled("title", [*title, f"{last}  {bar}".rstrip()]), BLANK]
        lines += block("least" if screen.warns else "question", screen.question)
        for text in screen.text:
            lines += block("", text)
        if screen.marks:
            names = "; ".join(screen.choices[place].label for place in self.marked)
            so_far = words.SO_FAR.format(number=len(self.marked), most=screen.marks, names=names)
            lines += block("marked", so_far.removesuffix(": "))[:-1]
        lines += block("note", screen.why) if self.why else []
        return lines + block("notice", self.notice)[:-1]

    def _choice(self, place: int, width: int, *, beside: bool) -> list[Line]:
        """Return the lines of one choice. Whatever a colour tells is told by a sign or a word as well."""
        screen, choice = self.screen, self.screen.choices[place]
        pointed, marked = place == self.pointed, place in self.marked
        box = ("    " if choice.taken else f"[{'x' if marked else ' '}] ") if screen.marks else ""
        first = f"{'❯' if pointed else ' '} {box}{f'{place + 1} ' if screen.digits else ''}"
        label = f"{choice.label} ({words.GIVEN})" if choice.given and not screen.marks else choice.label
        label += f": {choice.about}" if choice.about and (beside or choice.taken) else ""
        style = "marked" if marked else "hint" if choice.taken else "pointed" if pointed else ""
        return styled(style, words.wrap(self.shown(label), width, self.shown(first)))

    def _about(self, width: int) -> list[Line]:
        """Return what there is to say about the choice under the pointer; always as high, so that nothing moves."""
        texts = [
            words.wrap(self.shown(choice.about), width) for choice in self.screen.choices if choice.about
        ]
        height = max(map(len, texts), default=0)
        about = self.screen.choices[self.pointed].about if self.pointed is not None else ""
        lines = [*words.wrap(self.shown(about), width), *[""] * height][:height]
        return [BLANK, *styled("", lines)] if height else []

    def _part(self, choices: list[list[Line]], room: int) -> tuple[list[Line], int]:
        """Return the lines of as many choices as `room` lines can show, the pointed one among them, and the cursor's line."""
        room -= 2 * (sum(map(len, choices)) > room)  # lines that say how much is above and below
        pointed = self.pointed or 0
        start, end, height = 0, 0, 0
        for place, lines in enumerate(choices):
            if height and height + len(lines) > room:
                if pointed < place:
                    break
                start, height = place, 0
            end, height = place + 1, height + len(lines)
        while start and height + len(choices[start - 1]) <= room:  # the last part is as full as the others
            start, height = start - 1, height + len(choices[start - 1])
        above = words.MORE_ABOVE.format(number=start) if start else ""
        below = words.MORE_BELOW.format(number=len(choices) - end) if end < len(choices) else ""
        part = [line for lines in choices[start:end] for line in lines]
        cursor = bool(above) + sum(map(len, choices[start:pointed]))
        marks = [styled("hint", filter(None, [self.shown(mark)])) for mark in (above, below)]
        return [*marks[0], *part, *marks[1]], cursor

    def _hints(self, width: int) -> list[str]:
        """Return the keys of this screen."""
        screen = self.screen
        parts = [f"1-{len(screen.choices)} answer"] if screen.digits else []
        parts += ["↑/↓ move"] if len(screen.choices) > 1 else []
        parts += ["Space mark", "Enter done"] if screen.marks else ["Enter choose"]
        parts += [hint for key, hint in HINTS.items() if key in screen.keys]
        parts += ["? why"] if screen.why else []
        return words.side_by_side([self.shown(part) for part in [*parts, f"q {screen.leaving}"]], width)


def styled(style: str, texts: Iterable[str]) -> list[Line]:
    """Return lines of one style."""
    return [(f"class:{style}" if style else "", text) for text in texts]


def _bar(done: float | None, room: int) -> str:
    """Return the bar for the rest of a line; '' where it would be too short to read."""
    length = min(BAR, room)
    full = int(length * (done or 0))
    return "" if done is None or length < SHORTEST_BAR else "█" * full + "░" * (length - full)
