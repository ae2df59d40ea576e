import { launch, session, host, mount } from './.host.mjs'
const S = '/tmp/shots-design/c-'
// zoom = smaller viewport with deviceScaleFactor
for (const [name, opts, tweak] of [
  ['zoom400', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 2 }],
  ['forced', { viewport: { width: 360, height: 1100 }, forcedColors: 'active' }],
  ['spacing', { viewport: { width: 360, height: 1300 } }, 'spacing'],
  ['spacing1280', { viewport: { width: 600, height: 1100 } }, 'spacing'],
  ['print', { viewport: { width: 700, height: 1000 } }, 'print'],
]) {
  const { browser, page } = await launch(opts)
  const url = await session(page, { account_types: ['card', 'check'] }, 'choice')
  await host(page, `<!doctype html><meta name=viewport content="width=device-width"><body style="background:${opts.forcedColors ? 'Canvas' : '#fff'};margin:12px"><div id=capture></div>`)
  const f = await mount(page, url, {})
  if (tweak === 'spacing') await f.locator('html').evaluate(() => { const s = new CSSStyleSheet(); s.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}'); document.adoptedStyleSheets = [...document.adoptedStyleSheets, s] })
  await f.locator('[name=account]').fill('4111111111111112')
  await f.locator('[name=recipient_zip]').fill('1')
  await f.locator('button[type=submit]').click()
  await page.waitForTimeout(1500)
  if (tweak === 'print') await page.emulateMedia({ media: 'print' })
  const small = await f.locator('html').evaluate(() => [...document.querySelectorAll('input,select,button,label.option,a')].filter((e) => e.offsetWidth > 1 && !e.closest('[aria-hidden=true]')).map((e) => [e.name || e.textContent.slice(0, 20), Math.round(e.getBoundingClientRect().width), Math.round(e.getBoundingClientRect().height)]).filter(([, w, h]) => w < 44 || h < 44))
  const cut = await f.locator('html').evaluate(() => [...document.querySelectorAll('label,h2,p,button,.note,small,legend,.badge')].filter((e) => e.offsetWidth > 1 && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map((e) => e.tagName + '.' + e.className + ':' + e.textContent.slice(0, 30) + ` ${e.scrollWidth}>${e.clientWidth} ${e.scrollHeight}>${e.clientHeight}`))
  console.log(name, 'h', await page.locator('#capture iframe').evaluate((e) => e.offsetHeight), 'doc', await f.locator('html').evaluate((e) => [e.scrollHeight, e.clientHeight, e.scrollWidth, e.clientWidth]), 'small', JSON.stringify(small), 'cut', cut)
  await page.screenshot({ path: S + name + '.png', fullPage: name !== 'zoom400' })
  await browser.close()
}
