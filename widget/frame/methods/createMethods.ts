/** The methods beside the card: what each is made of. */
import { refusalsOf } from '../i18n/overrides.js'
import { english } from '../i18n/load.js'
import type { Method, Methods } from './method.js'
import { BankForm } from './openBanking/OpenBankingForm.js'
import { createCarry } from './carryOver.js'
import { createCheck } from './check/CheckForm.js'
import { Chooser } from './MethodChooser.js'
import { BankDone, CheckDone } from './ResultPanels.js'
import { openBankingMessages, checkMessages, extended } from './messages.js'
import { shapeOfCheck } from './check/checkSchema.js'
import { createReview } from './check/confirmation.js'
import { shapeOfOpenBanking } from './openBanking/openBankingSchema.js'

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
