/** Reads tokens from the capture server's responses, because a test can't read the host page's events. */
import type { Frame, Page, Request, Response } from '@playwright/test'
import type { AccountType } from '../../contract/session.js'
import type { TokenEvent } from '../../widget/protocol/messages.js'
import { readTokenEvent, TOKEN_ENDPOINTS } from './tokenEvent.js'

type Recorded = { frame: Frame; event: Promise<TokenEvent | undefined> }

const recorded = new WeakMap<Page, Recorded[]>()
/**
 * Records the page's tokens from now on. Playwright 1.56 and later remembers the latest requests, whose
 * tokens are recorded too.
 */
export function recordTokens(page: Page): void {
  if (recorded.has(page)) return
  const tokens: Recorded[] = []
  recorded.set(page, tokens)
  const record = (response: Response): void => {
    if (TOKEN_ENDPOINTS.test(response.url()) && response.ok())
      tokens.push({ frame: response.frame(), event: readToken(response).catch(() => undefined) })
  }
  page.on('request', (request) => {
    // Playwright can't read this request's body in a Firefox that it drives by WebDriver BiDi. Read the
    // account type in the form.
    if (request.method() === 'POST' && TOKEN_ENDPOINTS.test(request.url()) && request.postData() === null)
      types.set(
        request,
        readType(request.frame()).catch(() => undefined),
      )
  })
  page.on('response', record)
  recordPast(page, record).catch(() => undefined)
}

async function recordPast(page: Page, record: (response: Response) => void): Promise<void> {
  const { requests } = page as Partial<Pick<Page, 'requests'>>
  for (const request of (await requests?.call(page)) ?? []) {
    const response = TOKEN_ENDPOINTS.test(request.url()) ? await request.response() : null
    if (response) record(response)
  }
}

/** The last token of a frame. */
export async function findToken(page: Page, frame: Frame | null): Promise<TokenEvent | undefined> {
  const events = (recorded.get(page) ?? []).filter((each) => each.frame === frame).map(({ event }) => event)
  return (await Promise.all(events)).findLast((event) => event !== undefined)
}

const types = new WeakMap<Request, Promise<AccountType | undefined>>()

/** The account type of the form that a frame shows. */
async function readType(frame: Frame): Promise<AccountType> {
  const [first] = await frame
    .locator('[name="account"], #check-heading')
    .evaluateAll((elements) => elements.map(({ id }) => id))
  if (first === undefined) return 'open-banking'
  return first === 'check-heading' ? 'check' : 'card'
}

async function readToken(response: Response): Promise<TokenEvent | undefined> {
  const request = response.request()
  const sent: unknown = request.postDataJSON() ?? { account_type: await types.get(request) }
  return readTokenEvent(await response.json(), sent)
}
