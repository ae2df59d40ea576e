import { launch, session, host, mount } from './.host.mjs'
const { browser, page } = await launch({ viewport: { width: 360, height: 1100 } })
const url = await session(page)
const looks = {
  label32: { rules: { label: { fontSize: '32px' } } },
  label20: { rules: { label: { fontSize: '20px', letterSpacing: '4px' } } },
  base32: { variables: { fontSizeBase: '32px' } },
  unit10: { variables: { spacingUnit: '10px' } },
  unit2: { variables: { spacingUnit: '2px', borderRadius: '40px' } },
  outer: { rules: { input: { boxShadow: '0 24px 0 6px #111827' }, button: { boxShadow: '0 -16px 0 6px #111827' } } }, outerb: { rules: { input: { boxShadow: '0 24px 64px 6px #111827' } } },
  float: { labels: 'floating', rules: { label: { letterSpacing: '4px', textTransform: 'uppercase' }, input: { letterSpacing: '4px', fontSize: '32px', minHeight: '64px', borderRadius: '40px', borderWidth: '4px' } } },
}
for (const [name, appearance] of Object.entries(looks)) {
  await host(page, `<!doctype html><body style="background:#fff;margin:16px"><div id=capture></div>`)
  const f = await mount(page, url, { appearance })
  await f.locator('[name=account]').fill('4111111111111111')
  await f.locator('[name=recipient_first_name]').fill('Alexandra')
  await page.waitForTimeout(300)
  console.log(name, await page.evaluate(() => events.filter((e) => e[0] === 'error').map((e) => e[2].slice(0, 100))))
  await page.screenshot({ path: `/tmp/shots-design/look-${name}.png` })
}
await browser.close()
