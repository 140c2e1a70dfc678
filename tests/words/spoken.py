"""What messages say, as one text to look for words in."""

from copcalc.words import say


def said(messages):
    return " ".join(map(say, messages)).replace("\N{NO-BREAK SPACE}", " ")
