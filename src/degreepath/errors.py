"""Every way degreepath can refuse, each with its exit code. A message is one sentence that says how to mend it."""


class DegreepathError(Exception):
    """A refusal that the user can act on; shown as one line on stderr, never as a traceback."""

    exit_code = 1


class UsageError(DegreepathError):
    """The command line asks for something that does not exist, or needs a terminal that is not there."""

    exit_code = 2


class MissingExtraError(UsageError):
    """What is asked for needs libraries that were left out when degreepath was installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more: type pip install '.[{extra}]' in the folder of degreepath.")


class KnowledgeError(DegreepathError):
    """The knowledge base cannot be used."""

    exit_code = 3


class AnswersError(DegreepathError):
    """An answer sheet cannot be used."""

    exit_code = 3


class ModuleListError(DegreepathError):
    """A module list cannot be used."""

    exit_code = 3


class FileError(DegreepathError):
    """A file cannot be read or written."""

    exit_code = 4


STOPPED = 130
"""The exit code of a person who stops the program, as shells have it for Ctrl-C. No error: nothing is to be mended."""
