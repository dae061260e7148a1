/** The three tones, made here: no file is fetched, so none can fail to come. */
import type { Tone } from "./alert.ts"

interface Note {
  readonly hertz: number
  readonly from: number // seconds
  readonly lasts: number
}

const NOTES: Readonly<Record<Tone, readonly Note[]>> = {
  message: [{ hertz: 660, from: 0, lasts: 0.16 }],
  arrival: [
    { hertz: 440, from: 0, lasts: 0.14 },
    { hertz: 587, from: 0.16, lasts: 0.2 },
  ],
  alarm: [0, 0.24, 0.48].map((from) => ({ hertz: 988, from, lasts: 0.18 })),
}
const LOUDNESS: Readonly<Record<Tone, number>> = {
  message: 0.12,
  arrival: 0.14,
  alarm: 0.3,
}

let context: AudioContext | null = null

/** Sound a tone. A browser that may not, or a machine without sound, stays silent. */
export function playTone(tone: Tone): void {
  try {
    context ??= new AudioContext()
    const { currentTime } = context
    void context.resume().catch(() => null)
    for (const note of NOTES[tone]) sound(context, note, currentTime, LOUDNESS[tone])
  } catch {
    return
  }
}

function sound(on: AudioContext, note: Note, now: number, loudness: number): void {
  const start = now + note.from
  const end = start + note.lasts
  const wave = on.createOscillator()
  const gain = on.createGain()
  wave.frequency.value = note.hertz
  // From and to silence: a tone cut short clicks.
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(loudness, start + 0.02)
  gain.gain.linearRampToValueAtTime(0, end)
  wave.connect(gain).connect(on.destination)
  wave.start(start)
  wave.stop(end)
}
