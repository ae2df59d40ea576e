import { launch, session, host, mount } from './.host.mjs'
const { browser, page } = await launch({ viewport: { width: 320, height: 900 } })
const url = await session(page, { account_types: ['card', 'check', 'open-banking'] }, 'bank')
await host(page, `<!doctype html><body style="margin:0"><div id=capture></div>`)
const f = await mount(page, url, { locale: 'km' })
console.log(await f.locator('.methods').evaluate((s) => [getComputedStyle(s).height, getComputedStyle(s).minHeight, s.offsetWidth, ...[...s.querySelectorAll('legend,.option,small')].map((e) => e.className + e.tagName + e.offsetHeight)]))
await page.screenshot({ path: '/tmp/shots-design/km.png' })
await browser.close()
