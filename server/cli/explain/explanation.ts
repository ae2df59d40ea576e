/** Combines the log's and the server's data about a request into one explanation. */
import { findAdvice, type Responsible, type SessionNow } from './advice.js'
import { formMessages, type ShownMessages } from './formMessages.js'
import { describeStatus } from './ingoStatuses.js'
import type { LoggedRequest } from './logLines.js'
import type { Ending } from './meaning.js'
import { words, type Language } from './words.js'

/** The output of `--json`: ids, codes and texts of this package, without a cardholder's data and Ingo's texts. */
export type Explanation = {
  reference: string
  request_id: string
  time?: string
  merchant?: string
  session?: string
  /** An error code, `tokenized`, `verified`, `answered` or `unfinished`. */
  code: Ending
  account_type?: string
  /** The possible texts of the form; the cardholder saw one of them. Absent if the form did not send the request. */
  shown?: string[]
  /** Ingo's status, and its meaning if Ingo documents it. Absent without an answer from Ingo. */
  ingo?: { status: number; meaning?: string }
  cause: string
  /** Who has to act. Like `fix` and `tell`, it depends on the session's present state if the server answers. */
  responsible: Responsible
  responsible_text: string
  fix: string
  tell: string
  now?: SessionNow & { text: string }
}

/** The routes of the form. The merchant's backend sends all other requests. */
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

/** The account type's message or the general one, and the message of a form that ended with the code. */
function findShown(messages: ShownMessages, ending: Ending, accountType?: string): string[] {
  // All account types are possible if the log does not name one.
  const types = accountType === undefined ? ['card', 'check', 'open-banking'] : [accountType]
  const own = types.map((type) => messages[type]?.[ending] ?? messages.card?.[ending])
  return [...new Set([...own, messages.ended?.[ending]])].filter((text) => text !== undefined)
}

/** Markdown as plain text. The targets of links are pages of this package. */
function toPlainText(markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\((?:\.\.\/)?([^)]+)\)/g, (_link, text: string, path: string) =>
      /^[A-Z]/.test(path) ? `${text} (${path})` : `${text} (docs/${path})`,
    )
    .replaceAll('`', '')
}
