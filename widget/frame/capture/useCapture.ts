/** One capture, from opening the session to its end: the parts and how they hang together. */
import { useState } from 'react'
import { useAnnouncer } from '../ui/LiveRegion.js'
import type { Configuration } from '../../protocol/appearance.js'
import { developerMessages } from '../session/developerMessages.js'
import { addFonts } from '../appearance/fonts.js'
import type { Messages } from '../i18n/load.js'
import { findInvalidOverrides } from '../i18n/overrides.js'
import type { Method, Methods } from '../methods/method.js'
import type { Choices } from '../form/values.js'
import { editableFields, createCardSchema } from '../form/formSchema.js'
import { type FormOptions } from '../form/values.js'
import { type FormSchema } from '../form/values.js'
import { parseVariant } from '../form/variant.js'
import { isSubmitQueued, isBusy, isLocked, isEditable, type CaptureState } from './captureState.js'
import { useHydratedInputs } from '../form/useHydratedInputs.js'
import { useAppearance } from '../appearance/useAppearance.js'
import { useCardForm } from '../form/useCardForm.js'
import { useEscape } from '../host/useEscape.js'
import { useSessionExpiry } from '../session/useSessionExpiry.js'
import { useHost, type Connect } from '../host/useHost.js'
import { useIdle } from './useIdle.js'
import { useLocale } from './useLocale.js'
import { useSession } from '../session/useSession.js'
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
  const [state, setState] = useState<CaptureState>({ status: 'waiting', submitQueued: false })
  const [configuration, setConfiguration] = useState<Configuration>({})
  const announcer = useAnnouncer()
  const { announce } = announcer
  const session = 'session' in state ? state.session : undefined
  const [choices, setChoices] = useState<Choices>({})
  const options: SessionOptions = session ?? { ...parseVariant(variant), methods }
  const method = findMethod(options, choices)
  const messages = useLocale(first, configuration, session, options.methods, method)

  const { send, hostOrigin } = useHost(connect, {
    configure: (changes) => {
      setConfiguration((before) => ({ ...before, ...changes }))
      for (const refusal of findInvalidOverrides(changes.messages)) {
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
      const open = editableFields(card.rules.schema)
      const found = field ? open.find((name) => name === field) : open[0]
      if (found && isEditable(state)) card.form.setFocus(found)
    },
    blur: () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    clear: () => {
      if (!isEditable(state) || isLocked(state)) return
      empty()
    },
  })
  const rendered = useAppearance(configuration, messages.frameTitle, send)
  const rules = {
    schema: createFormSchema(options, choices),
    accepted: session?.accepted_brands,
    // Until the server's clock is known no date is judged: the device's may be wrong.
    now: session?.now ?? (() => Number.NaN),
  }
  const card = useCardForm(rules, send)
  const { submit, emitError, complete } = useSubmit({
    sealed,
    state,
    setState,
    card,
    messages,
    send,
    announce,
  })
  const [reloadKey, setReloadKey] = useState(0)
  useSession(sealed, hostOrigin, reloadKey, {
    onOpen: (opened) => {
      send('ready', {})
      if (opened.tokenized) {
        const { account_type, answer } = opened.tokenized
        setChoices({ accountType: account_type })
        complete(opened, account_type, answer)
        return
      }
      setState((before) => ({ status: 'ready', session: opened, submitQueued: isSubmitQueued(before) }))
      card.applyPrefill(createFormSchema(opened, choices))
      for (const refusal of opened.methods?.findInvalidOverrides(configuration.messages) ?? [])
        refuse(refusal)
    },
    onFailure: (failure, reference) => {
      const { code, message, retryable } = failure
      setState({ status: 'failed', code, message, canRetry: retryable, reference })
      // What was typed meanwhile may still be sent.
      if (!retryable) card.clear()
      announce(messages.error[code])
      send('loaderror', failure)
      if (isSubmitQueued(state)) emitError(failure)
    },
  })
  useSessionExpiry(session, () => {
    // A flight that has begun is let end, and what is not known may still be asked for: the answer counts.
    if (state.status !== 'ready' || isLocked(state)) return
    setState({ status: 'failed', code: 'session_expired', message: developerMessages.expired })
    card.clear()
    announce(messages.error.session_expired)
    send('expired', {})
  })
  useHydratedInputs()
  useIdle(() => {
    // What is on its way is still needed; its answer clears the code.
    if (!isLocked(state)) card.clearCvv()
  })
  useEscape(() => {
    send('escape', {})
  })
  usePageHide(empty)

  function empty(): void {
    options.methods?.discard()
    card.clear()
    card.applyPrefill(rules.schema)
  }

  function reopen(): void {
    setState({ status: 'waiting', submitQueued: false })
    setReloadKey(reloadKey + 1)
  }

  function refuse(refusal: { field: string; message: string }): void {
    send('refused', { code: 'invalid_request', retryable: false, ...refusal })
  }

  /** Another method, or another answer to a form's question. What is typed of a card ends with its form. */
  function choose(choice: Choices): void {
    if (isLocked(state)) return
    const next = { ...choices, ...choice }
    if (choice.accountType) options.methods?.carryOverValues(card, choice.accountType)
    if (choice.accountType && state.status === 'ready') setState({ status: 'ready', session: state.session })
    setChoices(next)
    card.applyPrefill(createFormSchema(options, next))
  }

  /** By the button or Enter, as opposed to the host page's call. */
  function submitByHand(): void {
    if (!isBusy(state)) send('submit', {})
    submit()
  }

  return {
    state,
    session,
    types: options.account_types,
    chosen: choices.accountType,
    choose,
    reopen,
    method,
    card,
    submit: submitByHand,
    configuration,
    messages,
    rendered,
    announcer,
    send,
  }
}

/** What the session says, which is the authority; before it is open, what its hint does. */
type SessionOptions = FormOptions & { methods?: Methods }

function findMethod(
  { methods, account_types: [first] }: SessionOptions,
  choices: Choices,
): Method | undefined {
  const type = choices.accountType ?? first
  return type && methods?.get(type)
}

function createFormSchema(known: SessionOptions, choices: Choices): FormSchema {
  return findMethod(known, choices)?.createSchema(known, choices) ?? createCardSchema(known)
}
