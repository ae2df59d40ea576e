const status = document.querySelector('[role="status"]')

const { id, url } = await request('/api/session', { method: 'POST' })

const capture = IngoCapture.create({ url })
capture.on('token', async () => {
  // A hint, not a proof: the backend reads the token itself.
  const { customer_account_token } = await request(`/api/session/${id}`)
  status.textContent = `Our server read the token ${customer_account_token}.`
})
capture.on('error', ({ code, message }) => {
  status.textContent = `${message} (${code})`
})
capture.mount('#capture')

async function request(path, init) {
  const response = await fetch(path, init)
  return response.json()
}
