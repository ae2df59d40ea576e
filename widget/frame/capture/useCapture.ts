/** Runs a capture from the session's opening to its end. Connects the form, the session and the host page. */
import { useRef, useState } from 'react'
import type { SentConfiguration } from '../../protocol/appearance.js'
import { useAppearance } from '../appearance/useAppearance.js'
import { useCardForm } from '../form/useCardForm.js'
import { useHydratedInputs } from '../form/useHydratedInputs.js'
import type { Choices } from '../form/values.js'
import { useCover } from '../host/useCover.js'
import { useEscape } from '../host/useEscape.js'
import { useHost, type Connect } from '../host/useHost.js'
import type { Messages } from '../i18n/load.js'
import type { Methods } from '../methods/method.js'
import { useAnnouncer } from '../ui/LiveRegion.js'
import type { CaptureParts } from './captureParts.js'
import { guardSubmit } from './guardSubmit.js'
import { initialState, isEditable, type CaptureState } from './captureState.js'
import { createHostHandlers } from './hostHandlers.js'
import { useFunnel } from './useFunnel.js'
import { useLocale } from './useLocale.js'
import { applyChoice, useMethodChoice } from './useMethodChoice.js'
import { useOutcome } from './useOutcome.js'
import { usePrivacy } from './usePrivacy.js'
import { useRenewal } from './useRenewal.js'
import { useSessionLifecycle } from './useSessionLifecycle.js'
import { useSubmit } from './useSubmit.js'

/** The options of a capture. The first rendering must match the prerendered document. */
export type CaptureOptions = {
  /** The document's variant, such as `card.no-cvv`. */
  variant: string
  /** The messages in the document's language. */
  messages: Messages
  /** The methods' chunk, if the form begins with a method other than the card. */
  methods?: Methods
  /** The sealed session, the frame's credential. */
  sealed: string
  connect: Connect
  /** A monotonic clock in ms. */
  clock: () => number
}

/** Runs a capture and returns what `App` renders. */
export function useCapture({ connect, clock, ...first }: CaptureOptions) {
  const [state, setState] = useState<CaptureState>(initialState)
  const [sealed, setSealed] = useState(first.sealed)
  const [configuration, setConfiguration] = useState<SentConfiguration>({})
  const announcer = useAnnouncer()
  const refs = { review: useRef<Promise<unknown>>(Promise.resolve()), isSending: useRef(false) }
  const session = 'session' in state ? state.session : undefined
  const choice = useMethodChoice(session, first.variant, first.methods)
  const { offer, schema } = choice
  const messages = useLocale(first.messages, configuration, session, choice)
  const handlers = createHostHandlers(() => ({
    ...{ parts, setConfiguration, submit, reset },
    cover: cover.receive,
    renew: renewal.receive,
  }))
  const { send, hostOrigin, noteInput } = useFunnel(useHost(connect, handlers), state, clock)
  const rendered = useAppearance(configuration, messages.frameTitle, send)
  const cover = useCover(rendered && isEditable(state), send, clock)
  // Before the server's time is known, no date is validated, because the device's clock may be wrong.
  const now = session?.now ?? (() => Number.NaN)
  const card = useCardForm({ schema, accepted: session?.accepted_brands, now }, send)
  const { announce } = announcer
  const parts: CaptureParts = { ...refs, sealed, setSealed, state, setState, card, messages, send, announce }
  const outcome = useOutcome(parts)
  const renewal = useRenewal(parts, choice, { hostOrigin, clock })
  const submit = useSubmit(parts, outcome, renewal)
  const guarded = guardSubmit(parts, cover, submit)
  const reload = useSessionLifecycle(parts, outcome, choice, { hostOrigin, clock, configuration, renewal })
  useHydratedInputs(card.form.getValues)
  usePrivacy(parts, clock, reset, reload)
  useEscape(() => {
    send('escape', {})
  })

  /** Empties the form: only the session's values remain. */
  function reset(): void {
    offer.methods?.discard()
    card.clear()
    card.applyPrefill(schema)
  }

  function choose(next: Choices): void {
    applyChoice(parts, choice, next)
  }

  return {
    ...parts,
    ...guarded,
    noteInput,
    session,
    choice,
    choose,
    reload,
    renew: renewal.renew,
    configuration,
    rendered,
    announcer,
  }
}
