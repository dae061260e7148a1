/** Her accord: what leaves the tab, and that nothing is lost or left behind. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { type DeskKey, rowHash } from "../shared/desk-keys.ts"
import { importPair, makeKeyPair, openSealed } from "../shared/envelopes.ts"
import { fileKeys, openIdentity } from "../shared/file.ts"
import { authHash, openingKeys, unwrapFile } from "../shared/opening-code.ts"
import { Accord } from "../visitor/course-accord.ts"
import type { Given, Withdrawn } from "../visitor/course-doors.ts"
import { type Identity, linesOf, missing } from "../visitor/course-identity.ts"
import { Refused, Unreachable } from "../visitor/server.ts"

const WHOM = { station: "fictif-pn-75111", desk: "police" }
const pair = await makeKeyPair()
const opening = await importPair(pair)

const NOBODY: Identity = {
  v: 1,
  name: "",
  called: "Lou",
  born: "",
  address: "",
  phone: "",
  email: "",
  contact: { channel: "none", value: "", hours: "", wording: "", message: false },
  wishes: { officer: "any", interpreter: "", accessible: false, companion: "" },
  conversation: false,
}

/** The list of keys, one for each desk that is named. */
async function aChain(...desks: string[]): Promise<DeskKey[]> {
  const rows: DeskKey[] = []
  let previous = toBase64(new Uint8Array(32))
  for (const [at, desk] of desks.entries()) {
    const row = {
      seq: at + 1,
      desk,
      epoch: 1,
      public: toBase64(pair.publicKey),
      previous,
    }
    previous = await rowHash(row)
    rows.push({ ...row, hash: previous })
  }
  return rows
}

/** A tab that may give its accord; `failures` meet its next answers. */
async function aTab(failures: (Error | null)[] = []) {
  const keys = await aChain("police", "gendarmerie")
  const sent: (Given | { agree: false })[] = []
  const withdrawn: Withdrawn = { erased: true, why: null }
  const told = { withdrawn }
  const accord = new Accord({
    keys: async () => keys,
    answer: async (answer) => {
      sent.push(answer)
      const failure = failures.shift()
      if (failure) throw failure
    },
    withdraw: async () => told.withdrawn,
  })
  const given = () => sent.filter((one): one is Given => one.agree)
  return { accord, sent, given, told }
}

/** The file's key, as the desk that holds the conversation opens it. */
async function keyOf({ envelope, file }: Given) {
  const { desk, epoch, sealed } = envelope
  const label = { purpose: "file", subject: file, target: desk, epoch } as const
  return openSealed(opening, label, fromBase64(sealed))
}

async function read(given: Given): Promise<Identity> {
  const keys = await fileKeys(await keyOf(given))
  const { file, revision, identity } = given
  return JSON.parse(
    await openIdentity(keys, file, revision, fromBase64(identity)),
  ) as Identity
}

test("what she gave opens for the desk that holds the conversation, and her code opens the file", async () => {
  const { accord, given } = await aTab()
  assert.equal("", accord.code)
  await accord.give(WHOM, NOBODY)
  const [one] = given()
  assert.ok(one)

  assert.deepEqual(NOBODY, await read(one))
  assert.equal(false, JSON.stringify(one).includes("Lou"))
  const code = await openingKeys(accord.code)
  assert.equal(one.auth_hash, toBase64(await authHash(code.auth)))
  const opened = await unwrapFile(code, one.file, fromBase64(one.wrapped))
  assert.deepEqual(await keyOf(one), opened)
})

test("given anew it is the next revision of the same file, under the same code", async () => {
  const { accord, given } = await aTab()
  await accord.give(WHOM, NOBODY)
  const code = accord.code
  await accord.give(WHOM, { ...NOBODY, called: "Camille" })
  const [one, two] = given()
  assert.ok(one && two)

  assert.deepEqual([1, 2], [one.revision, two.revision])
  assert.deepEqual([one.file, one.auth_hash], [two.file, two.auth_hash])
  assert.deepEqual([code, "Camille"], [accord.code, (await read(two)).called])
})

test("an answer that was lost is sent again as it was, then what she changed since", async () => {
  const { accord, given } = await aTab([new Unreachable("lost")])
  await assert.rejects(accord.give(WHOM, NOBODY), Unreachable)
  assert.deepEqual([null, ""], [accord.given, accord.code])
  await accord.give(WHOM, { ...NOBODY, called: "Camille" })
  const [lost, again, changed] = given()
  assert.ok(lost && again && changed)

  assert.deepEqual(lost, again)
  assert.equal(2, changed.revision)
  assert.equal("Camille", accord.given?.called)
})

