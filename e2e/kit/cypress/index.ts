/** The published entry `ingo-capture/cypress`: the verbs of `ingo-capture/playwright` as Cypress commands. */
import { checkGroups, checkTarget, checkTimeout, checkValues } from '../arguments.js'
import { fieldSelector, methodSelector, parts, type CardField } from '../form.js'
import { explainPart, explainReview, sentences } from '../sentences.js'
import type { CaptureFrame } from './captureFrame.js'
import { findCy, type Chain, type Control, type Cy, type Waiting } from './cy.js'
import { createExpectations } from './expectations.js'
import { findInForm, requireForm, type Explain, type Find } from './findInForm.js'
import { findPart, readValues } from './page.js'

export { accounts, beneficiaryAccounts } from '../accounts.js'
export type { CaptureFrame } from './captureFrame.js'
export type { Chain, Control, Waiting } from './cy.js'
export type { CardField, CardValues, CheckValues, ExpectedError } from '../form.js'
export type { FormState, MessageCode } from '../names.js'
export { validBeneficiary, validCard } from '../values.js'

/**
 * The capture in the element that `target` selects, which is its host element or one around it. Without `target`, the
 * only capture of the page. Call it before `cy.visit`, so that it records the token.
 */
export function captureFrame(target?: string): CaptureFrame {
  const cy = findCy()
  checkTarget(target, false)
  return { ...createExpectations(cy, target), ...createActions(cy, target) }
}

type Actions = Pick<
  CaptureFrame,
  'fillCard' | 'fillCheck' | 'chooseMethod' | 'confirm' | 'submit' | 'press' | 'field'
>
function createActions(cy: Cy, target: string | undefined): Actions {
  const find: Find = (...wanted) => findInForm(cy, target, ...wanted)

  function act(part: Chain<HTMLElement>, run: (control: Control, element: HTMLElement) => void): void {
    part.then((element) => {
      run(cy.wrap(element, { log: false }), element)
    })
  }

  const field = (name: CardField, waiting?: Waiting) =>
    find(fieldSelector(name), (seen) => explainPart(seen, sentences.noField(name)), waiting)

  function fill(values: Partial<Record<CardField, string>>, waiting?: Waiting): void {
    requireForm(cy, target)
    for (const [name, value] of Object.entries(values) as [CardField, string][]) {
      act(field(name, waiting), (control) => {
        if (name.endsWith('_state')) control.select(value, waiting)
        // Cypress rejects an empty text.
        else if (value === '') control.clear(waiting)
        else control.clear(waiting).type(value, { ...waiting, delay: 0, parseSpecialCharSequences: false })
      })
    }
  }

  return {
    field,
    fillCard(values, waiting) {
      checkValues('fillCard', values)
      fill(values, waiting)
    },
    fillCheck(values, waiting) {
      const { beneficiary = {}, recipient } = checkGroups(values)
      fill(beneficiary, waiting)
      if (!recipient) return
      // The form does not ask this if the session has decided it.
      const explain: Explain = (seen) => explainPart(seen, sentences.noRecipient)
      act(find(`${parts.otherPayee}, ${parts.payee}`, explain, waiting), (control, element) => {
        if (element.matches(parts.otherPayee)) control.check(waiting)
      })
      fill(recipient, waiting)
    },
    chooseMethod(method, waiting) {
      const explain: Explain = (seen, host) =>
        explainPart(seen, sentences.noMethod(method, readValues(host, parts.method)))
      act(find(methodSelector(method), explain, waiting), (control) => control.check(waiting))
    },
    confirm(waiting) {
      act(find(parts.confirm, explainReview, waiting), (control) => control.click(waiting))
    },
    submit(waiting) {
      const explain: Explain = (seen, host) =>
        explainPart(seen, findPart(host, parts.confirm) ? sentences.inReview : sentences.noButton)
      act(find(parts.submit, explain, waiting), (control) => control.click(waiting))
    },
    press(selector, waiting) {
      checkTimeout(waiting?.timeout)
      cy.get(selector, waiting).click(waiting)
    },
  }
}
