"""Addresses of the report being written. None holds a name."""

from django.urls import path

from . import guard, history, plan, reviewing, writing

EDITION = "rapports/<int:year>/"
CHAPTER = f"{EDITION}<slug:code>/"

urlpatterns = [
    path("rapports/", plan.editions, name="editions"),
    path("rapports/ouvrir/", plan.open_edition, name="open_edition"),
    path(EDITION, plan.edition, name="edition"),
    path(f"{EDITION}plan/", plan.change, name="plan"),
    path(f"{EDITION}ajouter/", plan.add, name="add_chapter"),
    path(f"{EDITION}lire/", writing.whole_edition, name="read"),
    path(f"{EDITION}coherence/", guard.coherence, name="guard"),
    path(f"{EDITION}coherence/justifier/", guard.justify, name="justify"),
    path(f"{EDITION}coherence/<int:pk>/retirer/", guard.withdraw, name="withdraw"),
    path(CHAPTER, writing.chapter, name="chapter"),
    path(f"{CHAPTER}modifier/", writing.edit, name="edit"),
    path(f"{CHAPTER}apercu/", writing.side, name="beside"),
    path(f"{CHAPTER}brouillon/", writing.draft, name="draft"),
    path(f"{CHAPTER}brouillon/jeter/", writing.drop_draft, name="drop_draft"),
    path(f"{CHAPTER}etat/", reviewing.state, name="state"),
    path(f"{CHAPTER}remarques/", reviewing.remark, name="remark"),
    path(f"{CHAPTER}remarques/<int:pk>/", reviewing.settle, name="settle"),
    path(f"{CHAPTER}historique/", history.history, name="history"),
    path(f"{CHAPTER}historique/<int:number>/", history.version, name="version"),
    path(f"{CHAPTER}historique/<int:number>/reprendre/", history.restore, name="restore"),
    path(f"{CHAPTER}plan/", plan.change_chapter, name="chapter_plan"),
    path(f"{CHAPTER}plan/deplacer/", plan.move, name="move_chapter"),
    path(f"{CHAPTER}plan/supprimer/", plan.delete, name="delete_chapter"),
]
