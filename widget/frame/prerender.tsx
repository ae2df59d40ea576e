/** The form as a document's HTML, for the build: what the cardholder sees and types into before any script has run. */
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import { App } from './App.js'
import { MarkSymbols } from './icons/MarkSymbols.js'
import { languages, loadMessages } from './locales/load.js'

const cards = ['card', 'card+'].flatMap((types) =>
  ['', '.no-cvv'].flatMap((cvv) =>
    ['', '.no-expiry'].flatMap((expiry) =>
      ['', '.no-recipient', '.business'].map((recipient) => types + cvv + expiry + recipient),
    ),
  ),
)

/**
 * Every hint that makes a difference, with a `+` for a choice that begins so. Forms that come in a chunk of their own
 * have but their place here: they are not the ones to be typed into at once.
 */
const variants = [...cards, 'check', 'check+', 'open-banking', 'open-banking+']

export type Prerendered = { variant: string; language: string; title: string; html: string }

/** What stands in each document's `#root`, and its title. */
export const documents: Prerendered[] = (await Promise.all(languages.map(loadMessages))).flatMap((messages) =>
  variants.map((variant) => ({
    variant,
    language: messages.language,
    title: messages.frameTitle,
    html: renderToString(
      <App variant={variant.replace('+', ',')} messages={messages} sealed="" connect={never} />,
    ),
  })),
)

/** What stands beside it in each: it is no part of what the scripts render. */
export const symbols = renderToStaticMarkup(<MarkSymbols />)

function never(): never {
  throw new Error('A rendering opens no connection.')
}
