"""Verbs of the import pages."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from . import files
from .models import ImportedFile, ImportRun
from .tasks import import_files


def start_import(*, actor: Any, uploads: list[UploadedFile[Any]], dry_run: bool) -> ImportRun:
    """Keep the uploads, make a run that waits, and leave the work to the background.

    The job is handed over once the run is stored.
    """
    files.purge()
    with transaction.atomic():
        run = ImportRun.objects.create(actor=actor, dry_run=dry_run)
        for upload in uploads:
            ImportedFile.objects.create(
                run=run,
                name=str(upload.name)[:200],
                stored_name=files.keep(upload),
                size=upload.size or 0,
            )
        transaction.on_commit(lambda: _enqueue(run.pk))
    run.refresh_from_db()
    return run


def _enqueue(run_id: int) -> None:
    import_files.enqueue(run_id=run_id)
