"""The Connect workbook (`docs/format.md`, section 4)."""

from filrouge.imports.labels import Commune, Label, ListOf
from filrouge.imports.parsing import Code, Date, Month, Text, Whole, Years, YesNo

from .base import Column, Refers, SheetSpec, WorkbookSpec
from .common import EVERYWHERE, PROGRAMME, YEAR, day, directory, institution

GROUP = Refers("group", "Groupes", "code", "unknown_group")
BODY = Refers("body", "Instances", "name", "unknown_body", aliases="aliases")
NETWORKS = ("linkedin", "facebook")
COUNT = Whole()


def _event(column: str) -> Refers:
    return Refers(column, "Événements", "code", "unknown_event")


DIRECTORY = directory(Column("Commune", "commune", Commune()))
GROUPS = SheetSpec(
    "Groupes",
    (
        Column("Code", "code", Code(60), mandatory=True),
        Column("Cycle", "cycle", Years(), mandatory=True),
        Column(
            "Public",
            "audience",
            Label("intervision_audience", only=("front_line",)),
            mandatory=True,
        ),
        Column("Nom", "name", Text()),
        Column("Jour", "weekday", Label("weekday")),
        Column("Demi-journée", "half_day", Label("half_day")),
        Column("Langue", "language", Label("language", only=("fr", "nl"))),
        Column("Début", "start", Date()),
        Column("Fin", "end", Date(planned_end=True)),
    ),
    key=("code",),
)
ANIMATORS = SheetSpec(
    "Animateurs",
    (
        Column("Code groupe", "group", Code(60), mandatory=True),
        Column("Animateur", "animator", Code(60), mandatory=True),
        Column("Organisation", "organisation", Text()),
        Column("Côté", "side", Label("animator_side")),
    ),
    once=(("group", "animator"), ("group", "side")),
    refers=(GROUP,),
    names=("organisation",),
)
ENROLMENTS = SheetSpec(
    "Inscriptions",
    (
        Column("Code groupe", "group", Code(60), mandatory=True),
        Column("Participant", "participant", Code(60), mandatory=True),
        Column("Institution", "organisation", Text(), mandatory=True),
        Column("Secteur", "sector", Label("sector")),
        Column("Date d'inscription", "enrolled_on", Date()),
        Column("Statut", "status", Label("enrolment_status"), mandatory=True),
        Column("Dérogation", "derogation", Text(300)),
        Column("Date de retrait", "withdrawn_on", Date()),
    ),
    refers=(GROUP, institution()),
)
SESSIONS = SheetSpec(
    "Séances",
    (
        Column("Code groupe", "group", Code(60), mandatory=True),
        day(),
        Column("Institution hôte", "host", Text()),
        Column("Statut", "status", Label("session_status"), mandatory=True),
        Column("Thèmes", "themes", Text(2_000)),
    ),
    refers=(GROUP,),
    names=("host",),
)
EVENTS = SheetSpec(
    "Événements",
    (
        Column("Code", "code", Code(60), mandatory=True),
        Column("Type", "kind", Label("event_kind"), mandatory=True),
        Column("Titre", "title", Text(300)),
        day("Date début", "start"),
        Column("Date fin", "end", Date(planned_end=True)),
        Column("Événement parent", "parent", Code(60)),
        Column("Programmes", "programmes", ListOf(PROGRAMME)),
        Column("Co-organisateurs", "co_organisers", ListOf(Text())),
        Column("Public compté", "audience", COUNT),
        Column("Langue", "language", Label("language")),
    ),
    key=("code",),
    refers=(_event("parent"),),
    names=("co_organisers",),
)
PARTICIPANTS = SheetSpec(
    "Participants aux événements",
    (
        Column("Code événement", "event", Code(60), mandatory=True),
        Column("Participant", "participant", Code(60), mandatory=True),
        Column("Institution", "organisation", Text()),
        Column("Secteur", "sector", Label("sector")),
        Column("Rôle", "role", Label("event_role"), mandatory=True),
        Column("Présent", "present", YesNo()),
    ),
    refers=(_event("event"), institution(unless=("role", "speaker"))),
    names=("organisation",),
    blank_yes_no=("present",),
)
STEERING = SheetSpec(
    "Comités de pilotage",
    (
        Column("Événement", "event", Code(60), mandatory=True),
        Column("Organisation", "organisation", Text(), mandatory=True),
        Column("Début", "start", Date()),
        Column("Fin", "end", Date(planned_end=True)),
    ),
    refers=(_event("event"),),
    names=("organisation",),
)
ACTIONS = SheetSpec(
    "Interventions publiques",
    (
        day(),
        Column(
            "Type",
            "kind",
            Label(
                "public_action_kind",
                only=(
                    "public_intervention",
                    "advocacy",
                    "communication_action",
                    "expertise_request",
                    "jury",
                ),
            ),
            mandatory=True,
        ),
        Column("Titre", "title", Text(300)),
        Column("Programme", "programme", PROGRAMME, mandatory=True),
        Column("Niveau", "level", Label("jury_level")),
        Column("Rôle", "role", Label("jury_role")),
        Column("Interlocuteur", "requester", Text()),
        Column("Partenaires", "partners", ListOf(Text())),
    ),
    names=("requester", "partners"),
)
PUBLICATIONS = SheetSpec(
    "Publications",
    (
        Column("Titre", "title", Text(300), mandatory=True),
        Column("Type", "kind", Label("publication_kind"), mandatory=True),
        Column("Collection", "series", Text()),
        Column("N°", "number", Code()),
        Column("Date de parution", "published_on", Date()),
        Column("Année de l'action", "action_year", YEAR),
        Column("Tirage", "print_run", COUNT),
        Column("Langues", "languages", ListOf(Label("language"))),
        Column("Table d'échanges", "from_round_table", YesNo()),
    ),
)
BODIES = SheetSpec(
    "Instances",
    (
        Column("Nom", "name", Text(), mandatory=True),
        Column("Alias", "aliases", Text(500)),
        Column("Programmes", "programmes", ListOf(PROGRAMME)),
    ),
    key=("name",),
    names=("name",),
    aliases="aliases",
)
BODY_MEETINGS = SheetSpec(
    "Réunions d'instances",
    (
        Column("Instance", "body", Text(), mandatory=True),
        Column("Organe", "organ", Text()),
        day(),
        Column("Représentation", "programmes", ListOf(PROGRAMME), mandatory=True),
        Column("Présent", "present", YesNo()),
    ),
    refers=(BODY,),
    blank_yes_no=("present",),
)
EDITIONS = SheetSpec(
    "Newsletters",
    (
        Column("Édition", "edition", Month(), mandatory=True),
        day(),
        Column("Délivrés", "delivered", Whole(minimum=None, above=0), mandatory=True),
        Column("Ouvreurs uniques", "openers", COUNT, mandatory=True),
    ),
    key=("edition",),
)
FOLLOWERS = SheetSpec(
    "Abonnés",
    (
        Column("Canal", "channel", Label("channel"), mandatory=True),
        day(),
        Column("Valeur", "value", COUNT, mandatory=True),
    ),
    pair=("channel", "day"),
)
ITEMS = SheetSpec(
    "Contenus newsletter",
    (
        Column("Édition", "edition", Month(), mandatory=True),
        Column("Rubrique", "rubric", Label("newsletter_rubric"), mandatory=True),
        Column("Titre", "title", Text(300), mandatory=True),
        Column("Thème", "theme", Label("theme", also=("sector",)), mandatory=True),
        Column("Type", "kind", Label("content_kind"), mandatory=True),
    ),
)
POSTS = SheetSpec(
    "Publications réseaux",
    (
        Column("Nouvelle", "news", Code(60), mandatory=True),
        day(),
        Column("Réseau", "network", Label("channel", only=NETWORKS), mandatory=True),
        Column("Classe", "post_class", Label("post_class"), mandatory=True),
        Column("Titre", "title", Text(300)),
        Column("Thème", "theme", Label("theme", also=("sector",))),
        Column("Portée", "reach", COUNT),
        Column("Clics", "clicks", COUNT),
        Column("Réactions", "reactions", COUNT),
        Column("Partages", "shares", COUNT),
    ),
)
AUDIENCE = SheetSpec(
    "Audience",
    (
        Column("Canal", "channel", Label("channel"), mandatory=True),
        Column("Mesure", "measure", Label("audience_measure"), mandatory=True),
        Column("Année", "year", YEAR, mandatory=True),
        Column("Valeur", "value", COUNT, mandatory=True),
    ),
    pair=("channel", "measure", "year"),
)

CONNECT = WorkbookSpec(
    kind="connect",
    title="connect_AAAA.xlsx",
    sheets=(
        DIRECTORY,
        GROUPS,
        ANIMATORS,
        ENROLMENTS,
        SESSIONS,
        EVENTS,
        PARTICIPANTS,
        STEERING,
        ACTIONS,
        PUBLICATIONS,
        BODIES,
        BODY_MEETINGS,
        EDITIONS,
        FOLLOWERS,
        ITEMS,
        POSTS,
        AUDIENCE,
        *EVERYWHERE,
    ),
    year_from=("Publications réseaux", "day"),
    directory=DIRECTORY,
)
