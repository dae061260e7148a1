"""The words a person needs to be safe here, in every language, by a stable key.

Templates mark an element `data-word="key"`; a script asks `GET /words/{language}` and
swaps the texts in place, without a new address in the history. What stands in braces
(`{name}`, `{place}`, `{from}`) is for the script to fill.
"""

from typing import Final

from havre.pages.course import COURSE
from havre.pages.told import TOLD
from havre.plumbing.words import Words

# One text for each setting of `exit_erases`: the page says what is in force here.
EXIT_DOES: Final = {
    "decision": (
        "Ce bouton efface tout de suite la conversation de cet appareil. De notre "
        "côté, elle est détruite dès que l'agent a vérifié que personne n'est en "
        "danger et que la loi ne l'oblige pas à transmettre. Si personne ne l'a "
        "encore lue, elle est détruite tout de suite, sauf si vous avez signalé un "
        "danger."
    ),
    "immediate": (
        "Ce bouton efface tout de suite la conversation, sur cet appareil et de notre "
        "côté. Mais si l'agent a déjà ouvert un signalement, nous gardons toute la "
        "conversation, depuis le premier message."
    ),
    "device": (
        "Ce bouton efface tout de suite la conversation de cet appareil. De notre "
        "côté, il ne la détruit pas : nous la gardons le temps indiqué à la page « Ce "
        "que nous gardons »."
    ),
}

KEPT: Final = {
    "decision": (
        "Vos messages sont chiffrés sur votre appareil avant de partir. Nous les "
        "gardons le temps que l'agent décide de la suite. S'il n'a rien à transmettre, "
        "la conversation est détruite."
    ),
    "device": (
        "Vos messages sont chiffrés sur votre appareil avant de partir. Quand la "
        "conversation est finie, nous les gardons encore le temps indiqué à la page « "
        "Ce que nous gardons »."
    ),
}

BEFORE: Final = {
    "danger": (
        "En danger maintenant ? Appelez le 17 ou le 112. Si vous ne pouvez pas parler, "
        "envoyez un SMS au 114."
    ),
    "danger-now": "En danger :",
    "sms": "114 par SMS",
    "exit": "Quitter en urgence et effacer la conversation",
    "skip": "Aller au contenu",
    "language": "Langue",
    "title-who": "Qui vous répond",
    "who-answers": (
        "Vous allez écrire à un policier ou un gendarme formé pour vous écouter."
    ),
    "for-whom": (
        "Femmes et hommes, adultes et mineurs, victimes, témoins, proches : tout le "
        "monde peut écrire."
    ),
    "free": "C'est gratuit, jour et nuit.",
    "no-name": "Vous n'avez pas à dire qui vous êtes.",
    "language-note": (
        "L'agent répond en français. Votre langue lui est indiquée dès le début."
    ),
    "title-kept": "Ce que nous gardons",
    "who-reads": (
        "Vos messages sont lus par l'agent qui vous répond. Si un autre agent ou un "
        "responsable doit les lire, cette lecture est enregistrée avec son motif."
    ),
    "title-law": "Quand la loi oblige à transmettre",
    "must-transmit": (
        "Si ce que vous décrivez est un crime ou un délit et que nous savons qui vous "
        "êtes, nous devons en informer le procureur, même si vous changez d'avis. Un "
        "magistrat peut demander la conversation entière."
    ),
    "must-protect": (
        "Si une vie est en danger, ou si un enfant est en danger, l'agent doit agir, "
        "même si vous n'avez pas dit qui vous êtes."
    ),
    "title-exit": "Le bouton « Quitter en urgence »",
    "exit-does-not": (
        "Il n'efface pas l'historique de navigation : l'adresse de ce site peut y "
        "rester. Il ne protège pas d'un téléphone ou d'un ordinateur surveillé. Sans "
        "réseau, seul cet appareil est effacé : le service l'apprend plus tard, par "
        "votre silence."
    ),
    "title-network": "Ce que le réseau voit",
    "network": (
        "Nous n'enregistrons pas votre adresse internet ; le réseau qui transporte vos "
        "messages la voit."
    ),
    "no-script": (
        "La messagerie a besoin de JavaScript, qui est désactivé ici. Les pages et les "
        "numéros restent lisibles."
    ),
    "unproofread": "Cette traduction n'a pas encore été relue.",
}

