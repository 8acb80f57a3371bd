"""The import as a background job."""

from django.tasks import task

from . import api, files
from .models import ImportRun
from .validate import Source


@task()
def import_files(run_id: int) -> str:
    """Import the files of a run that waits; anything else is left alone. Returns its state."""
    run = ImportRun.objects.select_related("actor").get(pk=run_id)
    if run.state != ImportRun.State.WAITING:
        return str(run.state)
    sources = [Source(files.folder() / f.stored_name, f.name) for f in run.files.all()]
    try:
        api.run_import(
            sources,
            actor=run.actor,
            dry_run=run.dry_run,
            progress=files.ProgressFile(run.pk),
            run=run,
        )
    finally:
        files.forget(run)
    return str(run.state)
