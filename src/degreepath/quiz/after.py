"""What is asked after the result: whether to keep it, and whether it sounds like the student. Pure but for the injected `ask`.

Plain lines, the same in a terminal, through a pipe and in a screen reader: the result above them stays on the screen.
"""

from collections.abc import Callable, Mapping

from degreepath.advice.kept import Feedback, Likeness

Ask = Callable[[tuple[str, ...]], str]
"""Shows some lines and returns the line that is typed. May raise KeyboardInterrupt or EOFError: nobody answers."""

KEEP = (
    "Keep this result on this computer?",
    "Only you can read it, and it is never sent anywhere. You can erase it at any time.",
    "Type y (yes) or n (no), or q to stop here. Enter alone means no.",
)
LIKENESS = (
    "Does this sound like you?",
    "Your view is kept beside the result. It changes no points.",
    "1 yes",
    "2 partly",
    "3 no",
    "Type a number, or q to stop here. Enter alone leaves this out.",
)
DROP = "Which of these would you drop?"
DROP_HOW = "Type one or more numbers, with spaces between, or q to stop here. Enter alone means none."
THE_DEGREE = "the degree: {name}"
NOT_UNDERSTOOD = "That was not understood."
LEAVE = "q"

_YES_NO = {"": False, "n": False, "no": False, "y": True, "yes": True}
_LIKENESS = {
    "1": Likeness.YES,
    "y": Likeness.YES,
    "yes": Likeness.YES,
    "2": Likeness.PARTLY,
    "p": Likeness.PARTLY,
    "partly": Likeness.PARTLY,
    "3": Likeness.NO,
    "n": Likeness.NO,
    "no": Likeness.NO,
}


def wants_to_keep(ask: Ask) -> bool:
    """Ask whether to keep the result; Enter alone means no. Like `opinion`, raises KeyboardInterrupt when the student leaves."""
    typed = _typed(ask, KEEP)
    while typed not in _YES_NO:
        typed = _typed(ask, (NOT_UNDERSTOOD, KEEP[-1]))
    return _YES_NO[typed]


def opinion(ask: Ask, degree: str | None, roles: Mapping[str, str]) -> Feedback | None:
    """Ask whether the result sounds like the student and, if not quite, what to drop; None if that is left out.

    `degree` is the name of the recommended degree, if there is one; `roles` the names of the top roles by id.
    """
    typed = _typed(ask, LIKENESS)
    while typed and typed not in _LIKENESS:
        typed = _typed(ask, (NOT_UNDERSTOOD, *LIKENESS[2:]))
    if not typed:
        return None
    likeness = _LIKENESS[typed]
    offered: list[tuple[str | None, str]] = [(None, THE_DEGREE.format(name=degree))] if degree else []
    offered += roles.items()
    if likeness is Likeness.YES or not offered:
        return Feedback(likeness=likeness)
    dropped = [offered[number - 1][0] for number in _numbers(ask, tuple(label for _, label in offered))]
    return Feedback(
        likeness=likeness,
        drop_degree=None in dropped,
        drop_roles=tuple(role for role in dropped if role),
    )


def _numbers(ask: Ask, labels: tuple[str, ...]) -> list[int]:
    lines = (DROP, *(f"{number} {label}" for number, label in enumerate(labels, start=1)), DROP_HOW)
    typed = _typed(ask, lines)
    allowed = {str(number) for number in range(1, len(labels) + 1)}
    while not set(typed.replace(",", " ").split()) <= allowed:
        typed = _typed(ask, (NOT_UNDERSTOOD, *lines[1:]))
    return sorted({int(number) for number in typed.replace(",", " ").split()})


def _typed(ask: Ask, lines: tuple[str, ...]) -> str:
    typed = ask(lines).strip().lower()
    if typed == LEAVE:
        raise KeyboardInterrupt
    return typed
