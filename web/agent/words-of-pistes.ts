/** What is said in « Pistes »: the form of the facts, and what may be checked. */
export const pistes = {
  pistesTab: "Pistes",
  pistesKeys: "Alt+V",
  pistesOpen: "Pistes : un fait, une date, un signe",
  pistesNextKeys: "Alt+B",
  pistesNext: "Insérer la question suivante des pistes",

  // Quick field
  quickLabel: "Un fait, une date, un signe",
  quickHow:
    "Quelques lettres, Entrée coche. Retour arrière retire le dernier. « ? » : les " +
    "questions. Échap : votre message.",
  quickNone: "Rien ne correspond. D'autres lettres, ou la grille plus bas.",
  quickOffers: "Ce qui correspond",
  quickOn: "coché",
  pistesNot: "sans",
  pistesNo: "pas",
  pistesFlags: "Oui ou non",
  pistesSigns: { danger: "Signe de danger", control: "Signe de contrôle" },
  pistesDates: "Dates",
  pistesSoFar: "Pistes",
  pistesAct: "Faire",
  pistesActHow: "Faire : ↓, puis Entrée",
  pistesAssessment: "Évaluation du danger",
  pistesActs: {
    adult: "Adulte aujourd'hui : la personne qui écrit",
    note: "Noter les pistes",
    clear: "Tout effacer",
    restore: "Rétablir",
  },
  saidTicked: (text: string) => `Coché : ${text}.`,
  saidRemoved: (text: string) => `Retiré : ${text}.`,
  saidCleared: "Tout est effacé.",
  saidRestored: "Tout est rétabli.",
  saidKept: "Déjà dans les notes, tel quel.",
  saidNoted: "Dans le brouillon des notes : relisez (Alt+O), puis « Ajouter la note ».",

  // Ticked
  pistesTicked: "Faits cochés",
  pistesRemove: (text: string) => `Retirer : ${text}`,
  pistesSignsTitle: "Signes relevés",
  pistesShown: "d'après les faits cochés",
  pistesGrid: "Tous les faits",
  pistesDatesTitle: "Dates",
  pistesDated: {
    facts: "Faits",
    birth: "Naissance",
    age: "Âge au moment des faits",
    discovered: "Découverte des faits",
  },
  pistesDatedHow: {
    facts: "2019, 03/2019, 12/03/2019, il y a 20 ans, de 2004 à 2008",
    birth: "De la personne qui a subi les faits",
    age: "Sans date de naissance : 12",
    discovered: "Pour des faits cachés, comme une caméra",
  },
  pistesYears: (age: number) => (age > 1 ? `${age} ans` : `${age} an`),
  pistesWrong: {
    unread: "Écrivez par exemple 2019, 03/2019, 12/03/2019 ou il y a 20 ans.",
    unreal: "Cette date n'existe pas.",
    future: "Cette date est dans le futur.",
    order: "La fin vient avant le début.",
  },
  pistesAgeWrong: "Écrivez un nombre d'années, comme 12.",
  pistesAgeTold:
    "L'âge coché et les dates ne vont pas ensemble : vérifiez l'un ou l'autre.",

  // Results
  pistesTitle: "Pistes à vérifier",
  pistesWhat:
    "Des hypothèses, jamais une qualification. Rien ne quitte ce navigateur ; tout " +
    "s'efface avec la conversation.",
  pistesNotReviewed: "non relu par un juriste",
  pistesEmpty: "Cochez ce que la personne a dit : les pistes viennent à mesure.",
  pistesNone: "Aucune piste avec ces faits seuls. Demandez ce qui manque.",
  pistesCount: (n: number) =>
    n === 0 ? "Aucune piste" : n > 1 ? `${n} pistes` : "1 piste",
  pistesState: { matched: "faits cochés réunis", open: "à compléter" },
  pistesWhy: "Pourquoi",
  pistesMissing: "À demander",
  pistesAlso: "Pourrait aggraver",
  pistesArticles: "Articles",
  pistesMost: "Maximum encouru",
  pistesMostWhat: "C'est un maximum.",
  pistesGraver: "Aggravations",
  pistesSure: "Texte",
  pistesChecked: (day: string, version: number) =>
    `vérifié le ${day}, version ${version}`,
  pistesUnsure: "À vérifier",
  pistesUnsureSmall: "à vérifier",
  pistesUnsureWhat: "Texte donné de mémoire, à comparer avec Légifrance.",
  pistesMore: "En savoir plus",
  pistesSource: (title: string) => `Source : ${title}.`,
  pistesDate: "Date des faits",
  pistesAskDate: "Quand cela s'est-il passé, même à peu près ?",
  pistesQuestions: "À demander",
  pistesQuestionsHow: (keys: string) =>
    `${keys} insère la suivante dans votre message ; ici, un chiffre. Rien ne part seul.`,
  pistesQuestionsMore: (n: number) =>
    n > 1 ? `Voir les ${n} autres` : "Voir la dernière",
  pistesAsked: "déjà insérée",

  // Consent
  pistesConsent: "La loi du jour des faits",
  pistesConsentBoth: "La loi dépend de la date des faits",

  // Limitation
  pistesTerm: "Délai",
  pistesUntil: (day: string) => `jusqu'au ${day}`,
  pistesBetween: (first: string, last: string) =>
    `Dates approchées : le dernier jour va du ${first} au ${last}.`,
  pistesReading: (day: string, why: string) =>
    `Une autre lecture : jusqu'au ${day}, ${why}.`,
  pistesMain: (why: string) => `Cette lecture : ${why}.`,
  pistesOver:
    "Il est possible qu'un procès ne puisse plus avoir lieu ; seul un procureur peut " +
    "le dire. La personne peut être entendue ; d'autres victimes peuvent être " +
    "concernées.",
  pistesTermWhy: "Le calcul",
  pistesUntold:
    "Pour le calculer : la date des faits, et la naissance ou l'âge de la personne.",
  pistesElsewhere: "Ces dates ne vont pas avec cette piste.",

  // Not yet an offence
  pistesNotYet: "N'existaient pas encore à la date des faits",
  pistesOther: (names: string) => `Voyez plutôt : ${names}.`,

  // Notes
  pistesNote: "Noter les pistes",
  pistesNoteWhat: "Dans le brouillon des notes scellées ; rien n'est gardé sans vous.",
  noteTitle: (day: string) => `Pistes à vérifier, le ${day}`,
  noteWhat: "Hypothèses d'après les faits dits, et non une qualification.",
  noteNotReviewed: "Catalogue non relu par un juriste.",
  noteOffence: (name: string, version: number, checked: string) =>
    `${name} (catalogue : version ${version}, vérifiée le ${checked})`,
  noteFacts: "Faits cochés",
  noteNone: "Aucun fait coché.",

  // Minors
  pistesMinorTitle: "Personne mineure : pas de grille de faits",
  pistesMinorWhat:
    "Quatre questions ouvertes, sans en ajouter, puis transmettre. Un enfant n'est " +
    "entendu qu'une fois, par des personnes formées. Le service ne contacte aucun " +
    "parent. L'information préoccupante va à la CRIP du département.",
  pistesMinorHow: "Un chiffre insère. Échap : votre message.",
  pistesMinorPrompts: "Questions ouvertes et repères",
  pistesMinorTransmit: "Transmettre : mineur en danger",
  pistesMinorTransmitWhat: "Ouvre « Suites », la transmission déjà choisie.",
  pistesMinorUndo: "La personne qui écrit est adulte",
  minorPrompts: {
    "mineurs-securite": "Êtes-vous en sécurité, là, maintenant ?",
    "mineurs-lieu": "Où êtes-vous en ce moment ? Vous choisissez ce que vous me dites.",
    "mineurs-entourage": "Qui est au courant, s'il y a quelqu'un ?",
    "mineurs-souhait": "Qu'est-ce que vous voulez, vous ?",
    "mineurs-119":
      "Le 119 aide les enfants et les adolescents, jour et nuit. C'est gratuit. Vous " +
      "pouvez appeler vous-même.",
    "procedure-mineur-seul":
      "Même si vous avez moins de 18 ans, vous pouvez porter plainte seul·e.",
  },
  pistesDoubtTitle: "La personne qui écrit a-t-elle 18 ans ou plus aujourd'hui ?",
  pistesDoubtWhat:
    "Les faits cochés touchent une personne de moins de 18 ans. Tant que personne ne " +
    "le sait, aucune piste n'est montrée.",
  pistesDoubtYes: "Oui, adulte",
  pistesDoubtNo: "Non, ou je ne sais pas",
  pistesAskAge: "Quel âge avez-vous aujourd'hui ?",
} as const
