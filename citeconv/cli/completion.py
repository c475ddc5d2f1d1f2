"""`citeconv completion`: the completion script of a shell."""

from __future__ import annotations

import argparse
from typing import Final

from citeconv.cli import exits
from citeconv.cli.exits import UsageError

EXAMPLES: Final = """\
examples:
  citeconv completion bash > ~/.local/share/bash-completion/completions/citeconv
  citeconv completion zsh > ~/.zfunc/_citeconv
  citeconv completion tcsh >> ~/.cshrc
  citeconv completion fish > ~/.config/fish/completions/citeconv.fish
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `completion`."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh", "fish"), help="the shell")
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    from citeconv.cli.main import build_parser

    if arguments.shell == "fish":
        print(_fish(build_parser()), end="")
        return exits.DONE
    try:
        import shtab
    except ImportError as error:
        raise UsageError(
            "completion scripts are made by shtab, which is not installed: python -m pip install shtab"
        ) from error
    print(shtab.complete(build_parser(), arguments.shell))
    return exits.DONE


def _fish(parser: argparse.ArgumentParser) -> str:
    """A script for fish, which shtab does not know."""
    lines = ["complete -c citeconv -n __fish_use_subcommand -l version -d 'Print the version'"]
    verbs = next(
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    lines += [
        f"complete -c citeconv -f -n __fish_use_subcommand -a {choice.dest} -d {_quoted(choice.help)}"
        for choice in verbs._choices_actions
    ]
    for verb, sub in verbs.choices.items():
        lines += [
            _fish_option(verb, action)
            for action in sub._actions
            if action.option_strings and action.help != argparse.SUPPRESS
        ]
    return "\n".join(lines) + "\n"


def _fish_option(verb: str, action: argparse.Action) -> str:
    words = [f"complete -c citeconv -n '__fish_seen_subcommand_from {verb}'"]
    words += [
        f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
        for option in action.option_strings
    ]
    if action.nargs != 0:
        words.append("-r")
    if action.choices:
        words.append(f"-f -a {_quoted(' '.join(str(choice) for choice in action.choices))}")
    return " ".join([*words, f"-d {_quoted(action.help)}"])


def _quoted(text: str | None) -> str:
    escaped = (text or "").replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
