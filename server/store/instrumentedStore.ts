/**
 * The store with metrics, log lines and one kind of failure. If the store can't be used, the server answers 503. It
 * never falls back to the memory of a single process.
 */
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { errorCode } from './errorCode.js'
import { MissingSealingKeyError } from './seal.js'
import type { Outbox } from './outbox.js'
import type { Page } from './page.js'
import type { Store } from './store.js'

const RETRY_AFTER_S = 5
/** The time between two log lines of an outage. */
const LOG_INTERVAL_MS = 10_000

/** The `operation` label of the store's metrics. */
export const storeOperations = [
  'create',
  'find_creation',
  'read',
  'list_sessions',
  'cancel',
  'end_review',
  'read_used_id',
  'add_used_id',
  'claim_id',
  'release_id',
  'acquire_lease',
  'mark_sent',
  'renew_lease',
  'release_lease',
  'commit',
  'claim_events',
  'settle_event',
  'claim_watched',
  'apply_sweep',
  'list_events',
  'resend_event',
  'restore',
  'probe',
] as const
type StoreOperation = (typeof storeOperations)[number]

type Observers = { metrics: Metrics; log: Log; now: () => number }

/** Turns every failure into `gateway_unavailable`, except for a missing sealing key: that is `internal`. */
export function instrumentStore(store: Store, observers: Observers): Store {
  const reports = createReports(observers)
  const observe = createObserver(observers, reports)
  return {
    create: observe('create', (session) => store.create(session)),
    findCreation: observe('find_creation', (merchant, key) => store.findCreation(merchant, key)),
    read: observe('read', (merchant, id) => store.read(merchant, id)),
    list: observe('list_sessions', (query) => store.list(query).then(reports.omissions('list_sessions'))),
    cancel: observe('cancel', (record, eventWrite) => store.cancel(record, eventWrite)),
    endReview: observe('end_review', (end) => store.endReview(end)),
    findUsedId: observe('read_used_id', (id, now) => store.findUsedId(id, now)),
    addUsedId: observe('add_used_id', (usedId) => store.addUsedId(usedId)),
    claimId: observe('claim_id', (claim) => store.claimId(claim)),
    releaseId: observe('release_id', (claim) => store.releaseId(claim)),
    acquireLease: observe('acquire_lease', (request) => store.acquireLease(request)),
    markSent: observe('mark_sent', (lease) => store.markSent(lease)),
    renewLease: observe('renew_lease', (lease) => store.renewLease(lease)),
    releaseLease: observe('release_lease', (lease, before) => store.releaseLease(lease, before)),
    commit: observe('commit', (commit) => store.commit(commit)),
    outbox: {
      ...instrumentOutbox(store.outbox, observe),
      list: observe('list_events', (query) =>
        store.outbox.list(query).then(reports.omissions('list_events')),
      ),
    },
    restore: observe('restore', (record) => store.restore(record)),
    probe: observe('probe', () => store.probe()),
    close: () => store.close(),
  }
}

function instrumentOutbox(outbox: Outbox, observe: ReturnType<typeof createObserver>): Omit<Outbox, 'list'> {
  return {
    claim: observe('claim_events', outbox.claim),
    settle: observe('settle_event', outbox.settle),
    claimWatched: observe('claim_watched', outbox.claimWatched),
    applySweep: observe('apply_sweep', outbox.applySweep),
    resend: observe('resend_event', outbox.resend),
  }
}

function createObserver({ metrics: { storeSeconds } }: Observers, reports: Reports) {
  return <Values extends unknown[], Result>(
    operation: StoreOperation,
    method: (...values: Values) => Promise<Result>,
  ) => {
    const seconds = storeSeconds.labels(operation)
    const observe = (started: number) => {
      seconds.observe((performance.now() - started) / 1000)
    }
    return (...values: Values): Promise<Result> => {
      const started = performance.now()
      const fail = (error: unknown): never => {
        observe(started)
        throw reports.failure(operation, error)
      }
      try {
        return method(...values).then((value) => {
          observe(started)
          return value
        }, fail)
      } catch (error) {
        // Some methods call SQLite synchronously, so they throw instead of rejecting.
        return Promise.resolve(error).then(fail)
      }
    }
  }
}

type Reports = ReturnType<typeof createReports>

function createReports({ metrics: { storeErrors }, log, now }: Observers) {
  let loggedAt = -Infinity
  let hasLoggedKey = false

  function logMissingKey(operation: StoreOperation, { message: problem }: MissingSealingKeyError): void {
    if (!hasLoggedKey) log.error('sealed results can’t be opened', { operation, problem })
    hasLoggedKey = true
  }

  /** Counts and logs a failure, and returns the error that the server answers instead. */
  function failure(operation: StoreOperation, error: unknown): ProblemError {
    storeErrors.inc({ operation })
    if (error instanceof MissingSealingKeyError) {
      logMissingKey(operation, error)
      return new ProblemError('internal', {
        status: 503,
        retryAfter: RETRY_AFTER_S,
        detail: 'The capture server lacks the key of this session’s stored results.',
      })
    }
    // Uses the absolute age, because our clock may have been corrected in either direction.
    if (Math.abs(now() - loggedAt) >= LOG_INTERVAL_MS) {
      const fields = { operation, error: errorCode(error) }
      log.error('state store unavailable (CAPTURE_STORE or REDIS_URL)', fields)
      loggedAt = now()
    }
    // Leaves out the driver's message, because it may quote a statement's values.
    return new ProblemError('gateway_unavailable', {
      status: 503,
      retryAfter: RETRY_AFTER_S,
      detail: 'The capture server’s state store is unavailable. This request has not been processed.',
    })
  }

  return {
    failure,
    /** Logs that a page leaves out entries that can't be opened. */
    omissions:
      (operation: StoreOperation) =>
      <Found extends Page<unknown> | undefined>(page: Found): Found => {
        if (page && page.unreadable.length > 0) logMissingKey(operation, new MissingSealingKeyError())
        return page
      },
  }
}
