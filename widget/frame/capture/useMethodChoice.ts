import { useState } from 'react'
import type { AccountType } from '../../../contract/session.js'
import { createCardSchema } from '../form/formSchema.js'
import type { Choices, FormOptions, FormSchema } from '../form/values.js'
import { parseVariant } from '../form/variant.js'
import type { Method, Methods } from '../methods/method.js'
import type { OpenSession } from '../session/openSession.js'
import type { CaptureParts } from './captureParts.js'
import { isLocked, toReady } from './captureState.js'

/** The options that determine the form: the session's, or, until it is open, those of the document's variant. */
type Offer = FormOptions & { methods?: Methods }

/** The method that the cardholder has chosen, and the form's schema for it. */
export function useMethodChoice(session: OpenSession | undefined, variant: string, methods?: Methods) {
  const [choices, setChoices] = useState<Choices>({})
  const offer: Offer = session ?? { ...parseVariant(variant), methods }
  return {
    choices,
    setChoices,
    offer,
    chosen: chosenType(offer, choices),
    /** The chosen method. Undefined for the card, and while the methods' chunk loads. */
    method: findMethod(offer, choices),
    schema: createFormSchema(offer, choices),
  }
}

/**
 * Applies another choice of the cardholder. Name and address are carried over to the form of the new method. Card data is
 * discarded with the card's form.
 */
export function applyChoice(
  { state, setState, card, announce }: CaptureParts,
  { offer, choices, setChoices }: ReturnType<typeof useMethodChoice>,
  choice: Choices,
): void {
  if (isLocked(state)) return
  const next = { ...choices, ...choice }
  const schema = createFormSchema(offer, next)
  if (choice.accountType) {
    card.adoptShown('radio')
    offer.methods?.carryOverValues(card, schema)
    announce('')
    if (state.status === 'ready') setState(toReady(state.session))
  }
  setChoices(next)
  card.applyPrefill(schema)
}

/** The schema of the chosen method's form. */
export function createFormSchema(offer: Offer, choices: Choices): FormSchema {
  return findMethod(offer, choices)?.createSchema(offer, choices) ?? createCardSchema(offer)
}

function findMethod(offer: Offer, choices: Choices): Method | undefined {
  return offer.methods?.get(chosenType(offer, choices))
}

function chosenType({ account_types: [first = 'card'] }: Offer, choices: Choices): AccountType {
  return choices.accountType ?? first
}
