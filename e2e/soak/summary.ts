/** The summary of a soak: a line for each part, and below it the findings. */
import type { EventReport } from './eventAudit.js'
import type { EventPartReport } from './eventPart.js'
import type { Part, PartReport } from './part.js'
import type { Story } from './verdict.js'

/** Codes that the faults explain. After most of them the cardholder asks again. */
const EXPECTED = [
  'tokenized',
  'no response',
  'card_declined',
  'gateway_unavailable',
  'in_progress',
  'outcome_unknown',
  // A tab gets this for an account that it submits after the other tab has captured another one.
  'session_used',
  // A session whose card is not payable gets this.
  'card_not_payable',
]
/**
 * These follow if a record is lost: the server no longer knows that the session's first id belongs to another account. The
 * mismatch takes an attempt, so none may be left for the last account.
 */
const EXPECTED_AFTER_LOSS = ['account_mismatch', 'attempts_exhausted']

/** The lines of one part. */
export function describePart(report: PartReport): string[] {
  const { part, sessions, gateway, answers, problems, memory } = report
  const { lost, doubled, unread, afterLoss } = collect(report)
  const stories = sessions.map(({ story }) => story)
  const count = (test: (story: Story) => boolean) => stories.filter(test).length
  const numbers = [
    `sessions ${stories.length}`,
    `tokens ${count(({ pageTokens }) => pageTokens.length > 0)}`,
    `lost ${lost.length}`,
    `doubled ${doubled.length}`,
    `given up ${count(({ givenUp }) => givenUp.size > 0)} (${unread.length} tokenized)`,
    `forgotten ${count(({ isForgotten }) => isForgotten)}`,
    ...(mayLoseRecords(part) ? [`doubled after a loss ${afterLoss.length}`] : []),
    ...[`kills ${report.kills}`, `rolls ${report.rolls}`],
    ...(part.redis ? [`Redis kills ${report.redisKills.length}`, `Redis stalls ${report.redisStalls}`] : []),
    `memory ${memory.join(' to ')} MB`,
  ]
  const expected = mayLoseRecords(part) ? [...EXPECTED, ...EXPECTED_AFTER_LOSS] : EXPECTED
  const unexpected = [...answers].filter(([code]) => !expected.includes(code))
  return [
    `${part.name}: ${numbers.join(', ')}`,
    `  gateway: calls ${gateway.counts.calls}, overlaps ${gateway.counts.overlaps}, ${list(gateway.faults)}`,
    `  answers: ${list(answers)}`,
    describeWebhooks(report.webhooks),
    ...(unexpected.length > 0 ? [`  unexpected: ${list(unexpected)}`] : []),
    ...stories.flatMap(({ session, isUnfinished }) => (isUnfinished ? [`  unfinished: ${session}`] : [])),
    ...lost.map((what) => `  lost: ${what}`),
    ...doubled.map((what) => `  doubled: ${what}`),
    ...afterLoss.map((what) => `  doubled after a loss: ${what}`),
    ...listWebhookFindings(report.webhooks).map((what) => `  ${what}`),
    ...problems.map((what) => `  problem: ${what}`),
  ]
}

/** Whether nothing was lost or doubled, every process ended well, and some page got a token. */
export function isGood(report: PartReport): boolean {
  const { lost, doubled } = collect(report)
  const isEmpty = report.sessions.every(({ story }) => story.pageTokens.length === 0)
  const findings = [...lost, ...doubled, ...report.problems, ...listWebhookFindings(report.webhooks)]
  return findings.length === 0 && report.webhooks.counts.overlaps === 0 && !isEmpty
}

/** The lines of a part that tests only webhooks. */
export function describeEventPart({ part, kills, webhooks, problems }: EventPartReport): string[] {
  return [
    `${part.name}: kills ${kills}`,
    describeWebhooks(webhooks),
    ...[...listWebhookFindings(webhooks), ...problems].map((what) => `  ${what}`),
  ]
}

/** Whether the receiver got every event and no other, in order. */
export function isEventPartGood({ webhooks, problems }: EventPartReport): boolean {
  return listWebhookFindings(webhooks).length + problems.length + webhooks.counts.overlaps === 0
}

function describeWebhooks({ events, sessions, lost, surplus, disordered, counts }: EventReport): string {
  const numbers = [
    `events ${events}`,
    `of ${sessions} sessions compared: lost ${lost.length}, surplus ${surplus.length}, disordered ${disordered.length}`,
    `requests ${counts.requests}, refused ${counts.refused}, repeats ${counts.repeats}, overlaps ${counts.overlaps}`,
  ]
  return `  webhooks: ${numbers.join('; ')}`
}

function listWebhookFindings({ lost, surplus, disordered }: EventReport): string[] {
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...surplus.map((what) => `surplus: ${what}`),
    ...disordered.map((what) => `disordered: ${what}`),
  ]
}

type Findings = Record<'lost' | 'doubled' | 'unread' | 'afterLoss', string[]>

/** The findings, each with its session. A store that persists must not lose a record either. */
function collect({ part, sessions, verdicts, redisKills }: PartReport): Findings {
  const findings: Findings = { lost: [], doubled: [], unread: [], afterLoss: [] }
  for (const [index, { story }] of sessions.entries()) {
    const { lost = [], doubled = [], unread = [] } = verdicts[index] ?? {}
    const name = (what: string) => `session ${story.session}: ${what}`
    findings.unread.push(...unread)
    if (mayLoseRecords(part) && hadSeveralAccounts(story, redisKills)) {
      const [first] = [...doubled, ...lost]
      if (first !== undefined) findings.afterLoss.push(name(first))
      continue
    }
    if (story.isRecordLost && !mayLoseRecords(part)) findings.lost.push(name('the record'))
    findings.lost.push(...lost.map(name))
    if (doubled.length > 0) findings.doubled.push(name([...new Set(doubled)].join('; ')))
  }
  return findings
}

/**
 * Whether the session submitted several accounts and may have lost its record. Then the server can't know which account
 * has which participant_unique_id1, and may tokenize one again under another id. With one account it must not.
 */
function hadSeveralAccounts({ submitted, createdAt }: Story, redisKills: number[]): boolean {
  return submitted.size > 1 && redisKills.some((at) => at > createdAt)
}

function mayLoseRecords({ redis }: Part): boolean {
  return redis === 'none'
}

function list(counts: Iterable<[string, number]>): string {
  const sorted = [...counts].sort(([, one], [, other]) => other - one)
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ')
}
