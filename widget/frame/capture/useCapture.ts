/** One capture, from opening the session to its end: the parts and how they hang together. */
import { useState } from 'react'
import { useAnnouncer } from '../ui/LiveRegion.js'
import type { Configuration } from '../../protocol/appearance.js'
import { causes } from '../session/developerMessages.js'
import { addFonts } from '../appearance/fonts.js'
import type { Messages } from '../i18n/load.js'
import { refusalsOf } from '../i18n/overrides.js'
import type { Method, Methods } from '../methods/method.js'
import type { Choices } from '../form/values.js'
import { openFields, shapeOfCard } from '../form/formSchema.js'
import { type Known } from '../form/values.js'
import { type Shape } from '../form/values.js'
import { hintOf } from '../form/variant.js'
import { isAsked, isBusy, isLocked, isOpen, type State } from './captureState.js'
import { useArrival } from '../form/useHydratedInputs.js'
import { useAppearance } from '../appearance/useAppearance.js'
import { useCardForm } from '../form/useCardForm.js'
import { useEscape } from '../host/useEscape.js'
import { useExpiry } from '../session/useSessionExpiry.js'
import { useHost, type Connect } from '../host/useHost.js'
import { useIdle } from './useIdle.js'
import { useLanguage } from './useLocale.js'
import { useOpening } from '../session/useSession.js'
import { usePageHide } from './usePageHide.js'
import { useSubmit } from './useSubmit.js'

export type CaptureOptions = {
  /** The public hint in the document's query; the first paint needs nothing else, but for */
  variant: string
  /** the sentences, in the document's language. */
  messages: Messages
  /** Where the form begins with another method than the card. */
  methods?: Methods
  sealed: string
  connect: Connect
}

export function useCapture({ variant, messages: first, methods, sealed, connect }: CaptureOptions) {
  const [state, setState] = useState<State>({ is: 'waiting', asked: false })
  const [configuration, setConfiguration] = useState<Configuration>({})
  const announcer = useAnnouncer()
  const { announce } = announcer
  const session = 'session' in state ? state.session : undefined
  const [choices, setChoices] = useState<Choices>({})
  const known: Offered = session ?? { ...hintOf(variant), methods }
  const method = methodOf(known, choices)
  const messages = useLanguage(first, configuration, session, known.methods, method)

  const { send, peer } = useHost(connect, {
    configure: (changes) => {
      setConfiguration((before) => ({ ...before, ...changes }))
      for (const refusal of refusalsOf(changes.messages)) {
        refuse(refusal)
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
    focus: ({ field }) => {
      const open = openFields(card.terms.shape)
      const found = field ? open.find((name) => name === field) : open[0]
      if (found && isOpen(state)) card.form.setFocus(found)
    },
    blur: () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    clear: () => {
      if (!isOpen(state) || isLocked(state)) return
      empty()
    },
  })
  const dressed = useAppearance(configuration, messages.frameTitle, send)
  const terms = {
    shape: shapeOf(known, choices),
    accepted: session?.accepted_brands,
    // Until the server's clock is known no date is judged: the device's may be wrong.
    now: session?.now ?? (() => Number.NaN),
  }
  const card = useCardForm(terms, send)
  const { submit, fail, tokenize } = useSubmit({ sealed, state, setState, card, messages, send, announce })
  const [turn, setTurn] = useState(0)
  useOpening(sealed, peer, turn, {
    onOpen: (opened) => {
      send('ready', {})
      if (opened.tokenized) {
        const { account_type, answer } = opened.tokenized
        setChoices({ accountType: account_type })
        tokenize(opened, account_type, answer)
        return
      }
      setState((before) => ({ is: 'ready', session: opened, asked: isAsked(before) }))
      card.prefill(shapeOf(opened, choices))
      for (const refusal of opened.methods?.refusals(configuration.messages) ?? []) refuse(refusal)
    },
    onFailure: (failure, reference) => {
      const { code, message, retryable } = failure
      setState({ is: 'failed', code, message, again: retryable, reference })
      // What was typed meanwhile may still be sent.
      if (!retryable) card.clear()
      announce(messages.error[code])
      send('loaderror', failure)
      if (isAsked(state)) fail(failure)
    },
  })
  useExpiry(session, () => {
    // A flight that has begun is let end, and what is not known may still be asked for: the answer counts.
    if (state.is !== 'ready' || isLocked(state)) return
    setState({ is: 'failed', code: 'session_expired', message: causes.expired })
    card.clear()
    announce(messages.error.session_expired)
    send('expired', {})
  })
  useArrival()
  useIdle(() => {
    // What is on its way is still needed; its answer clears the code.
    if (!isLocked(state)) card.clearCode()
  })
  useEscape(() => {
    send('escape', {})
  })
  usePageHide(empty)

  function empty(): void {
    known.methods?.forget()
    card.clear()
    card.prefill(terms.shape)
  }

  function reopen(): void {
    setState({ is: 'waiting', asked: false })
    setTurn(turn + 1)
  }

  function refuse(refusal: { field: string; message: string }): void {
    send('refused', { code: 'invalid_request', retryable: false, ...refusal })
  }

  /** Another method, or another answer to a form's question. What is typed of a card ends with its form. */
  function choose(choice: Choices): void {
    if (isLocked(state)) return
    const next = { ...choices, ...choice }
    if (choice.accountType) known.methods?.carry(card, choice.accountType)
    if (choice.accountType && state.is === 'ready') setState({ is: 'ready', session: state.session })
    setChoices(next)
    card.prefill(shapeOf(known, next))
  }

  /** By the button or Enter, as opposed to the host page's call. */
  function submitByHand(): void {
    if (!isBusy(state)) send('submit', {})
    submit()
  }

  return {
    state,
    session,
    types: known.account_types,
    chosen: choices.accountType,
    choose,
    reopen,
    method,
    card,
    submit: submitByHand,
    configuration,
    messages,
    dressed,
    announcer,
    send,
  }
}

/** What the session says, which is the authority; before it is open, what its hint does. */
type Offered = Known & { methods?: Methods }

function methodOf({ methods, account_types: [first] }: Offered, choices: Choices): Method | undefined {
  const type = choices.accountType ?? first
  return type && methods?.get(type)
}

function shapeOf(known: Offered, choices: Choices): Shape {
  return methodOf(known, choices)?.shape(known, choices) ?? shapeOfCard(known)
}
