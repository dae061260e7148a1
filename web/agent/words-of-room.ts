/** What is said of the room: the board, its alarms, and the texts supervisors edit. */
import type { ActKind, ReasonedAct } from "./board-acts.ts"
import type { AlarmKind, Status, TextState } from "./board-shapes.ts"

const alarmKinds: Record<AlarmKind, string> = {
  danger: "Danger signalé",
  "danger-silence": "Silence après un danger",
  "minor-silence": "Silence d'une personne mineure",
  minor: "Personne mineure",
  waiting: "Attente trop longue",
  unstaffed: "Personne pour répondre",
  undecided: "Conversation quittée, sans décision",
  support: "Demande d'aide",
  away: "Absence qui dure",
  unacknowledged: "Transmission sans accusé de réception",
}

const statuses: Record<Status, string> = {
  on: "En service",
  pause: "En pause",
  away: "Absence",
}

/** The buttons; the same words head the panel that each opens. */
const acts: Record<ActKind, string> = {
  raise: "Monter en tête",
  move: "Déplacer",
  reassign: "Réattribuer",
  "take-over": "Reprendre",
  join: "Lire avec motif",
  release: "Lever la transmission",
  pause: "Mettre la plateforme en pause",
  unpause: "Rouvrir la plateforme",
  close: "Fermer le service",
  reopen: "Rouvrir le service",
  capacity: "Changer le nombre de places",
}

/** What will happen, before it does. */
const actsExplained: Record<ActKind, string> = {
  raise: "Cette personne passe en tête de file.",
  move: "Elle attendra aussi devant cette plateforme, à la même place.",
  reassign: "La personne voit qui lui répond désormais.",
  "take-over": "La conversation passe dans vos mains. La personne le voit.",
  join:
    "La personne voit que quelqu'un lit aussi. Vous lisez pendant une heure, sans " +
    "pouvoir lui écrire.",
  release:
    "Un danger ou une personne mineure a été indiqué. L'agent pourra clore sans " +
    "transmettre ; votre motif reste au journal, à votre nom.",
  pause:
    "Personne n'y prend plus de nouvelle conversation. Celles en cours continuent ; " +
    "les autres plateformes répondent aux personnes qui attendent.",
  unpause: "Ses agents prennent de nouveau les conversations qui attendent.",
  close:
    "Plus personne ne peut commencer une conversation : la page montre les numéros " +
    "à appeler. Celles qui sont ouvertes continuent, et la file est servie.",
  reopen: "Chacun peut de nouveau commencer une conversation.",
  capacity: "Combien de conversations cette personne peut tenir à la fois.",
}

const actsDone: Record<ActKind, string> = {
  raise: "Fait : en tête de file.",
  move: "Fait : elle attend aussi devant l'autre plateforme.",
  reassign: "Fait : réattribuée.",
  "take-over": "Fait : elle est dans vos mains.",
  join: "Motif inscrit au journal.",
  release: "Fait : l'agent peut clore. Motif inscrit au journal.",
  pause: "Fait : plateforme en pause.",
  unpause: "Fait : plateforme rouverte.",
  close: "Fait : le service est fermé aux nouvelles conversations.",
  reopen: "Fait : le service est rouvert.",
  capacity: "Fait : nombre de places changé.",
}

/** Why an act cannot be done to this conversation now. */
const actsRefused: Record<ReasonedAct, string> = {
  raise: "Elle n'est pas dans la file.",
  move: "Elle n'est pas dans la file, ou sa clé n'est scellée pour aucune autre plateforme.",
  reassign: "Elle est en pause : la personne reviendra d'elle-même en tête de file.",
  "take-over":
    "Il faut le rôle d'agent et la clé de la plateforme ; elle n'est ni en pause, ni " +
    "déjà à vous.",
  join: "Il faut la clé de cette plateforme. Un collègue qui la tient peut vous la donner.",
  release: "Ni danger ni personne mineure : elle se clôt sans votre accord.",
}

