"""What readers see: pages over the warehouse's reader, in two languages.

The layers, top to bottom: ``app | __main__ | server`` → ``pages`` → ``widgets`` →
``data | exports`` → ``stories`` → ``charts`` → ``view`` → ``text | theme | format``. Only the
first four and ``data`` know Streamlit.

To add a page: a file in ``pages/``, a line in ``app.PAGES``, its words in ``locales/``. To add a
language: a file in ``locales/``. To add a chart: its specification in ``charts/`` and a drawing
of it; a chart without a specification has no place on a page.
"""
