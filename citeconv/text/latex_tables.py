"""The words of LaTeX that a bibliography may hold, as data: accents, symbols, text commands, mathematics.

Sources: the LaTeX2e sources (fntguide, encguide: OT1, T1, TS1 text commands), the AMS symbol lists,
the biblatex manual (section 4.10, formatting commands), Unicode character names.  One fact is said once:
the encoder's tables are the inverses of these (`latex_encode`).
"""

from __future__ import annotations

import unicodedata

# Accent command -> combining mark.  One-character commands and letter commands in one table.
ACCENTS: dict[str, str] = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
    "t": "\u0361",
    "h": "\u0309",
    "G": "\u030f",
    "U": "\u030e",
    "C": "\u030f",
    "f": "\u0311",
    "textcommabelow": "\u0326",
    "cb": "\u0326",
    "capitalacute": "\u0301",
    "capitalgrave": "\u0300",
    "capitalcaron": "\u030c",
    "capitaldieresis": "\u0308",
    "capitalcircumflex": "\u0302",
    "capitalcedilla": "\u0327",
    "capitalring": "\u030a",
    "capitaltilde": "\u0303",
    "capitalmacron": "\u0304",
    "capitalbreve": "\u0306",
    "capitalogonek": "\u0328",
    "capitalhungarumlaut": "\u030b",
    "capitaldotaccent": "\u0307",
    "newtie": "\u0361",
    "textcircled": "\u20dd",
}
# The accents that may be written before a bare letter after a space (`\c c`).
# An accent over nothing prints the accent itself.
SPACING: dict[str, str] = {
    "`": "`",
    "'": "'",
    "^": "^",
    "~": "~",
    '"': '"',
    "=": "¯",
    ".": "˙",
    "u": "˘",
    "v": "ˇ",
    "H": "˝",
    "c": "¸",
    "k": "˛",
    "r": "˚",
}
# Mathematical accents over one letter.
MATH_ACCENTS: dict[str, str] = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
    "underline": "\u0332",
}
# \accent NUMBER letter: positions in the OT1 font encoding.
ACCENT_CODES: dict[int, str] = {
    18: "\u0300",
    19: "\u0301",
    20: "\u030c",
    21: "\u0306",
    22: "\u0304",
    23: "\u030a",
    24: "\u0327",
    94: "\u0302",
    95: "\u0307",
    125: "\u030b",
    126: "\u0303",
    127: "\u0308",
}

# Backslash and one character.
ESCAPES: dict[str, str] = {
    "&": "&",
    "%": "%",
    "$": "$",
    "#": "#",
    "_": "_",
    "{": "{",
    "}": "}",
    " ": " ",
    "\n": " ",
    "\t": " ",
    "\r": " ",
    ",": "\u2009",
    ";": " ",
    ":": " ",
    ">": " ",
    "!": "",
    "/": "",
    "@": "",
    "*": "",
    "-": "\u00ad",
    "\\": " ",
    "|": "‖",
}

