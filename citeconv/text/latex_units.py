r"""Numbers and units of siunitx, `\SI{5}{\metre\per\second}`, as a line of text.

Rules: the manual of siunitx, versions 2 and 3 ("Numbers", "Units", "Quantities"): units are symbols in upright type,
`\per` makes a negative power, a product of units has a space between them. In: a command's name and its arguments as
they are written. Out: text ("5 m s⁻¹", with no-break spaces), or None where an argument has what no table knows: the
caller then reads the arguments as it reads any.
"""

from __future__ import annotations

import re
from typing import Final

from citeconv.model.patterns import pattern
from citeconv.text.latex_tables import SUPERSCRIPT

#: How many arguments each command has.
ARGUMENTS: Final = {
    "SI": 2,
    "qty": 2,
    "SIrange": 3,
    "qtyrange": 3,
    "SIlist": 2,
    "qtylist": 2,
    "qtyproduct": 2,
    "num": 1,
    "numrange": 2,
    "numlist": 1,
    "numproduct": 1,
    "ang": 1,
    "si": 1,
    "unit": 1,
}

_PREFIXES: Final = {
    "quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n",
    "micro": "μ", "milli": "m", "centi": "c", "deci": "d", "deca": "da", "deka": "da", "hecto": "h", "kilo": "k",
    "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y", "ronna": "R",
    "quetta": "Q", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip

_UNITS: Final = {
    "metre": "m", "meter": "m", "gram": "g", "kilogram": "kg", "second": "s", "ampere": "A", "kelvin": "K",
    "mole": "mol", "candela": "cd", "becquerel": "Bq", "degreeCelsius": "°C", "celsius": "°C", "coulomb": "C",
    "farad": "F", "gray": "Gy", "hertz": "Hz", "henry": "H", "joule": "J", "katal": "kat", "lumen": "lm", "lux": "lx",
    "newton": "N", "ohm": "Ω", "pascal": "Pa", "radian": "rad", "siemens": "S", "sievert": "Sv", "steradian": "sr",
    "tesla": "T", "volt": "V", "watt": "W", "weber": "Wb", "astronomicalunit": "au", "bel": "B", "dalton": "Da",
    "day": "d", "decibel": "dB", "electronvolt": "eV", "hectare": "ha", "hour": "h", "litre": "L", "liter": "L",
    "minute": "min", "neper": "Np", "tonne": "t", "degree": "°", "arcminute": "′", "arcsecond": "″", "percent": "%",
    "atomicmassunit": "u", "angstrom": "Å", "bar": "bar", "barn": "b", "knot": "kn", "mmHg": "mmHg", "nauticalmile": "M",
    "bit": "bit", "byte": "B", "clight": "c₀", "planckbar": "ħ", "electronmass": "mₑ", "bohr": "a₀", "hartree": "Eₕ",
    "permille": "‰", "micron": "μm", "cal": "cal", "molar": "M", "year": "a", "kWh": "kWh", "dB": "dB", "amu": "u",
}  # fmt: skip

#: Abbreviated units (`\nm`, `\kHz`): a prefix and one of these.
_SHORT: Final = {
    sign: sign for sign in "m g s mol A L l eV V W J N Pa Hz K C F H T Bq Gy Sv cal B bit".split()
} | {"ohm": "Ω"}
_SHORT_PREFIXES: Final = {sign: sign for sign in "a f p n m c d h k M G T".split()} | {
    "": "",
    "u": "μ",
}

_POWERS: Final = {"square": 2, "squared": 2, "cubic": 3, "cubed": 3}
#: They stand behind their unit; the others before it.
_BEHIND: Final = frozenset(("squared", "cubed", "tothe"))
_UNIT: Final = pattern(
    r"\\(?P<name>[A-Za-z]+)\s*(?:\{(?P<argument>[^{}]*)\})?"
    r"|\^(?:\{\s*(?P<power>[-−]?\d+)\s*\}|(?P<digit>\d))"
    r"|(?P<times>[.~\s]|\\[,;: .])"
    r"|(?P<sign>[/()°′″µμ]|\\%|%)"
    r"|(?P<letters>[A-Za-zΩÅ]+)"
)
_NUMBER: Final = pattern(r"[<>≤≥]?[-+\d.,()e±x]{1,200}\Z")
_EXPONENT: Final = pattern(r"e([-+]?\d+)")
#: What is longer is no unit.
_LONGEST: Final = 400
_SPACE: Final = "\u00a0"
#: Units that stand close to their number.
_CLOSE: Final = ("°", "′", "″")


def say(name: str, arguments: list[str]) -> str | None:
    """What a command of `ARGUMENTS` prints."""
    if name == "ang":
        return _angle(arguments[0])
    if name in ("si", "unit"):
        return _unit(arguments[0])
    numbers = arguments if name.startswith("num") else arguments[:-1]
    if name.endswith("list"):
        parts, joint = numbers[0].split(";"), ", "
    else:
        parts, joint = numbers, "–"
    said = [_number(part) for part in parts]
    known = [part for part in said if part is not None]
    if len(known) < len(said):
        return None
    text = joint.join(known)
    if name.startswith("num"):
        return text
    unit = _unit(arguments[-1])
    if unit is None:
        return None
    close = not unit or not text or (unit[0] in _CLOSE and unit[1:2] != "C")
    return text + ("" if close else _SPACE) + unit


def _number(source: str) -> str | None:
    text = "".join(source.split()).replace("\\pm", "±").replace("+-", "±").replace("\\times", "x")
    text = text.replace("E", "e").replace("d", "e").replace("~", "").replace("\\,", "")
    if not text:
        return ""
    if _NUMBER.match(text) is None:
        return None if "\\" in source or "$" in source else source.strip()
    text = _EXPONENT.sub(_power_of_ten, text.replace("x", f"{_SPACE}×{_SPACE}"))
    text = text.replace("±", f"{_SPACE}±{_SPACE}")
    return None if "e" in text else text.replace("-", "−").strip(_SPACE)


def _power_of_ten(match: re.Match[str]) -> str:
    ten = "10" + _raised(match[1].removeprefix("+"))
    return f"{_SPACE}×{_SPACE}{ten}" if match.start() else ten


def _raised(power: str) -> str:
    return power.replace("-", "−").translate(SUPERSCRIPT)


def _angle(source: str) -> str | None:
    parts = [_number(part) for part in source.split(";")]
    if len(parts) > 3 or None in parts:
        return None
    return "".join(f"{part}{sign}" for part, sign in zip(parts, "°′″") if part)


def _unit(source: str) -> str | None:
    """The symbols of a unit, or None where one is not known."""
    if len(source) > _LONGEST:
        return None
    out: list[str] = []
    prefix, sign, power = "", "", ""
    place = 0
    source = source.strip()
    while place < len(source):
        match = _UNIT.match(source, place)
        if match is None:
            return None
        place = match.end()
        name, argument = match["name"], match["argument"]
        symbol = match["letters"]
        if name:
            if name == "per":
                sign = "-"
            elif name in _BEHIND or name in ("square", "cubic", "raiseto"):
                raised = (argument or "").strip() if name in ("tothe", "raiseto") else ""
                raised = raised or str(_POWERS.get(name, ""))
                if not raised.lstrip("-").isdigit():
                    return None
                if name not in _BEHIND:
                    power = raised
                elif not out or not _raise(out, raised):
                    return None
            elif name in _PREFIXES:
                prefix += _PREFIXES[name]
            elif name == "of":
                out.append(f"{out.pop() if out else ''}({argument or ''})")
            else:
                symbol = _symbol(name)
                if symbol is None:
                    return None
        elif match["power"] or match["digit"]:
            if not out or not _raise(out, match["power"] or match["digit"]):
                return None
        elif match["sign"]:
            out.append(match["sign"].removeprefix("\\"))
        if symbol:
            raised = f"{sign}{power or (sign and '1')}"
            out.append(prefix + symbol + _raised(raised))
            prefix, sign, power = "", "", ""
    return _joined(out) if not (prefix or sign or power) else None


def _symbol(name: str) -> str | None:
    if name in _UNITS:
        return _UNITS[name]
    for sign, unit in _SHORT.items():
        if name.endswith(sign) and name.removesuffix(sign) in _SHORT_PREFIXES:
            return _SHORT_PREFIXES[name.removesuffix(sign)] + unit
    return None


def _raise(out: list[str], power: str) -> bool:
    """Give the last symbol its power; a negative one has its sign already."""
    last = out[-1]
    negative = last.endswith("⁻¹")
    if not negative and last[-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return False
    out[-1] = last.removesuffix("⁻¹") + _raised(("-" if negative else "") + power)
    return True


def _joined(symbols: list[str]) -> str:
    text = ""
    for symbol in symbols:
        bound = not text or symbol[0] in "/)" or text[-1] in "/("
        text += symbol if bound else _SPACE + symbol
    return text
