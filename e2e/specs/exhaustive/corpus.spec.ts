/** Hostile appearance values that try to cause requests, in a real browser. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Capture } from 'ingo-capture'
import { hostile } from '../../../widget/frame/testing/hostile.case.js'
import { expect, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

test('rejects every hostile value by name and causes no request', async ({ page, stack }) => {
  const requests: string[] = []
  const probe = createServer(({ url = '' }, response) => {
    requests.push(url)
    response.end()
  })
  await once(probe.listen(0, '127.0.0.1'), 'listening')
  const probeHost = `127.0.0.1:${(probe.address() as AddressInfo).port}`
  // Send the values' requests to the probe, and add paths of our own server, whose log would show them.
  const values = [...hostile].map((value) =>
    typeof value === 'string' ? value.replace(/(https:)?\/\/evil\.example/g, `http://${probeHost}`) : value,
  )
  values.push(
    `url(http://${probeHost}/plain)`,
    `red url("http://${probeHost}/x")`,
    `src(http://${probeHost}/src)`,
  )
  values.push('url(/probed-by-a-theme)', 'image-set("/probed-by-a-theme" 1x)', '"/probed-by-a-theme"')
  expect(values.length).toBeGreaterThan(60)

  const form = await openForm(page, stack)
  const names = ['colorPrimary', 'colorBackground', 'fontFamily', 'fontSizeBase', 'borderRadius']
  for (const value of values) {
    const rejected = await page.evaluate(
      ([given, variables]) =>
        new Promise<unknown[]>((resolve) => {
          const capture = Reflect.get(window, 'capture') as Capture
          const fields: unknown[] = []
          const off = capture.on('error', ({ field }) => {
            if (fields.push(field) < variables.length) return
            off()
            resolve(fields)
          })
          const all = Object.fromEntries(variables.map((name) => [name, given]))
          capture.update({ appearance: { variables: all } })
        }),
      [value, names] as const,
    )
    expect(rejected).toEqual(names.map((name) => `appearance.variables.${name}`))
  }
  await page.evaluate(() => {
    const capture = Reflect.get(window, 'capture') as Capture
    capture.update({ appearance: { variables: { colorPrimary: '#123456' } } })
  })
  // The last value is valid. Once it is painted, the requests of the earlier values would have been sent.
  await expect(form.frame.getByRole('button', { name: 'Save card' })).toHaveCSS(
    'background-color',
    'rgb(18, 52, 86)',
  )
  expect(requests).toEqual([])
  expect(stack.output()).not.toContain('probed-by-a-theme')
  // Shows that probe and log record requests.
  await fetch(`http://${probeHost}/recorded`)
  expect(requests).toEqual(['/recorded'])
  await fetch(`${stack.capture}/probed-by-a-theme`)
  await expect.poll(() => stack.output()).toMatch(/"status":404/)
  probe.close()
})
