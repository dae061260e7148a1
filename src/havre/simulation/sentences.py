"""What invented people write: French, neutral, harmless. No violence is described."""

from random import Random
from typing import Final

FIRST: Final = (
    "Bonjour, j'aimerais parler à quelqu'un.",
    "Bonjour. Je ne sais pas si je suis au bon endroit.",
    "Bonjour, j'écris pour une amie.",
    "Bonsoir, est-ce qu'il y a quelqu'un ?",
    "Bonjour, j'ai quelques questions avant de me décider.",
)
TOLD: Final = (
    "Je ne sais pas par où commencer.",
    "J'écris depuis {where}, je peux mettre du temps à répondre.",
    "Cela dure depuis {since}.",
    "J'en ai parlé à {whom}, qui m'a conseillé d'écrire ici.",
    "Est-ce que je peux poser mes questions dans le désordre ?",
    "Je préfère écrire plutôt que téléphoner.",
    "Je peux venir {when}, mais pas avant.",
    "J'ai noté quelques dates dans un carnet.",
    "D'accord, je comprends mieux.",
    "Je relis votre message, un instant.",
    "Est-ce que ce sera long ?",
    "Et si je change d'avis, qu'est-ce qui se passe ?",
    "Je voudrais savoir comment se passe un rendez-vous.",
    "Oui.",
    "Non, pas pour l'instant.",
    "Oui, je peux écrire tranquillement, {whom} n'est pas là.",
    "Il faut que je cherche, je vous réponds {when} au plus tard.",
)
NUDGES: Final = (
    "Vous êtes toujours là ?",
    "J'attends, je reste devant l'écran.",
    "Je peux attendre, prenez votre temps.",
)
THANKS: Final = (
    "Merci, j'ai ce qu'il me faut. Bonne soirée.",
    "Merci beaucoup de m'avoir lue. Au revoir.",
    "Merci pour les explications, je vais y réfléchir.",
)
GREETINGS: Final = (
    "Bonjour. Vous parlez à un policier ou un gendarme. Vous n'avez pas à dire qui vous"
    " êtes. Pouvez-vous écrire tranquillement ?",
    "Bonjour, et merci d'avoir attendu. J'ai lu ce que vous avez écrit.",
)
ANSWERS: Final = (
    "Prenez votre temps, je suis là.",
    "Je vous lis. Écrivez dans l'ordre qui vous vient.",
    "Je comprends. Est-ce que vous pouvez m'en dire un peu plus ?",
    "Vous pouvez venir {when}, sans rendez-vous ou avec, comme vous préférez.",
    "Oui, vous pouvez être accompagné·e par {whom}.",
    "Je vous explique comment cela se passe, étape par étape.",
    "Rien n'est envoyé sans que vous le sachiez.",
    "Je vous donne l'adresse la plus proche de {where}.",
    "Est-ce que c'est clair ? Je peux le redire autrement.",
    "Bien sûr, vous pouvez vous arrêter quand vous le voulez.",
)
STATION: Final = (
    "L'unité la plus proche de vous : {name}, {address}, {postcode} {commune}."
    " Toute unité doit recevoir votre plainte."
)
REFERRAL: Final = (
    "Une association près de chez vous peut vous accompagner, gratuitement."
)
REPORTED: Final = "Rapporté par la personne (texte inventé)."
VIEW: Final = "Appréciation de l'agent (texte inventé)."
PERSON: Final = "La personne qui écrit (inventée)."
CALLED: Final = "Personne {}"
PHONE: Final = "01 99 00 00 00"  # a number kept for fiction
STILL_THERE: Final = "Êtes-vous toujours là ? Vous pouvez revenir quand vous voulez."
FAREWELL: Final = "Merci de nous avoir écrit. Vous pouvez revenir quand vous voulez."
# For whoever tries the demonstration: nobody is to believe that somebody answers.
HONEST: Final = (
    "Ceci est une démonstration : c'est un programme qui vous répond, personne ne lit."
    " En danger, appelez le 17.",
    "Ceci est une démonstration, aucune personne ne lit ce que vous écrivez.",
)

SLOTS: Final = {
    "where": ("le bus", "la bibliothèque", "chez moi", "mon travail", "la gare"),
    "since": ("la rentrée", "quelques semaines", "l'an dernier", "le mois de mars"),
    "whom": ("ma sœur", "un collègue", "ma voisine", "une amie", "mon médecin"),
    "when": ("mardi", "demain matin", "en fin de journée", "la semaine prochaine"),
}
LONG: Final = 0.02  # of messages: a long one, so that every padding is used


def told(rng: Random, sentences: tuple[str, ...] = TOLD) -> str:
    """Return a message of one to three of `sentences`, rarely a long one."""
    many = rng.randint(20, 60) if rng.random() < LONG else rng.choice((1, 1, 2, 2, 3))
    return " ".join(_filled(rng, rng.choice(sentences)) for _ in range(many))


def one_of(rng: Random, sentences: tuple[str, ...]) -> str:
    """Return one of `sentences`."""
    return _filled(rng, rng.choice(sentences))


def _filled(rng: Random, sentence: str) -> str:
    return sentence.format(**{name: rng.choice(all_) for name, all_ in SLOTS.items()})
