/** The methods beside the card: what each is made of. */
import { refusalsOf } from '../locales/overrides.js'
import { english } from '../locales/load.js'
import type { Method, Methods } from '../method.js'
import { BankForm } from './BankForm.js'
import { createCarry } from './carry.js'
import { createCheck } from './CheckForm.js'
import { Chooser } from './Chooser.js'
import { BankDone, CheckDone } from './done.js'
import { openBankingMessages, checkMessages, extended } from './sentences.js'
import { shapeOfCheck } from './check.js'
import { createReview } from './review.js'
import { shapeOfOpenBanking } from './openBanking.js'

/** What a form needs beside the card's. */
export function assembleMethods(): Methods {
  const review = createReview()
  const check: Method = {
    shape: (of, choices) => shapeOfCheck(of, choices, review),
    messages: checkMessages,
    Form: createCheck(review),
    Done: CheckDone,
  }
  const openBanking: Method = {
    shape: shapeOfOpenBanking,
    messages: openBankingMessages,
    Form: BankForm,
    Done: BankDone,
  }
  const methods: Partial<Record<string, Method>> = { check, 'open-banking': openBanking }
  return {
    get: (type) => methods[type],
    extended,
    refusals: (overrides) => refusalsOf(overrides, extended(english)),
    Chooser,
    ...createCarry(),
  }
}
