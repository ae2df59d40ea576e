/** The methods beside the card: what each is made of. */
import { findInvalidOverrides } from '../i18n/overrides.js'
import { english } from '../i18n/load.js'
import type { Method, Methods } from './method.js'
import { OpenBankingForm } from './openBanking/OpenBankingForm.js'
import { createCarryOver } from './carryOver.js'
import { createCheckForm } from './check/CheckForm.js'
import { MethodChooser } from './MethodChooser.js'
import { OpenBankingSuccessPanel, CheckSuccessPanel } from './ResultPanels.js'
import { toOpenBankingMessages, toCheckMessages, extendMessages } from './messages.js'
import { createCheckSchema } from './check/checkSchema.js'
import { createConfirmation } from './check/confirmation.js'
import { createOpenBankingSchema } from './openBanking/openBankingSchema.js'

/** What a form needs beside the card's. */
export function createMethods(): Methods {
  const review = createConfirmation()
  const check: Method = {
    createSchema: (of, choices) => createCheckSchema(of, choices, review),
    toMessages: toCheckMessages,
    Form: createCheckForm(review),
    SuccessPanel: CheckSuccessPanel,
  }
  const openBanking: Method = {
    createSchema: createOpenBankingSchema,
    toMessages: toOpenBankingMessages,
    Form: OpenBankingForm,
    SuccessPanel: OpenBankingSuccessPanel,
  }
  const methods: Partial<Record<string, Method>> = { check, 'open-banking': openBanking }
  return {
    get: (type) => methods[type],
    extendMessages: extendMessages,
    findInvalidOverrides: (overrides) => findInvalidOverrides(overrides, extendMessages(english)),
    Chooser: MethodChooser,
    ...createCarryOver(),
  }
}
