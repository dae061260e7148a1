/**
 * Every sentence of the console, in French. Closed lists are in words-of-choices.ts,
 * what is said around several conversations in words-of-desk.ts, those of larger
 * screens in words-of-course.ts, words-of-handing.ts, words-of-pistes.ts,
 * words-of-report.ts and words-of-room.ts; nothing else in web/agent quotes a word.
 * Tone: « vous », present tense, a button says what will happen.
 */
import { allSpaced } from "./french.ts"
import { cards } from "./words-of-cards.ts"
import { course } from "./words-of-course.ts"
import { atDesk } from "./words-of-desk.ts"
import { handing } from "./words-of-handing.ts"
import { pistes } from "./words-of-pistes.ts"
import { report } from "./words-of-report.ts"
import { room } from "./words-of-room.ts"
import {
  desks,
  families,
  followUps,
  groups,
  helpers,
  languages,
  outcomes,
  refusals,
  roles,
  steps,
  topics,
} from "./words-of-choices.ts"

export const words = allSpaced({
  ...atDesk,
  ...cards,
  ...course,
  ...handing,
  ...pistes,
  ...report,
  ...room,
  desks,
  roles,
  steps,
  outcomes,
  families,
  followUps,
  groups,
  helpers,
  topics,
  languages,
  refusals,

  unexpected: "Une erreur est survenue. Rien n'a été perdu ; recommencez.",
  unreachable: "Le serveur ne répond pas. Vérifiez le réseau, puis recommencez.",
  keyRefused:
    "Une clé ne correspond pas à la liste vérifiée : rien n'a été ouvert ni scellé. " +
    "Prévenez l'administrateur.",
  required: "Remplissez ce champ.",
  cancel: "Annuler",
  confirm: "Confirmer",
  close: "Fermer",

  // Sign in, join, lock
  signInTitle: "Connexion des agents",
  name: "Identifiant",
  password: "Mot de passe",
  signIn: "Se connecter",
  signingIn: "Connexion…",
  signOut: "Se déconnecter",
  sessionEnded: "Votre session a pris fin. Connectez-vous de nouveau.",
  memoryOnly: "Rien n'est gardé dans ce navigateur : recharger la page déconnecte.",
  joinTitle: "Rejoindre l'équipe",
  joinIntro: (name: string) =>
    `Bienvenue, ${name}. Choisissez un identifiant et un mot de passe. ` +
    "Votre clé est fabriquée ici, dans ce navigateur.",
  joinLost:
    "Personne ne peut retrouver ce mot de passe : oublié, il faut une nouvelle clé.",
  joinUnknown: "Cette invitation n'est plus valable. Demandez-en une autre.",
  join: "Créer mon accès",
  passwordAgain: "Le mot de passe, une seconde fois",
  passwordRule: "Au moins 12 caractères.",
  passwordShort: "Il faut au moins 12 caractères.",
  passwordsDiffer: "Les deux mots de passe ne sont pas identiques.",
  nameRule: "2 à 40 signes : minuscules sans accent, chiffres, point, tiret.",
  nameWrong:
    "L'identifiant a 2 à 40 minuscules sans accent, chiffres, points ou tirets.",
  lock: "Verrouiller",
  lockedTitle: "Console verrouillée",
  lockedIntro: (name: string) =>
    `Clés et conversations sont effacées de cet écran. ${name}, ` +
    "saisissez votre mot de passe pour reprendre.",
  unlock: "Déverrouiller",
  unlockWrong: "Mot de passe incorrect.",
  unlockTooMany: "Cinq essais incorrects : vous êtes déconnecté·e.",
  changePassword: "Changer de mot de passe",
  passwordNow: "Mot de passe actuel",
  passwordNew: "Nouveau mot de passe",
  passwordChange: "Changer",
  passwordChanged: "Mot de passe changé. Vos autres sessions sont fermées.",

  // Frame
  connected: "Connecté",
  reconnecting: "Connexion perdue : nouvel essai en cours",
  navigation: "Menu",
  desk: "Conversations",
  team: "Équipe et clés",
  areas: "Zones de l'écran",
  lineArea: "File",
  talkArea: "Conversation",
  helpArea: "Aide",

  // Line
  takeNext: "Prendre la conversation suivante",
  takeNextKeys: "Alt+N",
  lockKeys: "Alt+L",
  destroyKeys: "Alt+R",
  sendKeys: "Ctrl+Entrée",
  nobodyWaits: "Personne n'attend.",
  waitingCaption: "Personnes en attente",
  waitingDesk: "Plateforme",
  waitingCount: "En attente",
  waitingOldest: "La plus ancienne",
  long: "longtemps",
  noGrantYet:
    "Vous ne pourriez lire aucune conversation : aucune clé ne vous a été donnée.",
  undecided: (n: number) =>
    n > 1
      ? `${n} conversations quittées attendent une décision depuis trop longtemps.`
      : "Une conversation quittée attend une décision depuis trop longtemps.",
  present: (n: number) => (n > 1 ? `${n} agents présents` : `${n} agent présent`),
  noDesk: "Vous n'êtes rattaché·e à aucune plateforme.",
  noKey: (desk: string) => `Cette plateforme n'a pas encore de clé (${desk}).`,
  noGrant: (desk: string) =>
    `Vous n'avez pas encore la clé (${desk}). Un collègue qui la tient doit vous ` +
    "la donner, après avoir entendu vos six mots.",
  yourWords: "Vos six mots",

  // Talks
  mine: "Vos conversations",
  none: "Aucune conversation. Prenez la suivante quand vous êtes prêt·e.",
  talkTab: (desk: string, minutes: string) => `${desk} · ${minutes}`,
  minutes: (n: number) => `${n} min`,
  reads: (language: string) => `Lit en ${language}`,
  danger: "Danger",
  minor: "Mineur·e",
  resume: "Reprendre",
  notOpen: "Vous tenez cette conversation. Son texte n'est pas ouvert sur cet écran.",
  opening: "Ouverture…",
  unreadableTalk:
    "Le message n'a pas pu être lu avec la clé de cette plateforme. " +
    "Détruite, la conversation ne reviendra pas.",
  unreadableDestroy: "Illisible : détruire",
  openFailed: "Cette conversation n'a pas pu être ouverte.",
  log: "Messages",
  more: "Nouveaux messages ↓",
  notNow: "Rien ne peut être envoyé maintenant. Votre texte est gardé ici.",
  you: "Vous",
  person: "La personne",
  unreadable: "[message illisible : il n'a pas été scellé pour cet endroit]",
  yourMessage: "Votre message",
  send: "Envoyer",
  sending: "envoi…",
  sent: "envoyé",
  notSent: "non envoyé",
  notYetSent: "pas encore envoyé",
  retry: "Réessayer",
  there: "La personne est là",
  writing: "La personne écrit",
  gone: "La personne n'est plus connectée",
  lineLost: "Ligne coupée : nouvel essai en cours",
  paused: "Conversation en pause",
  pausedMore: "La personne reviendra en tête de file dès qu'elle sera là.",
  leftBanner: "La personne a quitté la conversation.",
  leftReminder:
    "Décidez maintenant : ce qui reste ici est détruit, ou transmis si la loi l'exige.",
  notDecidable:
    "Les messages ne sont pas encore tous affichés. Recommencez dans un instant.",
  nothingDestroy: "Rien à transmettre : détruire",
  sureDanger: "Un danger ou une personne mineure a été indiqué. Détruire quand même ?",
  sureDestroy: "Oui, détruire",
  destroyed: "Conversation détruite",
  destroyedMore: "Ni le texte ni la clé n'existent plus ici.",
  ended: "Conversation close",
  endedMore: "Ce qui doit être gardé l'est ; rien n'en reste sur cet écran.",
  handed: "Conversation confiée",
  handedMore:
    "Elle est en d'autres mains, avec tout ce qui y est écrit. Son texte est effacé " +
    "de cet écran.",
  lost: "Cette conversation n'est plus la vôtre.",
  lostMore:
    "Elle est revenue dans la file, ou un collègue l'a reprise. Son texte est effacé " +
    "de cet écran.",
  reportOpen: "Signalement ouvert",
  hold: "Mettre en pause",
  holdMore:
    "Quand la personne ne répond plus : votre place est libérée. Elle reviendra en " +
    "tête de file dès qu'elle sera là.",

  // Help
  replies: "Réponses",
  notes: "Notes",
  followUp: "Suites",
  repliesEmpty: "Les réponses prêtes n'ont pas pu être lues.",
  replyNeverSent:
    "Une réponse s'insère dans votre message ; elle ne part jamais seule.",
  insert: "Insérer",
  needTalk: "Ouvrez une conversation d'abord.",
  notesSealed: "Scellées pour la plateforme ; la personne ne les voit jamais.",
  noteNew: "Nouvelle note",
  noteAdd: "Ajouter la note",
  noNotes: "Aucune note.",
  reportTitle: "Signalement",
  reportWhat:
    "La conversation entière sera gardée, dès le premier message. " +
    "La personne le voit tout de suite sur son écran. On ne peut pas revenir en arrière.",
  reportOpenIt: "Ouvrir un signalement",
  reportConfirm: "Ouvrir le signalement maintenant",
  decisionTitle: "Clore avec les suites données",
  outcome: "Issue",
  family: "Famille de faits",
  followUpLabel: "Suites données",
  reason: "Motif, si vous ne transmettez pas",
  reasonRule: "Votre décision, jamais les mots de la personne. 500 signes au plus.",
  reasonNeeded:
    "Un danger ou une personne mineure a été indiqué : écrivez pourquoi vous ne " +
    "transmettez pas.",
  transmitNow: "Confirmer et transmettre",
  willKeep: "Un signalement est ouvert : la conversation est gardée.",
  willReport: "Un signalement sera ouvert d'abord : la conversation est gardée.",
  willDestroy: "La conversation est détruite à cet instant.",
  reportStops: "Un signalement est ouvert : choisissez ce que vous transmettez.",
  closeTalk: "Clore",

  // Team and keys
  recoveryTitle: "Clé de secours",
  recoveryWhat:
    "Elle rouvre les plateformes si plus personne n'en tient la clé. Elle n'est " +
    "montrée qu'une fois, s'imprime, et se range hors ligne.",
  recoveryMake: "Fabriquer la clé de secours",
  recoveryPrint: "Imprimer",
  recoveryGroups: "Partie privée, à imprimer et ranger",
  recoveryWords: "Ses six mots",
  recoveryKept: "Je l'ai imprimée et rangée en lieu sûr",
  recoveryPost: "Enregistrer la clé de secours",
  recoveryDone: "La clé de secours est enregistrée.",
  recoveryNeeded: "Il faut d'abord la clé de secours, faite par un administrateur.",
  recoveryCheck:
    "Comparez ces six mots avec la feuille imprimée avant de créer une clé.",
  deskKeyTitle: "Clés",
  deskKeyNone: "pas encore de clé",
  deskKeyMake: "Créer la clé",
  deskKeyEpoch: (epoch: number) => `Clé n° ${epoch}`,
  deskKeyHeld: "vous la tenez",
  deskKeyNotHeld: "vous ne la tenez pas",
  renewTitle: "Clé à renouveler",
  renewWhat:
    "Une personne est partie. La nouvelle clé va à celles cochées, qui tenaient " +
    "l'ancienne. Décochez au moindre doute sur les six mots.",
  renew: "Renouveler la clé",
  wantingTitle: "Donner la clé",
  wantingNone: "Personne n'attend de clé.",
  wantingWhat: (name: string) =>
    `Demandez à ${name} de vous lire ses six mots à voix haute. Ils doivent être ` +
    "exactement ceux-ci :",
  wordsHeard: "Je les ai entendus",
  grant: "Donner la clé",
  membersTitle: "Équipe",
  memberName: "Nom affiché",
  memberRoles: "Rôles",
  memberDesks: "Plateformes",
  memberPlaces: "Plateforme ou unité",
  memberWords: "Six mots",
  memberState: "État",
  memberActs: "Actions",
  states: { active: "en service", suspended: "suspendu·e", gone: "parti·e" },
  suspend: "Suspendre",
  reinstate: "Rétablir",
  leave: "Départ définitif",
  leaveSure: (name: string) => `${name} perd ses clés tout de suite. Confirmer ?`,
  stationPostcode: "Commissariat ou brigade : code postal",
  stationPostcodeRule: "Pour un enquêteur ou un accueil ; sinon, laissez vide.",
  stationSearch: "Chercher",
  stationsFound: "Trouvés",
  stationsNone: "Aucun commissariat ni aucune brigade près de ce code postal.",
  stationAdd: (name: string) => `Choisir : ${name}`,
  stationsChosen: "Choisis",
  stationRemove: (name: string) => `Retirer : ${name}`,
  inviteStation:
    "Un enquêteur ou un accueil a un commissariat ou une brigade, sans plateforme ; " +
    "les autres rôles n'en ont pas. Corrigez le rôle, ou le lieu.",
  inviteTitle: "Inviter",
  invite: "Créer le lien d'invitation",
  inviteLink: "Lien d'invitation, valable une fois, 72 heures",
  copy: "Copier",
  copied: "Copié",
  chainBroken:
    "La liste des clés des plateformes n'est pas intègre. Ne travaillez pas : " +
    "prévenez l'administrateur.",
  recoveryChanged:
    "La clé de secours n'est plus celle vue à votre connexion : rien n'a été scellé. " +
    "Ne travaillez pas : prévenez l'administrateur.",
} as const)
