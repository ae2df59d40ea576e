/**
 * Series that exist before anything has happened. Without a 0 first, `increase()` misses the first event of a kind,
 * and an alert on it would wait for the second.
 */
import { errors } from '../../contract/errors.js'
import { reviewResults } from '../../contract/ingoWebhook.js'
import type { Metrics } from './metrics.js'

const outcomes = ['tokenized', ...Object.keys(errors)]
const webhookOutcomes = ['delivered', 'retried', 'given_up']
const ingoWebhookOutcomes = [
  ...reviewResults,
  ...['in_progress', 'mismatched', 'unknown_shape', 'rejected', 'failed'],
]
const limits = ['session', 'address', 'merchant', 'gateway']

/** The values of the labels: the routes' patterns, the gateway's operations, the store's operations. */
type SeriesLabels = Record<'routes' | 'operations' | 'storeOperations', readonly string[]>

/** The series of the server itself, whichever merchants it has. */
export function initializeSeries(
  { requests, storeErrors, gatewaySeconds }: Metrics,
  { routes, operations, storeOperations }: SeriesLabels,
): void {
  for (const route of routes) requests.inc({ route, status: 500 }, 0)
  for (const operation of storeOperations) storeErrors.inc({ operation }, 0)
  for (const operation of operations) gatewaySeconds.zero({ operation, outcome: 'response' })
}

/** The series of each merchant. Existing counts are kept. */
export function initializeMerchantSeries(
  { attempts, limited, webhooks, ingoWebhooks }: Metrics,
  merchants: readonly string[],
): void {
  for (const merchant of merchants) {
    for (const outcome of outcomes) attempts.inc({ merchant, outcome }, 0)
    for (const outcome of webhookOutcomes) webhooks.inc({ merchant, outcome }, 0)
    for (const outcome of ingoWebhookOutcomes) ingoWebhooks.inc({ merchant, outcome }, 0)
    for (const limit of limits) limited.inc({ merchant, limit }, 0)
  }
}
