/** The sentences in the language that is wanted: the host page's word counts, then the session's, then the browser's. */
import { useEffect, useState } from 'react'
import type { FrameSession } from '../../contract/session.js'
import type { Configuration } from '../protocol/appearance.js'
import { english, languageOf, loadMessages, type Messages } from './locales/load.js'
import { overridden } from './locales/overrides.js'

type Host = Pick<Configuration, 'locale' | 'messages'>

/** English until the language is there; what is typed stays as it is. */
export function useLanguage(host: Host, session?: Pick<FrameSession, 'locale'>): Messages {
  const [messages, setMessages] = useState(english)
  const locale = host.locale || session?.locale

  useEffect(() => {
    let stopped = false
    void loadMessages(languageOf(locale ? [locale] : navigator.languages)).then((loaded) => {
      if (!stopped) setMessages(loaded)
    })
    return () => {
      stopped = true
    }
  }, [locale])

  useEffect(() => {
    document.documentElement.lang = messages.language
  }, [messages.language])

  return overridden(messages, host.messages)
}
