"""`degreepath questions`: what is asked, and the forms to answer it on."""

from degreepath.cli.inputs import current_knowledge
from degreepath.cli.output import PAGE, Output, gives


@gives(*PAGE, "toml", "csv", "xlsx", "lists", "script")
def questions(out: Output) -> None:
    """Show what the quiz asks, or write a form to answer it on.

    For one student: toml, an answer sheet. For a class: html or pdf, a sheet of two sides to print; xlsx or csv, a file to
    fill in; lists, to paste into Google Forms or Microsoft Forms; script, which makes the form in Google Forms.

    \b
    Examples:
      degreepath questions
      degreepath questions -o answers.toml
      degreepath questions -o sheet.html
      degreepath questions -o class.xlsx
      degreepath questions --format lists -o form.txt
      degreepath questions -o form.gs
    """
    from degreepath.cohort import forms
    from degreepath.pages import questions as pages

    knowledge = current_knowledge()
    out.deliver(
        lambda: pages.printed(knowledge) if out.form in {"html", "pdf"} else pages.page(knowledge),
        lambda: pages.document(knowledge),
        {
            "toml": lambda: pages.sheet(knowledge),
            "csv": lambda: forms.class_csv(knowledge),
            "xlsx": lambda: forms.class_xlsx(knowledge),
            "lists": lambda: forms.lists(knowledge),
            "script": lambda: forms.google_script(knowledge),
        },
    )
