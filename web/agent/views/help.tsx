/**
 * The right column: ready replies, pistes, sealed notes, report, follow-up, danger,
 * transfer. One panel at a time, and none moves the text field.
 */
import { useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { HelpTab } from "../console.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Cards } from "./cards.tsx"
import { DangerPanel } from "./danger.tsx"
import { FollowUpPanel } from "./follow-up.tsx"
import { Problem, useAct } from "./form.tsx"
import { hour } from "../times.ts"
import { MeetingPanel } from "./meeting.tsx"
import { PistesPanel } from "./pistes.tsx"
import { ReferralPanel } from "./referrals.tsx"
import { Replies } from "./replies.tsx"
import { ReportPanel } from "./report.tsx"
import { PhrasePart } from "./safety-phrase.tsx"
import { TransferPanel } from "./transfer.tsx"

const TABS: readonly (readonly [HelpTab, string])[] = [
  ["replies", words.replies],
  ["cards", words.cardsTab],
  ["pistes", words.pistesTab],
  ["notes", words.notes],
  ["report", words.reportTab],
  ["meeting", words.meetingTab],
  ["referral", words.referralTab],
  ["follow-up", words.followUp],
  ["danger", words.dangerTab],
  ["transfer", words.transferTab],
]

export function Help() {
  const { help, talks } = useConsole()
  const talk = talks.current.value
  return (
    <section class="help" aria-label={words.helpArea}>
      <h2 class="spoken">{words.helpArea}</h2>
      <Tabs />
      <div
        role="tabpanel"
        id="help-panel"
        class="help__panel"
        aria-labelledby={`help-${help.value}`}
        tabIndex={0}
      >
        {help.value === "replies" && <Replies talk={talk} />}
        {help.value === "cards" && <Cards key={talk?.id} talk={talk} />}
        {help.value === "pistes" &&
          (talk && !talk.over ? (
            <PistesPanel key={talk.id} talk={talk} />
          ) : (
            <NeedTalk />
          ))}
        {help.value === "notes" && (talk ? <Notes talk={talk} /> : <NeedTalk />)}
        {help.value === "report" &&
          (talk ? <ReportPanel key={talk.id} talk={talk} /> : <NeedTalk />)}
        {help.value === "meeting" &&
          (talk && !talk.over ? (
            <MeetingPanel key={talk.id} talk={talk} />
          ) : (
            <NeedTalk />
          ))}
        {help.value === "referral" &&
          (talk && !talk.over ? (
            <ReferralPanel key={talk.id} talk={talk} />
          ) : (
            <NeedTalk />
          ))}
        {help.value === "follow-up" &&
          (talk ? <FollowUpPanel key={talk.id} talk={talk} /> : <NeedTalk />)}
        {help.value === "danger" &&
          (talk && !talk.over ? (
            <DangerPanel key={talk.id} talk={talk} />
          ) : (
            <NeedTalk />
          ))}
        {help.value === "transfer" &&
          (talk && !talk.over ? (
            <TransferPanel key={talk.id} talk={talk} />
          ) : (
            <NeedTalk />
          ))}
      </div>
    </section>
  )
}

/** Arrow keys move between the tabs, as in the ARIA authoring practices. */
function Tabs() {
  const { help } = useConsole()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const now = TABS.findIndex(([name]) => name === help.value)
    const to = {
      ArrowRight: now + 1,
      ArrowLeft: now - 1,
      Home: 0,
      End: TABS.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = (to + TABS.length) % TABS.length
    const found = TABS[next]
    if (!found) return
    help.value = found[0]
    const tab = list.current?.children[next]
    if (tab instanceof HTMLElement) tab.focus()
  }
  return (
    <div
      role="tablist"
      class="tabs"
      aria-label={words.helpArea}
      ref={list}
      onKeyDown={move}
    >
      {TABS.map(([name, label]) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`help-${name}`}
          class="tab"
          aria-selected={help.value === name}
          aria-controls="help-panel"
          tabIndex={help.value === name ? 0 : -1}
          onClick={() => (help.value = name)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

function NeedTalk() {
  return <p class="quiet">{words.needTalk}</p>
}

function Notes({ talk }: { readonly talk: Talk }) {
  const act = useAct()
  const notes = talk.notes.shown.value
  return (
    <>
      <p class="quiet">{words.notesSealed}</p>
      {notes.length === 0 ? (
        <p>{words.noNotes}</p>
      ) : (
        <ol class="notes">
          {notes.map((note) => (
            <li key={note.n}>
              <p dir="auto">{note.text ?? <em>{words.unreadable}</em>}</p>
              <time dateTime={new Date(note.at).toISOString()} dir="ltr">
                {hour(note.at)}
              </time>
            </li>
          ))}
        </ol>
      )}
      <form
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run(() => talk.addNote())
        }}
      >
        <p class="field">
          <label for="note">{words.noteNew}</label>
          <textarea
            id="note"
            rows={3}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            value={talk.notes.draft.value}
            onInput={(event) => (talk.notes.draft.value = event.currentTarget.value)}
          />
        </p>
        <button type="submit">{words.noteAdd}</button>
        <Problem text={act.trouble.value} />
      </form>
      <PhrasePart talk={talk} />
    </>
  )
}
