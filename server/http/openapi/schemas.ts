/** The contract's schemas as JSON Schema, so that documentation and validation can't differ. */
import * as z from 'zod/mini'
import { isOptional, recipient, recipientFields } from '../../../contract/fields.js'
import { backendProblem } from '../../../contract/backendProblem.js'
import { gatewayResponse } from '../../../contract/gatewayResponse.js'
import { errors, problem, titles, type ErrorCode } from '../../../contract/errors.js'
import { funnelReport } from '../../../contract/funnel.js'
import { receivedEvent } from '../../../contract/ingoWebhook.js'
import { captureResponse, frameSession } from '../../../contract/session.js'
import {
  createdSession,
  retrievedSession,
  sessionList,
  sessionRequest,
} from '../../../contract/sessionRequest.js'
import { shapeList } from '../../../contract/shapes.js'
import { verificationRequest } from '../../../contract/verification.js'
import { webhookBody } from '../../../contract/webhook.js'
import { resentEvent, webhookList } from '../../../contract/webhookList.js'
import { methods, type CaptureSchemaName } from '../../captures/methods/registry.js'

export type Json = Record<string, unknown>

const captures = Object.values(methods)
/** The bodies of `POST /v1/captures`, one for each account type. */
export const captureSchemas: CaptureSchemaName[] = captures.map(({ schemaName }) => schemaName)

const requests = {
  SessionRequest: sessionRequest,
  VerificationRequest: verificationRequest,
  FunnelReport: funnelReport,
  /** Any object, because Ingo documents only the names of the events. */
  IngoEvent: z.looseObject({}),
  ...(Object.fromEntries(captures.map(({ schemaName, schema }) => [schemaName, schema])) as Record<
    CaptureSchemaName,
    z.ZodMiniType
  >),
}

const responses = {
  CreatedSession: createdSession,
  RetrievedSession: retrievedSession,
  SessionList: sessionList,
  GatewayAnswer: gatewayResponse,
  FrameSession: frameSession,
  CaptureAnswer: captureResponse,
  ShapeList: shapeList,
  Problem: problem,
  BackendProblem: backendProblem,
  WebhookBody: webhookBody,
  WebhookList: webhookList,
  ResentEvent: resentEvent,
  ReceivedEvent: receivedEvent,
  Integrity: z.record(z.string(), z.string().check(z.regex(/^sha384-/))),
  Health: z.object({ status: z.literal('up') }),
  Ready: z.object({ status: z.literal('ready') }),
  NotReady: z.object({ status: z.literal('not_ready') }),
}

export type SchemaName = keyof typeof requests | keyof typeof responses

export function schemaRef(name: SchemaName): Json {
  return { $ref: `#/components/schemas/${name}` }
}

/** Every schema by name, for `components.schemas`. */
export function componentSchemas(): Record<string, Json> {
  const all = Object.fromEntries([
    ...Object.entries(requests).map(([name, schema]) => [name, jsonSchema(schema, 'input')] as const),
    ...Object.entries(responses).map(([name, schema]) => [name, jsonSchema(schema, 'output')] as const),
  ])
  all.VerificationRequest = { ...all.VerificationRequest, ...oneGrouping }
  for (const schema of [all.Problem, all.BackendProblem]) {
    const { properties } = schema as { properties: Json }
    properties.code = { ...(properties.code as Json), description: describeErrorCodes() }
    if ('gateway' in properties)
      properties.gateway = {
        ...schemaRef('GatewayAnswer'),
        description: 'Ingo’s response: documented fields, and harmless values beside them.',
      }
  }
  return all
}

/** The rule between the fields, which `verification.ts` checks in code. */
const oneGrouping = {
  oneOf: [
    { required: ['customer_account_token'] },
    {
      required: ['third_party_token', ...recipientFields.filter((name) => !isOptional(recipient[name]))],
    },
  ],
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema: made }) => {
      // Zod adds the bounds of JavaScript's safe integers to every integer.
      if (made.minimum === Number.MIN_SAFE_INTEGER) delete made.minimum
      if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum
      // Responses may gain fields within a major version; requests reject unknown fields.
      if (io === 'output' && made.additionalProperties === false) delete made.additionalProperties
    },
  })
  return rest
}

function describeErrorCodes(): string {
  return (Object.keys(errors) as ErrorCode[])
    .map((code) => `- \`${code}\` (${errors[code].status}): ${titles[code]}`)
    .join('\n')
}
