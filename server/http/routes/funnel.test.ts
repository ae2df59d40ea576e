/** The frame's reports: which metrics they count, and that they can't harm the metrics. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { accountTypes } from '../../../contract/session.js'
import {
  devices,
  fieldResults,
  formFields,
  formOutcomes,
  funnelLanguages,
  funnelReport,
} from '../../../contract/funnel.js'
import { removeRandomValues, startApp, readResponse } from '../../testing/app.case.js'
import type { Environment } from '../../config/config.js'
import { countFunnel } from '../../observability/funnel.js'
import { createMetrics } from '../../observability/metrics.js'

const report = {
  language: 'es',
  device: 'phone',
  forms: {
    card: {
      shown: true,
      first_key_seconds: 1.5,
      submitted: true,
      token_seconds: 42.1,
      fields: { account: ['check_digit', 'completed'], cvv: ['completed'] },
      outcomes: ['card_declined', 'tokenized'],
    },
    check: { shown: true },
  },
}

function startFunnel(settings: Environment = {}) {
  const { app, metrics, lines, open, time } = startApp({
    CAPTURE_PUBLIC_URL: 'https://capture.example',
    ...settings,
  })
  const send = (
    body: unknown = report,
    { merchant = 'demo', address = '192.0.2.1', ...headers }: Record<string, string> = {},
  ) =>
    app.request(
      `/v1/funnel/${merchant}`,
      {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      },
      { incoming: { socket: { remoteAddress: address } } },
    )
  /** The lines of the funnel's metrics that are not 0. */
  const scrape = async () => {
    const text = await metrics.registry.metrics()
    return text.split('\n').filter((line) => /^ingo_capture_form_/.test(line) && !line.endsWith(' 0'))
  }
  return { app, send, scrape, lines, open, time }
}

it('counts each step, field and outcome once, and the two times', async () => {
  const { send, scrape } = startFunnel()
  const response = await send(report, {
    Origin: 'https://capture.example',
    'Sec-Fetch-Site': 'same-origin',
  })
  expect([response.status, await response.text()]).toEqual([204, ''])
  const lines = await scrape()
  const of = (type: string) => `merchant="demo",account_type="${type}"`
  const steps = (type: string) => `steps_total{${of(type)},language="es",device="phone",step=`
  for (const line of [
    `${steps('card')}"shown"} 1`,
    `${steps('card')}"first_key"} 1`,
    `${steps('card')}"submitted"} 1`,
    `${steps('card')}"tokenized"} 1`,
    `${steps('check')}"shown"} 1`,
    `fields_total{${of('card')},field="account",result="check_digit"} 1`,
    `fields_total{${of('card')},field="account",result="completed"} 1`,
    `fields_total{${of('card')},field="cvv",result="completed"} 1`,
    `outcomes_total{${of('card')},outcome="card_declined"} 1`,
    `outcomes_total{${of('card')},outcome="tokenized"} 1`,
    `first_key_seconds_sum{${of('card')},device="phone"} 1.5`,
    `token_seconds_sum{${of('card')},device="phone"} 42.1`,
  ])
    expect(lines).toContain(`ingo_capture_form_${line}`)
  expect(lines.filter((line) => line.includes('_total'))).toHaveLength(10)
})

it.each([
  ['a language that the form has not', { ...report, language: 'xx' }, 'language'],
  ['a device of its own', { ...report, device: 'iPhone 17' }, 'device'],
  ['another key', { ...report, session: 'x' }, 'session'],
  ['an unknown account type', { ...report, forms: { wallet: { shown: true } } }, 'forms.wallet'],
  ['an unknown field', { ...report, forms: { card: { fields: { pan: [] } } } }, 'forms.card.fields.pan'],
  [
    'a field of another form',
    { ...report, forms: { check: { fields: { cvv: ['completed'] } } } },
    'forms.check.fields.cvv',
  ],
  [
    'an unknown rule',
    { ...report, forms: { card: { fields: { cvv: ['7391'] } } } },
    'forms.card.fields.cvv.0',
  ],
  [
    'a result twice',
    { ...report, forms: { card: { fields: { cvv: ['invalid', 'invalid'] } } } },
    'forms.card.fields.cvv',
  ],
  ['an unknown outcome', { ...report, forms: { card: { outcomes: ['won'] } } }, 'forms.card.outcomes.0'],
  ['a count', { ...report, forms: { card: { shown: 1000 } } }, 'forms.card.shown'],
  [
    'a time before the form',
    { ...report, forms: { card: { first_key_seconds: -1 } } },
    'forms.card.first_key_seconds',
  ],
  ['a time of years', { ...report, forms: { card: { token_seconds: 1e9 } } }, 'forms.card.token_seconds'],
])('refuses %s and counts nothing', async (_name, body, field) => {
  const { send, scrape } = startFunnel()
  expect(await readResponse(send(body))).toMatchObject({ http: 400, code: 'invalid_request', field })
  expect(await scrape()).toEqual([])
})

