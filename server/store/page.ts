/** One page of a list of sealed entries. */
import { MissingSealingKeyError, openEach } from './seal.js'

/** `unreadable`: the ids of the entries that are left out, because their sealing key is missing. */
export type Page<Entry> = { entries: Entry[]; unreadable: string[]; hasMore: boolean }

type PageTerms = {
  limit: number
  /** Whether an entry that can't be opened is left out as long as another is found. By default none is. */
  mayOmit?: boolean
}

/** `rows` has one more than `limit` if there are more. A row that is gone is left out. Throws MissingSealingKeyError. */
export function toPage<Row extends { id: string }, Entry>(
  rows: Row[],
  { limit, mayOmit = false }: PageTerms,
  open: (row: Row) => Entry | undefined,
): Page<Entry> {
  const unreadable: string[] = []
  const opened = openEach(rows.slice(0, limit), open, ({ id }) => unreadable.push(id))
  const entries = opened.filter((entry) => entry !== undefined)
  if (unreadable.length > 0 && !mayOmit) throw new MissingSealingKeyError()
  return { entries, unreadable, hasMore: rows.length > limit }
}
