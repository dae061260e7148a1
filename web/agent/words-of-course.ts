/** What is said in « Rendez-vous » and « Orientation »: where a conversation leads. */
import type { Need, Scope } from "./course-shapes.ts"

const needs: Record<Need, string> = {
  logement: "Logement",
  juridique: "Juridique",
  psychologique: "Psychologique",
  medical: "Médical",
  enfants: "Enfants",
  langue: "Langue",
  handicap: "Handicap",
  lgbt: "LGBT",
}

const scopes: Record<Scope, string> = {
  departement: "département",
  region: "région",
  national: "toute la France",
}

export const course = {
  // Stations
  meetingTab: "Rendez-vous",
  meetingKeys: "Alt+Maj+R",
  meetingOpen: "Rendez-vous : unité, accord, créneaux, dossier",
  meetingPlace: "Où la personne veut aller",
  meetingPlaceHow:
    "Commune ou code postal, puis Entrée. Un autre lieu (travail, proche) : tapez-le.",
  stationsTitle: "Commissariats et brigades",
  stationsAny:
    "Toute unité doit recevoir la plainte, même si elle n'est pas compétente.",
  stationsNoneNear: "Aucune unité connue près de ce lieu.",
  stationsEdition: (day: string) =>
    `Liste du ${day}. Distances à vol d'oiseau depuis la commune.`,
  stationForces: { PN: "Police", GN: "Gendarmerie" },
  stationCompetent: "compétente",
  stationPerhaps: "compétence à vérifier",
  stationHavre: "reçoit le dossier ici",
  stationNoHavre: "sans Havre : dossier remis par le canal officiel",
  stationSeasonal: "ouverte en saison",
  stationKm: (km: string) => `${km} km`,
  stationPhone: (phone: string) => `Tél. ${phone}`,
  stationNoHours: "horaires non connus",
  stationChosen: "Unité choisie",
  stationOfAccord: "Unité de l'accord",
  stationTell: "Envoyer l'adresse",
  stationTold: (name: string) => `Adresse envoyée : ${name}.`,
  toldPhone: (phone: string) => `Téléphone : ${phone}`,
  toldEmail: (email: string) => `Courriel : ${email}`,
  toldSite: (url: string) => `Site : ${url}`,
  toldHours: (hours: string) => `Horaires : ${hours}`,
  toldChecked: (day: string) => `Vérifié le ${day}.`,
  toldAnyStation:
    "Vous pouvez aller dans n'importe quel commissariat ou brigade : votre plainte " +
    "doit y être reçue.",
  toldYouDecide: "C'est vous qui décidez de les contacter, ou non.",

  // Accord
  accordTitle: "Accord de la personne",
  accordWhat:
    "Elle voit une page à part : ce qui serait transmis, ligne par ligne, et à quelle " +
    "unité. Elle donne son accord ou non ; rien ne part avant.",
  accordAsk: "Demander l'accord",
  accordAskFor: (name: string) => `Demander l'accord pour : ${name}`,
  accordCancel: "Retirer la demande",
  accordStates: {
    asked: "Demandé. La personne lit ce qui serait transmis.",
    given: "Donné. Son identité peut être lue.",
    refused: "La personne n'a pas donné son accord. Rien n'est transmis.",
    withdrawn: "La personne a retiré son accord : ce qu'elle avait donné est détruit.",
    prepared:
      "Le dossier est prêt, à transmettre à l'unité. La personne peut encore le reprendre.",
    sent: "Le dossier est parti.",
  },
  accordNone: "Pas encore demandé.",

  // An hour to come, and nobody there to be asked
  hourOpen:
    "Un rendez-vous est pris et le dossier n'est pas parti : on ne peut pas clore.",
  hourOpenSend: "Envoyer le dossier",
  hourRelease: "Annuler le rendez-vous à sa place",
  hourReleaseWhat:
    "Si vous ne pouvez pas l'envoyer : l'heure est rendue à d'autres, le nom à appeler " +
    "est détruit. La personne peut se présenter quand même.",

  // Identity
  identityTitle: "Identité",
  identityRead: "Lire l'identité",
  identityReadAgain: "Relire l'identité",
  identityJournal: "Chaque lecture est inscrite au journal.",
  identityNone: "La personne n'a rien donné, ou l'a repris.",
  identitySafety: "Consignes de sécurité",
  identityNever: "Ne jamais laisser de message",
  identityMay: "Un message peut être laissé",
  identityChannel: "Joindre par",
  identityChannels: {
    none: "aucun moyen donné",
    phone: "téléphone",
    sms: "SMS",
    email: "courriel",
    letter: "courrier",
  },
  identityHours: "Heures",
  identityWording: "Ce qui peut être dit",
  identityWishes: "Souhaits pour le rendez-vous",
  identityOfficer: "Être reçu·e par",
  identityOfficers: { any: "sans préférence", woman: "une femme", man: "un homme" },
  identityInterpreter: "Interprète",
  identityAccessible: "Accès adapté",
  identityYes: "oui",
  identityCompanion: "Accompagné·e de",
  identityCalled: "À appeler",
  identityName: "Nom",
  identityBorn: "Naissance",
  identityAddress: "Adresse",
  identityPhone: "Téléphone",
  identityEmail: "Courriel",

  // Slots
  slotsTitle: "Créneaux",
  slotsWhat: (most: number) =>
    `Cochez jusqu'à ${most} créneaux. La personne en choisit un, ou aucun.`,
  slotsRead: "Voir les créneaux libres",
  slotsAgain: "Actualiser",
  slotsNone: "Cette unité n'a pas de créneau libre.",
  slotsNoHavre:
    "Cette unité n'a pas de créneaux ici : le rendez-vous se prend par téléphone.",
  slotsMore: (n: number) => `Les ${n} suivants`,
  slotsZone: (zone: string) => `Heures de l'unité (${zone}).`,
  slotsHere: (hour: string) => `chez vous : ${hour}`,
  slotsMinutes: (minutes: number) => `${minutes} min`,
  slotsCount: (n: number, most: number) => `${n} sur ${most}`,
  slotsPropose: "Proposer ces créneaux",
  slotsWithdraw: "Ne plus rien proposer",
  slotsNoneTicked: "Cochez au moins un créneau.",
  slotsProposed: "Proposés",
  slotsPast: "Un de ces créneaux vient d'être pris. Actualisez, puis choisissez.",
  meetingStates: {
    booked: "Rendez-vous pris",
    cancelled: "Rendez-vous annulé par la personne",
    moved: "Rendez-vous déplacé",
  } as Readonly<Record<string, string>>,
  meetingOther: "Rendez-vous",

  // File
  fileTitle: "Dossier",
  fileWhat:
    "Le signalement, l'identité, les souhaits, et la conversation si la personne a dit " +
    "oui. Il est scellé ici, dans ce navigateur.",
  fileNeedsReport:
    "Un dossier ne part pas sans signalement ouvert : la conversation doit être gardée.",
  fileNeedsAccord: "La personne n'a pas donné son accord à cette unité.",
  fileNoStation: "L'unité de l'accord n'a pas pu être lue. Réessayez dans un instant.",
  fileReportUnread: "Le signalement enregistré ne s'ouvre pas avec la clé d'ici.",
  fileChanged:
    "La personne vient de changer ce qu'elle donne : préparez le dossier de nouveau.",
  fileTooLong: "Cette conversation est trop longue pour un seul dossier.",
  fileGoToReport: "Aller au signalement",
  filePrepare: "Voir ce qui part",
  filePreview: "Ce qui part",
  fileTo: "À",
  fileToHere: (name: string) => `${name} : scellé pour ses enquêteurs`,
  fileToPaper: (name: string) =>
    `${name} : sans Havre, à remettre par le canal officiel`,
  fileReport: "Signalement",
  fileReportSaved: "le dernier enregistré",
  fileReportNone:
    "rien n'a été rédigé : la conversation est gardée, le dossier part sans",
  fileIdentity: "Identité",
  fileSaid: "Conversation",
  fileSaidYes: (n: number) => (n > 1 ? `${n} messages` : `${n} message`),
  fileSaidNo: "ne part pas : la personne n'a pas donné son accord pour elle",
  fileCards: "Fiches et adresses",
  fileSend: "Sceller et envoyer",
  fileProgress: (done: number, of: number) => `Envoi : ${done} sur ${of}`,
  fileSent: (name: string) => `Le dossier est parti pour ${name}.`,
  fileToTransmit: (name: string) =>
    `Le dossier est scellé ici, et n'est pas encore chez ${name} : il est « à ` +
    "transmettre » jusqu'à ce que quelqu'un, là-bas, dise l'avoir reçu.",
  fileCall: (phone: string) => `Appelez l'unité : ${phone}.`,
  fileNoPhone: "Le téléphone de l'unité n'est pas connu.",
  fileDownload: "Télécharger le dossier",
  fileDownloadWhat:
    "Une page à imprimer ou à envoyer par le canal officiel, avec son empreinte. " +
    "Effacez-la de ce poste ensuite. Elle se retrouve dans « Transmissions ».",
  filePrint: "Imprimer",
  fileAgainWhat:
    "Pour la voie officielle. Chaque lecture est inscrite au journal ; effacez la page " +
    "de ce poste ensuite.",
  fileAltered:
    "Ce dossier ne s'ouvre pas : une partie manque, ou a été modifiée. Prévenez un·e " +
    "responsable.",
  fileHash: "Empreinte de la page",
  fileGone: "Il est parti de cette conversation : voyez les transmissions.",
  fileGoToRows: "Voir les transmissions",

  // Who else helps, as supervisors write it: the service reads these labels
  entryTemplate:
    "Adresse :\nTéléphone :\nCourriel :\nSite :\nHoraires :\nPortée : France",
  entryLabels: ["adresse", "telephone", "courriel", "site", "horaires", "portee"],
  entryReached: ["adresse", "telephone", "courriel", "site"],
  entryReach: "portee",
  entryHow:
    "Une information par ligne, après son nom. Portée : « France », « région » et son " +
    "nom, ou « département » et son code.",
  entryWrong: (line: string) =>
    `Cette ligne ne se lit pas : « ${line} ». Chaque ligne commence par Adresse, ` +
    "Téléphone, Courriel, Site, Horaires ou Portée, une fois, puis deux-points.",
  entryNoReach: "Dites la portée : « Portée : France », par exemple.",
  entryNoWay: "Dites comment les joindre : adresse, téléphone, courriel ou site.",

  // Who else helps
  referralTab: "Orientation",
  referralKeys: "Alt+Maj+O",
  referralOpen: "Orientation : qui d'autre peut aider, un chiffre envoie",
  referralNeeds: "Besoin",
  referralAll: "Tous",
  referralPlace: "Où la personne cherche de l'aide",
  referralNone: "Personne n'est connu pour ce besoin, près de ce lieu.",
  referralReading: "Lecture…",
  referralHow: "Un chiffre envoie. Flèches, puis Entrée. Échap : votre message.",
  referralDecides: "La personne décide seule de contacter, ou non.",
  referralList: "Qui peut aider",
  referralNeed: needs,
  referralScope: scopes,
  referralChecked: (day: string) => `vérifié le ${day}`,
  referralSource: (source: string) => `source : ${source}`,
  referralSent: (name: string) => `Envoyée : ${name}.`,
  referralSentAt: (hour: string) => `déjà envoyée à ${hour}`,
  referralNotNow: "Rien ne peut être envoyé maintenant.",
} as const
