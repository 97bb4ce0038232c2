"""A pasted module list as TOML: to correct by hand and to check again."""

import json

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.mapped_modules import MappedModule

HEAD = """\
# Your module list as we read it. Correct it and check it again: degreepath check --modules THIS-FILE
# topics: what the module teaches; what you write here wins over our reading. Delete the line to have the title read anew.
# unclear: what the title may mean; move what is right into topics and delete the rest. Nothing in it counts.
# status: "core" (compulsory), "elective" or "intro" (a single general course that only introduces its subject).
# complete: true only if every module of the course stands here; only then can a role be ruled out.
# All topics: {topics}
schema = 1
complete = {complete}
"""


def module_toml(
    knowledge: Knowledge, modules: tuple[MappedModule, ...], *, complete: bool, elective_slots: int | None
) -> str:
    """Return the modules as TOML that the check reads back unchanged."""
    lines = [
        HEAD.format(topics=", ".join(topic.id for topic in knowledge.topics), complete=str(complete).lower())
    ]
    if elective_slots is not None:
        lines.append(f"elective_slots = {elective_slots}\n")
    return "".join(lines) + "".join(map(_module, modules))


def _module(module: MappedModule) -> str:
    fields: list[tuple[str, str | list[str] | None]] = [
        ("title", module.title),
        ("code", module.code),
        ("credits", module.credits),
        ("status", module.status.value),
        ("topics", list(module.topics)),
        ("unclear", list(module.unclear) or None),
        ("because", module.because),
    ]
    return "\n[[modules]]\n" + "".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields if value is not None
    )
