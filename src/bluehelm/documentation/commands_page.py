"""The page of commands: every command with its arguments, options and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from typer.main import get_command

from bluehelm.cli.main import app
from bluehelm.documentation.markdown_text import page, plain, table

EXIT_CODES = (
    "A command ends with 0 when it has done its work, and with 2 when it could not run: a path that holds "
    "no dossier, an item that does not exist, an option that is none. `bluehelm check` ends with 1 when "
    "it found an error."
)


def whole_command() -> Any:
    """The command `bluehelm`, as Typer builds it."""
    return get_command(app)


def commands() -> Mapping[str, Any]:
    """Every command by its name ("check", "mandate compare"), in the order of `bluehelm --help`."""
    return dict(_commands_of(whole_command()))


def _commands_of(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands_of(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def commands_page() -> str:
    """The page of commands."""
    index = [f"- [`bluehelm {name}`](#bluehelm-{name}): {_summary(one)}" for name, one in commands().items()]
    own = [f"`{_shown(one)}`" for one in whole_command().params if one.name == "version"]
    everywhere = f"`bluehelm` itself knows {', '.join(own)}; every command knows `--help`, `-h`."
    sections = [_section(name, command) for name, command in commands().items()]
    return page("Commands", [EXIT_CODES], [everywhere], index, *sections)


def _summary(command: Any) -> str:
    return _paragraphs(command)[0]


def _paragraphs(command: Any) -> list[str]:
    text = str(command.help or "").replace("\f", "")
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _section(name: str, command: Any) -> list[str]:
    lines = [f"## bluehelm {name}", "", f"`{usage(name, command)}`"]
    for paragraph in _paragraphs(command):
        lines += ["", *_with_examples(paragraph)]
    shown = [one for one in command.params if not one.hidden and one.name != "help"]
    return [*lines, "", *table(("", "what it is"), (_described(one) for one in shown))]


def _with_examples(paragraph: str) -> Iterator[str]:
    """A paragraph; examples become a block that can be copied."""
    if not paragraph.startswith(("Example:", "Examples:")):
        yield paragraph
        return
    yield "```bash"
    yield from re.findall(r"`([^`]+)`", paragraph)
    yield "```"


def usage(name: str, command: Any) -> str:
    """How a command is typed."""
    arguments = [_argument(one) for one in command.params if not _is_option(one)]
    options = [one for one in command.params if _is_option(one)]
    needed = [_shown(one) for one in options if one.required]
    others = ["[options]"] if any(not one.required for one in options) else []
    return " ".join(["bluehelm", name, *arguments, *needed, *others])


def _is_option(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "option")


def _argument(argument: Any) -> str:
    word = f"{argument.metavar or argument.name.upper()}{' ...' if argument.nargs == -1 else ''}"
    return word if argument.required else f"[{word}]"


def _described(parameter: Any) -> tuple[str, str]:
    name = _shown(parameter) if _is_option(parameter) else _argument(parameter)
    return f"`{name}`", plain(str(parameter.help or ""))


def _shown(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len, reverse=True))
    return names if option.is_flag else f"{names} {option.metavar or _value_of(option)}"


def _value_of(option: Any) -> str:
    """What stands for the value of an option: its choices, or its name."""
    if isinstance(option.default, Enum):
        return "/".join(str(one.value) for one in type(option.default))
    return str(option.name).upper()
