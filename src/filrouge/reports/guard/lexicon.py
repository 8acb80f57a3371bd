"""French words as the guard compares them: stems, words that say nothing, numbers in letters."""

import re
from functools import lru_cache

import snowballstemmer
from num2words import num2words

from filrouge.common.text import without_accents

WORD = re.compile(r"[^\W\d_]+")


def word_set(words: str) -> frozenset[str]:
    """Words written between blanks."""
    return frozenset(words.split())


# Words without content of their own: what is counted is never named by them alone.
STOP = word_set(
    """
    a à afin ai ainsi alors après au aucun aucune aussi autant autour autre autres aux avait avant
    avec avez avoir avons ayant beaucoup bien c ça car ce ceci cela celle celles celui cependant
    certain certaine certaines certains ces cet cette ceux chacun chacune chaque chez ci comme
    comment contre d dans de début déjà depuis derrière des dès desquelles desquels devant donc dont
    du duquel durant elle elles en encore enfin ensemble entre environ es est et était étaient
    étant été être eu eux fait faire fin font fois grâce hors il ils jusqu jusque l la là laquelle
    le lequel les lesquelles lesquels leur leurs lors lorsque lui m mais malgré même mêmes mi moins
    n ne ni non nos notamment notre nous on ont or ou où par parce parmi part pas pendant peu peut
    peuvent plus plusieurs plutôt pour pourquoi près presque puis puisque qu quand que quel quelle
    quelles quelque quelques quels qui quoi s sa sans sauf se sein selon sera seront ses si sien
    soient soit sommes son sont sous souvent suite sur t tandis tant tel telle telles tels toujours
    tous tout toute toutes très trop un une vers via voici voilà vos votre vous y
    an année années ans mois jour jours semaine semaines heure heures janvier février mars avril mai
    juin juillet août septembre octobre novembre décembre trimestre
    environ total totale totaux nombre chiffre chiffres dernier dernière derniers dernières
    """
)
# Verbs of reporting and of counting, which any sentence may use about any fact.
FAINT_WORDS = word_set(
    """
    accueillir accueilli accueillie accueillis atteindre atteint atteignent compte comptent compter
    compté comptait concerner concerne concernent constituer constitue constituent comporte
    comportent comprend comprennent composent compose composée composé connaître connaît connu
    dénombre dénombrer dispose disposent donner donné donnée organisé organisée organisés organisées
    organise organiser lieu mené menée menés menées participé participer participent participé
    participation présent présente présents présentes rassemblé rassemble rassemblait rassembler
    réuni réunie réunit réunir réunis réunissait réunissant regroupe regroupé reçu reçoit reste
    restent réalisé réalisée réalisés réalisées représente représentent représenter s'élève élève
    élèvent tenu tenue tenus tenues existe existent existait existaient public présence cours
    aujourd hui actuellement également personne personnes participant participants participante
    participantes moyenne proposé proposés proposée proposées propose proposent assisté assister
    assistent annuel annuelle annuels annuelles rapport présenté nouveau nouvelle nouveaux nouvelles
    travaillons travaille travaillent collaborons collabore faisons permet permettent permis font
    disposons avons compris comptons accompli assuré assurer assure assurent effectué effectués
    effectuées effectue mobilisé mobilise attiré attire obtenu recueilli recense recensé recensés
    soit nous notre confiance année abouti suivi suivie recevons reçus reçues eu avoir été
    programme programmes projet projets asbl association proposons organisons accueillons menons donnons réunissons participons rencontré
        """
)

_STEMMER = snowballstemmer.stemmer("french")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem without accents: "locataires" and "Locataire" give the same."""
    found: str = _STEMMER.stemWord(word.lower().replace("œ", "oe"))
    return without_accents(found)


@lru_cache(maxsize=65_536)
def content(word: str) -> str:
    """The stem of a word that carries content, "" for the others and for numbers in letters."""
    low = word.lower()
    if low in STOP or low in number_tokens() or len(low) < 2:
        return ""
    return stem(low)


FAINT = frozenset(stem(word) for word in FAINT_WORDS)

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def _canonical(word: str) -> str:
    return {"vingts": "vingt", "cents": "cent", "une": "un"}.get(word, word)


@lru_cache(maxsize=1)
def _numbers() -> dict[tuple[str, ...], int]:
    """Numbers in letters as their tokens without "et": ("quatre", "vingt", "sept") is 87."""
    found: dict[tuple[str, ...], int] = {}
    whole = [*range(1001), *range(1100, 2001, 100), *range(2000, 20_001, 1000)]
    for language in ("fr_BE", "fr_CH", "fr"):
        for value in whole:
            letters = num2words(value, lang=language)
            tokens = [t for t in re.split(r"[\s-]+", letters) if t and t != "et"]
            found[tuple(_canonical(token) for token in tokens)] = value
    return found


@lru_cache(maxsize=1)
def number_tokens() -> frozenset[str]:
    """Every word numbers in letters are made of."""
    tokens = {token for tokens in _numbers() for token in tokens}
    return frozenset(tokens | {"vingts", "cents", "une"})


def in_letters(tokens: list[str]) -> tuple[int, int] | None:
    """The value of the longest number that opens `tokens`, and how many of them it takes."""
    canon = [_canonical(token.lower()) for token in tokens[:12]]
    for length in range(len(canon), 0, -1):
        if canon[length - 1] == "et":
            continue
        key = tuple(one for one in canon[:length] if one != "et")
        if key in _numbers():
            return _numbers()[key], length
    return None


COLLECTIVE = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "septantaine": 70,
    "quatre-vingtaine": 80, "nonantaine": 90, "centaine": 100, "millier": 1000,
}  # fmt: skip

# Adjectives written before the noun they qualify: the noun counted comes after.
BEFORE_NOUN = word_set(
    """
    autre autres nouveau nouveaux nouvelle nouvelles nouvel ancien anciens ancienne anciennes grand
    grands grande grandes petit petits petite petites premier premiers première premières dernier
    derniers dernière dernières différent différents différente différentes divers diverses jeune
    jeunes principal principaux principale principales seul seuls seule seules même mêmes bon bons
    bonne bonnes gros grosse grosses longs longues vrais vraies belles beaux véritables prochains
    prochaines quelque
    """
)
# What follows a number when the thing counted is understood: "43 ont un dossier, 12 n'en ont pas".
ELLIPSIS = word_set(
    """
    a ont est sont était étaient avait avaient seront sera y en par avec sans pour sur dans chez au
    aux à et ou ni mais qui que dont n ne se s n'ont d de des du entre restants restant restantes
    autres hors via parmi vers après avant selon ainsi puis le la les l c ce ces cela
    """
)
