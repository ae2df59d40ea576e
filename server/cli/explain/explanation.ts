/** Joins what the log and the server say of a request into one explanation. */
import { errors } from '../../../contract/errors.js'
import type { RetrievedSession, SessionState } from '../../../contract/sessionRequest.js'
import { formMessages, type ShownMessages } from './formMessages.js'
import { describeStatus } from './ingoStatuses.js'
import type { LoggedRequest } from './logLines.js'
import type { Ending } from './meaning.js'
import { words, type Language } from './words.js'

/** What is known of the session now. `gone`: the server has no such session any more. */
export type SessionNow = Pick<RetrievedSession, 'attempts'> & { status: SessionState | 'gone' }

/** What `--json` prints. It has ids, codes and texts of this package, and nothing of a cardholder or of Ingo's text. */
export type Explanation = {
  reference: string
  request_id: string
  time?: string
  merchant?: string
  session?: string
  /** An error code, `tokenized`, `verified`, `answered` or `unfinished`. */
  code: Ending
  account_type?: string
  /** The texts of the form, one of which the cardholder saw. Absent if the request was not the form's. */
  shown?: string[]
  /** Ingo's status, and its meaning if Ingo documents it. Absent if Ingo was not asked or has not answered. */
  ingo?: { status: number; meaning?: string }
  cause: string
  /** Whose job it is: `none` after a success. */
  responsible: 'cardholder' | 'merchant' | 'gateway' | 'network' | 'internal' | 'none'
  responsible_text: string
  fix: string
  tell: string
  now?: SessionNow & { text: string }
}

/** The requests of the form; the merchant's backend sends all others. */
const FORM_ROUTES = /\/v1\/(?:session|captures)$/

export function explain(
  reference: string,
  request: LoggedRequest,
  { session: now, language }: { session: SessionNow | undefined; language: Language },
): Explanation {
  const { request_id, time, merchant, session, route, operation, gateway_status: status, ending } = request
  const { meanings, responsible, states } = words[language]
  const accountType = operation?.match(/^verify--(.+)$/)?.[1]
  const fault = ending in errors ? errors[ending as keyof typeof errors].fault : 'none'
  const { cause, fix, tell } = meanings[ending]
  const meaning = status === undefined ? undefined : describeStatus(status, language)
  const isForms = route === undefined || FORM_ROUTES.test(route)
  return {
    ...{ reference, request_id },
    ...(time !== undefined && { time }),
    ...(merchant !== undefined && { merchant }),
    ...(session !== undefined && { session }),
    code: ending,
    ...(accountType !== undefined && { account_type: accountType }),
    ...(isForms && { shown: findShown(formMessages[language], ending, accountType) }),
    ...(status !== undefined && { ingo: { status, ...(meaning !== undefined && { meaning }) } }),
    cause: toPlainText(cause),
    ...{ responsible: fault, responsible_text: responsible[fault] },
    ...{ fix: toPlainText(fix), tell },
    ...(now && { now: { ...now, text: states[now.status] } }),
  }
}

/** The account type's own message, or the general one, and the one of a form that ended with the code. */
function findShown(messages: ShownMessages, ending: Ending, accountType?: string): string[] {
  // A log that does not name the account type leaves all of them possible.
  const types = accountType === undefined ? ['card', 'check', 'open-banking'] : [accountType]
  const own = types.map((type) => messages[type]?.[ending] ?? messages.card?.[ending])
  return [...new Set([...own, messages.ended?.[ending]])].filter((text) => text !== undefined)
}

/** Markdown without its signs. A link's target is a page of this package. */
function toPlainText(markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\((?:\.\.\/)?([^)]+)\)/g, (_link, text: string, path: string) =>
      /^[A-Z]/.test(path) ? `${text} (${path})` : `${text} (docs/${path})`,
    )
    .replaceAll('`', '')
}
