/** Renders the form to HTML for the build, so that the cardholder sees it and can type before any script has run. */
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import { App } from './App.js'
import { createFormSchema } from './capture/useMethodChoice.js'
import { MarkSymbols } from './ui/MarkSymbols.js'
import { languages } from '../../contract/languages.js'
import { loadMessages, type Messages } from './i18n/load.js'
import { parseVariant, variantAccountTypes } from './form/variant.js'
import { createMethods } from './methods/createMethods.js'

const cards = ['card', 'card+', 'card++'].flatMap((types) =>
  ['', '.no-cvv'].flatMap((cvv) =>
    ['', '.no-expiry'].flatMap((expiry) =>
      ['', '.no-recipient', '.business'].map((recipient) => types + cvv + expiry + recipient),
    ),
  ),
)

const checks = ['check', 'check+', 'check++'].flatMap((types) =>
  ['', '.no-recipient'].map((recipient) => types + recipient),
)

/** All variants with different HTML. Each `+` stands for one more method. The chooser between methods is rendered later. */
const variants = [...cards, ...checks, 'open-banking', 'open-banking+', 'open-banking++']

/** One document's variant, language, title and HTML. */
export type Prerendered = { variant: string; language: string; title: string; html: string }

/** The content of each document's `#root`, and its title. */
export const documents: Prerendered[] = (await Promise.all(languages.map(loadMessages))).flatMap((messages) =>
  variants.map((variant) => prerender(variant, messages)),
)

function prerender(variant: string, messages: Messages): Prerendered {
  const query = variant.replaceAll('+', ',')
  const chunk = createMethods()
  const method = chunk.get(variantAccountTypes(query)[0] ?? 'card')
  const methods = method && chunk
  const schema = createFormSchema({ ...parseVariant(query), methods }, {})
  return {
    variant,
    language: messages.language,
    title: (method?.toMessages(chunk.extendMessages(messages), schema) ?? messages).frameTitle,
    html: renderToString(
      <App
        variant={query}
        messages={messages}
        methods={methods}
        sealed=""
        connect={neverConnect}
        clock={() => 0}
      />,
    ),
  }
}

/** The brand marks, beside `#root` in each document, because the scripts don't render them. */
export const symbols = renderToStaticMarkup(<MarkSymbols />)

function neverConnect(): never {
  throw new Error('Prerendering opens no connection.')
}