const textStates: Record<TextState, string> = {
  "in-use": "en usage",
  proposed: "proposé",
  former: "ancien",
  withdrawn: "retiré",
}

export const room = {
  alarmKinds,
  statuses,
  acts,
  actsExplained,
  actsDone,
  actsRefused,
  textStates,

  // The board
  room: "Salle",
  numbers: "La salle en trois nombres",
  atLeast: (n: number) => `${n}+`,
  numberWaiting: (n: number) => (n > 1 ? "personnes attendent" : "personne attend"),
  numberOldest: "la plus longue attente",
  numberFree: (n: number) => (n > 1 ? "places libres" : "place libre"),
  boardLoading: "Lecture de la salle…",
  boardStale: "Réseau coupé : ces nombres ne sont plus à jour.",

  // Desks
  desksTitle: "Plateformes",
  deskWaiting: "en attente",
  deskOldest: "depuis",
  deskPresent: (n: number) => (n > 1 ? "présents" : "présent"),
  deskFree: (n: number) => (n > 1 ? "libres" : "libre"),
  deskTalking: "en cours",
  deskFrozen: "à décider",
  deskPaused: "En pause",
  deskKeyless: "Clé manquante",
  deskUnstaffed: "Personne ici",
  deskPause: "Pause…",
  deskUnpause: "Rouvrir…",
  ages: "Attente par durée, en minutes",
  ageNames: ["0–2", "2–5", "5–10", "10+"],
  ageSaid: [
    "moins de 2 minutes",
    "de 2 à 5 minutes",
    "de 5 à 10 minutes",
    "plus de 10 minutes",
  ],

  // Alarms
  alarms: "Alarmes",
  alarmsToTake: (n: number) => `${n} à prendre`,
  alarmsNone: "Aucune alarme.",
  alarmUnknown: "Alarme",
  alarmTake: "Je m'en occupe",
  alarmTakeOldest: "S'occuper de la plus ancienne alarme",
  alarmTaken: (name: string) => `${name} s'en occupe`,
  alarmTakenByYou: "Vous vous en occupez",
  alarmShow: "Voir",
  alarmNow: "à l'instant",
  alarmSaid: (title: string) => `Alarme : ${title}.`,
  alarmsSaid: (n: number, title: string) =>
    `${n} alarmes. La plus ancienne : ${title}.`,
  alarmsOpen: (n: number) =>
    n > 1 ? `${n} alarmes sont à prendre.` : "Une alarme est à prendre.",
  someone: "un·e collègue",

  // People
  people: "Personnes en service",
  peopleNone: "Personne n'est en service.",
  personHelp: "Demande d'aide",
  personGone: "N'est plus connecté·e",
  personChange: (name: string) => ` places : changer celles de ${name}`,

  // Conversations
  rows: "Conversations",
  rowsNone: "Aucune conversation ouverte.",
  rowsMore: (n: number) => `${n} autres ne sont pas montrées ; la file l'est toujours.`,
  rowsHint: "Choisissez une conversation pour agir. Aucun texte n'est montré ici.",
  rowStep: "Étape",
  rowSince: "Depuis",
  rowOpened: "Ouverte",
  rowMarks: "Signes",
  rowMember: "Agent",
  rowDesk: "Plateforme",
  rowPosition: (n: number) => (n === 1 ? "1re" : `${n}e`),
  rowSilent: (text: string) => `silence ${text}`,
  rowJoined: "vous lisez",
  rowReport: "Signalement",
  rowGone: "Cette conversation n'est plus dans la salle.",
  rowNamed: (desk: string, step: string, since: string) => `${desk}, ${step}, ${since}`,
  hoursMinutes: (hours: number, minutes: string) => `${hours} h ${minutes}`,

  // Acting
  actsTitle: "Agir",
  actReason: "Motif",
  actReasonRule: "3 à 200 signes, inscrits au journal. Jamais les mots de la personne.",
  reasonLength: "Écrivez le motif : 3 à 200 signes.",
  wholeService: "le service entier",
  noLongerOffered: "Choix d'avant, plus proposé",
  moveWhere: "Devant quelle plateforme",
  moveChoose: "Choisissez une plateforme.",
  reassignTo: "À qui",
  reassignNobody: "Personne de cette plateforme n'a de place libre.",
  reassignLine: "La file, en tête",
  capacityLabel: "Places, de 1 à 50",
  capacityRange: "Donnez un nombre de 1 à 50.",
  serviceOpen: "Service ouvert",
  serviceClosed: "Service fermé",

  // The last hours
  hours: "Les six dernières heures",
  hoursTable: "Les mêmes en chiffres",
  hoursUnread:
    "Les dernières heures n'ont pas pu être lues. Nouvel essai dans une minute.",

  // Reading along
  reading: "Lecture",
  readingBanner: "La personne voit que quelqu'un lit aussi.",
  readingUntil: (at: string) => `Vous lisez jusqu'à ${at}, sans lui écrire.`,
  readingStop: "Cesser de lire",
  readingEnded: "La lecture a pris fin : son texte est effacé de cet écran.",
  readingDestroyed: "La conversation est close : son texte est effacé de cet écran.",
  readingFailed: "Cette conversation n'a pas pu être ouverte.",
  readingOfficer: "L'agent",
  whisper: "Note pour l'agent seul",
  whisperRule: "L'agent la voit tout de suite. La personne ne la voit jamais.",
  whisperAdd: "Envoyer la note",

  // Edited texts
  textsTitle: "Textes prêts",
  textsIntro:
    "Un texte proposé n'est en usage qu'après lecture par une seconde personne.",
  textsList: "Tous les textes",
  textsNew: "Proposer un nouveau texte",
  textsChange: "Proposer un changement",
  textsPropose: "Proposer ce texte",
  textsDiscard: "Abandonner",
  textsDraft: "en cours d'écriture",
  textsChoose: "Choisissez un texte, ou proposez-en un nouveau.",
  textsInUse: "En usage",
  textsNotInUse: "Aucune version n'est en usage.",
  textsProposal: "Proposition",
  textsWriting: "Votre proposition",
  textsPast: (n: number) => (n > 1 ? `${n} versions passées` : "1 version passée"),
  textsVersion: (n: number) => `Version ${n}`,
  textsHavre: "Havre",
  textsWrote: (name: string, at: string) => `Écrit par ${name}${at && `, ${at}`}`,
  textsRead: (name: string, at: string) => `Relu par ${name}${at && `, ${at}`}`,
  textsNotRead: "Pas encore relu",
  textsCame: "Livré avec Havre",
  textsApprove: "J'ai relu : mettre en usage",
  textsOwn: "Vous l'avez écrit : une autre personne doit le relire.",
  textsWithdraw: "Retirer",
  textsWithdrawSure: "Il ne sera plus proposé aux agents. Retirer ?",
  textsDropSure: "Cette proposition sera abandonnée. Retirer ?",
  textsGroup: "Rubrique",
  textsName: "Titre",
  textsText: "Texte",
  textsPlain: "Texte courant",
  textsEasy: "Français facile",
  textsTitleRule: "Donnez un titre : 3 à 80 signes.",
  textsTextRule: (most: number) => `Écrivez le texte : 3 à ${most} signes.`,
  textsEasyRule: (most: number) => `Écrivez le français facile : 3 à ${most} signes.`,
  textsUnchanged: "Rien n'a changé : modifiez le texte avant de le proposer.",
  textsTaken:
    "Une autre version est arrivée entre-temps. Elle est affichée ; la vôtre est " +
    "gardée. Comparez, puis proposez de nouveau.",
  textsSent: "Proposé. Une autre personne doit le relire.",
  textsInUseNow: "Relu : ce texte est en usage.",
  textsWithdrawn: "Retiré.",
} as const
