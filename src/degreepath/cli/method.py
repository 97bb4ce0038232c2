"""`degreepath method`: how the advice is made and how well that works."""

from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.output import ForceOption, Format, FormatOption, OutOption, document, page, write


def method(form: FormatOption = Format.TEXT, out: OutOption = None, force: ForceOption = False) -> None:
    """Show how the advice is made, how well that works, and what is not known.

    \b
    Example:
      degreepath method --format markdown -o method.md
    """
    from degreepath.knowledge.figures import load_figures
    from degreepath.show import method as show

    knowledge, figures = current_knowledge(), load_figures()
    match form:
        case Format.TEXT:
            page(show.page(knowledge, figures), out, force=force)
        case Format.MARKDOWN:
            write(show.markdown(knowledge, figures), out, force=force)
        case Format.JSON:
            document(show.document(knowledge, figures), out, force=force)
