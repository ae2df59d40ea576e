/** Every way in which a page, a framework or the browser removes or replaces the form's document. */
import { expect, test } from '../../harness/fixtures.js'
import {
  events,
  expectReady,
  expectTokenFound,
  expectWorks,
  letPass,
  openMounted,
  run,
  submitHeld,
} from '../../harness/lostForm.js'

/** The arguments that the page passes to `mount`. */
const BY_SELECTOR = `'#capture'`
const BY_ELEMENT = `document.querySelector('#capture')`

/** Scripts of a page after which a new form connects and works. */
const reconnecting = {
  'before() wraps the host': `
    const host = document.querySelector('#capture')
    const wrapper = document.createElement('section')
    host.before(wrapper)
    wrapper.append(host)`,
  'innerHTML += on an ancestor': `document.querySelector('main').innerHTML += '<p>more</p>'`,
  'replaceChildren on the parent with the same host': `
    const host = document.querySelector('#capture')
    host.parentNode.replaceChildren(host)`,
  'replaceChildren on the host': `document.querySelector('#capture').replaceChildren()`,
  'textContent of the host': `document.querySelector('#capture').textContent = ''`,
  'a clone of the host': `
    const host = document.querySelector('#capture')
    host.replaceWith(host.cloneNode(true))`,
  'a snapshot of the page that is restored': `
    const copy = document.body.cloneNode(true)
    document.body.innerHTML = '<p>another page</p>'
    setTimeout(() => document.body.replaceWith(copy), 200)`,
  'a dialog around the host': `
    const dialog = document.createElement('dialog')
    document.body.append(dialog)
    dialog.append(document.querySelector('#capture'))
    dialog.showModal()`,
  'a shadow root around the host': `
    const root = document.querySelector('#other').attachShadow({ mode: 'open' })
    root.append(document.querySelector('#capture'))`,
  'a reload of the frame’s document by its address': `
    const frame = document.querySelector('iframe')
    frame.src = frame.src.replace('form=', 'again=1&form=')`,
  'an address of another site': `document.querySelector('iframe').src = location.href`,
  'srcdoc on the frame': `document.querySelector('iframe').srcdoc = '<p>parked</p>'`,
  'several moves in a row': `
    const host = document.querySelector('#capture')
    for (const place of ['#other', 'main', 'body']) document.querySelector(place).append(host)`,
}

for (const [what, script] of Object.entries(reconnecting)) {
  for (const target of [BY_ELEMENT, BY_SELECTOR]) {
    test(`connects a new form after ${what}, mounted by ${target}`, async ({
      page,
      stack,
      expectedErrors,
    }) => {
      // Chromium's warning about a document of the page in a sandboxed frame.
      expectedErrors.push(/allow-scripts and allow-same-origin/, /Refused to|frame-ancestors/)
      const form = await openMounted(page, stack, target)
      await form.waitReady()
      await form.field('account').fill('4111')
      await run(page, `(() => {${script}})()`)
      await expectReady(page, 2)
      await expectWorks(page, stack, form)
      expect(await events(page)).toEqual(['ready', 'ready', 'token'])
    })

    test(`finds the token of a submit in flight after ${what}, mounted by ${target}`, async ({
      page,
      stack,
      expectedErrors,
    }) => {
      expectedErrors.push(/allow-scripts and allow-same-origin/, /Refused to|frame-ancestors/)
      const form = await openMounted(page, stack, target)
      await form.waitReady()
      const release = await submitHeld(page, stack, form)
      await run(page, `(() => {${script}})()`)
      await expectTokenFound(page, stack, release)
    })
  }
}

/** Scripts after which the form is unchanged and keeps what was typed. */
const harmless = {
  'display: none and back': `
    const host = document.querySelector('#capture')
    host.style.display = 'none'
    setTimeout(() => (host.style.display = ''), 700)`,
  'moveBefore()': `
    const host = document.querySelector('#capture')
    const other = document.querySelector('#other')
    other.moveBefore ? other.moveBefore(host, null) : undefined`,
  'the open attribute of details around the host': `
    document.querySelector('main').style.contentVisibility = 'hidden'
    setTimeout(() => (document.querySelector('main').style.contentVisibility = ''), 700)`,
  'another class and attribute on host and frame': `
    document.querySelector('#capture').className = 'other'
    document.querySelector('iframe').setAttribute('loading', 'lazy')`,
}

for (const [what, script] of Object.entries(harmless)) {
  test(`keeps the form with ${what}`, async ({ page, stack }) => {
    const form = await openMounted(page, stack)
    await form.waitReady()
    await form.field('account').fill('4111')
    await run(page, `(() => {${script}})()`)
    await letPass(page, 1500)
    expect(await events(page)).toEqual(['ready'])
    await expect(form.field('account')).toHaveValue('4111')
  })
}