# Letters and signs of text.
TEXT_SYMBOLS: dict[str, str] = {
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ss": "ß",
    "SS": "ẞ",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "th": "þ",
    "TH": "Þ",
    "ij": "ĳ",
    "IJ": "Ĳ",
    "textsection": "§",
    "S": "§",
    "P": "¶",
    "textparagraph": "¶",
    "dag": "†",
    "textdagger": "†",
    "ddag": "‡",
    "textdaggerdbl": "‡",
    "copyright": "©",
    "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "pounds": "£",
    "textsterling": "£",
    "texteuro": "€",
    "euro": "€",
    "EUR": "€",
    "textyen": "¥",
    "textcent": "¢",
    "textcurrency": "¤",
    "textwon": "₩",
    "textlira": "₤",
    "textpeso": "₱",
    "textflorin": "ƒ",
    "textdong": "₫",
    "textnaira": "₦",
    "textcolonmonetary": "₡",
    "textbaht": "฿",
    "textdollar": "$",
    "textpercent": "%",
    "textampersand": "&",
    "texthash": "#",
    "textunderscore": "_",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textasciiacute": "´",
    "textasciidieresis": "¨",
    "textasciimacron": "¯",
    "textasciibreve": "˘",
    "textasciicaron": "ˇ",
    "textacutedbl": "˝",
    "textgravedbl": "˵",
    "textbraceleft": "{",
    "textbraceright": "}",
    "lbrace": "{",
    "rbrace": "}",
    "textbar": "|",
    "textbardbl": "‖",
    "textbrokenbar": "¦",
    "textless": "<",
    "textgreater": ">",
    "textequals": "=",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "quotesinglbase": "‚",
    "quotedblbase": "„",
    "glqq": "„",
    "grqq": "“",
    "glq": "‚",
    "grq": "‘",
    "guillemotleft": "«",
    "guillemotright": "»",
    "guillemetleft": "«",
    "guillemetright": "»",
    "flqq": "«",
    "frqq": "»",
    "og": "«",
    "fg": "»",
    "guilsinglleft": "‹",
    "guilsinglright": "›",
    "flq": "‹",
    "frq": "›",
    "lq": "‘",
    "rq": "’",
    "dq": '"',
    "textendash": "–",
    "textemdash": "—",
    "textellipsis": "…",
    "dots": "…",
    "ldots": "…",
    "dotso": "…",
    "textexclamdown": "¡",
    "textquestiondown": "¿",
    "textinterrobang": "‽",
    "textbullet": "•",
    "textopenbullet": "◦",
    "textperiodcentered": "·",
    "textdegree": "°",
    "degree": "°",
    "textcelsius": "℃",
    "celsius": "℃",
    "textmu": "µ",
    "micro": "µ",
    "textohm": "Ω",
    "textmho": "℧",
    "textperthousand": "‰",
    "textpertenthousand": "‱",
    "textnumero": "№",
    "textreferencemark": "※",
    "textestimated": "℮",
    "textrecipe": "℞",
    "textservicemark": "℠",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "textonesuperior": "¹",
    "texttwosuperior": "²",
    "textthreesuperior": "³",
    "textonehalf": "½",
    "textonequarter": "¼",
    "textthreequarters": "¾",
    "textfractionsolidus": "⁄",
    "texttimes": "×",
    "textdiv": "÷",
    "textpm": "±",
    "textminus": "−",
    "textlnot": "¬",
    "textsurd": "√",
    "textmusicalnote": "♪",
    "textleftarrow": "←",
    "textrightarrow": "→",
    "textuparrow": "↑",
    "textdownarrow": "↓",
    "textlangle": "〈",
    "textrangle": "〉",
    "textlquill": "⁅",
    "textrquill": "⁆",
    "textblank": "␢",
    "textdiscount": "⁒",
    "textborn": "⋆",
    "textdied": "†",
    "textmarried": "⚭",
    "textdivorced": "⚮",
    "textschwa": "ə",
    "textvisiblespace": "␣",
    "textcompwordmark": "\u200c",
    "textnormalspace": " ",
    "textkra": "ĸ",
    "nobreakspace": "\u00a0",
    "nobreakdash": "\u2011",
    "nobreakhyphen": "\u2011",
    "space": " ",
    "quad": "\u2003",
    "qquad": "\u2003\u2003",
    "enspace": "\u2002",
    "thinspace": "\u2009",
    "hyphen": "-",
    "slash": "/",
    "fshyp": "/",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX",
    "eTeX": "e-TeX",
    "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX",
    "LuaTeX": "LuaTeX",
    "AmS": "AmS",
    "checkmark": "✓",
    "maltese": "✠",
    "Cyrillic": "",
    # biblatex: punctuation commands (section 4.7) and ends of page ranges (4.6.4)
    "addspace": " ",
    "addnbspace": "\u00a0",
    "addthinspace": "\u2009",
    "addnbthinspace": "\u2009",
    "addlowpenspace": " ",
    "addhighpenspace": " ",
    "addlpthinspace": "\u2009",
    "addhpthinspace": "\u2009",
    "addabbrvspace": " ",
    "addabthinspace": "\u2009",
    "adddotspace": ". ",
    "addslash": "/",
    "adddot": ".",
    "addperiod": ".",
    "addcomma": ",",
    "addcolon": ":",
    "addsemicolon": ";",
    "isdot": ".",
    "bibrangedash": "–",
    "bibnamedash": "—",
    "bibopenparen": "(",
    "bibcloseparen": ")",
    "bibopenbracket": "[",
    "bibclosebracket": "]",
    "psq": " f.",
    "psqq": " ff.",
    "sq": " f.",
    "sqq": " ff.",
    "par": "\n\n",
    "newline": " ",
    "linebreak": " ",
    "nolinebreak": "",
    "break": " ",
    "hfill": " ",
    "hfil": " ",
}

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ "
    "lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ "
    "phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ varkappa ϰ "
    "Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ "
    "Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω "
    "varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω"
)
_MATH = (
    "pm ± mp ∓ times × div ÷ ast ∗ star ⋆ circ ∘ bullet ∙ cdot ⋅ cdotp · centerdot · cap ∩ cup ∪ uplus ⊎ "
    "sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄ triangleleft ◃ "
    "triangleright ▹ bigtriangleup △ bigtriangledown ▽ triangle △ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ "
    "bigcirc ◯ amalg ⨿ boxtimes ⊠ boxplus ⊞ ltimes ⋉ rtimes ⋊ Join ⋈ bowtie ⋈ "
    "leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ prec ≺ succ ≻ preceq ⪯ succeq ⪰ ll ≪ gg ≫ subset ⊂ supset ⊃ "
    "subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ in ∈ ni ∋ notin ∉ "
    "vdash ⊢ dashv ⊣ models ⊧ vDash ⊨ Vdash ⊩ equiv ≡ sim ∼ simeq ≃ asymp ≍ approx ≈ approxeq ≊ cong ≅ neq ≠ ne ≠ "
    "doteq ≐ propto ∝ varpropto ∝ perp ⊥ mid ∣ nmid ∤ parallel ∥ nparallel ∦ smile ⌣ frown ⌢ lesssim ≲ gtrsim ≳ "
    "lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ triangleq ≜ coloneqq ≔ trianglelefteq ⊴ "
    "leftarrow ← gets ← rightarrow → to → leftrightarrow ↔ Leftarrow ⇐ Rightarrow ⇒ Leftrightarrow ⇔ mapsto ↦ "
    "uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ longleftarrow ⟵ longrightarrow ⟶ "
    "longleftrightarrow ⟷ Longleftarrow ⟸ Longrightarrow ⟹ Longleftrightarrow ⟺ iff ⟺ implies ⟹ impliedby ⟸ "
    "longmapsto ⟼ hookleftarrow ↩ hookrightarrow ↪ leftharpoonup ↼ leftharpoondown ↽ rightharpoonup ⇀ "
    "rightharpoondown ⇁ rightleftharpoons ⇌ leftrightharpoons ⇋ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ "
    "rightsquigarrow ⇝ leftrightarrows ⇆ rightleftarrows ⇄ rightrightarrows ⇉ twoheadrightarrow ↠ rightarrowtail ↣ "
    "aleph ℵ beth ℶ gimel ℷ hbar ℏ hslash ℏ imath ı jmath ȷ ell ℓ wp ℘ Re ℜ Im ℑ partial ∂ infty ∞ prime ′ "
    "backprime ‵ emptyset ∅ varnothing ∅ nabla ∇ surd √ top ⊤ bot ⊥ angle ∠ measuredangle ∡ forall ∀ exists ∃ "
    "nexists ∄ neg ¬ lnot ¬ flat ♭ natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ "
    "Box □ square □ blacksquare ■ Diamond ◇ lozenge ◊ blacklozenge ⧫ bigstar ★ blacktriangle ▲ therefore ∴ because ∵ "
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ "
    "cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ Vert ‖ vert | "
    "lVert ‖ rVert ‖ lvert | rvert | backslash \\ lbrack [ rbrack ] colon : dagger † ddagger ‡ eth ð mho ℧ "
    "astrosun ☉ odotsun ☉ sun ☉ earth ♁ mercury ☿ venus ♀ mars ♂ jupiter ♃ saturn ♄ uranus ♅ neptune ♆ female ♀ male ♂ "
    "complement ∁ Bbbk 𝕜 digamma ϝ gtrdot ⋗ lessdot ⋖ circledast ⊛ circledcirc ⊚ circledR ® yen ¥ "
    "upalpha α upbeta β upgamma γ updelta δ upepsilon ε upmu μ upnu ν uppi π upsigma σ upomega ω "
    "textalpha α textbeta β textgamma γ textdelta δ textepsilon ε textzeta ζ texteta η texttheta θ textiota ι "
    "textkappa κ textlambda λ textnu ν textxi ξ textpi π textrho ρ textsigma σ texttau τ textupsilon υ textphi φ "
    "textchi χ textpsi ψ textomega ω textGamma Γ textDelta Δ textTheta Θ textLambda Λ textXi Ξ textPi Π textSigma Σ "
    "textPhi Φ textPsi Ψ textOmega Ω"
)
# Operator names, printed upright as they are spelled.
OPERATORS = frozenset(
    [
        "arccos",
        "arcsin",
        "arctan",
        "arg",
        "cos",
        "cosh",
        "cot",
        "coth",
        "csc",
        "deg",
        "det",
        "dim",
        "exp",
        "gcd",
        "hom",
        "inf",
        "ker",
        "lg",
        "lim",
        "liminf",
        "limsup",
        "ln",
        "log",
        "max",
        "min",
        "mod",
        "Pr",
        "sec",
        "sin",
        "sinh",
        "sup",
        "tan",
        "tanh",
    ]
)


