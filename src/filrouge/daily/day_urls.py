"""Addresses of the day, the agenda, tasks, absences and the quick search."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import absences, agenda, finding, ical, task, tasks, today

patterns: list[URLPattern] = [
    path("aujourdhui/", today.today, name="today"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/planifier/", agenda.plan, name="plan"),
    path("agenda/<int:pk>/deplacer/", agenda.move, name="move"),
    path("agenda/abonnement/", ical.subscription, name="feed"),
    path("agenda/<str:secret>.ics", ical.feed_file, name="feed_file"),
    path("taches/", tasks.tasks, name="tasks"),
    path("taches/<int:pk>/", task.task, name="task"),
    path("taches/<int:pk>/retirer/", task.remove, name="task_remove"),
    path("taches/<int:pk>/faite/", tasks.done, name="task_done"),
    path("taches/<int:pk>/a-refaire/", tasks.undone, name="task_undone"),
    path("absences/", absences.absences, name="absences"),
    path("absences/<int:pk>/", absences.absence, name="absence"),
    path("absences/<int:pk>/retirer/", absences.absence_remove, name="absence_remove"),
    path("chercher/", finding.find, name="find"),
]
