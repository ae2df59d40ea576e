/** One capture, from opening the session to its end: the parts and how they hang together. */
import { useState } from 'react'
import { useAnnouncer } from './announcer.js'
import type { Configuration } from '../protocol/appearance.js'
import { addFonts } from './fonts.js'
import { refusalsOf } from './locales/overrides.js'
import { shapeOfSession, shapeOfVariant } from './shape.js'
import { isAsked, isBusy, isLocked, isOpen, type State } from './state.js'
import { useAppearance } from './useAppearance.js'
import { useCardForm } from './useCardForm.js'
import { useEscape } from './useEscape.js'
import { useExpiry } from './useExpiry.js'
import { useHost, type Connect } from './useHost.js'
import { useIdle } from './useIdle.js'
import { useLanguage } from './useLanguage.js'
import { useOpening } from './useOpening.js'
import { usePageHide } from './usePageHide.js'
import { useSubmit } from './useSubmit.js'

export type CaptureOptions = {
  /** The public hint in the document's query; the first paint needs nothing else. */
  variant: string
  sealed: string
  connect: Connect
}

export function useCapture({ variant, sealed, connect }: CaptureOptions) {
  const [state, setState] = useState<State>({ is: 'waiting', asked: false })
  const [configuration, setConfiguration] = useState<Configuration>({})
  const { announcement, announce } = useAnnouncer()
  const session = 'session' in state ? state.session : undefined
  const messages = useLanguage(configuration, session)

  const { send, peer } = useHost(connect, {
    configure: (changes) => {
      setConfiguration((before) => ({ ...before, ...changes }))
      for (const refusal of refusalsOf(changes.messages)) {
        send('refused', { code: 'invalid_request', retryable: false, ...refusal })
      }
    },
    fonts: ({ fonts }) => {
      void addFonts(fonts, (refusal) => {
        send('refused', refusal)
      })
    },
    submit: () => {
      submit()
    },
    focus: ({ field = 'account' }) => {
      if (isOpen(state)) card.form.setFocus(field)
    },
    blur: () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    clear: () => {
      if (!isOpen(state) || isLocked(state)) return
      card.clear()
      if (session) card.prefill(session)
    },
  })
  const dressed = useAppearance(configuration, messages.frameTitle, send)
  const terms = {
    shape: session ? shapeOfSession(session) : shapeOfVariant(variant),
    accepted: session?.accepted_brands,
    // Until the server's clock is known no date is judged: the device's may be wrong.
    now: session?.now ?? (() => Number.NaN),
  }
  const card = useCardForm(terms, send)
  const { submit, fail, tokenize } = useSubmit({ sealed, state, setState, card, messages, send, announce })
  useOpening(sealed, peer, {
    onOpen: (opened) => {
      send('ready', {})
      if (opened.answer) {
        tokenize(opened.answer)
        return
      }
      setState((before) => ({ is: 'ready', session: opened, asked: isAsked(before) }))
      card.prefill(opened)
    },
    onFailure: (failure) => {
      setState({ is: 'failed', code: failure.code })
      card.clear()
      announce(messages.error[failure.code])
      send('loaderror', { ...failure, message: messages.error[failure.code] })
      if (isAsked(state)) fail(failure)
    },
  })
  useExpiry(session, () => {
    // A flight that has begun is let end: its answer counts.
    if (state.is !== 'ready') return
    setState({ is: 'failed', code: 'session_expired' })
    card.clear()
    announce(messages.error.session_expired)
    send('expired', {})
  })
  useIdle(() => {
    // What is on its way is still needed; its answer clears the code.
    if (!isLocked(state)) card.clearCode()
  })
  useEscape(() => {
    send('escape', {})
  })
  usePageHide(() => {
    card.clear()
    if (session) card.prefill(session)
  })

  /** By the button or Enter, as opposed to the host page's call. */
  function submitByHand(): void {
    if (!isBusy(state)) send('submit', {})
    submit()
  }

  return {
    state,
    session,
    card,
    submit: submitByHand,
    configuration,
    messages,
    dressed,
    announcement,
    announce,
    send,
  }
}