TALKING: Final = {
    "in-danger": "Je suis en danger maintenant",
    "minor": "J'ai moins de 18 ans",
    "minor-first": (
        "Vous avez bien fait de venir. Vous pouvez porter plainte sans vos parents. Le "
        "service ne les prévient pas. Si vous êtes en danger, l'agent doit agir pour "
        "vous protéger. Vous pouvez aussi appeler le 119, gratuit, jour et nuit."
    ),
    "postcode": "Code postal",
    "postcode-hint": "Celui de l'endroit où vous êtes, ou de l'endroit des faits.",
    "postcode-unknown": (
        "Nous ne trouvons pas ce code postal. Vérifiez-le, ou choisissez « Je ne sais "
        "pas »."
    ),
    "commune": "Commune",
    "continue": "Continuer",
    "dont-know": "Je ne sais pas",
    "back": "Retour",
    "before-start": "Avant de commencer",
    "start": "Commencer",
    "message": "Votre message",
    "send": "Envoyer",
    "sending": "Envoi en cours",
    "sent": "Envoyé",
    "not-sent": "Pas envoyé",
    "retry": "Réessayer",
    "offline": "Pas de réseau. Vos messages partiront dès son retour.",
    "can-write": "Pouvez-vous écrire tranquillement ?",
    "can-write-minor": (
        "Écrivez avec vos mots, à votre rythme. Vous pouvez vous arrêter quand vous "
        "voulez. Le 119 répond aussi, jour et nuit. Pouvez-vous écrire tranquillement ?"
    ),
    "yes": "Oui",
    "no": "Non",
    "you": "Vous",
    "agent": "Agent",
    "answered": "{name} vous lit et va vous répondre.",
    "writing": "L'agent écrit",
    "agent-away": "L'agent a perdu sa connexion. Vous gardez votre place.",
    "on-hold": "La conversation est en pause. Écrivez pour la reprendre.",
    "reported": (
        "L'agent a ouvert un signalement : toute la conversation est gardée. La loi "
        "nous oblige à transmettre."
    ),
    "ended": "La conversation est terminée.",
    "elsewhere": "La conversation continue dans un autre onglet.",
    "hidden": "L'écran est masqué. Rien n'est perdu.",
    "show": "Afficher",
    "down": (
        "La messagerie ne répond pas pour le moment. En danger : 17, 112, ou SMS au "
        "114. Pour parler à quelqu'un : 3919."
    ),
}

# What the first page and the conversation add: not vital, but read at each step.
AROUND: Final = {
    "messaging": "Messagerie",
    "stations": "Sur place, ou par téléphone",
    "helplines": "Parler à quelqu'un maintenant",
    "needs": (
        "La messagerie a besoin d'un navigateur plus récent, ou d'une adresse qui "
        "commence par « https ». Les pages et les numéros restent lisibles."
    ),
    "commune-why": "Ce code postal couvre plusieurs communes. Choisissez la vôtre.",
    "look-up": "Chercher par le nom de la commune",
    "commune-name": "Ville ou village",
    "look": "Chercher",
    "found-none": (
        "Aucune commune de ce nom. Vérifiez-le, ou choisissez « Je ne sais pas »."
    ),
    "have-code": "J'ai un code pour reprendre une conversation ou suivre un dossier",
    "code-digits": "Code à 26 chiffres",
    "code-slip": "Ce code contient une erreur. Vérifiez les 26 chiffres.",
    "code-unknown": (
        "Ce code n'ouvre aucune conversation ni aucun dossier. Ce qu'il ouvrait a pu "
        "être effacé. Vous pouvez commencer une conversation."
    ),
    "two-taps": "Si vous le voulez",
    "taps-clear": (
        "Ces deux réponses ne sont pas chiffrées : elles servent à vous répondre plus "
        "vite."
    ),
    "past": "Revoir les messages d'avant",
    "messages": "Messages",
    "more": "Nouveau message",
    "keys": "Ctrl+Entrée envoie",
    "numbers": "Numéros utiles",
    "keep": "Revenir plus tard",
    "keep-what": (
        "Un code de 26 chiffres permet de reprendre cette conversation sur n'importe "
        "quel appareil."
    ),
    "keep-risk": (
        "Toute personne qui lit ce code peut reprendre la conversation à votre place. "
        "Ne le gardez que là où personne d'autre ne regarde."
    ),
    "keep-exit": (
        "Pour revenir, fermez simplement cette page. Le bouton « Quitter en urgence » "
        "annule le code."
    ),
    "keep-offer": (
        "Si vous devez partir, un code permet de revenir : voir « Revenir plus tard »."
    ),
    "make-code": "Faire un code",
    "code-write": "Notez-le maintenant, il n'est montré qu'une fois.",
    "code-failed": (
        "Le code n'a pas pu être enregistré. Réessayez. Un ancien code ne marche "
        "peut-être plus."
    ),
    "leave": "Quitter",
    "police": "police",
    "gendarmerie": "gendarmerie",
    "relief": "équipe nationale",
    "force-police": "Ici, c'est la police nationale qui vous répond.",
    "force-gendarmerie": "Ici, c'est la gendarmerie nationale qui vous répond.",
    "force-both": (
        "Ici, la police et la gendarmerie interviennent toutes les deux. L'une ou "
        "l'autre vous répond."
    ),
    "force-unstated": (
        "Nous ne savons pas qui intervient ici. L'équipe nationale, police ou "
        "gendarmerie, vous répond."
    ),
    "force-relief": "L'équipe nationale, police ou gendarmerie, vous répond.",
    "slow-down": "Trop d'essais. Attendez une minute, puis recommencez.",
    "unreadable": "Ce message n'a pas pu être ouvert.",
    "automatic": "Message automatique",
    "page-lost": "Cette page n'a pas pu être lue. Réessayez dans un instant.",
    "connecting": "Connexion…",
}


def texts(words: Words, exit_erases: str) -> dict[str, str]:
    """Return every safety text in the language of `words`.

    Raises:
        KeyError: `exit_erases` is no setting.
    """
    french = BEFORE | TALKING | TOLD | AROUND | COURSE
    french["exit-does"] = EXIT_DOES[exit_erases]
    # An immediate exit changes nothing for a conversation that ends otherwise.
    french["kept"] = KEPT.get(exit_erases, KEPT["decision"])
    return {key: words.gettext(text) for key, text in french.items()}
