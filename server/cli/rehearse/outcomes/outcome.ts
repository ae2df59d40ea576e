import type { Place, Stage } from '../stage.js'

/** One rehearsal. It starts on an empty page, and reports its findings to the stage. */
export type Outcome = {
  name: string
  /** The description of the rehearsal in the report. */
  title: string
  /** Resolves to the reason if the outcome does not apply to this page. */
  play: (stage: Stage, place: Place) => Promise<string | undefined>
}
