"""What she is told of her place, of who can answer, and of what others decide.

These are safety words like those of `havre.pages.safety`, which gives them all.
"""

from typing import Final

TOLD: Final = {
    "waiting": "Vous pouvez déjà écrire.",
    "next": "Vous êtes la prochaine personne.",
    "position": "Vous êtes la {place}ᵉ personne.",
    "estimate": "En général de {from} à {to} minutes.",
    "estimate-long": "L'attente peut dépasser une heure.",
    "unstaffed": (
        "Aucun agent n'est là en ce moment. Vous pouvez écrire : votre place est "
        "gardée. Pour parler tout de suite, appelez un de ces numéros."
    ),
    "closed": (
        "La messagerie est fermée pour le moment. En danger : 17, 112, ou SMS au 114. "
        "Pour parler tout de suite, appelez un de ces numéros."
    ),
    "closing": (
        "La messagerie n'accueille plus de nouvelles personnes. Votre conversation "
        "continue."
    ),
    "joined": "Une équipe de plus peut vous répondre : {desk}.",
    "left": "Cette équipe ne répond plus ici : {desk}. Vous gardez votre place.",
    "returned": (
        "Vous avez une place en tête de la file. Rien n'est perdu. Si la même personne "
        "est là, c'est elle qui vous répond."
    ),
    "away": "{name} s'absente un instant. Vous pouvez continuer à écrire.",
    "now-with": "Vous écrivez maintenant à {name}.",
    "watched": "Un responsable lit aussi cette conversation.",
    "transfer": (
        "{name} propose de vous confier à {whom}. Cette personne lira ce qui est écrit "
        "ici."
    ),
    "transfer-desk": (
        "{name} propose de vous confier à une autre équipe : {desk}. La personne qui "
        "vous répondra lira ce qui est écrit ici."
    ),
    "transfer-silence": "Sans réponse de votre part, cela se fait dans une minute.",
    "agree": "D'accord",
    "stay": "Je préfère rester",
    "staying": "C'est noté : vous restez avec {name}.",
    "unsent": "Ce texte n'est pas parti. Vous pouvez encore le lire et le copier.",
}
