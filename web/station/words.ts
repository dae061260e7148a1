/**
 * Every sentence of a station's console, in French; what it shares with the officers'
 * is in web/agent/words.ts, and what an exported file says in web/shared/export-words.ts.
 */
import { allSpaced } from "../agent/french.ts"
import type { Mark, Reason } from "./shapes.ts"
import type { Group } from "./file-acts.ts"

const marks: Record<Mark, string> = {
  came: "venue ou venu",
  "to-recontact": "à recontacter (selon ses consignes)",
  "complaint-filed": "plainte déposée",
}

/** The buttons: what will be written. */
const markActs: Record<Mark, string> = {
  came: "La personne est venue",
  "to-recontact": "À recontacter (selon ses consignes)",
  "complaint-filed": "Plainte déposée",
}

const reasons: Record<Reason, string> = {
  received: "Prendre connaissance d'un dossier reçu",
  appointment: "Préparer ou tenir le rendez-vous",
  inquiry: "Enquête en cours",
  recontact: "Recontacter la personne, selon ses consignes",
}

const groups: Record<Group, string> = {
  today: "Rendez-vous aujourd'hui",
  coming: "Rendez-vous à venir",
  other: "Sans rendez-vous à venir",
}

export const words = allSpaced({
  signInTitle: "Connexion : commissariats et brigades",
  lockedIntro: (name: string) =>
    `Clés, dossiers et noms sont effacés de cet écran. ${name}, saisissez votre mot ` +
    "de passe pour reprendre.",
  notHere: "Votre accès n'est pas celui d'un commissariat ou d'une brigade.",
  toOfficers: "Aller à la page des agents",
  loading: "Lecture en cours…",
  offline:
    "Le serveur ne répond pas. Ce qui est affiché peut avoir changé ; un nouvel essai " +
    "est en cours.",

  // Menu
  files: "Dossiers",
  slots: "Créneaux",
  opening: "Code d'une personne",
  checking: "Vérifier un export",
  reception: "Accueil",

  // Front desk
  receptionTitle: "Numéro de rendez-vous",
  receptionRule:
    "Dix lettres et chiffres, sur le papier de la personne. Espaces, tirets et " +
    "minuscules n'ont pas d'importance.",
  receptionAsk: "Chercher",
  receptionAsking: "Recherche…",
  receptionHour: "Rendez-vous",
  receptionName: "Nom à appeler",
  receptionLeaves: "La réponse s'efface au bout d'une minute.",
  numberSlip: "Ce numéro a une faute de frappe : relisez les dix signes sur le papier.",
  numberUnknown: "Aucun rendez-vous ne correspond à ce numéro.",
  nameClosed:
    "Le nom n'a pas pu être ouvert avec votre clé d'accueil. Prévenez un enquêteur.",

  // Keys
  keyNews: "Vos clés",
  keyOfFiles: "Dossiers",
  keyOfReception: "Accueil",
  keysNotMine: (key: string) =>
    `Vous n'avez pas encore la clé (${key}). Un enquêteur qui la tient doit vous la ` +
    "donner, après avoir entendu vos six mots.",
  keysTwo:
    "Un commissariat ou une brigade a deux clés : celle des dossiers, pour les " +
    "enquêteurs ; celle de l'accueil, qui n'ouvre que le nom à appeler. Les dossiers " +
    "ne peuvent être envoyés ici qu'une fois les deux clés créées.",

  // Files
  groups,
  filesNone: "Aucun dossier n'a été envoyé ici.",
  fileShort: (file: string) => `Dossier ${file.slice(0, 6)}`,
  urgent: "Urgent",
  sentAt: (moment: string) => `envoyé ${moment}`,
  notAcknowledged: "réception non confirmée",
  acknowledged: (by: string, moment: string) =>
    by ? `réception confirmée par ${by}, ${moment}` : `réception confirmée ${moment}`,
  overdue: "En retard : confirmez la réception",
  appointmentAt: (moment: string, minutes: number) => `${moment}, ${minutes} min`,
  appointmentCancelled: "rendez-vous annulé par la personne",
  noAppointment: "pas de rendez-vous pris",
  marks,
  read: "Ouvrir",
  readLabel: (file: string) => `Ouvrir le dossier ${file.slice(0, 6)}`,
  reasonTitle: "Pourquoi ouvrir ce dossier ?",
  reasonWhat: "Le motif est inscrit au journal avant l'ouverture, avec votre nom.",
  reason: "Motif",
  reasons,
  openNow: "Inscrire le motif et ouvrir",
  openingNow: "Ouverture…",
  fileOfAnother:
    "Ce dossier n'est pas scellé pour vous : votre clé ne l'ouvre pas. Rien n'est perdu ; " +
    "un collègue qui tient la clé des dossiers peut l'ouvrir.",
  fileAltered:
    "Ce dossier n'est pas celui qui a été envoyé : il ne peut pas être affiché. Rien " +
    "n'est perdu ; prévenez l'administrateur.",

  // A file
  back: "Fermer le dossier",
  contactFirst: "Avant tout contact",
  neverMessage: "Ne jamais laisser de message",
  mayMessage: "Un message peut être laissé.",
  doNotContact: "Aucun moyen de contact donné : ne recontactez pas la personne.",
  contactBy: "Joindre par",
  contactHours: "Heures",
  contactWording: "Ce qui peut être dit à qui répond",
  reportTitle: "Signalement",
  reportReported: "Propos rapportés",
  reportView: "Avis de l'agent",
  reportViewWhat: "Ce que l'agent en pense ; la personne ne l'a pas dit.",
  wishesTitle: "Souhaits pour le rendez-vous",
  wishesNone: "Aucun souhait particulier.",
  identityTitle: "Identité",
  saidTitle: "Conversation",
  dangerTold: "Danger",
  openedByCode:
    "Ouvert avec le code de la personne. Les actions se font à l'unité qui l'a reçu.",

  // Acts
  actsTitle: "Actions",
  acknowledge: "Confirmer la réception",
  acknowledgedNow: "Réception confirmée.",
  markTitle: "Suite du rendez-vous",
  markActs,
  marked: (mark: string) => `Inscrit : ${mark}.`,
  proposeTitle: "Proposer d'autres créneaux",
  proposeWhat:
    "La personne les verra avec son code d'ouverture, et choisira. Six au plus.",
  proposeNone: "Aucun créneau libre. Ouvrez-en d'abord dans « Créneaux ».",
  propose: "Proposer ces créneaux",
  proposed: "Créneaux proposés.",
  proposeChoose: "Choisissez de un à six créneaux.",
  export: "Exporter",
  exportWhat:
    "Un fichier en clair, à mettre tout de suite dans l'outil de procédure. Son " +
    "empreinte est inscrite au journal.",
  exported: "Fichier exporté. Effacez-le de cet ordinateur dès qu'il est versé.",
  print: "Imprimer",

  // The code of a person
  codeTitle: "Ouvrir avec le code d'une personne",
  codeWhat:
    "La personne qui se présente ici peut donner son code d'ouverture, même si son " +
    "dossier a été envoyé ailleurs. Ne le demandez jamais à l'accueil, ni par téléphone.",
  code: "Code d'ouverture",
  codeRule: "26 chiffres ; les espaces et les tirets n'ont pas d'importance.",
  codeSlip: "Ce code a une faute de frappe, ou n'a pas 26 chiffres : relisez-le.",
  codeUnknown:
    "Aucun dossier ne s'ouvre avec ce code. Il a peut-être été révoqué par la personne.",

  // Checking
  checkTitle: "Vérifier un export",
  checkWhat:
    "Choisissez un fichier exporté : son empreinte est recalculée dans ce navigateur. " +
    "Le fichier n'est envoyé nulle part.",
  checkFile: "Fichier exporté",
  checkingNow: "Vérification…",
  intactKnown: "Intact, et connu de Havre",
  intactKnownMore: (file: string, by: string, moment: string) =>
    `Dossier ${file.slice(0, 6)}, exporté par ${by} ${moment}.`,
  intactSentMore: (file: string, by: string, moment: string) =>
    `Dossier ${file.slice(0, 6)}, préparé par ${by} ${moment} pour une unité sans ` +
    "Havre. La page montre exactement ce dossier.",
  fileKnown: "Dossier connu, page inconnue",
  fileKnownMore:
    "Le dossier que porte ce fichier est bien celui que Havre a envoyé ; la page qui " +
    "le montre n'a pas été exportée d'ici. En cas de doute, ouvrez le dossier dans Havre.",
  intactUnknown: "Inconnu de Havre",
  intactUnknownMore:
    "Le fichier se tient, mais Havre n'a gardé aucun export de cette empreinte : ne " +
    "vous y fiez pas.",
  altered: "Modifié",
  alteredMore:
    "Ce fichier n'est plus tel qu'il a été exporté. Ne vous y fiez pas ; l'original " +
    "reste dans Havre.",
  notAnExport: "Ce n'est pas un export",
  notAnExportMore: "Ce fichier ne porte aucune empreinte de Havre.",
  checkHash: "Empreinte",

  // Slots
  station: "Unité",
  slotsTitle: "Créneaux de rendez-vous",
  slotsPublish: "Ouvrir des créneaux",
  slotsZone: (zone: string) => `Heures de l'unité (${zone}).`,
  firstDay: "Premier jour",
  lastDay: "Dernier jour",
  fromHour: "De",
  toHour: "À",
  length: "Durée de chacun",
  lengths: {
    "15": "15 min",
    "20": "20 min",
    "30": "30 min",
    "45": "45 min",
    "60": "1 h",
    "90": "1 h 30",
  },
  weekdays: "Jours de la semaine",
  days: {
    "1": "lundi",
    "2": "mardi",
    "3": "mercredi",
    "4": "jeudi",
    "5": "vendredi",
    "6": "samedi",
    "7": "dimanche",
  },
  slotsCount: (n: number) =>
    n === 0 ? "Aucun créneau." : n === 1 ? "1 créneau." : `${n} créneaux.`,
  slotsNothing:
    "Aucun créneau à venir ne tient dans ces jours et ces heures. Corrigez-les.",
  publish: "Ouvrir ces créneaux",
  published: (n: number) =>
    n === 0
      ? "Ces créneaux étaient déjà ouverts."
      : n === 1
        ? "1 créneau ouvert."
        : `${n} créneaux ouverts.`,
  slotsTo: "Créneaux à venir",
  slotsNone: "Aucun créneau à venir.",
  slotFree: "libre",
  slotTaken: "pris",
  slotWithdrawn: "retiré",
  withdraw: "Retirer",
  withdrawLabel: (moment: string) => `Retirer ${moment}`,

  members: "Membres de l'unité",
})
