/** The operations and how each body is read: one row for each documented path. */
import { randomUUID } from 'node:crypto'
import { verifyCheckRequest } from '../../contract/verifyCheck.js'
import { verifyOpenBankingRequest } from '../../contract/verifyOpenBanking.js'
import { checkData, type Refusal } from './answer.js'
import { readCard } from './cardRequest.js'
import { parsed, parseJson } from './parse.js'
import { checkScenario, scenarioOf } from './scenarios.js'
import type { Asked, Read, Reading } from './operation.js'

export const operations = new Map<string, Read>([
  ['/gateway/verify--card', readCard],
  ['/gateway/verify--check', readCheck],
  ['/gateway/verify--open-banking', readOpenBanking],
])

function readCheck(body: Buffer, { participantId, now }: Reading): Asked | { refusal: Refusal } {
  const check = parsed(verifyCheckRequest, parseJson(body), participantId)
  if ('refusal' in check) return check
  const { request } = check
  return {
    id: request.participant_unique_id1,
    scenario: checkScenario(request.beneficiary) ?? { status: 100 },
    data: checkData(request, now()),
  }
}

/** Preview. Nothing keys it, and its documented success is `data: {}`. */
function readOpenBanking(body: Buffer, { participantId }: Reading): Asked | { refusal: Refusal } {
  const asked = parsed(verifyOpenBankingRequest, parseJson(body), participantId)
  if ('refusal' in asked) return asked
  return { id: randomUUID(), scenario: scenarioOf(asked.request.account_id) ?? { status: 100 }, data: {} }
}