def _pairs(listing: str) -> dict[str, str]:
    words = listing.split()
    return dict(zip(words[::2], words[1::2], strict=True))


MATH_SYMBOLS: dict[str, str] = {**_pairs(_GREEK), **_pairs(_MATH)}
# Outside of mathematics a mathematical name is read all the same (`\alpha-helix`, `{\pm}`).
SYMBOLS: dict[str, str] = {**{name: name for name in OPERATORS}, **MATH_SYMBOLS, **TEXT_SYMBOLS}
# `\not` strikes the relation that follows.
NOT: dict[str, str] = {"=": "≠", "<": "≮", ">": "≯", "\\in": "∉", "\\equiv": "≢", "\\sim": "≁"}

ITALIC = ("<i>", "</i>")
BOLD = ("<b>", "</b>")
SUP = ("<sup>", "</sup>")
SUB = ("<sub>", "</sub>")
SMALL_CAPS = ('<span style="font-variant:small-caps;">', "</span>")
NOCASE = ('<span class="nocase">', "</span>")
BARE = ("", "")

# Commands of one argument -> what stands around it.
MARKUP: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ["textit", "emph", "textsl", "mkbibemph", "mkbibitalic", "textem", "mkbibtitle"], ITALIC
    ),
    **dict.fromkeys(["textbf", "mkbibbold", "strong", "mkbibstrong"], BOLD),
    **dict.fromkeys(["textsuperscript", "mkbibsuperscript", "textsu", "sp"], SUP),
    **dict.fromkeys(["textsubscript", "mkbibsubscript", "sb"], SUB),
    **dict.fromkeys(["textsc", "mkbibsc", "textscsc"], SMALL_CAPS),
    **dict.fromkeys(["mkbibparens", "parentext"], ("(", ")")),
    **dict.fromkeys(["mkbibbrackets", "brackettext"], ("[", "]")),
    **dict.fromkeys(
        [
            "text",
            "textrm",
            "texttt",
            "textsf",
            "textup",
            "textmd",
            "textnormal",
            "mbox",
            "hbox",
            "fbox",
            "makebox",
            "framebox",
            "underline",
            "uline",
            "textls",
            "lowercase",
            "uppercase",
            "MakeUppercase",
            "MakeLowercase",
            "MakeSentenceCase",
            "NoCaseChange",
            "autocap",
            "mkbibacro",
            "mkbibname",
            "mkbibnamefamily",
            "mkbibnamegiven",
            "mkbibnameprefix",
            "mkbibnamesuffix",
            "mkbibordinal",
            "mkbibendnote",
            "mkbibfootnote",
            "mathrm",
            "mathit",
            "mathsf",
            "mathtt",
            "mathnormal",
            "operatorname",
            "textgreek",
            "textcyrillic",
            "textlatin",
            "textrussian",
            "foreigntextcyr",
            "bibcyr",
            "singleletter",
            "protect",
            "textquote",
            "BibitemOpen",
            "natexlab",
            "urlstyle",
            "textquoted",
            "mathord",
            "smash",
            "leavevmode",
            "textnohyphenation",
        ],
        BARE,
    ),
}
# Font declarations hold to the end of their group.
DECLARATIONS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(["it", "itshape", "em", "sl", "slshape"], ITALIC),
    **dict.fromkeys(["bf", "bfseries"], BOLD),
    **dict.fromkeys(["sc", "scshape"], SMALL_CAPS),
    **dict.fromkeys(
        [
            "rm",
            "rmfamily",
            "tt",
            "ttfamily",
            "sf",
            "sffamily",
            "normalfont",
            "upshape",
            "mdseries",
            "tiny",
            "scriptsize",
            "footnotesize",
            "small",
            "normalsize",
            "large",
            "Large",
            "LARGE",
            "huge",
            "Huge",
            "relax",
            "protect",
            "nobreak",
            "allowbreak",
            "noindent",
            "indent",
            "null",
            "unskip",
            "ignorespaces",
            "textstyle",
            "displaystyle",
            "scriptstyle",
            "boldmath",
            "unboldmath",
            "sloppy",
            "raggedright",
            "bgroup",
            "egroup",
            "cyr",
            "limits",
            "nolimits",
            "centering",
            "hskip",
            "bigskip",
            "medskip",
            "smallskip",
            "newpage",
            "clearpage",
            "obeylines",
            "frenchspacing",
            "nonfrenchspacing",
            "xspace",
            "left",
            "right",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "Bigl",
            "Bigr",
            "makeatletter",
            "makeatother",
            "strut",
            "strutbox",
            "inhibitglue",
        ],
        BARE,
    ),
}
# Commands whose argument is not for print.
DROPPED: dict[str, int] = {
    **dict.fromkeys(
        [
            "label",
            "hspace",
            "vspace",
            "color",
            "selectlanguage",
            "phantom",
            "vphantom",
            "hphantom",
            "noopsort",
            "NoopSort",
            "SortNoop",
            "SortNoOp",
            "noopsortop",
            "index",
            "pagestyle",
            "thispagestyle",
            "begin",
            "end",
            "usepackage",
            "nocite",
            "hypersetup",
            "setlength",
            "addtolength",
            "fontsize",
            "fontfamily",
            "fontencoding",
            "fontseries",
            "fontshape",
            "usefont",
            "ProvidesFile",
            "bibinfoignore",
            "sortkey",
        ],
        1,
    ),
    "fontsize": 2,
    "setlength": 2,
    "addtolength": 2,
    "usefont": 4,
}
# Commands of several arguments of which the last is the text.
LAST_OF: dict[str, int] = {
    "href": 2,
    "foreignlanguage": 2,
    "textcolor": 2,
    "colorbox": 2,
    "texorpdfstring": 2,
    "raisebox": 2,
    "scalebox": 2,
    "discretionary": 3,
    "bibinfo": 2,
    "bibfield": 2,
    "textlang": 2,
    "hyphentext": 2,
    "hyperlink": 2,
    "hyperref": 2,
    "parbox": 2,
    "multicolumn": 3,
    "footnotetext": 1,
}
FIRST_OF: dict[str, int] = {"printfirst": 2, "iffieldundef": 2}
# Commands whose argument is taken as it is written.
VERBATIM = frozenset(
    ["url", "path", "nolinkurl", "doi", "burl", "urlprefix", "detokenize", "code", "lstinline"]
)
# Quotation: by level, the outer pair first (csquotes, American style).
QUOTATION = frozenset(["enquote", "mkbibquote", "textquotation", "blockquote"])
QUOTATION_LANGUAGE = frozenset(["foreignquote", "hyphenquote", "textcquote", "foreignenquote"])
QUOTES = (("“", "”"), ("‘", "’"))

