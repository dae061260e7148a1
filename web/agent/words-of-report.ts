/** What is said of the report, of whom it goes to, and of what came of it. */
import type { PersonRole } from "../shared/documents.ts"
import type { TransmissionKind } from "./court-shapes.ts"
import type { TransmissionAct } from "./transmissions.ts"

const reportRoles: Record<PersonRole, string> = {
  victim: "Victime",
  witness: "Témoin",
  accused: "Mis en cause désigné",
  other: "Autre personne",
}

const transmissionKinds: Record<TransmissionKind, string> = {
  prosecutor: "Procureur",
  centre: "Centre opérationnel",
  crip: "Cellule départementale (CRIP)",
  station: "Commissariat ou brigade",
  paper: "Commissariat ou brigade sans Havre",
}

const transmissionActs: Record<TransmissionAct, string> = {
  sent: "Noter l'envoi",
  acknowledged: "Noter l'accusé de réception",
  outcome: "Noter la suite",
}

const transmissionFields: Record<TransmissionAct, string> = {
  sent: "Par quelle voie",
  acknowledged: "Par qui",
  outcome: "Ce qui en est résulté",
}

export const report = {
  // The panel
  reportTab: "Signalement",
  reportKeys: "Alt+Maj+S",
  reportOpenPanel: "Ouvrir le signalement",
  reportWrite: "Écrire le signalement",
  reportSealed: "Scellé pour la plateforme et la clé de secours.",
  reportReading: "Lecture de ce qui est enregistré…",
  reportUnreadable:
    "La version enregistrée n'a pas pu être lue avec la clé de cette conversation. Ce " +
    "que vous écrivez sera une nouvelle version.",
  reportReported: "Ce qui a été rapporté",
  reportReportedHow: "Les mots de la personne, tels quels. Rien d'autre ici.",
  reportView: "Appréciation de l'agent",
  reportViewHow: "Ce que vous en pensez, et pourquoi. À part de ce qui a été rapporté.",
  reportPersons: "Personnes",
  reportRoles,
  reportRole: "Rôle",
  reportPerson: "Ce qui en a été dit",
  reportPersonAdd: "Ajouter une personne",
  reportPersonRemove: (role: string) => `Retirer : ${role}`,
  reportFacts: "Faits",
  reportPlaces: "Lieux",
  reportDates: "Dates",
  reportPistes: "Pistes retenues",
  reportPistesHow: "Des hypothèses à vérifier, jamais une qualification.",
  reportPistesNone: "Cochez des faits dans « Pistes » : ce qu'ils proposent vient ici.",
  reportPistesAll: "Retenir toutes les pistes affichées",
  reportPisteKept: (name: string, version: number) =>
    `${name} (catalogue, version ${version})`,
  reportDanger: "Danger",
  reportDangers: { none: "Aucun danger indiqué", danger: "Danger" },
  reportDangerWhy: "Pourquoi",
  reportMinorTitle: "Personne mineure : pas de grille de faits",
  reportMinor:
    "Quatre questions ouvertes, sans en ajouter. Notez les réponses telles quelles : " +
    "un enfant n'est entendu qu'une fois, par des personnes formées.",
  reportMinorWhere: "Où est la personne",
  reportSave: "Enregistrer le signalement",
  reportSaved: (at: string, version: number) =>
    `✓ Enregistré à ${at}, version ${version}.`,
  reportSavedOnce: (version: number) => `✓ Enregistré, version ${version}.`,
  reportChanged: "● Pas encore enregistré.",
  reportNothing: "Rien n'est encore écrit.",
  reportTooLong:
    "C'est trop long pour un signalement. Raccourcissez, puis recommencez.",
  reportTaken:
    "Une autre version a été enregistrée entre-temps. La vôtre est gardée ici : " +
    "comparez, puis enregistrez de nouveau.",
  reportOther: "L'autre version",
  reportTakeOther: "Prendre l'autre version, abandonner la mienne",

  // Transmitting
  transmitTitle: "Transmettre",
  transmitTo: "À qui",
  transmitWays: {
    prosecutor: "Au procureur",
    centre: "Au centre opérationnel",
    crip: "À la cellule départementale (CRIP)",
  },
  placeField: "Commune ou code postal",
  placeSearch: "Chercher",
  placeNone: "Aucune commune de ce nom ni de ce code. Vérifiez, puis recommencez.",
  placeFound: (n: number) => (n > 1 ? `${n} communes` : "1 commune"),
  placeChosen: (name: string, insee: string) => `${name} (${insee})`,
  courtNone:
    "Aucun tribunal n'est connu pour cette commune : appelez votre hiérarchie.",
  courtCertain: "✓ Compétent d'après la table",
  courtDoubt: "◔ À vérifier",
  courtDay: (day: string, source: string) => `Table du ${day}. ${source}`,
  courtOther: "Un autre tribunal",

  // The letter (CPP 40 al. 2, CPP 19)
  letterReceived: "Comment les faits ont été portés à connaissance",
  letterReceivedFirst:
    "Par messagerie instantanée, sur la plateforme de signalement des violences " +
    "sexuelles et sexistes, sans que la personne ait eu à dire qui elle est.",
  letterUnverified: "Ce qui n'a pas été vérifié",
  letterUnverifiedFirst:
    "Ni l'identité de la personne, ni celle des personnes désignées, ni les faits " +
    "rapportés n'ont été vérifiés.",
  letterWishes: "Souhaits de la personne",
  letterWishesHow: "Ils ne lient pas : la loi oblige à transmettre.",
  letterUrgentField: "Urgent : appeler la permanence du parquet",
  letterGo: "Établir et enregistrer la transmission",
  letterGoWhat:
    "Le signalement est enregistré, puis le document est daté. Une fois la conversation " +
    "close, il s'imprime de nouveau depuis « Transmissions ».",
  letterNoCourt: "Choisissez d'abord la commune, puis le tribunal.",
  letterNeedsReport: "Pour transmettre au procureur, ouvrez d'abord le signalement.",
  letterNothingTold: "Écrivez d'abord ce qui a été rapporté, ou les faits.",
  letterMade: "Document établi",
  letterRead: "Relire le document",
  letterPrint: "Imprimer le document",
  letterHash: (hash: string) => `Empreinte SHA-256 : ${hash}`,
  letterTitle: "TRANSMISSION AU PROCUREUR DE LA RÉPUBLIQUE",
  letterLaw: "Article 40, alinéa 2, et article 19 du code de procédure pénale",
  letterTo: (court: string) =>
    `À l'attention du procureur de la République près le ${court}`,
  letterDoubt: "Compétence territoriale à vérifier.",
  letterFrom: (officer: string, desk: string) =>
    `Établi par : ${officer}, plateforme ${desk}`,
  letterAt: (at: string) => `Le ${at}`,
  letterReference: (conversation: string) => `Référence : ${conversation}`,
  letterPlace: (name: string, insee: string) =>
    `Commune retenue pour la compétence : ${name} (${insee})`,
  letterUrgent: "URGENT : la permanence du parquet est appelée.",
  letterPiste: (name: string, version: number) =>
    `${name} (catalogue, version ${version})`,
  letterPisteOther: "Le catalogue a changé depuis : articles à vérifier",
  letterPisteUnsure: "texte à vérifier",
  letterNothing: "Rien n'a été rapporté ni relevé.",
  letterEnd:
    "Les pistes sont des hypothèses d'après les faits rapportés, et non une " +
    "qualification. Toute personne désignée est présumée innocente. La conversation " +
    "est conservée, scellée, à la disposition de l'autorité judiciaire.",

  // The operations centre
  centreTitle: "Centre opérationnel",
  centreKeys: "Alt+Maj+D",
  centreOpen: "Danger : appeler le centre opérationnel",
  centreWhat:
    "Le 17 appelé d'ici n'est pas celui de la personne : appelez le centre du lieu où " +
    "elle est.",
  centreNone: "Aucun centre n'est connu pour cette commune : passez par le 17.",
  centreChoose: "Choisissez d'abord la commune, puis le centre.",
  centreChecked: (day: string) => `numéro vérifié le ${day}`,
  centreForces: { PN: "Police", GN: "Gendarmerie" } as Readonly<Record<string, string>>,
  centreSay: "À dire au téléphone",
  centreSayHow:
    "Lu sur cet écran, envoyé nulle part. Ne dites que ce que la personne a accepté " +
    "de donner, ou ce que le danger impose.",
  centreGiven: "Rempli avec ce que la personne a donné.",
  centreGivenNone: "La personne n'a rien donné : remplissez ce que vous savez.",
  centreFields: {
    where: "Où est la personne",
    who: "Qui",
    reach: "Comment la joindre",
    what: "Ce qui se passe",
  },
  centreBy: "Qui a pris l'appel",
  centreOutcome: "Ce qui en est résulté",
  centreGo: "Noter l'appel",
  centreGoWhat:
    "L'heure est notée. Jamais les mots de la personne dans ces deux champs.",
  centreChannel: (at: string) => `téléphone, appelé à ${at}`,
  centreNoted: "✓ Appel noté.",

  // What was passed on
  transmissionsTitle: "Transmissions",
  transmissionsKeys: "Alt+Maj+T",
  transmissionsOpen: "Ouvrir les transmissions",
  transmissionsWhat:
    "De vos plateformes, celles qui attendent un accusé d'abord. Aucun mot de la " +
    "personne ici, sauf dans un signalement que vous relisez.",
  transmissionsNone: "Rien n'a été transmis.",
  transmissionsReading: "Lecture…",
  transmissionsOpenCount: (n: number) =>
    n > 1 ? `${n} attendent une réponse` : "1 attend une réponse",
  transmissionsNoneOpen: "Aucune n'attend de réponse.",
  transmissionsRead: "Actualiser",
  transmissionsDone: "Déjà transmis",
  transmissionKinds,
  transmissionActs,
  transmissionFields,
  transmissionUrgent: "▲ Urgent",
  transmissionOverdue: "◷ En retard",
  transmissionToSend: "◌ À transmettre",
  transmissionWaits: "◌ Sans accusé de réception",
  transmissionClosed: "✓ Reçu",
  transmissionWithdrawn: "Retiré : ne pas envoyer",
  transmissionTakenBack: (at: string) =>
    `La personne a retiré son accord le ${at}. Le dossier est détruit : ne remettez ` +
    "pas la page imprimée ou enregistrée, détruisez-la.",
  transmissionMade: (at: string, by: string) => `Préparée le ${at} par ${by}`,
  transmissionSent: (at: string, channel: string) =>
    `Envoyée le ${at}${channel && ` : ${channel}`}`,
  transmissionAcknowledged: (at: string, by: string) =>
    `Reçue le ${at}${by && ` par ${by}`}`,
  transmissionOutcome: (text: string) => `Suite : ${text}`,
  transmissionPhone: (phone: string) => `Téléphone : ${phone}`,
  transmissionHash: (hash: string) => `Empreinte : ${hash}`,
  transmissionLong: (most: number) => `Raccourcissez : ${most} signes au plus.`,
  transmissionChannels: {
    duty: (at: string) => `permanence du parquet appelée à ${at}`,
    centre: (at: string) => `téléphone, appelé à ${at}`,
    paper: "remis imprimé, par la voie officielle",
    prosecutor: "courrier électronique du parquet",
  },
  transmissionRule: "Vos mots, courts. Jamais ceux de la personne.",

  // Closing what is flagged
  clearNeeded:
    "Un danger ou une personne mineure a été indiqué : avant de clore, transmettez, ou " +
    "obtenez l'accord d'un·e responsable.",
  clearTransmitted: "✓ Transmis : vous pouvez clore.",
  clearReleased: "✓ Un·e responsable a donné son accord : vous pouvez clore.",
  clearToProsecutor: "Transmettre au procureur",
  clearToCentre: "Appeler le centre opérationnel",
  clearAsk: "Demander l'accord d'un·e responsable",
  clearAsked:
    "Demandé : la salle est alertée. L'accord est donné depuis « Salle », avec un motif.",

  // Of a minor, to the département
  unitWhat:
    "Information préoccupante : une personne mineure est en danger ou risque de " +
    "l'être. Elle va à la cellule du département où elle vit. Ne prévenez aucun parent. " +
    "Un danger immédiat va au centre opérationnel ; un crime ou un délit, au procureur.",
  unit119: "119, Enfance en danger : jour et nuit, gratuit.",
  unitLookUp:
    "Havre n'a pas le numéro des cellules : cherchez celui-ci dans votre annuaire.",
  unitDepartement: (code: string) => `Département : ${code}`,
  unitName: "Nom de la cellule",
  unitChannel: "Comment elle a été informée",
  unitBy: "Qui a pris l'information",
  unitGo: "Noter l'information préoccupante",
  unitGoWhat: "L'heure est notée. Jamais les mots de la personne dans ces champs.",
  unitNoted: "✓ Information préoccupante notée.",
  unitNeedsReport:
    "Pour informer la cellule départementale, ouvrez d'abord le signalement.",
  unitNoPlace: "Choisissez d'abord la commune.",
  unitNoName: "Écrivez le nom de la cellule.",
  unitNoChannel: "Écrivez comment elle a été informée.",

  // Read again, once it is over
  againRead: "Relire le signalement",
  againClose: "Refermer le signalement",
  againWhat:
    "Chaque lecture est inscrite au journal. Rien n'en reste ici une fois la page " +
    "quittée ou la console verrouillée.",
  againTitle: (name: string) => `Signalement relu · ${name}`,
  againMemory: "Écrit de mémoire : plus aucun message n'existe.",
  againSame: "✓ Identique à ce qui a été transmis.",
  againOther:
    "◔ Différent de ce qui a été transmis : le signalement ou le catalogue a changé " +
    "depuis.",
  againNoLetter:
    "Le document transmis ne peut pas être établi de nouveau : ce qui le complétait " +
    "n'a pas été gardé.",
  againAltered:
    "Ce signalement ne s'ouvre pas : une partie manque, ou a été modifiée. Prévenez " +
    "un·e responsable.",

  // From memory
  memoryTitle: "Signalement de mémoire",
  memoryCard:
    "La personne a quitté, la conversation est détruite. Vous pouvez encore écrire ce " +
    "que vous avez lu.",
  memoryWrite: "Écrire un signalement de mémoire",
  memoryLeft: (minutes: string) => `encore ${minutes}`,
  memoryWhat:
    "Écrit de mémoire et marqué comme tel : plus aucun message n'existe. Scellé d'une " +
    "clé neuve, pour la plateforme et la clé de secours.",
  memorySave: "Enregistrer, une seule fois",
  memoryDone: "✓ Signalement de mémoire enregistré. Prévenez un·e responsable.",
  memoryOver: "Le délai est passé : rien ne peut plus être enregistré.",
  memoryBack: "Retour aux conversations",
} as const
