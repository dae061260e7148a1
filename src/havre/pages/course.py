"""What she is told of where the talk leads: her accord, an hour, her file.

These are safety words like those of `havre.pages.safety`, which gives them all.
"""

from typing import Final

NOTICES: Final = {
    "course-asked": (
        "L'agent vous propose de transmettre votre dossier à {station}. Rien ne part "
        "sans votre accord."
    ),
    "course-slots": "L'agent vous propose des heures de rendez-vous.",
    "course-booked": "Votre rendez-vous est pris.",
    "course-given": "Votre accord est noté. Le dossier n'est pas encore parti.",
    "course-refused": "C'est noté : rien n'est transmis à ce service.",
    "course-withdrawn": "C'est noté : votre accord est retiré.",
    "course-sent": "Votre dossier a été transmis à {station}.",
    "course-sent-paper": (
        "Votre dossier est prêt. L'agent le transmet à {station} par la voie "
        "officielle."
    ),
    "a-station": "un commissariat ou une brigade",
    "see": "Voir",
}

ACCORD: Final = {
    "course-back": "Retour à la conversation",
    "accord-title": "Votre accord",
    "file-title": "Où en est votre dossier",
    "accord-what": (
        "Vous choisissez ce qui part et ce qui ne part pas. Vous pouvez vous arrêter "
        "quand vous voulez : la conversation continue."
    ),
    "any-station": (
        "Tout commissariat ou toute brigade doit recevoir votre plainte, même loin de "
        "chez vous."
    ),
    "all-optional": "Tout est facultatif, sauf le nom à dire à l'accueil.",
    "called": "Comment vous appeler à l'accueil",
    "called-hint": (
        "Un prénom suffit, ou le nom que vous voulez. L'accueil ne verra que ce nom et "
        "l'heure."
    ),
    "called-empty": "Écrivez comment vous appeler : le nom que vous voulez.",
    "contact-title": "Vous joindre sans risque",
    "contact-hint": (
        "Personne ne vous appelle si vous ne l'avez pas demandé. Donnez un moyen que "
        "vous êtes la seule personne à lire ou à entendre."
    ),
    "contact-empty": (
        "Écrivez le numéro ou l'adresse, ou choisissez « Ne pas me joindre »."
    ),
    "never-message": "Ne jamais laisser de message",
    "whole": "Joindre aussi la conversation entière",
    "whole-hint": (
        "Sans cela, seul part ce que l'agent a écrit dans le signalement, avec ce que "
        "vous donnez ici."
    ),
    "preview": "Voir ce qui partira",
    "preview-title": "Ce qui partira",
    "preview-what": "Exactement ceci, à ce service :",
    "give": "Donner mon accord",
    "change": "Modifier",
    "send-nothing": "Ne rien envoyer",
    "course-lost": (
        "Pas de réponse : nous ne savons pas si c'est parti. Tout ce que vous avez "
        "écrit reste ici : réessayez."
    ),
    "course-over": (
        "L'agent a retiré cette proposition, ou la conversation est terminée. Rien "
        "n'est parti."
    ),
    "course-again": (
        "Une autre équipe vous répond maintenant. Elle ne peut pas lire ce que vous "
        "aviez donné : votre accord est demandé de nouveau."
    ),
    "course-late": (
        "Ce n'est plus possible ici. Sur la première page, votre code de suivi le "
        "permet peut-être."
    ),
    "change-mind": "Changer d'avis",
    "change-mind-what": (
        "Tant que le dossier n'est pas parti, ce que vous avez donné ici peut être "
        "détruit tout de suite, sauf si la loi nous oblige à le garder."
    ),
    "erased": "C'est détruit : ce que vous aviez donné n'existe plus de notre côté.",
    "not-erased-sent": (
        "Votre dossier est déjà parti : nous ne pouvons plus le détruire. Vous pouvez "
        "dire à l'enquêteur que vous avez changé d'avis."
    ),
    "not-erased-law": (
        "La loi nous oblige à garder ce que vous avez donné : un signalement est "
        "ouvert, et une personne est en danger ou a moins de 18 ans."
    ),
}

