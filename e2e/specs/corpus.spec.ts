/** Looks that would ask somebody for something, in a real browser: who listens there hears nothing. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Capture } from 'ingo-capture'
import { hostile } from '../../widget/frame/testing/hostile.case.js'
import { expect, test } from '../harness/fixtures.js'
import { openForm } from '../harness/openForm.js'

test('every hostile value is refused by name, and nobody is asked for anything', async ({ page, stack }) => {
  const asked: string[] = []
  const probe = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.end()
  })
  await once(probe.listen(0, '127.0.0.1'), 'listening')
  const there = `127.0.0.1:${(probe.address() as AddressInfo).port}`
  // One that is there to be asked, and paths of our own server’s that its log would show.
  const values = [...hostile].map((value) =>
    typeof value === 'string' ? value.replace(/(https:)?\/\/evil\.example/g, `http://${there}`) : value,
  )
  values.push(`url(http://${there}/plain)`, `red url("http://${there}/x")`, `src(http://${there}/src)`)
  values.push('url(/probed-by-a-theme)', 'image-set("/probed-by-a-theme" 1x)', '"/probed-by-a-theme"')
  expect(values.length).toBeGreaterThan(60)

  const form = await openForm(page, stack)
  const names = ['colorPrimary', 'colorBackground', 'fontFamily', 'fontSizeBase', 'borderRadius']
  for (const value of values) {
    const refused = await page.evaluate(
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
    expect(refused).toEqual(names.map((name) => `appearance.variables.${name}`))
  }
  await page.evaluate(() => {
    const capture = Reflect.get(window, 'capture') as Capture
    capture.update({ appearance: { variables: { colorPrimary: '#123456' } } })
  })
  // What is right comes after all of them, and is painted: what they would have asked for, they have.
  await expect(form.frame.getByRole('button', { name: 'Save card' })).toHaveCSS(
    'background-color',
    'rgb(18, 52, 86)',
  )
  expect(asked).toEqual([])
  expect(stack.output()).not.toContain('probed-by-a-theme')
  // Both would have heard.
  await fetch(`http://${there}/heard`)
  expect(asked).toEqual(['/heard'])
  await fetch(`${stack.capture}/probed-by-a-theme`)
  await expect.poll(() => stack.output()).toMatch(/"status":404/)
  probe.close()
})
