const status = document.querySelector('[role="status"]')

/** Sends a request to the merchant's own backend. */
async function post(path) {
  const response = await fetch(path, { method: 'POST' })
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`)
  return response.json()
}

/** The url of the order's session: the same one after a reload, and another one when it has expired. */
async function requestUrl() {
  const { url } = await post('/api/session')
  return url
}

/** Shows the form. When the session ends, the form continues with another one and keeps what was typed. */
async function showForm() {
  const capture = IngoCapture.create({ url: await requestUrl(), renew: requestUrl })
  capture.on('token', confirm)
  capture.on('error', ({ code, message }) => console.warn(code, message)) // the form tells the customer what to do
  capture.on('loaderror', ({ code, message }) => {
    console.warn(code, message)
    showFailure()
  })
  capture.mount('#capture')
}

/** The event is a hint: the backend reads the token itself. */
async function confirm() {
  const { saved } = await post('/api/confirm')
  status.textContent = saved ? 'Your card is saved.' : 'Your card could not be saved. Please reload the page.'
}

function showFailure() {
  status.textContent = 'The form is not available. Please reload the page.'
}

if (window.IngoCapture)
  showForm().catch(showFailure) // the backend did not answer
else showFailure() // the script was blocked
