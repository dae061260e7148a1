/** What is said around several conversations: status, sounds, silence, keys, closing. */
import type { QuickOutcome } from "./quick-close.ts"
import type { Status } from "./shapes.ts"

/** Already chosen when the outcome is; the officer may write another. */
const quickReasons: Record<QuickOutcome, string> = {
  "out-of-scope":
    "La demande ne relève pas de ce service ; la personne a été orientée.",
  "wrong-service": "La demande relève d'un autre service, indiqué à la personne.",
  test: "Essai, sans personne à aider.",
  abuse: "Propos hors cadre, après avertissement.",
}

const statusShown: Record<Status, string> = {
  on: "● En service",
  pause: "‖ En pause",
  away: "◔ Absence",
}

export const atDesk = {
  title: "Messagerie",

  // Shortcuts
  keysKeys: "Alt+K",
  keysTitle: "Raccourcis",
  keysWhat:
    "Tout se fait au clavier. Alt va avec une lettre, seule ou avec Maj, ou un chiffre " +
    "du haut du clavier.",
  keysPlaces: {
    everywhere: "Partout",
    desk: "Dans « Conversations »",
    room: "Dans « Salle »",
  },
  keysTyping: "Pendant l'écriture",
  keysOfFields: [
    { keys: "Ctrl+Entrée", label: "Envoyer le message" },
    { keys: "Entrée", label: "Aller à la ligne" },
    { keys: "1…4", label: "Choisir, dans le menu de clôture rapide" },
    { keys: "1…9", label: "Envoyer, dans « Fiches » tant que rien n'y est cherché" },
    { keys: "Retour arrière", label: "Dans « Pistes », retirer le dernier fait coché" },
    { keys: "?", label: "Dans « Pistes », les questions à insérer" },
    { keys: "Échap", label: "Fermer le menu ouvert" },
  ],
  keysKey: "Touches",
  keysDoes: "Ce qu'elles font",

  // Status
  statusShown,
  inHand: (n: number, most: number) => `${n}/${most}`,
  inHandSaid: (n: number, most: number) =>
    `${n} ${n > 1 ? "conversations" : "conversation"} en cours sur ${most}`,
  youTitle: "Vous",
  pauseKeys: "Alt+P",
  pause: "Faire une pause",
  pauseOver: "Reprendre le service",
  pauseWhat: "Aucune nouvelle conversation. Celles en cours continuent.",
  awayKeys: "Alt+A",
  away: "Je dois m'absenter",
  awayOver: "Je suis là",
  awayWhat:
    "Les personnes en sont prévenues. Au bout de 10 minutes, leurs conversations " +
    "reviennent en tête de file.",
  awaySince: (minutes: string) => `depuis ${minutes}`,
  supportKeys: "Alt+H",
  support: "J'ai besoin d'aide",
  supportOver: "Ne plus demander d'aide",
  supportAsked: "Aide demandée",
  supportWhat: "Seuls les chefs de salle le voient. Vous gardez vos conversations.",
  pausedDesk: "en pause",
  waitingDanger: (n: number) => `▲ ${n} danger`,
  waitingMinor: (n: number) => (n > 1 ? `◆ ${n} mineur·es` : "◆ 1 mineur·e"),
  alarmsToSee: (n: number) => (n > 1 ? `▲ ${n} alarmes` : "▲ 1 alarme"),

  // Sounds and announcements
  soundKeys: "Alt+S",
  sound: "Son",
  soundOff: "coupé",
  saidMessage: (n: number) => `Nouveau message, conversation ${n}.`,
  saidDanger: (n: number) => `Conversation ${n} : danger signalé.`,
  saidLeft: (n: number) => `Conversation ${n} : la personne a quitté.`,
  saidLost: (n: number) => `Conversation ${n} : elle n'est plus la vôtre.`,
  saidWaitingDanger: "Une personne en danger attend.",
  saidWaiting: (n: number) =>
    n > 1 ? `${n} personnes attendent.` : "Une personne attend.",

  // Several conversations
  chooseOne: "Choisissez une conversation ci-dessus.",
  conversationN: (n: number, desk: string) => `Conversation ${n}, ${desk}`,
  chooseKeys: "Alt+1…9",
  choose: "Aller à la conversation de ce numéro",
  nextAwaitingKeys: "Alt+U",
  nextAwaiting: "Aller à la suivante qui attend une réponse, la plus ancienne d'abord",
  besideKeys: "Alt+W",
  beside: "Côte à côte",
  besideOver: "Une à la fois",
  besideNarrow: "La fenêtre est trop étroite pour deux conversations.",
  resumeAllKeys: "Alt+J",
  resumeAll: (n: number) => `Reprendre les ${n}`,
  resumeAllLabel: "Reprendre toutes vos conversations après un verrouillage",
  unread: (n: number) => `●${n}`,
  unreadSaid: (n: number) => (n > 1 ? `${n} messages non lus` : "1 message non lu"),
  awaits: (minutes: string) => `attend ${minutes}`,
  awaitsFirst: (minutes: string) => `➤ Répondre · ${minutes}`,
  lessThanMinute: "<\u00a01 min",
  tabNotOpen: "non ouverte",
  tabHanded: "→ confiée",
  tabLost: "✕ plus la vôtre",
  tabWhispers: "✎ Salle",
  tabOver: "✓ close",
  tabPaused: "‖ en pause",
  tabFailed: "✕ illisible",
  place: (n: number) => `Place ${n}, libre`,
  free: "libre",
  notesPanelKeys: "Alt+O",
  notesPanel: "Ouvrir les notes",
  followUpPanelKeys: "Alt+I",
  followUpPanel: "Ouvrir les suites",
  roomKeys: "Alt+Z",
  roomSwitch: "Passer de la salle aux conversations, et retour",

  // Silence
  silence: (minutes: string) => `Silence depuis ${minutes}`,
  quietKeys: "Alt+G",
  quietWarn: "Avertir du silence",
  quietWritten: "Envoyez l'avertissement d'abord",
  quietLabel: "En cas de silence : insérer l'avertissement, puis mettre en pause",
  warning:
    "Vous êtes toujours là ? Prenez le temps qu'il vous faut. Sans nouvelles de vous, " +
    "je mets la conversation en attente : elle n'est pas fermée.",

  // Closing at once
  quickKeys: "Alt+Q",
  quick: "Clore vite",
  quickEnter: "Entrée",
  quickEscape: "Échap",
  quickTitle: "Clore vite : la conversation est détruite",
  quickHow: "Un chiffre choisit, Entrée confirme, Échap annule.",
  quickReasons,
  quickReason: "Motif",
  quickConfirm: "Clore et détruire",
  quickChoose: "Choisissez d'abord : 1, 2, 3 ou 4.",
  quickReport:
    "Un signalement est ouvert : la conversation est gardée. Passez par « Suites ».",
  quickDanger:
    "Un danger a été indiqué : passez par « Suites », transmettez ou écrivez pourquoi " +
    "vous ne transmettez pas.",
  quickMinor:
    "Une personne mineure a été indiquée : passez par « Suites », transmettez ou " +
    "écrivez pourquoi vous ne transmettez pas.",
  quickUnread: "Il reste des messages non lus : lisez-les d'abord.",
  quickArrived: "Un message vient d'arriver : lisez-le, puis confirmez de nouveau.",

  // What was being written
  unsaidTitle: "Vous n'avez pas pu envoyer",
  unsaidNote: "Note non gardée",
  unsaidReport: "Signalement non enregistré",
  unsaidGone: "D'une conversation qui n'est plus la vôtre",
  unsaidPutAway: "Effacer ce texte",
} as const
