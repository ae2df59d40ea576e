import type { AccountType } from '../../../contract/session.js'
import type { TokenEvent } from '../../../widget/protocol/messages.js'
import type { CardField, CardValues, CheckValues, ExpectedError } from '../form.js'
import type { FormState, MessageCode } from '../names.js'
import type { Chain, Waiting } from './cy.js'

/** The same actions and expectations as in the Playwright kit. Each call queues commands, like all of Cypress's own. */
export type CaptureFrame = {
  /** Waits until the page has mounted the form, the form is loaded and its session is open. */
  waitReady(waiting?: Waiting): void
  /** Types values as a person does: `expiration_date` as `12 / 29`, `recipient_state` as `GA`. */
  fillCard(values: CardValues, waiting?: Waiting): void
  /** Fills a check's form. `submit` shows it for review, `confirm` sends it. */
  fillCheck(values: CheckValues, waiting?: Waiting): void
  /** Chooses a method, in a session with several. */
  chooseMethod(method: AccountType, waiting?: Waiting): void
  /** Confirms the review of a check. */
  confirm(waiting?: Waiting): void
  /** Presses the form's own button. */
  submit(waiting?: Waiting): void
  /** Presses a button of the page, such as one below the form. */
  press(selector: string, waiting?: Waiting): void
  /** A field's input, for other commands: `form.field('cvv').then((input) => cy.wrap(input).focus())`. */
  field(name: CardField, waiting?: Waiting): Chain<HTMLElement>
  /** Waits until the host page has received the token. Yields the page's `token` event. */
  expectToken(waiting?: Waiting): Chain<TokenEvent>
  /** Waits for a state of `data-capture-state`. */
  expectState(state: FormState, waiting?: Waiting): void
  /** Waits for an error that the form shows: above it, in the panel in its place, or at a field. */
  expectError(error?: ExpectedError & Waiting): void
  /** Waits until the form has ended without a token, or has not loaded. */
  expectFailed(failure?: { code?: MessageCode } & Waiting): void
  /** Waits until the form shows that its session has expired. */
  expectExpired(waiting?: Waiting): void
}
