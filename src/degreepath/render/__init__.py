"""How a page looks: one file a form, one `match` over blocks each."""
