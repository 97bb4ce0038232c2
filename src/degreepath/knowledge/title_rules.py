"""Words in module titles that are no topic, whatever a phrase of the vocabulary would make of them."""

NOT_THIS = (
    "recording industry", "recording artist", "recording engineer", "mix engineer", "sound designer", "sound engineer",
    "english composition", "college composition", "freshman composition", "written composition", "visual composition",
    "composition writing", "composition and rhetoric", "rhetoric and composition", "composition and literature",
    "composition english", "composition and communication", "body composition",
    "for music production", "music production in context", "dj mixing", "mixed media",
    "logic synthesis", "network synthesis", "organic synthesis", "speech synthesis", "image synthesis", "protein synthesis",
    "dna sequencing", "game mechanics", "game physics", "transducer physics", "fracture mechanics",
    "pre calculus", "precalculus", "discrete mathematics", "mathematical idea", "business mathematics",
    "mathematics education", "compositional algorithm", "word processing", "television programming", "linear programming",
    "character rigging", "animation rigging", "capstone studio", "design studio", "art studio", "game studio",
    "television studio", "control room and studio", "studio internship", "studio art", "video post production",
    "physical modeling", "time management", "portfolio management", "stage management", "classroom management",
    "session management", "waste management", "mastering the", "contract bridge", "network engineering", "perceptual coding", "audio coding", "source coding",
)  # fmt: skip
"""Phrases that stand for none of our topics; they win over the shorter phrases inside them."""

ABOUT_IT = frozenset(
    {"history", "literature", "appreciation", "survey", "sociology", "philosophy", "aesthetics"}
)
"""A module with such a word tells about a subject; it does not teach to do it."""

PERFORMED = frozenset({"ensemble", "orchestra", "choir", "recital"})
"""A module with such a word plays music of that kind."""

LEAVES_OPEN = (
    "topic in", "topic study", "seminar in", "final project in", "project in", "capstone", "internship", "work placement", "industrial placement",
    "independent study", "career", "dissertation", "research in", "non major",
)  # fmt: skip
"""Such a module depends on what the student or the year brings: its subject may be what the title says."""

QUALIFIERS = frozenset(
    [
        "introduction",
        "introductory",
        "to",
        "the",
        "of",
        "a",
        "in",
        "advanced",
        "basic",
        "fundamental",
        "principle",
        "element",
        "elementary",
        "foundation",
        "intermediate",
        "applied",
        "general",
        "further",
        "core",
        "lab",
        "laboratory",
        "workshop",
        "course",
        "module",
        "unit",
        "part",
        "level",
        "study",
    ]
)
"""Words that do not change which subject a title names."""

ALTERNATIVE_IS_NO_SUBJECT = frozenset({"higher", "equivalent", "above", "similar", "more", "another"})
"""After "or", such a word names no other subject: "College Algebra or higher"."""

OTHER_LANGUAGES = frozenset(
    [
        "python",
        "java",
        "javascript",
        "typescript",
        "matlab",
        "swift",
        "ruby",
        "php",
        "c#",
        "rust",
        "kotlin",
        "haskell",
        "sql",
        "scratch",
    ]
)
"""A title that names one of these languages does not mean C or C++ by "programming"."""

CODING = frozenset({"cpp", "creative-coding"})
"""The topics that "programming" alone may mean."""

WRITING_CODES = frozenset({"ENG", "ENGL", "EN", "WRIT", "WRT", "LENG", "COM", "COMM", "RHET", "ENC"})
"""Departments whose "Composition" is about essays."""
