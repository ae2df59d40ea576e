/**
 * Counters that begin at 0, before anything has happened: of a series whose first value is 1, Prometheus' `increase`
 * says 0, and an alert on the first of its kind would wait for the second.
 */
import type { Hono } from 'hono'
import { errors } from '../../contract/errors.js'
import type { Merchant } from '../config/merchant.js'
import type { Metrics } from './metrics.js'
import type { Variables } from '../http/context.js'
import { storeOperations } from '../store/instrumentedStore.js'

const outcomes = ['tokenized', ...Object.keys(errors)]
const limits = ['session', 'address', 'merchant', 'gateway']
const operations = ['verify--card', 'verify--check', 'verify--open-banking']

/** Of the server itself, whoever its merchants are. */
export function initializeSeries(
  { requests, storeErrors, gatewaySeconds }: Metrics,
  { routes }: Hono<{ Variables: Variables }>,
): void {
  for (const { path: route } of routes) requests.inc({ route, status: 500 }, 0)
  for (const operation of storeOperations) storeErrors.inc({ operation }, 0)
  for (const operation of operations) gatewaySeconds.zero({ operation, outcome: 'answered' })
}

/** Of each merchant; what has been counted stays. */
export function initializeMerchantSeries({ attempts, limited }: Metrics, merchants: Merchant[]): void {
  for (const { id: merchant } of merchants) {
    for (const outcome of outcomes) attempts.inc({ merchant, outcome }, 0)
    for (const limit of limits) limited.inc({ merchant, limit }, 0)
  }
}
