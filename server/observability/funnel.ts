/**
 * The metrics of the funnel: how far cardholders come in the form, and where they stop. A form counts each step, field
 * and outcome once. Only the steps have language and device as labels, because every label multiplies the series, and
 * anyone can send a report.
 */
import { Counter, Histogram, type Registry } from 'prom-client'
import type { FormReport, FunnelReport } from '../../contract/funnel.js'
import type { AccountType } from '../../contract/session.js'

type FunnelMetrics = ReturnType<typeof createFunnelMetrics>

/** Creates the metrics in these registries. */
export function createFunnelMetrics(registers: Registry[]) {
  return {
    formSteps: new Counter({
      name: 'ingo_capture_form_steps_total',
      help: 'Forms that came to a step: shown, first_key, submitted, or tokenized.',
      labelNames: ['merchant', 'account_type', 'language', 'device', 'step'],
      registers,
    }),
    formFields: new Counter({
      name: 'ingo_capture_form_fields_total',
      help: 'Forms in which a field was left with this result: completed, or the rule that its value broke.',
      labelNames: ['merchant', 'account_type', 'field', 'result'],
      registers,
    }),
    formOutcomes: new Counter({
      name: 'ingo_capture_form_outcomes_total',
      help: 'Forms in which a submit ended so: tokenized, or the error code.',
      labelNames: ['merchant', 'account_type', 'outcome'],
      registers,
    }),
    formFirstKeySeconds: new Histogram({
      name: 'ingo_capture_form_first_key_seconds',
      help: 'Time from showing the form to the first key, paste or autofill.',
      labelNames: ['merchant', 'account_type', 'device'],
      buckets: [0.5, 1, 2, 5, 10, 20, 60, 300],
      registers,
    }),
    formTokenSeconds: new Histogram({
      name: 'ingo_capture_form_token_seconds',
      help: 'Time from showing the form to the token.',
      labelNames: ['merchant', 'account_type', 'device'],
      buckets: [5, 10, 20, 30, 60, 120, 300, 900],
      registers,
    }),
  }
}

/** Counts the report of a frame. */
export function countFunnel(
  metrics: FunnelMetrics,
  merchant: string,
  { language, device, forms }: FunnelReport,
): void {
  for (const [account_type, form] of Object.entries(forms) as [AccountType, FormReport][]) {
    const labels = { merchant, account_type }
    const steps = {
      shown: form.shown,
      first_key: form.first_key_seconds !== undefined,
      submitted: form.submitted,
      tokenized: form.token_seconds !== undefined,
    }
    for (const [step, isReached] of Object.entries(steps))
      if (isReached) metrics.formSteps.inc({ ...labels, language, device, step })
    for (const [field, results = []] of Object.entries(form.fields ?? {}))
      for (const result of results) metrics.formFields.inc({ ...labels, field, result })
    for (const outcome of form.outcomes ?? []) metrics.formOutcomes.inc({ ...labels, outcome })
    if (form.first_key_seconds !== undefined)
      metrics.formFirstKeySeconds.observe({ ...labels, device }, form.first_key_seconds)
    if (form.token_seconds !== undefined)
      metrics.formTokenSeconds.observe({ ...labels, device }, form.token_seconds)
  }
}