# biblatex's localisation strings (section 4.9.2) that people write into fields.
BIBSTRINGS: dict[str, str] = {
    "and": "and",
    "andothers": "et al.",
    "in": "in",
    "inpress": "in press",
    "forthcoming": "forthcoming",
    "submitted": "submitted",
    "inpreparation": "in preparation",
    "prepublished": "pre-published",
    "page": "p.",
    "pages": "pp.",
    "volume": "vol.",
    "volumes": "vols.",
    "number": "no.",
    "chapter": "chap.",
    "part": "part",
    "edition": "ed.",
    "newseries": "new series",
    "oldseries": "old series",
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
    "editor": "ed.",
    "editors": "eds.",
    "translator": "trans.",
    "mathesis": "MA thesis",
    "phdthesis": "PhD thesis",
    "bathesis": "BA thesis",
    "candthesis": "Cand. thesis",
    "techreport": "tech. rep.",
    "resreport": "research rep.",
    "software": "computer software",
    "datacd": "CD-ROM",
    "audiocd": "audio CD",
    "patent": "pat.",
    "patentus": "U.S. pat.",
    "patenteu": "European pat.",
    "patentde": "German pat.",
    "patentuk": "British pat.",
    "patentfr": "French pat.",
    "patreq": "pat. req.",
    "patrequs": "U.S. pat. req.",
    "patreqeu": "European pat. req.",
    "patreqde": "German pat. req.",
    "patreqfr": "French pat. req.",
    "patrequk": "British pat. req.",
    "langenglish": "English",
    "langgerman": "German",
    "langfrench": "French",
    "langlatin": "Latin",
    "langgreek": "Greek",
    "langspanish": "Spanish",
    "langitalian": "Italian",
    "langrussian": "Russian",
    "reprint": "repr.",
    "revised": "rev.",
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "winter": "winter",
    "nodate": "n.d.",
    "version": "version",
    "section": "§",
}

