"""``dateline code`` in a project: what is new is coded and kept there."""

from __future__ import annotations

from pathlib import Path

from dateline.errors import UsageError


def meant(project: str | None, named: list[str], printed: object) -> str | None:
    """Return the project whose new reports are to be coded into it, or None.

    That is one named by ``--project``, or a project's folder where claims are not asked for in
    another form or place.

    Raises:
        UsageError: ``--project`` stands beside reports, or a form or place for claims.
    """
    from dateline.store.folder import is_project

    if project is not None:
        if named or printed:
            raise UsageError(
                "--project",
                "codes what is in the project, into it",
                "Take reports in with 'dateline add'; write files with 'dateline export'.",
            )
        return project
    if printed or len(named) > 1:
        return None
    folder = Path(named[0] if named else ".")
    return str(folder) if is_project(folder) else None


def run(
    folder: str,
    which: tuple[bool, bool],
    options: dict[str, object],
    jobs: int,
    talk: dict[str, bool],
) -> int:
    """Code what is new in a project and keep it there; return the exit code."""
    from dateline.cli import sources
    from dateline.cli.console import talk as tell
    from dateline.cli.progress import Progress, summary
    from dateline.store import coding
    from dateline.store.project import Project

    settings = sources.settings_for([folder], options)
    with Project.open(folder) as project, project.alone():
        todo = coding.work(project, settings, again=which[0], retry=which[1])
        with Progress(len(todo.report_ids), **talk) as progress:
            for outcome in coding.code(project, todo, settings, jobs):
                progress.count(outcome)
    summary(progress.tally, quiet=talk["quiet"])
    if not talk["quiet"] and todo.stale:
        tell(f"{todo.stale:,} failed before or were coded otherwise: --retry, --again codes them.")
    return progress.tally.exit_code
