"""What currencies are called and what multiplies a number; a sign that several countries use stays a sign.

Codes are those of ISO 4217; signs and words are those in common use, as the Unicode CLDR lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS = {
    "EUR": "€ eur euro euros",
    "$": "$ dollar dollars",
    "USD": "us$ usd us-dollar 美元 美金 米ドル",
    "CAD": "c$ ca$ can$ cad",
    "AUD": "a$ au$ aud",
    "NZD": "nz$",
    "HKD": "hk$ 港币 港元",
    "TWD": "nt$ 新台币 台币",
    "SGD": "s$ sg$",
    "BRL": "r$ brl reais real",
    "MXN": "mx$ mex$",
    "GBP": "£ gbp pounds",
    "JPY": "円 jpy jp¥ 日元 日圆",
    "CNY": "元 人民币 cny rmb cn¥ 圆",
    "¥": "¥",
    "KRW": "₩ 원",
    "INR": "₹ rs inr rupees",
    "IDR": "rp",
    "CHF": "chf fr sfr fr. sfr.",
    "kr": "kr",
    "SEK": "sek",
    "DKK": "dkk",
    "NOK": "nok",
    "PLN": "zł",
    "CZK": "kč",
    "HUF": "ft",
    "RON": "lei",
    "TRY": "₺",
    "RUB": "₽ руб",
    "UAH": "₴",
    "ILS": "₪",
    "THB": "฿",
    "VND": "₫",
    "PHP": "₱",
    "ZAR": "r",
    "MYR": "rm",
}
CURRENCIES: Mapping[str, str] = MappingProxyType(
    {word: code for code, words in _WORDS.items() for word in words.split()}
)
"""The code of each sign and word, in small letters."""

_TIMES = {
    1e3: "k tsd tausend thousand mille 千",
    1e4: "万 萬",
    1e5: "lakh lakhs lac",
    1e6: "m mm mio mn mln million millionen millions millones milhões 百万",
    1e7: "crore crores cr 千万",
    1e8: "億 亿",
    1e9: "b bn mrd mld mds billion billions milliarden milliards 十亿",
}
MULTIPLIERS: Mapping[str, float] = MappingProxyType(
    {word: times for times, words in _TIMES.items() for word in words.split()}
)
"""What each word multiplies by, in small letters; "mil" is a thousand in one language and a million in others."""
