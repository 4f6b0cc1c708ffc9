"""Numbers and texts in words, as a sales manager would say them."""

from __future__ import annotations

from influence.tables.language import say, spoken

NEARLY = 1e-9
# From here on two significant digits are read at a glance.
LEAST = 0.0001
STOPS = (".", "?", "!", "。", "？", "！")


def percent(share: float) -> str:
    """A share in per cent, never rounded to nothing or to everything."""
    said = f"{share:.0%}"
    if said == "0%" and share > NEARLY:
        return say("under 1%")
    return say("over 99%") if said == "100%" and share < 1 - NEARLY else said


def number(value: float) -> str:
    """A number to two significant digits, never rounded to nothing."""
    if NEARLY < abs(value) < LEAST:
        return say("almost 0")
    rounded = 0.0 if abs(value) <= NEARLY else float(f"{value:.2g}")
    return (f"{rounded:,.0f}" if abs(rounded) >= 10 else f"{rounded:g}").replace("-", "−")


def signed(value: float) -> str:
    """A number to two significant digits, with its sign."""
    said = number(value)
    return f"+{said}" if said[0].isdigit() and said != "0" else said


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
