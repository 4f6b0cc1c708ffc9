"""Numbers and texts in words, as a sales manager would say them."""

from __future__ import annotations

from influence.tables.language import say, spoken

NEARLY = 1e-9
STOPS = (".", "?", "!", "。", "？", "！")


def percent(share: float) -> str:
    """A share in per cent, never rounded to nothing or to everything."""
    said = f"{share:.0%}"
    if said == "0%" and share > NEARLY:
        return say("under 1%")
    return say("over 99%") if said == "100%" and share < 1 - NEARLY else said


def counted(count: float, one: str, more: str) -> str:
    """The count with its noun; other languages have one form, which stands under the plural."""
    return f"{count:,.0f} {say(one) if count == 1 and spoken() == 'en' else say(more)}"


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return stopped(capital(text))


def capital(text: str) -> str:
    """The text with a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def stopped(text: str) -> str:
    """The text with a full stop where it has no stop yet."""
    return text if text.endswith(STOPS) else f"{text}{say('.')}"
