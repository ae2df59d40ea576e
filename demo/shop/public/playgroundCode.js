/** Generates the code for the playground's current options, in the style of handwritten code. */

const CAPTURE_URL = document.querySelector('script[src*="/sdk/"]').src.replace(/\/sdk\/.*/, '')

/** `language`: script, react, element or backend. */
export function generateCode(language, { options, session }) {
  return { script, react, element, backend }[language]({ options, session })
}

function script({ options }) {
  return `<div id="capture"></div>
<script src="${CAPTURE_URL}/sdk/v1/ingo-capture.js"></script>
<script type="module">
  const capture = IngoCapture.create(${indented(literal({ url: raw('url'), ...options }), 2)})
  capture.on('token', () => fetch('/done', { method: 'POST' }))
  capture.mount('#capture')${options.submitButton === false ? '\n  // Your own button: await capture.submit()' : ''}
</script>`
}

function react({ options }) {
  const props = Object.entries(options).map(([name, value]) => {
    const written = typeof value === 'string' ? quoted(value) : `{${indented(literal(value), 6)}}`
    return `      ${name}=${written}`
  })
  return `import { Capture } from 'ingo-capture/react'

export function Payout({ url, onDone }) {
  return (
    <Capture
${['      url={url}', ...props, '      onToken={onDone}'].join('\n')}
    />
  )
}`
}

function element({ options: { locale, submitButton, appearance, messages } }) {
  const attributes = [
    'name="customer_account_token"',
    ...(locale ? [`locale="${locale}"`] : []),
    ...(submitButton === false ? ['submit-button="false"'] : []),
  ]
  const properties = Object.entries({ appearance, messages })
    .filter(([, value]) => value)
    .map(([name, value]) => `  capture.${name} = ${indented(literal(value), 2)}\n`)
  return `<ingo-capture ${attributes.join(' ')}></ingo-capture>
<script type="module">
  import 'ingo-capture/element'

  const capture = document.querySelector('ingo-capture')
${properties.join('')}  capture.url = url // from your backend
  capture.addEventListener('token', () => fetch('/done', { method: 'POST' }))
</script>`
}

function backend({ session }) {
  const { recipient_fields, account_types } = session
  const body = {
    origin: location.origin,
    participant_unique_id2: raw('customerId'),
    account_types,
    ...(account_types.includes('check') && { check: raw('{ beneficiary_account }') }),
    ...(recipient_fields && { recipient: raw('knownRecipient'), recipient_fields }),
  }
  return `import { createSession, retrieveSession } from 'ingo-capture/backend'

const server = { url: '${CAPTURE_URL}', secretKey: process.env.CAPTURE_SECRET_KEY }
const { id, url } = await createSession(server, ${literal(body)})

// After the page says it is done: the answer that counts.
const { status, customer_account_token } = await retrieveSession(server, id)`
}

/** A name that `literal` prints without quotes. */
function raw(name) {
  return { toString: () => name, isRaw: true }
}

/** JavaScript source for a plain value, in Prettier's style. */
function literal(value, depth = 0) {
  if (value?.isRaw) return String(value)
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map((each) => literal(each)).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  const inner = '  '.repeat(depth + 1)
  const entries = Object.entries(value).map(([name, each]) => {
    const key = /^\w+$/.test(name) ? name : quoted(name)
    return each?.isRaw && String(each) === name
      ? `${inner}${name},`
      : `${inner}${key}: ${literal(each, depth + 1)},`
  })
  return `{\n${entries.join('\n')}\n${'  '.repeat(depth)}}`
}

function quoted(text) {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}

function indented(text, by) {
  return text.replaceAll('\n', `\n${' '.repeat(by)}`)
}
