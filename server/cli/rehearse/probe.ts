/** The first look at the page: finds the form's origin, and whether a rehearsal can use the form. */
import { RehearsalError } from './settings.js'
import { HOST, OWN_BUTTON, type Place, type Stage } from './stage.js'
import type { Method } from './values.js'

/** How long the page may take to mount the form, and the form to load, in ms. */
const MOUNTED_MS = 15_000
const READY_MS = 30_000

/** Throws a RehearsalError with one sentence if the page can't be rehearsed. */
export async function probePage(stage: Stage): Promise<Place> {
  const { selectors } = stage.settings
  await stage.open().catch((error: unknown) => {
    const reason =
      selectors.open === undefined
        ? 'The page does not load. Check its address, and that this machine reaches it'
        : 'The page does not load, or nothing matches --open. Check both'
    throw new RehearsalError(reason, { cause: error })
  })
  const isMounted = await stage.poll(async () => (await stage.page.locator(HOST).count()) > 0, MOUNTED_MS)
  await stage.form.waitReady({ timeout: isMounted ? READY_MS : 1 }).catch((error: unknown) => {
    throw new RehearsalError(`The form is missing: ${describeFailure(error)}`, { cause: error })
  })
  if (await stage.showsSuccess())
    throw new RehearsalError(
      '--success is invalid: the page shows it before any payment. Name what only a paid page shows: --success "#paid"',
    )
  const { frame } = stage.form
  if (selectors.button === undefined && (await frame.locator(OWN_BUTTON).count()) === 0)
    throw new RehearsalError(
      '--button is missing: the form has no button of its own. Name your page’s: --button "#pay"',
    )
  if (selectors.button !== undefined && (await stage.page.locator(selectors.button).count()) !== 1)
    throw new RehearsalError('--button is invalid: it does not match exactly one element of the page')
  const choices = await frame
    .locator('[name="account_type"]')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
  const hasCard = (await stage.form.field('account').count()) > 0
  const methods = choices.length > 0 ? choices.filter(isMethod) : [hasCard ? 'card' : 'check']
  return { origin: await readOrigin(stage), methods: methods as Method[], hasChoice: choices.length > 0 }
}

function isMethod(name: string): name is Method {
  return name === 'card' || name === 'check'
}

async function readOrigin({ page, settings }: Stage): Promise<string> {
  const target = settings.selectors.form
  const around = target === undefined ? page.locator(HOST) : page.locator(target)
  return new URL((await around.locator('iframe').getAttribute('src')) ?? '').origin
}

/** The first line of an error, without URLs, because a page's URL may have a session. */
export function describeFailure(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : '').split('\n')
  return line.replace(/\b[a-z]+:\/\/\S+/g, '(address)')
}
