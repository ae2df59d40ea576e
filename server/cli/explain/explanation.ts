/** Joins what the log and the server say of a request into one explanation. */
import { findAdvice, type Responsible, type SessionNow } from './advice.js'
import { formMessages, type ShownMessages } from './formMessages.js'
import { describeStatus } from './ingoStatuses.js'
import type { LoggedRequest } from './logLines.js'
import type { Ending } from './meaning.js'
import { words, type Language } from './words.js'

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
  /** Whose job it is now, as `fix` and `tell` are: by the session's present state where the server answers. */
  responsible: Responsible
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
  const { meanings, responsible } = words[language]
  const accountType = operation?.match(/^verify--(.+)$/)?.[1]
  const { fix, tell, responsible: fault } = findAdvice(ending, now, words[language])
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
    cause: toPlainText(meanings[ending].cause),
    ...{ responsible: fault, responsible_text: responsible[fault] },
    ...{ fix: toPlainText(fix), tell },
    ...(now && { now: { ...now, text: describeState(now, language) } }),
  }
}

function describeState({ status, review, needs_new_session }: SessionNow, language: Language): string {
  const { states, reviews } = words[language]
  const isUnresolved = status === 'unknown' && needs_new_session === true
  const text = isUnresolved ? states.unresolved : states[status]
  return review === 'pending' || review === 'cleared' ? `${text} ${reviews[review]}` : text
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