# What Unicode can write as a superscript or subscript; used where markup cannot stand.
_RAISED = "0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ -⁻ −⁻ =⁼ (⁽ )⁾ nⁿ iⁱ"
_LOWERED = "0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ -₋ −₋ =₌ (₍ )₎ aₐ eₑ hₕ iᵢ jⱼ kₖ lₗ mₘ nₙ oₒ pₚ rᵣ sₛ tₜ uᵤ vᵥ xₓ βᵦ γᵧ ρᵨ φᵩ χᵪ"
SUPERSCRIPT = {ord(pair[0]): pair[1] for pair in _RAISED.split()}
SUBSCRIPT = {ord(pair[0]): pair[1] for pair in _LOWERED.split()}

BLACKBOARD: dict[str, str] = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
SCRIPT: dict[str, str] = {
    "B": "ℬ",
    "E": "ℰ",
    "F": "ℱ",
    "H": "ℋ",
    "I": "ℐ",
    "L": "ℒ",
    "M": "ℳ",
    "R": "ℛ",
    "e": "ℯ",
    "g": "ℊ",
    "o": "ℴ",
}


def _script(letter: str) -> str:
    return SCRIPT.get(letter) or unicodedata.lookup(
        f"MATHEMATICAL SCRIPT {'CAPITAL' if letter.isupper() else 'SMALL'} {letter.upper()}"
    )


def alphabet(font: str, letter: str) -> str | None:
    """A letter of a mathematical alphabet (`mathbb`, `mathcal`), or None if Unicode has none."""
    if not (letter.isascii() and letter.isalpha() and len(letter) == 1):
        return None
    if font == "mathbb":
        if letter in BLACKBOARD:
            return BLACKBOARD[letter]
        case = "CAPITAL" if letter.isupper() else "SMALL"
        return unicodedata.lookup(f"MATHEMATICAL DOUBLE-STRUCK {case} {letter.upper()}")
    return _script(letter)
