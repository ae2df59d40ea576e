/** The parts of the form in its HTML, and its visible state. Shared by the kits of Playwright and Cypress. */
import type { BeneficiaryField, PayeeField } from '../../contract/check.js'
import type { AccountType } from '../../contract/session.js'
import type { FieldName } from '../../widget/protocol/messages.js'
import { checkName, type MessageCode } from './names.js'

/** Fields by Ingo's documented names. */
export type CardField = FieldName
export type CardValues = Partial<Record<CardField, string>>

/** A check's beneficiary. With `recipient`, the check is made out to another person or organization. */
export type CheckValues = {
  beneficiary?: Partial<Record<BeneficiaryField, string>> | undefined
  recipient?: Partial<Record<PayeeField, string>> | undefined
}

/** The expected error. Each given part must match. `text` is a part of the message. */
export type ExpectedError = {
  code?: MessageCode | undefined
  field?: CardField | undefined
  text?: string | RegExp | undefined
}

/** In ms. A little longer than the SDK waits for the form, and a little longer than the form waits for a response. */
export const LOADING_MS = 55_000
export const RESPONSE_MS = 80_000

/** CSS selectors. The first three are of the host page, the others of the frame's document. */
export const parts = {
  host: '[data-capture-state]',
  frame: 'iframe',
  fallback: '[data-capture-code]',
  messages: '[data-capture-code]:not([id$="-note"]), [aria-invalid="true"]',
  submit: 'form:not([hidden]) button[type="submit"]:not([hidden])',
  confirm: '.read-back button:last-of-type',
  otherPayee: '[name="recipient_is_beneficiary"][value="0"]',
  payee: '[name="recipient_line1"]',
  method: '[name="account_type"]',
}

/** A field's input. */
export function fieldSelector(name: CardField): string {
  checkName('field', name)
  return `[name="${name}"]`
}

/** The choice of a method, in a session with several. */
export function methodSelector(method: AccountType): string {
  checkName('method', method)
  return `${parts.method}[value="${method}"]`
}

/** A message of the form; `field` is empty if it is about the form as a whole. */
export type Message = { code: string; field: string; text: string }
/** The visible state of a capture. `isReviewing`: the form shows a check once more, and waits for its confirmation. */
export type Seen = { state: string; messages: Message[]; isReviewing: boolean }

/**
 * Reads the visible elements of `parts.messages`. Playwright sends this function's text into the page,
 * so it uses no other one.
 */
export function readMessages(elements: Element[]): Message[] {
  return elements
    .filter((element) => element.getClientRects().length > 0)
    .map((element) => {
      const isField = element.getAttribute('aria-invalid') === 'true'
      const note = isField ? element.getAttribute('aria-describedby') : null
      const message = note === null ? element : element.ownerDocument.getElementById(note)
      const { innerText, textContent } = (message ?? {}) as Partial<HTMLElement>
      return {
        code: message?.getAttribute('data-capture-code') ?? '',
        field: isField ? (element.getAttribute('name') ?? '') : '',
        // Unlike `textContent`, `innerText` separates a panel's heading from its text. jsdom lacks it.
        text: (innerText ?? textContent ?? '').replace(/\s+/g, ' ').trim(),
      }
    })
}

/** Whether one of the elements is visible. Playwright sends this function’s text into the page, too. */
export function isAnyVisible(elements: Element[]): boolean {
  return elements.some((element) => element.getClientRects().length > 0)
}

/** Whether the form shows the error, at a field or elsewhere. */
export function showsError({ messages }: Seen, { code, field, text = '' }: ExpectedError): boolean {
  return messages.some(
    (message) =>
      (code === undefined || message.code === code) &&
      (field === undefined || message.field === field) &&
      (typeof text === 'string' ? message.text.includes(text) : message.text.search(text) !== -1) &&
      message.text !== '',
  )
}

/** Whether the form has ended, with this code if one is given. */
export function hasFailed(seen: Seen, code: MessageCode | undefined): boolean {
  return (
    seen.state === 'failed' &&
    seen.messages.some(({ field, code: shown }) => !field && (!code || shown === code))
  )
}

/** Whether the form has its token, or can't get one any more. */
export function hasEnded({ state }: Seen): boolean {
  return state === 'tokenized' || state === 'failed'
}

/**
 * Whether the session is open. The form may be submitting or tokenized already, because one without
 * fields submits itself.
 */
export function isReady({ state }: Seen): boolean {
  return state === 'ready' || state === 'submitting' || state === 'tokenized'
}

/** Describes an expected error for the message of a failed expectation. */
export function describeError({ code, field, text }: ExpectedError): string {
  const where = field === undefined ? '' : ` at ${field}`
  const what = [code, text === undefined ? undefined : `the text ${String(text)}`].filter(Boolean)
  return `an error${where}${what.length > 0 ? ` with ${what.join(' and ')}` : ''}`
}

/** The message of a failed expectation: what the test expected, and what the form shows instead. */
export function describeUnmet(what: string, seen: Seen): string {
  return `Expected ${what}, but the form ${hasEnded(seen) ? 'has ended: it ' : ''}${describeSeen(seen)}.`
}

/** Describes the visible state. */
export function describeSeen({ state, messages, isReviewing }: Seen): string {
  const shown = messages.map(({ code, field, text }) => `${code}${field && ` at ${field}`} (“${text}”)`)
  return `is ${state || 'not mounted'} and shows ${shown.join(', ') || 'no error'}${isReviewing ? '. It shows what was typed once more: confirm() sends it' : ''}`
}
