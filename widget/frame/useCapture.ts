/** One capture, from opening the session to its end: the parts and how they hang together. */
import { useState } from 'react'
import { useAnnouncer } from './announcer.js'
import { useMessages } from './messages.js'
import { shapeOfSession, shapeOfVariant } from './shape.js'
import { isAsked, type State } from './state.js'
import { useCardForm } from './useCardForm.js'
import { useHost, type Connect } from './useHost.js'
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
  const messages = useMessages()
  const [state, setState] = useState<State>({ is: 'waiting', asked: false })
  const [submitButton, setSubmitButton] = useState(true)
  const { announcement, announce } = useAnnouncer()
  const session = 'session' in state ? state.session : undefined

  const { send, peer } = useHost(connect, {
    configure: (options) => {
      setSubmitButton(options.submitButton)
    },
    submit: () => {
      submit()
    },
  })
  const terms = {
    shape: session ? shapeOfSession(session) : shapeOfVariant(variant),
    accepted: session?.accepted_brands,
    now: session?.now ?? (() => Date.now()),
  }
  const card = useCardForm(terms, (event) => {
    send('change', event)
  })
  const { submit, fail } = useSubmit({ sealed, state, setState, card, send, announce })
  useOpening(sealed, peer, {
    onOpen: (opened) => {
      setState((before) => ({ is: 'ready', session: opened, asked: isAsked(before) }))
      card.prefill(opened)
      send('ready', {})
    },
    onFailure: (failure) => {
      setState({ is: 'failed', code: failure.code })
      card.clear()
      announce(messages.error[failure.code])
      send('loaderror', { ...failure, message: messages.error[failure.code] })
      if (isAsked(state)) fail(failure)
    },
  })
  usePageHide(() => {
    card.clear()
    if (session) card.prefill(session)
  })

  return { state, session, card, submit, submitButton, announcement, announce, send }
}
