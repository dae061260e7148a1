/** What is said of danger, the safety phrase, passing a conversation on, and minors. */
export const handing = {
  // Danger
  dangerTab: "Danger",
  dangerTell: "Signaler un danger",
  dangerKeys: "Alt+D",
  dangerWhat: "Le chef de salle est alerté tout de suite. La marque reste.",
  dangerTold: "Danger signalé : le chef de salle est alerté.",
  dangerMarked: "Un danger est déjà signalé.",
  numbersTitle: "Numéros à donner",
  numbersHow:
    "Un chiffre insère. Flèches et Entrée aussi. Échap : votre message. Jour et nuit, " +
    "sauf mention.",
  numbersAlways: "Jour et nuit",
  numbersMore: (n: number) => `Voir les ${n} autres`,
  numbersMissing: "La liste n'a pas pu être lue : voici les urgences.",
  numberGiven: (number: string, name: string, hours: string) =>
    `${number} : ${name}.${hours && ` ${hours}.`}`,
  numbersUrgent: [
    { number: "17", name: "Police ou gendarmerie", hours: "Jour et nuit" },
    { number: "112", name: "Urgences, partout en Europe", hours: "Jour et nuit" },
    { number: "114", name: "Urgences par écrit, par SMS", hours: "Jour et nuit" },
  ],
  numbersRoom:
    "Le 17 appelé d'ici n'est pas le sien. Passez par la salle de commandement " +
    "(CIC ou CORG) du lieu où est la personne.",
  pointsTitle: "À garder en tête",
  pointsWhat: "Un rappel, pas un formulaire : rien n'est enregistré.",
  points: [
    "Étranglement, strangulation",
    "Menaces de mort",
    "Arme à portée",
    "Séparation récente ou annoncée",
    "Grossesse",
    "Surveillance, filature, harcèlement",
    "Enfants présents ou menacés",
    "Menaces ou idées de suicide, de l'un ou de l'autre",
  ],
  controlTitle: "Contrôle",
  control: [
    "Isolement",
    "Argent",
    "Papiers retenus",
    "Téléphone suivi, géolocalisation",
    "Contrôle par les enfants",
  ],
  timelineTitle: "Chronologie",
  timelineRead: "Actualiser",
  timelineEmpty: "Rien n'est encore inscrit.",
  timelineWhat: {
    opened: "Conversation ouverte",
    take: "Prise en charge",
    open: "Rouverte sur un écran",
    hold: "Mise en pause",
    danger: "Danger signalé",
    report: "Signalement ouvert",
    "report-text": "Signalement enregistré",
    "report-read": "Signalement relu",
    transmit: "Transmission préparée",
    accord: "Accord : question ou réponse",
    identity: "Identité lue",
    appointment: "Rendez-vous : proposition ou choix",
    file: "Dossier envoyé à l'unité",
    release: "Transmission levée par un·e chef de salle",
    transfer: "Transfert",
    history: "Lue par un·e chef de salle",
    raise: "Placée en tête de file",
    move: "Présentée à une autre plateforme",
    reassign: "Confiée à un·e collègue",
  } as Readonly<Record<string, string>>,
  timelineOther: "Autre acte",
  timelineBy: (name: string) => `par ${name}`,

  // Safety phrase
  phraseTitle: "Code de sécurité",
  phraseShown: (phrase: string) => `Code de sécurité : « ${phrase} »`,
  phraseWhat:
    "Un mot choisi avec la personne, pour la reconnaître à son retour. Il est scellé " +
    "avec les notes.",
  phraseNone: "Aucun code convenu.",
  phrasePropose: "Insérer la proposition",
  phraseProposal:
    "Choisissons ensemble un mot que vous seul·e saurez. Si la conversation se coupe, " +
    "je vous le demanderai avant de continuer.",
  phraseField: "Le code convenu",
  phraseKeep: "Garder ce code",
  phraseAgain: "La personne est revenue : redemandez le code avant de continuer.",
  phraseBefore: "Un code a été convenu : demandez-le avant de continuer.",
  phraseAsk: "Insérer la question du code",
  phraseAskKeys: "Alt+C",
  phraseQuestion:
    "Avant de continuer, pouvez-vous me redire le mot que nous avons choisi ensemble ?",
  phraseHeard: "Entendu",
  phraseHeardKeys: "Alt+E",
  phraseHeardLong: "Code de sécurité : entendu",

  // Transfer
  transferTab: "Transférer",
  transferKeys: "Alt+T",
  transferTitle: "Passer à quelqu'un d'autre",
  transferWhat:
    "La personne est prévenue et peut refuser. Sans réponse, le transfert part " +
    "au bout de 60 secondes.",
  transferPeople: "À un·e collègue",
  transferNobody: "Aucun·e collègue n'est là.",
  transferDesks: "À une plateforme, en tête de file",
  transferFree: (n: number) => (n > 1 ? `${n} places` : `${n} place`),
  transferFull: "au complet",
  transferPaused: "en pause",
  transferAway: "absent·e un moment",
  transferNoKey: "sans clé",
  transferOwnDesk: (desk: string) => `${desk} (la vôtre)`,
  transferLeave: "Laisser les notes ici",
  transferLeaveWhat: "Coché, ni les notes ni le code de sécurité ne suivent.",
  transferGo: "Annoncer le transfert",
  transferChoose: "Choisissez d'abord à qui.",
  transferAnnounced: (to: string) => `Transfert annoncé à la personne : ${to}.`,
  transferWaits: "Elle peut refuser. Vous gardez la conversation en attendant.",
  transferCancel: "Annuler le transfert",
  transferRefused: "La personne préfère rester avec vous. Rien n'est parti.",
  transferPutAway: "Compris",
  transferNotThere:
    "Rien n'est parti : ce collègue n'est plus là, n'est pas disponible, ou ne tient " +
    "pas la clé. Choisissez-en un autre, ou une plateforme.",
  transferNotNow: "Un transfert se fait pendant que vous parlez ensemble.",

  // Handover
  handover: "Relève",
  handoverKeys: "Alt+Y",
  handoverTitle: "Relève : passer ses conversations",
  handoverWhat:
    "Pour chacune, deux lignes pour qui prend la suite, et à qui. La note est scellée ; " +
    "la personne est prévenue et peut refuser.",
  handoverNone: "Aucune conversation en cours. Vous pouvez partir.",
  handoverLong: "plus de 3 h",
  handoverNow: "Où en est la personne",
  handoverNext: "Ce qui reste à faire",
  handoverTo: "À qui",
  handoverChoose: "Choisir…",
  handoverGo: "Écrire la note et annoncer",
  handoverAll: "Tout annoncer",
  handoverAllWhat: "Les lignes remplies partent l'une après l'autre.",
  handoverNoting: "Note en cours…",
  handoverAnnouncing: "Note gardée, annonce en cours…",
  handoverDone: "Note gardée.",
  handoverFilled: "Remplissez les deux lignes et choisissez à qui.",
  handoverReceived: "Relève",
  handoverToDo: (next: string) => `À faire : ${next}`,
  handoverRead: "Lu",
  handoverLeft: "Partie : à décider avant de passer la main.",

  // Whispers
  whisperFrom: "Chef de salle",
  whisperRead: "Lu",
  whisperMore: (n: number) => (n > 1 ? `et ${n} autres` : "et 1 autre"),

  // Replies
  repliesFilter: "Chercher une réponse",
  repliesFilterKeys: "Alt+F",
  repliesHow: "Flèches pour choisir, Entrée pour insérer. Rien ne part seul.",
  repliesNone: "Aucune réponse ne contient ces mots.",
  repliesCount: (n: number) => (n > 1 ? `${n} réponses` : `${n} réponse`),
  repliesVersion: (n: number) => `version ${n}`,
  repliesPick: "Choisissez une réponse pour la lire.",
  ladderNext: "prochaine étape",
  ladderOver: "Les trois étapes sont passées : demandez un second avis, puis concluez.",
  minorRule:
    "Pas de questions sur les faits : quatre questions ouvertes, puis transmettre.",
  minorAll: "Montrer toutes les réponses",
  minorAlone: "Montrer seulement celles pour mineurs",
} as const
