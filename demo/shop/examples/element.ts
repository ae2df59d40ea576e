import 'ingo-capture/element'

const form = document.querySelector('form') as HTMLFormElement
const status = document.querySelector('[role="status"]') as HTMLElement

const { id, url } = await request('/api/session', { method: 'POST' })
const capture = document.createElement('ingo-capture')
capture.setAttribute('name', 'customer_account_token')
capture.setAttribute('submit-button', 'false')
capture.url = String(url)
capture.addEventListener('error', ({ detail }) => {
  status.textContent = `${detail.message} (${detail.code})`
})
form.prepend(capture)

form.addEventListener('submit', (event) => {
  event.preventDefault()
  // The `error` event reports a failed submit.
  void capture.submit().then(confirm, () => undefined)
})

// The form's value is a hint, not a proof: the backend reads the token itself.
async function confirm() {
  const sent = new FormData(form).get('customer_account_token')
  const { customer_account_token } = await request(`/api/session/${String(id)}`)
  status.textContent = `Our server read the token ${String(customer_account_token)}, `
  status.textContent += sent === customer_account_token ? 'and so did this form.' : 'and this form another.'
}

async function request(path: string, init?: RequestInit) {
  const response = await fetch(path, init)
  return (await response.json()) as Record<string, unknown>
}
