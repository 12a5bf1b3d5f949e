"""PDFs to test on: the layouts that municipalities use, each drawn in several looks by two makers.

`layouts` turn what stands in a document into blocks; `by_reportlab` and `by_chromium` draw the blocks as a `Look` says.
What is printed is what the text file says, so a PDF and its text must give the same records.
"""
