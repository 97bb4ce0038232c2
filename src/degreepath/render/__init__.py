"""How a page looks: laid out as lines for a terminal; a template over the same data for each kind of document."""
