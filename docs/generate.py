"""Pages that are made from the code while the documentation is built (an MkDocs hook).

A page for each format with its mapping table, the list of formats, the list of diagnostics and
the list of exit codes: what the code says, so that the docs cannot say anything else. A note
`formats-notes/<format>.md` goes into the format's page.
"""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from citeconv.cli.exits import MEANINGS
from citeconv.formats import cord_types, registry, tables
from citeconv.formats.format import Format
from citeconv.model.report import DIAGNOSTICS

ROOT = Path(__file__).parents[1]
NOTES = Path(__file__).parent / "formats-notes"
DECISIONS = Path(__file__).parent / "decisions"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the generated pages, and the decisions, into the navigation."""
    assert config.nav is not None
    for section in config.nav:
        if "Formats" in section:
            pages = section["Formats"]
            pages[1:1] = [{one.name: f"formats/{one.name}.md"} for one in registry.all_formats()]
        if "Inside" in section:
            section["Inside"] += [
                f"decisions/{path.name}" for path in sorted(DECISIONS.glob("0*.md"))
            ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    pages = {"formats/index.md": formats_page(), "diagnostics.md": diagnostics_page()}
    for one in registry.all_formats():
        pages[f"formats/{one.name}.md"] = format_page(one)
    for path, text in pages.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Fill in what a page asks of the code."""
    markdown = markdown.replace("<!-- exit codes -->", exit_codes())
    markdown = markdown.replace("<!-- cord rules -->", cord_rules())
    return re.sub(r"^<!-- file: (\S+) -->$", lambda match: listing(match[1]), markdown, flags=re.M)


def listing(path: str) -> str:
    """A file of the project as a block of code."""
    language = {".py": "python", ".toml": "toml"}[Path(path).suffix]
    return f"```{language}\n{(ROOT / path).read_text(encoding='utf-8')}```"


def formats_page() -> str:
    lines = [
        "# Formats",
        "",
        "| name | format | reads | writes | extensions |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in registry.all_formats():
        extensions = " ".join(f"`{extension}`" for extension in one.extensions)
        lines.append(
            f"| [{one.name}]({one.name}.md) | {one.title} | {_tick(one.read)} | {_tick(one.write)}"
            f" | {extensions} |"
        )
    lines += [
        "",
        "References are written in any CSL style: `-t apa`, `-t harvard`, `--style NAME`.",
        "",
        "Another package may add formats: see [Adding a format](../adding-a-format.md).",
    ]
    return "\n".join(lines) + "\n"


def format_page(one: Format) -> str:
    lines = [f"# {one.name}", "", f"{one.title}.", ""]
    lines.append(f"- Read: {'yes' if one.read else 'no'}; written: {'yes' if one.write else 'no'}")
    if one.extensions:
        lines.append("- Extensions: " + " ".join(f"`{name}`" for name in one.extensions))
    if one.aliases:
        lines.append("- Also called: " + ", ".join(f"`{name}`" for name in one.aliases))
    if one.media_types:
        lines.append("- Media types: " + ", ".join(f"`{name}`" for name in one.media_types))
    if one.options:
        lines += ["", "## Options", "", "| option | meaning |", "| --- | --- |"]
        lines += [f"| `{name}` | {meaning} |" for name, meaning in one.options.items()]
    note = NOTES / f"{one.name}.md"
    if note.is_file():
        lines += ["", note.read_text(encoding="utf-8").strip()]
    lines += ["", "## Mapping", "", tables.as_markdown(one)]
    return "\n".join(lines)


def diagnostics_page() -> str:
    lines = [
        "# Diagnostics",
        "",
        "Everything that a conversion may have to say. Each instance has its place (file, line,",
        "record, field); `-v` shows each one, `--report FILE` writes them as JSON.",
        "",
        "- **note**: worth knowing.",
        "- **repaired**: the input was wrong and was read all the same.",
        "- **lost**: something of the record is not in the output.",
        "- **invalid**: a record or file was skipped.",
        "",
        "`--strict` fails on *lost* and *invalid*.",
        "",
        "| code | severity | meaning |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| `{code}` | {severity} | {sentence} |"
        for code, (severity, sentence) in DIAGNOSTICS.items()
    ]
    return "\n".join(lines) + "\n"


def exit_codes() -> str:
    lines = ["| code | meaning |", "| --- | --- |"]
    lines += [f"| {code} | {meaning} |" for code, meaning in MEANINGS]
    return "\n".join(lines)


def cord_rules() -> str:
    """The rules by which the type of a CORD-19 paper is inferred."""
    lines = ["| if the | … | it is a |", "| --- | --- | --- |"]
    types = dict(cord_types.KINDS)
    lines += [f"| {rule.field} | {rule.note} | `{types[rule.kind]}` |" for rule in cord_types.RULES]
    return "\n".join(lines)


def _tick(side: object) -> str:
    return "yes" if side is not None else "–"