MEETING: Final = {
    "hours-title": "Choisir une heure",
    "take": "Prendre ce rendez-vous",
    "slot-taken": "Cette heure vient d'être prise. Choisissez-en une autre.",
    "slot-past": "Cette heure est passée. Choisissez-en une autre.",
    "slot-none": "Choisissez une heure.",
    "station-closed": (
        "Ce service ne prend pas de rendez-vous ici pour le moment. Vous pouvez "
        "l'appeler, ou y aller."
    ),
    "at-station": "{hour} (heure de ce service)",
    "at-home": "{hour} là où vous êtes",
    "number-title": "Votre numéro de rendez-vous",
    "number-advice": "À donner à l'accueil : rien d'autre à dire.",
    "number-gone": (
        "Votre numéro n'est plus ici : il n'était que dans la page où vous l'avez "
        "reçu. Sans lui, présentez-vous à l'heure dite : ce service doit vous recevoir."
    ),
    "number-cancelled": "Le rendez-vous est annulé. Son numéro ne marche plus.",
    "moved": "L'heure est changée. Le numéro reste le même.",
    "code-title": "Votre code de suivi",
    "code-what": (
        "Ces 26 chiffres montrent où en est votre dossier, sur la première page de ce "
        "site. Si vous allez dans un autre commissariat ou une autre brigade, un "
        "enquêteur peut ouvrir votre dossier avec ce code, si vous le lui donnez."
    ),
    "code-apart": (
        "Ne gardez jamais ce code avec le numéro de rendez-vous. Ne le donnez pas à "
        "l'accueil, ne le tapez jamais sur place."
    ),
    "code-once": "Il n'est montré qu'une fois. Notez-le là où vous seul·e regardez.",
    "code-see": "Voir mon code de suivi",
    "code-put-away": "C'est noté : ranger ce code",
    "code-later": "Plus tard",
    "paper": (
        "Ce service ne reçoit pas encore les dossiers par cette messagerie. L'agent "
        "lui transmet le vôtre par la voie officielle. Pour un rendez-vous, appelez :"
    ),
    "calendar-risk": (
        "Ce fichier reste dans les téléchargements et dans l'agenda de cet appareil, "
        "parfois avec l'adresse de ce site. Ne le faites pas si quelqu'un d'autre "
        "regarde cet appareil."
    ),
    "print-risk": (
        "La feuille ne montre que le numéro, le jour et l'heure. Rangez-la sans le "
        "code de suivi."
    ),
}

# Verbatim, each on a line of its own before she agrees; together in `must-transmit`.
WARNINGS: Final = {
    "must-tell": (
        "Si ce que vous décrivez est un crime ou un délit et que nous savons qui vous "
        "êtes, nous devons en informer le procureur, même si vous changez d'avis."
    ),
    "magistrate": "Un magistrat peut demander la conversation entière.",
}

FORMS: Final = {
    "who-title": "Qui vous êtes",
    "full-name": "Nom et prénoms",
    "born": "Date de naissance",
    "address": "Adresse",
    "phone": "Téléphone",
    "email": "Adresse électronique",
    "channel": "Comment",
    "channel-none": "Ne pas me joindre",
    "channel-phone": "Par téléphone",
    "channel-sms": "Par SMS",
    "channel-email": "Par courriel",
    "channel-letter": "Par courrier",
    "contact-value": "Numéro ou adresse pour cela",
    "contact-hours": "À quelles heures",
    "contact-wording": "Que dire si une autre personne répond",
    "wishes-title": "Pour le rendez-vous",
    "officer": "Être reçu·e par",
    "officer-any": "une femme ou un homme",
    "officer-woman": "une femme",
    "officer-man": "un homme",
    "interpreter": "Interprète : en quelle langue",
    "accessible": "Un lieu accessible",
    "companion": "Qui viendra avec vous",
    "messages-left": "Messages",
    "yes-message": "Un message peut être laissé",
    "report-goes": "Le signalement écrit par l'agent",
    "report-goes-what": (
        "ce que vous lui avez dit (faits, lieux, dates, personnes), ce que l'agent en "
        "pense, et le titre des fiches que vous avez reçues"
    ),
    "whole-yes": "oui",
    "whole-no": "non",
    "whole-short": "La conversation entière",
    "reads": "Qui le lit",
    "reads-what": (
        "l'agent qui vous répond, puis un enquêteur de ce service ; chaque lecture est "
        "enregistrée"
    ),
    "station-police": "Police nationale",
    "station-gendarmerie": "Gendarmerie nationale",
    "change-given": "Modifier ce que j'ai donné",
    "withdraw": "Retirer mon accord",
    "booked-title": "Votre rendez-vous",
    "print": "Imprimer le numéro",
    "calendar": "Mettre dans un agenda",
    "calendar-make": "Faire le fichier",
    "move": "Choisir une autre heure",
    "keep-hour": "Garder l'heure",
    "cancel": "Annuler le rendez-vous",
    "cancel-what": (
        "L'heure est rendue à d'autres. Pour une autre heure, demandez à l'agent ou "
        "appelez ce service."
    ),
    "cancel-sure": "Oui, l'annuler",
    "in-touch": "L'agent vous proposera des heures de rendez-vous.",
    "minutes": "{minutes} minutes",
    "state-waiting": "Le dossier n'est pas encore parti.",
    "state-sent": "Le dossier est parti le {day}.",
    "state-opened": "Une personne chargée de votre dossier l'a reçu.",
    "mark-came": "Le rendez-vous a eu lieu.",
    "mark-to-recontact": "Ce service vous recontactera comme vous l'avez demandé.",
    "mark-complaint-filed": "Ce que vous vouliez faire est enregistré.",
    "state-cancelled": "Le rendez-vous est annulé.",
    "revoke": "Annuler ce code",
    "revoke-what": (
        "Ce code n'ouvrira plus rien, ni ici ni ailleurs. Le dossier et le rendez-vous "
        "ne changent pas."
    ),
    "revoke-sure": "Oui, annuler le code",
    "revoked": "Ce code ne marche plus.",
}

COURSE: Final = NOTICES | ACCORD | MEETING | WARNINGS | FORMS
