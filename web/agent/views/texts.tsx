/** « Textes prêts »: replies by group, cards by topic; one in front, with its proposals. */
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import type { TextVersion } from "../board-shapes.ts"
import { useConsole } from "../context.ts"
import { type EditedText, NEW } from "../texts.ts"
import { words } from "../words.ts"
import { type Act, Problem, useAct } from "./form.tsx"
import { TextEditor } from "./texts-editor.tsx"
import { StateMark, VersionCard } from "./texts-version.tsx"

const RENEWED_EVERY = 60_000 // milliseconds

export function Texts() {
  const { texts } = useConsole()
  const act = useAct()
  const done = useSignal("")
  useEffect(() => {
    const refresh = () => void act.run(() => texts.refresh())
    refresh()
    const timer = setInterval(refresh, RENEWED_EVERY)
    return () => clearInterval(timer)
  }, [])
  const said = (text: string) => (done.value = text)
  return (
    <main class="texts">
      <div class="texts__list">
        <h1>{words.textsTitle}</h1>
        <p class="quiet">{words.textsIntro}</p>
        <p>
          <button type="button" class="main" onClick={() => texts.write(NEW)}>
            {words.textsNew}
          </button>
        </p>
        <Problem text={act.trouble.value} />
        <Groups />
      </div>
      <div class="texts__one">
        <p role="status" class="texts__done">
          {done.value && `✓ ${done.value}`}
        </p>
        <One key={texts.chosen.value ?? "none"} said={said} />
      </div>
    </main>
  )
}

function Groups() {
  const { texts } = useConsole()
  const groups = [...new Set(texts.all.value.map(({ group }) => group))]
  return (
    <nav aria-label={words.textsList}>
      {groups.map((group) => (
        <section key={group}>
          <h2>{titleOf(group)}</h2>
          <ul>
            {texts.all.value
              .filter((one) => one.group === group)
              .map((one) => (
                <Entry key={one.key} one={one} />
              ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function titleOf(group: string): string {
  return words.groups[group] ?? words.topics[group] ?? words.helpers[group] ?? group
}

function Entry({ one }: { readonly one: EditedText }) {
  const { texts } = useConsole()
  return (
    <li>
      <button
        type="button"
        class="plain"
        aria-current={texts.chosen.value === one.key ? "true" : undefined}
        onClick={() => (texts.chosen.value = one.key)}
      >
        <span>{one.title}</span>
        {one.proposals.length > 0 && <StateMark state="proposed" />}
        {!one.inUse && one.proposals.length === 0 && <StateMark state="withdrawn" />}
        {texts.draft(one.key) && <span class="mark">✎ {words.textsDraft}</span>}
      </button>
    </li>
  )
}

interface OneProps {
  readonly said: (text: string) => void
}

function One({ said }: OneProps) {
  const { texts } = useConsole()
  const act = useAct()
  const { chosen, current } = texts
  if (chosen.value === NEW) {
    return (
      <div class="texts__pair">
        <TextEditor of={NEW} said={said} />
      </div>
    )
  }
  const one = current.value
  if (!one) return <p class="quiet">{words.textsChoose}</p>
  const writing = texts.draft(one.key) !== undefined
  const proposals = one.proposals.map((version) => (
    <Proposal key={version.version} version={version} act={act} said={said} />
  ))
  return (
    <>
      <div class="texts__pair">
        <div class="texts__beside">
          <InUse one={one} act={act} said={said} />
          {writing && proposals}
        </div>
        <div class="texts__beside">
          {writing ? (
            <TextEditor of={one.key} said={said} />
          ) : (
            <>
              {proposals}
              <p>
                <button type="button" onClick={() => texts.write(one.key)}>
                  {words.textsChange}
                </button>
              </p>
            </>
          )}
        </div>
      </div>
      <Problem text={act.trouble.value} />
      <Past one={one} />
    </>
  )
}

interface PartProps extends OneProps {
  readonly act: Act
}

function InUse({ one, act, said }: PartProps & { readonly one: EditedText }) {
  if (!one.inUse) return <p class="quiet texts__none">{words.textsNotInUse}</p>
  return (
    <VersionCard version={one.inUse} title={words.textsInUse}>
      <Withdraw
        version={one.inUse}
        act={act}
        said={said}
        question={words.textsWithdrawSure}
      />
    </VersionCard>
  )
}

function Proposal({
  version,
  act,
  said,
}: PartProps & { readonly version: TextVersion }) {
  const { texts } = useConsole()
  const approve = async () => {
    await texts.approve(version)
    said(words.textsInUseNow)
  }
  return (
    <VersionCard version={version} title={words.textsProposal}>
      {texts.wrote(version) ? (
        <p class="quiet">{words.textsOwn}</p>
      ) : (
        <button type="button" class="main" onClick={() => void act.run(approve)}>
          {words.textsApprove}
        </button>
      )}
      <Withdraw
        version={version}
        act={act}
        said={said}
        question={words.textsDropSure}
      />
    </VersionCard>
  )
}

interface WithdrawProps extends PartProps {
  readonly version: TextVersion
  readonly question: string
}

function Withdraw({ version, act, said, question }: WithdrawProps) {
  const { texts } = useConsole()
  const sure = useSignal(false)
  const withdraw = async () => {
    sure.value = false
    await texts.withdraw(version)
    said(words.textsWithdrawn)
  }
  if (!sure.value) {
    return (
      <button type="button" onClick={() => (sure.value = true)}>
        {words.textsWithdraw}
      </button>
    )
  }
  return (
    <span class="acts" role="group" aria-label={question}>
      {question}
      <button type="button" onClick={() => void act.run(withdraw)}>
        {words.confirm}
      </button>
      <button type="button" onClick={() => (sure.value = false)}>
        {words.cancel}
      </button>
    </span>
  )
}

function Past({ one }: { readonly one: EditedText }) {
  if (one.past.length === 0) return null
  return (
    <details class="texts__past">
      <summary>{words.textsPast(one.past.length)}</summary>
      {one.past.map((version) => (
        <VersionCard
          key={version.version}
          version={version}
          title={words.textsVersion(version.version)}
        />
      ))}
    </details>
  )
}
