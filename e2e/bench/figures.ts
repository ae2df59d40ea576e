/** The bench's figures: samples, their median with minimum and maximum, and the target. */

export type Row = {
  /** The section of the table, such as `proxy`. */
  part: string
  name: string
  /** In `unit`. Undefined if the measurement failed; `note` says why. */
  median?: number
  min?: number
  max?: number
  unit: string
  /** The target; undefined for a row that is only a comparison. */
  target?: { atMost: number }
  note?: string
}

/** The median; the mean of the middle two for an even count. */
export function median(samples: number[]): number {
  const sorted = [...samples].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** The `share` (0 to 1) of samples is at or below this. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN
}

type Names = Pick<Row, 'part' | 'name' | 'unit'> & Partial<Pick<Row, 'target' | 'note'>>

/** Builds a row. A sample that is not finite has failed: the note counts it, and the figures leave it out. */
export function row(samples: number[], names: Names): Row {
  const good = samples.filter(Number.isFinite)
  const failed = samples.length - good.length
  const notes = [failed > 0 && `${failed} of ${samples.length} samples failed`, names.note]
  const note = notes.filter(Boolean).join('; ')
  if (good.length === 0) return { ...names, note: note || 'not measured' }
  const row = { ...names, median: median(good), min: Math.min(...good), max: Math.max(...good) }
  return note ? { ...row, note } : row
}

/** The ratio of each round's sample to the lower bound of the same round. */
export function ratios(samples: number[], floors: number[]): number[] {
  return samples.map((sample, round) => sample / (floors[round] ?? NaN))
}

/** Whether the row meets its target; undefined without a median or a target. */
export function isMet({ median: value, target }: Row): boolean | undefined {
  if (value === undefined || !target) return undefined
  return value <= target.atMost
}
