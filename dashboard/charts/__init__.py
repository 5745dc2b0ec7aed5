"""Charts: a specification as frozen data, made from small frames, and its drawings.

``spec`` says what a chart is; the modules beside it make specifications from frames and words
that are already in the reader's language; ``drawn`` turns one into a Plotly figure and
``markup`` into HTML. Exports draw the same specifications, so that screen and slide cannot
differ. Nothing here reads, caches, translates or knows Streamlit.

To add a chart: its class in ``spec``, a module that makes it, a drawing in ``drawn`` or
``markup``, and a sentence in ``describe``.
"""
