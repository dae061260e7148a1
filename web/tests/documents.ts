/** Documents as a browser seals them, for tests. */
import type { FileDocument, Identity, Report } from "../shared/documents.ts"

export function anIdentity(but: Partial<Identity> = {}): Identity {
  return {
    v: 1,
    name: "Anne Martin",
    called: "Mme Anne",
    born: "1990-02-03",
    address: "3 rue des Lilas, 75011 Paris",
    phone: "06 00 00 00 00",
    email: "",
    contact: {
      channel: "phone",
      value: "06 00 00 00 00",
      hours: "12 h à 14 h",
      wording: "dire « la bibliothèque »",
      message: false,
    },
    wishes: {
      officer: "woman",
      interpreter: "",
      accessible: false,
      companion: "sa sœur",
    },
    conversation: false,
    ...but,
  }
}

export function aReport(but: Partial<Report> = {}): Report {
  return {
    v: 1,
    reported: "Elle dit que…",
    view: "Récit précis.",
    persons: [{ role: "accused", what: "le voisin du dessus" }],
    facts: "coups",
    places: "Paris 11e",
    dates: "hier soir",
    pistes: [{ id: "violences", version: 3, name: "Violences" }],
    danger: { level: "none", why: "" },
    memory: false,
    ...but,
  }
}

export function aDocument(but: Partial<FileDocument> = {}): FileDocument {
  return {
    v: 1,
    file: "f".repeat(22),
    conversation_id: "c".repeat(22),
    station: "fictif-pn-75111",
    made_at: 1_795_000_000_000,
    report: aReport(),
    identity: anIdentity(),
    said: null,
    cards: [],
    ...but,
  }
}