test("the state makes up for an answer that was lost", async () => {
  const { accord } = await aTab([new Unreachable("lost")])
  await assert.rejects(accord.give(WHOM, NOBODY))
  accord.follow("asked")
  assert.equal(null, accord.given)
  accord.follow("given")

  assert.equal("Lou", accord.given?.called)
  assert.notEqual("", accord.code)
})

test("refused on purpose nothing is pending, and it may be given again", async () => {
  const { accord, given } = await aTab([new Refused("wrong-step")])
  await assert.rejects(accord.give(WHOM, NOBODY), Refused)
  accord.follow("given")
  assert.equal(null, accord.given)
  await accord.give(WHOM, NOBODY)

  assert.deepEqual(
    [1, 1],
    given().map(({ revision }) => revision),
  )
})

test("lost on its way to one station, it is never sent to another one under its name", async () => {
  const { accord, given } = await aTab([new Unreachable("lost")])
  await assert.rejects(accord.give(WHOM, NOBODY))
  await accord.give({ ...WHOM, station: "fictif-gn-35238" }, NOBODY)
  const [lost, other] = given()
  assert.ok(lost && other)

  assert.equal(2, given().length)
  assert.notEqual(lost.file, other.file)
  assert.notEqual(lost.auth_hash, other.auth_hash)
})

test("another desk that answers is sealed to, once she agrees again", async () => {
  const { accord, given } = await aTab()
  await accord.give(WHOM, NOBODY)
  await accord.give({ ...WHOM, desk: "gendarmerie" }, NOBODY)
  const [, two] = given()
  assert.ok(two)

  assert.equal("gendarmerie", two.envelope.desk)
  assert.equal("Lou", (await read(two)).called)
})

test("without a key for the desk nothing leaves", async () => {
  const { accord, sent } = await aTab()
  await assert.rejects(accord.give({ ...WHOM, desk: "relief" }, NOBODY), Unreachable)

  assert.deepEqual([], sent)
})

test("left while it is being sealed, nothing leaves and no key stays", async () => {
  const { accord, sent } = await aTab()
  const giving = accord.give(WHOM, NOBODY)
  accord.forget()
  await giving.catch(() => {})

  assert.deepEqual([], sent)
  assert.deepEqual([null, ""], [accord.given, accord.code])
})

test("taken back it is forgotten here; kept by law it is not", async () => {
  const { accord, told } = await aTab()
  await accord.give(WHOM, NOBODY)
  told.withdrawn = { erased: false, why: "law" }
  assert.equal("law", (await accord.withdraw()).why)
  assert.equal("Lou", accord.given?.called)
  told.withdrawn = { erased: true, why: null }
  await accord.withdraw()

  assert.deepEqual([null, ""], [accord.given, accord.code])
})

test("a code that was put away is not shown again", async () => {
  const { accord } = await aTab()
  await accord.give(WHOM, NOBODY)
  accord.putAway()

  assert.equal("", accord.code)
})

test("a name to call is all that is asked, and a way to be joined when she wants to be", () => {
  const joined = (value: string): Identity => ({
    ...NOBODY,
    contact: { ...NOBODY.contact, channel: "sms", value },
  })

  assert.equal(null, missing(NOBODY))
  assert.deepEqual(["called", "called-empty"], missing({ ...NOBODY, called: "" }))
  assert.deepEqual(["contact-value", "contact-empty"], missing(joined("")))
  assert.equal(null, missing(joined("06 99 00 00 00")))
})

test("every line that is read stands for what goes, and nothing that goes is left out", () => {
  const all: Identity = {
    v: 1,
    name: "name",
    called: "called",
    born: "born",
    address: "address",
    phone: "phone",
    email: "email",
    contact: {
      channel: "phone",
      value: "value",
      hours: "hours",
      wording: "wording",
      message: true,
    },
    wishes: {
      officer: "woman",
      interpreter: "interpreter",
      accessible: true,
      companion: "companion",
    },
    conversation: true,
  }
  const texts = linesOf(all).map(([, told]) => ("text" in told ? told.text : told.key))
  const values = (told: object): unknown[] =>
    Object.values(told).flatMap((value: unknown) =>
      typeof value === "object" && value ? values(value) : [value],
    )
  const written = values(all).filter((value) => typeof value === "string")

  assert.deepEqual(
    [],
    written.filter(
      (value) => !["phone", "woman"].includes(value) && !texts.includes(value),
    ),
  )
  for (const key of ["channel-phone", "yes-message", "officer-woman"]) {
    assert.ok(texts.includes(key), key)
  }
  const keys = linesOf(all).map(([label]) => label)
  assert.ok(keys.includes("accessible") && keys.includes("whole-short"))
  assert.equal(
    false,
    linesOf(NOBODY).some(([label]) => label === "phone"),
  )
})
