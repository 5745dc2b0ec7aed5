"""What readers see: pages over the warehouse's reader, in two languages.

The layers, top to bottom: ``__main__`` → ``server`` → ``app`` → ``pages`` → ``widgets`` →
``data | exports`` → ``scenes`` → ``stories`` → ``charts`` → ``view`` → ``text | theme | format``.
Only ``server``, ``app``, ``pages``, ``widgets`` and ``data`` know Streamlit.

To add a page: a file in ``pages/``, a line in ``app.PAGES``, its words in ``locales/``. To add a
language: a file in ``locales/``. To add a chart: its specification in ``charts/`` and a drawing
of it; a chart without a specification has no place on a page.
"""
