"""`degreepath method`: how the advice is made and how well that works."""

from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.output import ForceOption, Format, FormatOption, OutOption, deliver


def method(form: FormatOption = Format.TEXT, out: OutOption = None, force: ForceOption = False) -> None:
    """Show how the advice is made, how well that works, and what is not known.

    \b
    Example:
      degreepath method -o method.md
    """
    from degreepath.knowledge.figures import load_figures
    from degreepath.show import method as show

    knowledge, figures = current_knowledge(), load_figures()
    deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, figures),
        record=lambda: show.document(knowledge, figures),
    )
