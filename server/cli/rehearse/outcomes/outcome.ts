import type { Place, Stage } from '../stage.js'

/** One rehearsal. It starts on an empty page, and notes its findings on the stage. */
export type Outcome = {
  name: string
  /** What the rehearsal does, for the report. */
  title: string
  /** Resolves to the reason if the outcome does not apply to this page. */
  play: (stage: Stage, place: Place) => Promise<string | undefined>
}
