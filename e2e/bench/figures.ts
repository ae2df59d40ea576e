/** What a bench measures: samples, their median with minimum and maximum, and the target they are held against. */

export type Row = {
  /** The section of the table, such as `proxy`. */
  part: string
  name: string
  /** In `unit`; undefined where it could not be measured here, and `note` says why. */
  median?: number
  min?: number
  max?: number
  unit: string
  /** At most, or at least, this much; undefined where the row is there to compare with. */
  target?: { atMost: number } | { atLeast: number }
  note?: string
}

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

export function row(samples: number[], names: Names): Row {
  if (samples.length === 0) return { ...names, note: names.note ?? 'not measured' }
  return { ...names, median: median(samples), min: Math.min(...samples), max: Math.max(...samples) }
}

/** Round by round: what ran beside each other is compared with each other. */
export function ratios(samples: number[], floors: number[]): number[] {
  return samples.map((sample, round) => sample / (floors[round] ?? NaN))
}

export function isMet({ median: value, target }: Row): boolean | undefined {
  if (value === undefined || !target) return undefined
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}