it.each([
  ['another origin', { Origin: 'https://evil.example' }, 403, 'origin_not_allowed'],
  ['an opaque origin', { Origin: 'null' }, 403, 'origin_not_allowed'],
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403, 'origin_not_allowed'],
  ['a simple request', { 'Content-Type': 'text/plain' }, 415, 'invalid_request'],
  ['an unknown merchant', { merchant: 'unknown' }, 404, 'not_found'],
])('refuses %s', async (_name, headers, http, code) => {
  const { send, scrape } = startFunnel()
  expect(await readResponse(send(report, headers))).toMatchObject({ http, code })
  expect(await scrape()).toEqual([])
})

it('takes at most 2 KiB', async () => {
  const { send } = startFunnel()
  expect((await send(JSON.stringify(report).padEnd(2048))).status).toBe(204)
  const body = JSON.stringify(report).padEnd(2049)
  expect(await readResponse(send(body))).toMatchObject({
    http: 413,
    detail: 'The body is larger than 2 KiB.',
  })
})

it('counts 60 reports of an address in a minute, refused ones included', async () => {
  const { send, scrape, time } = startFunnel()
  for (let sent = 0; sent < 59; sent++) expect((await send()).status).toBe(204)
  expect((await send('{}')).status).toBe(400)
  const limited = await send()
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60'])
  expect((await send(report, { address: '192.0.2.2' })).status).toBe(204)
  expect((await scrape())[0]).toMatch(/step="shown"\} 60$/)
  time.now += 60_000
  expect((await send()).status).toBe(204)
})

it('is off with CAPTURE_FUNNEL=false, for the server and the frame', async () => {
  const off = startFunnel({ CAPTURE_FUNNEL: 'false' })
  expect(await readResponse(off.send())).toMatchObject({ http: 404, code: 'not_found' })
  expect(await off.scrape()).toEqual([])
  const readFlag = async ({ app, open }: ReturnType<typeof startFunnel>) => {
    const headers = { Authorization: `Bearer ${(await open()).sealed}` }
    return ((await (await app.request('/v1/session', { headers })).json()) as { funnel?: true }).funnel
  }
  expect([await readFlag(off), await readFlag(startFunnel())]).toEqual([undefined, true])
  expect(() => startFunnel({ CAPTURE_FUNNEL: 'no' })).toThrow('CAPTURE_FUNNEL')
})

it('logs no part of a report', async () => {
  const { send, lines } = startFunnel()
  await send()
  await send({ ...report, device: '4111111111111111', '4111111111111111': 7391 })
  expect(lines).toHaveLength(2)
  expect(lines.join()).toContain('"route":"/v1/funnel/:merchant"')
  expect(removeRandomValues(lines.join())).not.toMatch(/4111|7391|phone|card_declined/)
})

it('has at most the series that docs/monitor.md names, for any reports', async () => {
  const metrics = createMetrics()
  const forms = accountTypes.map((type) => {
    const fields = Object.fromEntries(formFields[type].map((name) => [name, [...fieldResults]]))
    const steps = { shown: true, first_key_seconds: 1, submitted: true, token_seconds: 1 } as const
    return [type, { ...steps, outcomes: [...formOutcomes], fields }] as const
  })
  for (const language of funnelLanguages)
    for (const device of devices) {
      const all = { language, device, forms: Object.fromEntries(forms) }
      expect(funnelReport.safeParse(all).success).toBe(true)
      countFunnel(metrics, 'demo', all)
    }
  const text = await metrics.registry.metrics()
  const series = text.split('\n').filter((line) => line.startsWith('ingo_capture_form_')).length
  const documentation = await readFile(new URL('../../../docs/monitor.md', import.meta.url), 'utf8')
  const documented = /merchant\s+has\s+at\s+most\s+([\d,]+)\s+series/.exec(documentation)?.[1]
  expect(documented).toBe(series.toLocaleString('en'))
})
