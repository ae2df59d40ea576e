import { findInvalidOverrides } from '../i18n/overrides.js'
import { english } from '../i18n/load.js'
import type { Method, Methods } from './method.js'
import { OpenBankingForm } from './openBanking/OpenBankingForm.js'
import { CheckInstead } from './CheckInstead.js'
import { createCarryOver } from './carryOver.js'
import { createCheckForm } from './check/CheckForm.js'
import { MethodChooser } from './MethodChooser.js'
import { OpenBankingSuccessPanel, CheckSuccessPanel } from './ResultPanels.js'
import { toOpenBankingMessages, toCheckMessages, extendMessages } from './messages.js'
import { createCheckSchema } from './check/checkSchema.js'
import { createConfirmation } from './check/confirmation.js'
import { createOpenBankingSchema } from './openBanking/openBankingSchema.js'

/** Creates the methods other than the card. */
export function createMethods(): Methods {
  const confirmation = createConfirmation()
  const check: Method = {
    createSchema: (options, choices) => createCheckSchema(options, choices, confirmation),
    toMessages: toCheckMessages,
    Form: createCheckForm(confirmation),
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
    extendMessages,
    findInvalidOverrides: (overrides) => findInvalidOverrides(overrides, extendMessages(english)),
    Chooser: MethodChooser,
    CheckInstead,
    ...createCarryOver(),
  }
}
