/** The actions of a test in a form. If a part of the form is missing, an action fails early and says why. */
import type { FrameLocator, Locator } from '@playwright/test'
import type { AccountType } from '../../contract/session.js'
import { checkGroups, checkValues } from './arguments.js'
import {
  fieldSelector,
  methodSelector,
  parts,
  type CardField,
  type CardValues,
  type CheckValues,
  type Seen,
} from './form.js'
import type { Host } from './host.js'
import { expect } from './playwright.js'
import { press, type Waiting } from './press.js'
import { explainPart, explainReview, sentences, type Missing } from './sentences.js'
import { createLook, waitUntilFound } from './waiting.js'

/** How long the form may take to show a part of it, in ms. */
const PART_MS = 15_000

export type Actions = {
  /** Fills fields with values as a person types them: `expiration_date` as `12 / 29`, `recipient_state` as `GA`. */
  fillCard(values: CardValues, waiting?: Waiting): Promise<void>
  /** Fills a check's form. `submit` shows it for review, `confirm` sends it. */
  fillCheck(values: CheckValues, waiting?: Waiting): Promise<void>
  /** Chooses a method, in a session with several. */
  chooseMethod(method: AccountType, waiting?: Waiting): Promise<void>
  /** Confirms the review of a check. */
  confirm(waiting?: Waiting): Promise<void>
  /** A field's input, of a card, a check or a bank account, for other actions and assertions. */
  field(name: CardField): Locator
  /** Presses the form's own button. */
  submit(waiting?: Waiting): Promise<void>
  /** Scrolls to a button of the page, such as one below the form, and presses it once the scroll is painted. */
  press(target: Locator, waiting?: Waiting): Promise<void>
}

/** Explains why a part is missing, from what the form shows. */
type Explain = (seen: Seen) => Missing
type Find = (part: Locator, explain: Explain, waiting: Waiting | undefined) => Promise<Locator>

export function createActions(host: Host, frame: FrameLocator): Actions {
  const look = createLook(host, frame)
  const field = (name: CardField) => frame.locator(fieldSelector(name))

  const find: Find = async (part, explain, { timeout = PART_MS } = {}) => {
    await host.require()
    await waitUntilFound(async () => ((await part.count()) > 0 ? undefined : explain(await look())), timeout)
    return part
  }

  async function fill(values: Partial<Record<CardField, string>>, waiting?: Waiting): Promise<void> {
    // Also if there is no value to fill, so that a wrong selector always fails.
    await host.require()
    for (const [name, value] of Object.entries(values) as [CardField, string][]) {
      const input = await find(field(name), (seen) => explainPart(seen, sentences.noField(name)), waiting)
      if (name.endsWith('_state')) await selectState(input, name, value, waiting)
      else await input.fill(value, waiting)
    }
  }

  return {
    field,
    press,
    async fillCard(values, waiting) {
      checkValues('fillCard', values)
      await fill(values, waiting)
    },
    async fillCheck(values, waiting) {
      const { beneficiary = {}, recipient } = checkGroups(values)
      await fill(beneficiary, waiting)
      if (!recipient) return
      await chooseRecipient(frame, find, waiting)
      await fill(recipient, waiting)
    },
    chooseMethod: (method, waiting) => chooseMethod(frame, find, { method, waiting }),
    async confirm(waiting) {
      await press(await find(frame.locator(parts.confirm), explainReview, waiting), waiting)
    },
    async submit(waiting) {
      const isReviewed = (await frame.locator(parts.confirm).count()) > 0
      const missing = isReviewed ? sentences.inReview : sentences.noButton
      const button = frame.locator(parts.submit)
      await press(await find(button, (seen) => explainPart(seen, missing), waiting), waiting)
    },
  }
}

/** Selects that a check is made out to another party. The form does not ask this if the session has decided it. */
async function chooseRecipient(frame: FrameLocator, find: Find, waiting?: Waiting): Promise<void> {
  const another = frame.locator(parts.otherPayee)
  const payee = another.or(frame.locator(parts.payee)).first()
  await find(payee, (seen) => explainPart(seen, sentences.noRecipient), waiting)
  if (await another.isVisible()) await another.check(waiting)
}

type Choice = { method: AccountType; waiting?: Waiting | undefined }

async function chooseMethod(frame: FrameLocator, find: Find, { method, waiting }: Choice): Promise<void> {
  const choice = frame.locator(methodSelector(method))
  const offered = await frame
    .locator(parts.method)
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('value') ?? ''))
  await find(choice, (seen) => explainPart(seen, sentences.noMethod(method, offered)), waiting)
  await press(choice, waiting)
  await expect(choice).toBeChecked(waiting)
}

/** Checks for the option first, because Playwright waits for a missing option until the test ends. */
async function selectState(input: Locator, name: string, value: string, waiting?: Waiting): Promise<void> {
  const options = await input
    .locator('option')
    .evaluateAll((elements) => elements.flatMap((each) => [each.getAttribute('value'), each.textContent]))
  if (!options.includes(value)) throw new Error(sentences.noState(name))
  await input.selectOption(value, waiting)
}
