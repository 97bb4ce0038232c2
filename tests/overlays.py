"""A course of a counsellor's own in one file, for tests of what is laid over ours."""

COURSE = """\
schema = 1

[[sources]]
id = "my-source"
title = "List of modules"
publisher = "My School"
date = "2024"
kind = "institution"
benefits = "the school"

[[programs]]
id = "my-course"
name = "My Course"
kind = "course"
archetype = "technology"
about = "A course of my own."
institution = "My School"
country = "UK"
award = "BSc"
teaches = { programming = 3, picture = 3 }
listed = "part"
listed_because = "Two modules were read."
modules_source = "my-source"
modules = [
  { title = "Coding", topics = ["cpp"] },
]
"""
