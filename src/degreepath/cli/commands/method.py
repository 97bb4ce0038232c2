"""`degreepath method`: how the advice is made and how well that works."""

from degreepath.cli.inputs import current_knowledge
from degreepath.cli.output import PAGE, Output, gives


@gives(*PAGE)
def method(out: Output) -> None:
    """Show what is not known, how well the advice worked when tried, and how it is made.

    \b
    Examples:
      degreepath method
      degreepath method --only words
      degreepath method --all -o method.md
    """
    from degreepath.knowledge.load import load_figures
    from degreepath.pages import method as pages

    knowledge, figures = current_knowledge(), load_figures()
    out.deliver(lambda: pages.page(knowledge, figures), lambda: pages.document(knowledge, figures))
