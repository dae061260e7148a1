/** What is said in « Fiches »: procedure, care, rights and help, sent as they are. */
import type { Body } from "./card-text.ts"
import { topics } from "./words-of-choices.ts"

const bodies: Record<Body, string> = {
  plain: "français courant",
  easy: "français facile",
}

/** As the screen of ready texts has them, without what tells them from replies. */
const topicNames = Object.fromEntries(
  Object.entries(topics).map(([key, name]) => [key, name.replace(/^Fiche · /, "")]),
)

export const cards = {
  cardsTab: "Fiches",
  cardsKeys: "Alt+M",
  cardsOpen: "Fiches : un chiffre envoie, des lettres cherchent",
  cardsBodyKeys: "Alt+X",
  cardsBody: "Fiches : passer du français courant au facile, et retour",
  cardsEmpty: "Les fiches n'ont pas pu être lues.",
  cardsFilter: "Chercher une fiche",
  cardsHow:
    "Un chiffre envoie. Des lettres cherchent, Entrée envoie. Échap : votre message.",
  cardsNotNow: "Rien ne peut être envoyé maintenant.",
  cardsNone: "Aucune fiche ne contient ces mots.",
  cardsCount: (n: number) => (n > 1 ? `${n} fiches` : `${n} fiche`),
  cardsFront: "Un chiffre envoie",
  cardsFound: "Trouvées",
  cardsTopic: (topic: string) => topicNames[topic] ?? topic,
  cardsMinor:
    "Ses fiches d'abord ; aucune ne nomme une infraction ni n'en donne les signes.",
  cardsBodies: bodies,
  cardsGoes: (body: string) => `En ${body}`,
  cardsSwitch: "Passer au français",
  cardsOther: { plain: "facile", easy: "courant" },
  cardsSend: "Envoyer la fiche",
  cardsSent: (title: string, body: string) => `Envoyée : ${title}, en ${body}.`,
  cardsNotSent: (title: string) => `Pas envoyée : ${title}.`,
  cardsPutAway: "Ne pas l'envoyer",
  cardsSentAt: "déjà envoyée à",
  cardsSentBody: (hour: string, body: string) => `Déjà envoyée à ${hour}, en ${body}.`,
  cardsVersion: (n: number) => `version ${n}`,
  cardsChecked: (day: string) => `vérifiée le ${day}`,
  cardsToCheck: "à vérifier",
  cardsDoubt: "Doute",
  cardMark: "▤ Fiche",
  cardMarkBody: (body: string) => `▤ Fiche, ${body}`,
  owedLate: (note: string) =>
    `Pas encore noté, nouvel essai dans un instant. « ${note} »`,
  owedRetry: "Réessayer",
} as const
