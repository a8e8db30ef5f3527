"""The `wemode` command."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Callable, Dict, List, Optional

from wemode.errors import WemodeError
from wemode.settings import Settings

Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs one subcommand; an expected failure is one sentence on standard error and exit code 1."""
    given = _parser().parse_args(arguments)
    try:
        settings = Settings.read({**os.environ, **({"WEMODE_DATA": given.data} if given.data else {})})
        return COMMANDS[given.command](given, settings)
    except WemodeError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was written is kept.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wemode", description="A conversation partner for therapists after hard sessions."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, help: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        command.add_argument("--data", metavar="DIR", help="where everything of yours is kept (default: WEMODE_DATA)")
        return command

    def user(command: argparse.ArgumentParser) -> None:
        command.add_argument("--user", metavar="NAME", default=os.environ.get("WEMODE_USER") or "therapist",
                             help="whose debriefs these are on this machine")  # fmt: skip

    serve = add("serve", "Start everything and print the link to open.")
    user(serve)
    chat = add("chat", "A debrief in the terminal.")
    user(chat)
    chat.add_argument("--json", action="store_true", help="one JSON line in, one JSON line out")
    add("read", 'Read texts: lines of {"text": …, "context": …} in, one reading a line out.')
    train = add("train", "Train what changed.")
    train.add_argument("--validate", action="store_true", help="check the training data with Rasa's own validator")
    train.add_argument("--force", action="store_true", help="train also when nothing changed")
    evaluate = add("evaluate", "Score the reading on lines that no training ever saw.")
    evaluate.add_argument("--write", action="store_true", help="write the figures to evaluation/report.md")
    bench = add("bench", "Measure this Wemode, and stock Rasa beside it.")
    bench.add_argument("--turns", type=int, default=400, help="turns of the longest conversation")
    bench.add_argument("--without-stock", action="store_true", help="leave stock Rasa out")
    bench.add_argument("--fresh", action="store_true", help="also time a fresh clone, package cache warm and cold")
    bench.add_argument("--write", action="store_true", help="write the figures to docs/measured.md")
    backup = add("backup", "Copy the journal to a file while Wemode may be running.")
    backup.add_argument("file", metavar="FILE")
    restore = add("restore", "Bring a backup back into an empty data directory.")
    restore.add_argument("file", metavar="FILE")
    export = add("export", "Write kept debriefs as Markdown into a folder.")
    export.add_argument("folder", metavar="FOLDER")
    user(export)
    erase = add("erase", "Erase kept debriefs and drafts. Asks first.")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    erase.add_argument("--debrief", metavar="ID", help="only this one; without it, everything of this user")
    user(erase)
    add("doctor", "Look whether everything is in order.")
    return parser


def _serve(given: argparse.Namespace, settings: Settings) -> int:
    from cli.serve import serve

    return serve(settings, given.user)


def _chat(given: argparse.Namespace, settings: Settings) -> int:
    from cli.chat import chat
    from cli.chat_json import chat_json
    from cli.stack import conversation

    with conversation(settings, given.user) as (talk, owner):
        return chat_json(talk, owner, sys.stdin) if given.json else chat(talk, owner)


def _read(given: argparse.Namespace, settings: Settings) -> int:
    from cli.read import read_lines
    from cli.stack import assistant

    with assistant(settings, actions=False) as there:
        return read_lines(there.parse, sys.stdin)


def _train(given: argparse.Namespace, settings: Settings) -> int:
    from rasa_project.train import train, validate

    return validate() if given.validate else train(force=given.force)


def _evaluate(given: argparse.Namespace, settings: Settings) -> int:
    from cli.evaluate import evaluate
    from cli.stack import assistant

    with assistant(settings, actions=False) as there:
        return evaluate(there.parse, write=given.write)


def _bench(given: argparse.Namespace, settings: Settings) -> int:
    from cli.bench import bench

    return bench(settings, turns=given.turns, stock=not given.without_stock, fresh=given.fresh, write=given.write)


def _backup(given: argparse.Namespace, settings: Settings) -> int:
    from cli.backup import backup

    return backup(settings, given.file)


def _restore(given: argparse.Namespace, settings: Settings) -> int:
    from cli.backup import restore

    return restore(settings, given.file)


def _export(given: argparse.Namespace, settings: Settings) -> int:
    from cli.export import export

    return export(settings, given.user, given.folder)


def _erase(given: argparse.Namespace, settings: Settings) -> int:
    from cli.erase import erase

    return erase(settings, given.user, given.debrief, given.yes)


def _doctor(given: argparse.Namespace, settings: Settings) -> int:
    from cli.doctor import doctor

    return doctor(settings)


COMMANDS: Dict[str, Command] = {
    "serve": _serve, "chat": _chat, "read": _read, "train": _train, "evaluate": _evaluate, "bench": _bench,
    "backup": _backup, "restore": _restore, "export": _export, "erase": _erase, "doctor": _doctor,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
