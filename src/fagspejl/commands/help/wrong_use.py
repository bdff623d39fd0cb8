"""What is wrong with a command line: each way of wrong use in one sentence, with what was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import IO, Any

import click

from fagspejl.commands.help.texts import named, words
from fagspejl.lib.wording import plain


class WrongUse(click.UsageError):
    """What was typed cannot be used. `message` is a finished sentence. Exit code 2."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence, how the command is typed, and where to read on."""
        lines = [self.format_message()]
        if self.ctx is not None:
            lines += self.ctx.get_usage().splitlines()
            lines.append(words().say("usage.see_help", command=self.ctx.command_path))
        for line in lines:
            click.echo(plain(line), file=file, err=file is None)


def no_such_command(name: str, group: click.Group, ctx: click.Context) -> WrongUse:
    """Say that there is no such command, and name those that were perhaps meant, also of the groups in this one."""
    near = get_close_matches(name, group.list_commands(ctx)) or _within(name, group, ctx)
    said = words().say("usage.no_command", command=f"{ctx.command_path} {name}")
    return WrongUse(f"{said}{_meant(f'{ctx.command_path} {one}' for one in near)}", ctx)


def in_words(
    error: click.UsageError, command: click.Command, ctx: click.Context, args: list[str]
) -> WrongUse:
    """Return the same error in a sentence of ours. `args`: what was typed after the command's name."""
    return WrongUse(_sentence(error, command, ctx, args), ctx)


def _sentence(error: click.UsageError, command: click.Command, ctx: click.Context, args: list[str]) -> str:
    say = words().say
    match error:
        case click.NoSuchOption():
            near = [one for one in error.possibilities or () if one != "--help"]
            return say("usage.no_option", option=error.option_name) + _meant(near)
        case click.BadOptionUsage():
            key = "takes_no_value" if _is_flag(error.option_name, command) else "needs_value"
            return say(f"usage.{key}", option=error.option_name)
        case click.MissingParameter(param=click.Option() as param):
            return _missing(param, command)
        case click.MissingParameter(param=click.Argument() as param):
            return say("usage.no_argument", name=_name(param, ctx))
        case click.BadParameter(param=click.Parameter() as param):
            return _bad_value(param, _given(param, command, ctx, args), error, ctx)
    rest = _parsed(command, ctx, args)[1]
    return say("usage.too_many", words=" ".join(rest)) if rest else error.format_message()


def _missing(param: click.Option, command: click.Command) -> str:
    told = getattr(command, "means", lambda one: one.help)(param)
    said = words().say("usage.missing_option", option=param.opts[0], means=told)
    if isinstance(param.type, click.Choice):
        said += " " + words().say("usage.choose", choices=", ".join(map(str, param.type.choices)))
    return said


def _bad_value(
    param: click.Parameter, given: Sequence[str], error: click.BadParameter, ctx: click.Context
) -> str:
    say, kind, name = words().say, param.type, _name(param, ctx)
    value = given[0] if given else ""
    match kind:
        case click.Choice(choices=choices):
            known = [str(one) for one in choices]
            value = next((one for one in given if one not in known), value)
            meant = _meant(get_close_matches(value, known))
            return say("usage.not_a_choice", name=name, value=value, choices=", ".join(known)) + meant
        case (
            click.IntRange() | click.FloatRange() | click.types.IntParamType() | click.types.FloatParamType()
        ):
            return say(f"usage.{_number_key(kind)}", name=name, value=value, **_bounds(kind))
        case click.Path():
            value = next((one for one in given if not _fits(kind, Path(one))), value)
            return say(f"usage.{_path_key(Path(value))}", name=name, value=value)
    wrong = getattr(kind, "wrong", None)  # our own types name their sentence
    facts = {"known": ", ".join(getattr(kind, "known", ()))}
    return error.format_message() if wrong is None else say(wrong, name=name, value=value, **facts)


def _number_key(kind: click.ParamType[Any]) -> str:
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None:
        return "not_between" if high is not None else "not_at_least"
    return "not_a_whole_number" if isinstance(kind, click.types.IntParamType) else "not_a_number"


def _bounds(kind: click.ParamType[Any]) -> dict[str, object]:
    return {name: getattr(kind, name, None) for name in ("min", "max")}


def _fits(kind: click.Path, path: Path) -> bool:
    if not path.exists():
        return not kind.exists
    return (kind.dir_okay or not path.is_dir()) and (kind.file_okay or not path.is_file())


def _path_key(path: Path) -> str:
    if not path.exists():
        return "path_missing"
    return "path_is_folder" if path.is_dir() else "path_is_file"


def _meant(names: Iterable[str]) -> str:
    say = words().say
    listed = [say("usage.quoted", name=one) for one in names]
    return " " + say("usage.meant", names=say("usage.or").join(listed)) if listed else ""


def _within(name: str, group: click.Group, ctx: click.Context) -> list[str]:
    """Return the commands of this group's groups that are called so: `fagspejl status` means `round status`."""
    found = []
    for outer in group.list_commands(ctx):
        inner = group.get_command(ctx, outer)
        if isinstance(inner, click.Group):
            found += [
                f"{outer} {one}" for one in get_close_matches(name, inner.list_commands(ctx), cutoff=0.8)
            ]
    return found


def _is_flag(option: str, command: click.Command) -> bool:
    meant = [one for one in command.params if option in (*one.opts, *one.secondary_opts)]
    return any(isinstance(one, click.Option) and one.is_flag for one in meant)


def _name(param: click.Parameter, ctx: click.Context) -> str:
    if isinstance(param, click.Option):
        return param.opts[0]
    return named((param.metavar or param.name or "").strip("[]").upper())


def _given(param: click.Parameter, command: click.Command, ctx: click.Context, args: list[str]) -> list[str]:
    """Return what was typed for a parameter, as it was typed."""
    value = _parsed(command, ctx, args)[0].get(param.name or "")
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]


def _parsed(command: click.Command, ctx: click.Context, args: list[str]) -> tuple[dict[str, Any], list[str]]:
    values, rest, _ = command.make_parser(ctx).parse_args(args=list(args))
    return dict(values), list(rest)
