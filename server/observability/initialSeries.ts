/**
 * Creates series with the value 0 before the first event. Without them, `increase()` misses the first event of a kind,
 * and an alert would fire only at the second.
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

/** The values of the labels: the patterns of routes, and the operations of the gateway and of the store. */
type SeriesLabels = Record<'routes' | 'operations' | 'storeOperations', readonly string[]>

/** Creates the series of the server itself. */
export function initializeSeries(
  { requests, storeErrors, gatewaySeconds }: Metrics,
  { routes, operations, storeOperations }: SeriesLabels,
): void {
  for (const route of routes) requests.inc({ route, status: 500 }, 0)
  for (const operation of storeOperations) storeErrors.inc({ operation }, 0)
  for (const operation of operations) gatewaySeconds.zero({ operation, outcome: 'response' })
}

/** Creates the series of each merchant. Keeps existing counts. */
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
