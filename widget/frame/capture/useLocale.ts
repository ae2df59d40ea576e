import { useEffect, useMemo, useState } from 'react'
import type { Configuration } from '../../protocol/appearance.js'
import { isRightToLeft, resolveLanguage } from '../../../contract/languages.js'
import { isolateEnglish, markEnglish } from '../i18n/leftEnglish.js'
import { loadMessages, type Messages } from '../i18n/load.js'
import { nameMerchant } from '../i18n/messages.js'
import { applyOverrides, overriddenLanguage } from '../i18n/overrides.js'
import type { OpenSession } from '../session/openSession.js'
import type { useMethodChoice } from './useMethodChoice.js'

type Host = Pick<Configuration, 'locale' | 'messages'>
type Choice = Pick<ReturnType<typeof useMethodChoice>, 'offer' | 'method' | 'schema'>

/**
 * The messages in the locale of the host page, else of the session, else of the browser. Overrides are applied, and the
 * merchant's name is filled in. `first` are the messages of the document, shown until others have loaded.
 */
export function useLocale(
  first: Messages,
  host: Host,
  session: OpenSession | undefined,
  { offer: { methods }, method, schema }: Choice,
): Messages {
  const [messages, setMessages] = useState(first)
  const locale = host.locale || session?.locale
  // Until the locale is known, keep the document's language, which the server chose by `Accept-Language`.
  const isKnown = Boolean(locale ?? session)

  useEffect(() => {
    if (!isKnown) return
    let stopped = false
    void loadMessages(resolveLanguage(locale ? [locale] : navigator.languages)).then((loaded) => {
      if (!stopped) setMessages(loaded)
    })
    return () => {
      stopped = true
    }
  }, [isKnown, locale])

  const language = overriddenLanguage(messages.language, locale, host.messages)
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr'
  }, [language])

  const isOverridden = language !== messages.language
  useEffect(() => (isOverridden ? markEnglish() : undefined), [isOverridden, language])

  const overrides = host.messages
  const merchant = session?.merchant_name
  // Only methods have messages that depend on the schema. The card's schema is a new object at each rendering.
  const methodSchema = method && schema
  return useMemo(() => {
    const given = isOverridden ? isolateEnglish(messages) : messages
    const own = { ...applyOverrides(given, overrides), language }
    const extended = methods?.extendMessages(own, overrides) ?? own
    return nameMerchant(methodSchema ? method.toMessages(extended, methodSchema) : extended, merchant)
  }, [messages, overrides, language, isOverridden, methods, method, methodSchema, merchant])
}
