/** The form as a document's HTML, for the build: what the cardholder sees and types into before any script has run. */
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import { App } from './App.js'
import { MarkSymbols } from './ui/MarkSymbols.js'
import { languages, loadMessages, type Messages } from './i18n/load.js'
import { variantAccountTypes } from './form/variant.js'
import { createMethods } from './methods/createMethods.js'

const cards = ['card', 'card+'].flatMap((types) =>
  ['', '.no-cvv'].flatMap((cvv) =>
    ['', '.no-expiry'].flatMap((expiry) =>
      ['', '.no-recipient', '.business'].map((recipient) => types + cvv + expiry + recipient),
    ),
  ),
)

const checks = ['check', 'check+'].flatMap((types) =>
  ['', '.no-recipient'].map((recipient) => types + recipient),
)

/** Every hint that makes a difference, with a `+` for a choice that begins so: the choice itself comes later. */
const variants = [...cards, ...checks, 'open-banking', 'open-banking+']

export type Prerendered = { variant: string; language: string; title: string; html: string }

/** What stands in each document's `#root`, and its title. */
export const documents: Prerendered[] = (await Promise.all(languages.map(loadMessages))).flatMap((messages) =>
  variants.map((variant) => prerendered(variant, messages)),
)

function prerendered(variant: string, messages: Messages): Prerendered {
  const hint = variant.replace('+', ',')
  const chunk = createMethods()
  const method = chunk.get(variantAccountTypes(hint)[0] ?? 'card')
  const methods = method && chunk
  return {
    variant,
    language: messages.language,
    title: (method?.toMessages(chunk.extendMessages(messages)) ?? messages).frameTitle,
    html: renderToString(
      <App variant={hint} messages={messages} methods={methods} sealed="" connect={never} />,
    ),
  }
}

/** What stands beside it in each: it is no part of what the scripts render. */
export const symbols = renderToStaticMarkup(<MarkSymbols />)

function never(): never {
  throw new Error('A rendering opens no connection.')
}
