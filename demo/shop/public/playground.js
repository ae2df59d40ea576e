/** The playground: its controls set the session and the options of the form; it logs events and shows the code. */
import { generateCode } from './playgroundCode.js'
import { clearRefused, clearRules, readRules, showRefused, startRules } from './playgroundRules.js'

const MAX_LINES = 100
const colors = ['colorPrimary', 'colorText', 'colorBackground']
const events = 'ready change focus blur escape submit token error loaderror expired resize'.split(' ')

const controls = document.getElementById('controls')
const log = document.getElementById('log')
const code = document.getElementById('code')
const pay = document.getElementById('pay')
let capture
let shownCode = 'script'
/** Counts the session requests: a response to an earlier one is dropped. */
let requests = 0

controls.addEventListener('input', ({ target }) => {
  delete target.dataset.unset
  if (['account_types', 'recipient', 'submitButton'].includes(target.name)) void restart()
  else changeLooks()
  showCode()
})
startRules(() => {
  changeLooks()
  showCode()
})
controls.addEventListener('reset', () => {
  for (const name of [...colors, 'borderRadius']) controls.elements[name].dataset.unset = ''
  clearRules()
  // The browser resets the controls after this event.
  queueMicrotask(() => {
    void restart()
    showCode()
  })
})
controls.addEventListener('submit', (event) => event.preventDefault())
pay.addEventListener('click', () => capture?.submit().catch(() => undefined))
for (const tab of document.querySelectorAll('[data-code]')) {
  tab.addEventListener('click', () => {
    shownCode = tab.dataset.code
    for (const each of document.querySelectorAll('[data-code]')) {
      each.setAttribute('aria-pressed', String(each === tab))
    }
    showCode()
  })
}
document.getElementById('copy').addEventListener('click', async ({ target }) => {
  await navigator.clipboard.writeText(code.textContent).catch(() => getSelection().selectAllChildren(code))
  target.textContent = 'Copied'
  setTimeout(() => (target.textContent = 'Copy'), 2000)
})

showCode()
void restart()

/** Creates a session and mounts its form. */
async function restart() {
  const current = (requests += 1)
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(session()),
  })
  const { url, code: problem, message } = await response.json()
  if (current !== requests) return
  capture?.destroy()
  if (!response.ok) return logEvent('session', { code: problem, message })
  clearRefused()
  const { submitButton } = options()
  capture = IngoCapture.create({ url, ...options() })
  for (const name of events) capture.on(name, (payload) => logEvent(name, payload))
  capture.on('error', showRefused)
  capture.mount('#play')
  pay.hidden = submitButton !== false
}

function changeLooks() {
  clearRefused()
  // Set before the update, because the form compares its colors with those of the page behind it.
  const { theme, colorScheme } = values()
  document.querySelector('.stage').dataset.scheme = theme === 'night' ? 'dark' : colorScheme
  capture?.update(live())
}

/** The session options that the backend gets. */
function session() {
  const { recipient, account_types } = values()
  return { account_types: account_types.split(','), ...(recipient && { recipient_fields: recipient }) }
}

/** The options of `create` besides the url, without those that have their default. */
function options() {
  const { appearance, locale, messages } = live()
  return {
    ...(appearance && { appearance }),
    ...(locale && { locale }),
    ...(messages && { messages }),
    ...(!controls.elements.submitButton.checked && { submitButton: false }),
  }
}

/** The options that `update` changes on a mounted form; undefined restores the default. */
function live() {
  const { theme, labels, layout, colorScheme, locale, button } = values()
  const variables = {
    ...Object.fromEntries(colors.filter(isSet).map((name) => [name, values()[name]])),
    ...(isSet('borderRadius') && { borderRadius: `${values().borderRadius}px` }),
  }
  const rules = readRules()
  const appearance = {
    ...(theme !== 'default' && { theme }),
    ...(labels !== 'above' && { labels }),
    ...(layout !== 'compact' && { layout }),
    ...(colorScheme !== 'light' && { colorScheme }),
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(rules && { rules }),
  }
  return {
    appearance: Object.keys(appearance).length > 0 ? appearance : undefined,
    locale: locale || undefined,
    messages: button ? { 'button.submit': button } : undefined,
  }
}

function values() {
  return Object.fromEntries(new FormData(controls))
}

function isSet(name) {
  return controls.elements[name].dataset.unset === undefined
}

function showCode() {
  code.textContent = generateCode(shownCode, { options: options(), session: session() })
}

function logEvent(name, payload) {
  const line = document.createElement('li')
  const what = document.createElement('b')
  what.textContent = name
  const { code: errorCode, message } = payload
  const shown = payload instanceof Error ? { code: errorCode, message } : payload
  line.append(what, ` ${JSON.stringify(shown)}`)
  log.append(line)
  while (log.children.length > MAX_LINES) log.firstChild.remove()
  log.scrollTop = log.scrollHeight
}
