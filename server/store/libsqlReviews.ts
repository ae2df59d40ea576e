/** The embedded store's end of a review. Call it in a transaction. */
import type Database from 'libsql'
import type { EventTables } from './libsqlOutbox.js'
import { prepare } from './libsqlPrepare.js'
import * as sql from './libsqlStatements.js'
import { isUnchanged } from './outbox.js'
import type { SessionRecord } from './record.js'
import type { Sealer } from './seal.js'
import { sealAnswer } from './sealedValues.js'
import type { ReviewEnd } from './store.js'

type Parts = {
  tables: EventTables
  read: (merchant: string, id: string) => SessionRecord | undefined
}

export function createReviews(database: Database.Database, sealer: Sealer, { tables, read }: Parts) {
  const endReview = prepare(database, sql.END_REVIEW)
  const replaceAnswer = prepare(database, sql.REPLACE_ANSWER)

  return {
    end({ record, key, answer, state, eventWrite }: ReviewEnd): boolean {
      const { merchant, id } = record
      const stored = read(merchant, id)
      const isSame = stored?.answers[key]?.at === record.answers[key]?.at
      if (!isSame || !isUnchanged(record, stored)) return false
      endReview.run({ merchant, id, key, state })
      const sealed = sealAnswer(sealer, { merchant, id, key }, answer)
      replaceAnswer.run({ merchant, id, key, at: answer.at, answer: sealed })
      if (eventWrite) tables.add(record, eventWrite)
      return true
    },
  }
}
