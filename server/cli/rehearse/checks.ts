/** Checks of the page's behavior in an outcome. Each check reports a finding if the page fails it. */
import type { Stage } from './stage.js'

/** After a token, the page must show success, stop to look busy, and have sent the payment once. */
export async function expectSuccess(stage: Stage): Promise<void> {
  await stage.expectToken()
  if (!(await stage.poll(stage.showsSuccess))) await stage.report('no-success')
  await expectIdle(stage)
  await expectOnce(stage)
}

/** The page must send the payment only once to the merchant's backend, and once to the capture server. */
export async function expectOnce(stage: Stage): Promise<void> {
  if (stage.requests.hasRepeated()) await stage.report('orders-twice')
  if (stage.requests.countCaptures() > 1) await stage.report('captures-twice')
}

/** The page must stop showing that it is busy. */
export async function expectIdle(stage: Stage): Promise<void> {
  if (!(await stage.poll(async () => !(await stage.isBusy())))) await stage.report('endless-spinner')
}

/** After a refusal, the page must show a message and no success, and must not look busy. */
export async function expectRefusal(stage: Stage): Promise<void> {
  const hasMessage = async () => (await stage.showsMessage()) || stage.showsFailure()
  if (!(await stage.poll(hasMessage))) await stage.report('no-message')
  await expectIdle(stage)
  if (await stage.showsSuccess()) await stage.report('success-without-token')
}

/** The page's own button must let the cardholder try again. Does not check the form's button. */
export async function expectUsableButton(stage: Stage): Promise<void> {
  const { button } = stage.settings.selectors
  if (button === undefined) return
  const isUsable = () => stage.page.locator(button).isEnabled()
  if (!(await stage.poll(isUsable))) await stage.report('frozen-button')
}

/** After a return to the page, it must show the form, success or a message. */
export async function expectAlive(stage: Stage, patience: number): Promise<void> {
  const isAlive = async () =>
    ['ready', 'submitting', 'tokenized'].includes(await stage.readState()) ||
    (await stage.showsSuccess()) ||
    (await stage.showsFailure()) ||
    stage.showsMessage()
  if (!(await stage.poll(isAlive, patience))) await stage.report('stuck')
  await expectIdle(stage)
}
