/** The French of every closed list: desks, roles, outcomes, refusals. See words.ts. */
import type { Desk, Family, FollowUp, Outcome, Role, Step } from "./shapes.ts"

export const desks: Record<Desk, string> = {
  police: "Police",
  gendarmerie: "Gendarmerie",
  relief: "Relais national",
  "police-2": "Police, renfort",
  "gendarmerie-2": "Gendarmerie, renfort",
}

/** What a visitor chose to read in, by the protocol's code; French goes unsaid. */
export const languages: Record<string, string> = {
  "fr@falc": "français facile",
  en: "anglais",
  es: "espagnol",
  pt: "portugais",
  ar: "arabe",
  ru: "russe",
}

export const roles: Record<Role, string> = {
  agent: "agent",
  supervisor: "chef de salle",
  administrator: "administrateur",
  investigator: "enquêteur",
  reception: "accueil",
}

export const steps: Record<Step, string> = {
  line: "En file",
  talking: "En cours",
  hold: "En pause",
  frozen: "Partie, à décider",
  ended: "Terminée",
}

export const outcomes: Record<Outcome, string> = {
  informed: "Informée",
  directed: "Orientée vers un service de police ou de gendarmerie",
  referred: "Orientée vers une association ou un soin",
  interrupted: "Conversation interrompue",
  "out-of-scope": "Hors du cadre du service",
  "wrong-service": "Relève d'un autre service",
  test: "Essai",
  abuse: "Propos hors cadre après avertissement",
}

export const families: Record<Family, string> = {
  none: "Aucune, ou non précisée",
  sexual: "Violences sexuelles",
  couple: "Violences dans le couple",
  harassment: "Harcèlement, outrage",
  online: "Violences en ligne",
  minor: "Personne mineure victime",
  other: "Autre atteinte à la personne",
}

export const followUps: Record<FollowUp, string> = {
  nothing: "Rien à transmettre",
  danger: "Danger : transmettre",
  "minor-at-risk": "Mineur en danger : transmettre",
  report: "Signalement à la justice : transmettre",
}

export const groups: Record<string, string> = {
  accueil: "Accueil",
  securite: "Sécurité",
  danger: "Danger",
  ecoute: "Écoute",
  mineurs: "Personnes mineures",
  suite: "Suite de la conversation",
  qualification: "Qualification prudente",
  procedure: "Procédure",
  orientation: "Orientation",
  limites: "Limites",
  cloture: "Clôture",
}

/** What a card is about, in the order of its page. */
export const topics: Record<string, string> = {
  plainte: "Fiche · Plainte et justice",
  sante: "Fiche · Santé et preuves",
  protection: "Fiche · Se protéger, partir",
  argent: "Fiche · L'argent",
  enfants: "Fiche · Enfants et adolescents",
  lieux: "Fiche · En ligne, au travail, à l'école",
  personnes: "Fiche · Selon la situation",
  proches: "Fiche · Aider quelqu'un",
}

/** Who helps, by what they help with; the address book's part of the ready texts. */
export const helpers: Record<string, string> = {
  "besoin-logement": "Orientation · Logement",
  "besoin-juridique": "Orientation · Juridique",
  "besoin-psychologique": "Orientation · Psychologique",
  "besoin-medical": "Orientation · Médical",
  "besoin-enfants": "Orientation · Enfants",
  "besoin-langue": "Orientation · Langue",
  "besoin-handicap": "Orientation · Handicap",
  "besoin-lgbt": "Orientation · LGBT",
}

/** What to do after a refusal, by the server's stable word. */
export const refusals: Record<string, string> = {
  "bad-request": "La demande n'a pas été comprise. Vérifiez ce que vous avez saisi.",
  "foreign-origin": "Cette page n'est pas servie par Havre. Fermez-la.",
  "name-taken": "Cet identifiant est déjà pris. Choisissez-en un autre.",
  "needs-report":
    "Pour transmettre, ouvrez d'abord le signalement (Alt+Maj+S), puis recommencez.",
  "needs-transmission":
    "Un danger ou une personne mineure a été indiqué. Avant de clore : transmettez au " +
    "procureur (Alt+Maj+S), appelez le centre opérationnel (Alt+Maj+D), ou demandez " +
    "l'accord d'un·e responsable dans « Suites » (Alt+I).",
  "needs-accord":
    "La personne n'a pas donné son accord pour cette unité, ou l'a repris : rien n'est " +
    "parti.",
  full: "La limite est atteinte : rien n'a été ajouté.",
  "slot-taken": "Un de ces créneaux vient d'être pris. Actualisez, puis choisissez.",
  "slot-past": "Un de ces créneaux est passé. Actualisez, puis choisissez.",
  "station-closed":
    "Cette unité ne reçoit plus de rendez-vous. Choisissez-en une autre.",
  "appointment-open":
    "Un rendez-vous est pris et le dossier n'est pas parti : dans « Rendez-vous », " +
    "envoyez le dossier. Sinon, demandez à la personne d'annuler ; si elle a quitté, " +
    "annulez-le à sa place dans « Suites » (Alt+I). Puis recommencez.",
  "at-capacity":
    "Vous tenez déjà toutes les conversations permises. Terminez-en une, ou demandez " +
    "au chef de salle d'en permettre une de plus.",
  "on-pause": "Vous êtes en pause ou absent·e. Reprenez le service, puis recommencez.",
  "service-closed": "Le service est fermé aux nouvelles conversations.",
  "not-there":
    "Ce collègue n'est plus là, n'est pas disponible, ou ne tient pas la clé.",
  "not-sealed": "La clé de cette conversation n'est pas scellée pour cette plateforme.",
  "not-found": "Introuvable, ou réservé à quelqu'un d'autre.",
  "report-open": "Un signalement est ouvert : choisissez ce que vous transmettez.",
  "slow-down": "Trop d'essais. Attendez quelques minutes, puis recommencez.",
  stale: "Cette conversation n'est plus la vôtre.",
  "storage-unavailable":
    "Rien n'a été enregistré : le stockage ne répond pas. Recommencez.",
  taken: "Quelqu'un a écrit au même moment. Recommencez.",
  "too-large": "C'est trop long. Raccourcissez, puis recommencez.",
  unread: "Un nouveau message est arrivé : lisez-le avant de décider.",
  "wrong-credentials": "Identifiant ou mot de passe incorrect.",
  "wrong-step": "La conversation a changé d'étape : l'action n'a pas été faite.",
}
