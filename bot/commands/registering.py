"""How a function becomes a command that takes --database and --config after its name too."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

Database = Annotated[
    Path | None,
    typer.Option("--database", metavar="PATH", help="The ledger's file, instead of the settings'."),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="PATH", help="The settings file, instead of the usual ones."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]

Command = Callable[..., int | None]
"""Takes the session, then its own arguments; returns an exit status, None for 0."""


def command(app: typer.Typer, name: str | None = None) -> Callable[[Command], Command]:
    """Return a decorator that makes a function a command of `app`, under its own name unless given one."""

    def register(function: Command) -> Command:
        def run(context: typer.Context, database: Database, config: Config, **values: object) -> None:
            context.obj.choose(database, config)
            raise typer.Exit(function(context.obj, **values) or 0)

        own = list(inspect.signature(function).parameters.values())[1:]
        parameters = [
            inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
            *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own),
            _shared("database", Database),
            _shared("config", Config),
        ]
        run.__dict__["__signature__"] = inspect.Signature(parameters)
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        run.__doc__ = function.__doc__
        app.command(name or function.__name__)(run)
        return function

    return register


def _shared(name: str, annotation: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
