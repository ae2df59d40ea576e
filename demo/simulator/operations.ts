/** The simulator's operations: one row for each documented path. */
import { randomUUID } from 'node:crypto'
import { checkRequest } from './documents/check.js'
import { openBankingRequest } from './documents/openBanking.js'
import { checkData } from './response.js'
import { parseCardRequest } from './cardRequest.js'
import { parseRequest, parseJson } from './parseRequest.js'
import { findCheckScenario, findScenario } from './scenarios.js'
import type { ParseOperation, ParseResult, SimulatorContext } from './operation.js'

/** The operations by path. */
export const operations = new Map<string, ParseOperation>([
  ['/gateway/verify--card', parseCardRequest],
  ['/gateway/verify--check', parseCheckRequest],
  ['/gateway/verify--open-banking', parseOpenBankingRequest],
])

function parseCheckRequest(body: Buffer, { participantId, now, forced }: SimulatorContext): ParseResult {
  const check = parseRequest(checkRequest, parseJson(body), participantId)
  if ('error' in check) return check
  const { request } = check
  return {
    id: request.participant_unique_id1,
    scenario: forced ?? findCheckScenario(request.beneficiary) ?? { status: 100 },
    data: checkData(request, now()),
  }
}

/** Preview. The request has no id of its own, and its documented success is `data: {}`. */
function parseOpenBankingRequest(body: Buffer, { participantId, forced }: SimulatorContext): ParseResult {
  const parsed = parseRequest(openBankingRequest, parseJson(body), participantId)
  if ('error' in parsed) return parsed
  const scenario = forced ?? findScenario(parsed.request.account_id) ?? { status: 100 }
  return { id: randomUUID(), scenario, data: {} }
}
