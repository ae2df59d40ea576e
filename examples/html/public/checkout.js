const status = document.querySelector('[role="status"]')
let capture

/** Sends a request to the merchant's own backend. */
async function post(path) {
  const response = await fetch(path, { method: 'POST' })
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`)
  return response.json()
}

/** Shows the form of the order's session. After a reload the backend returns the same session. */
async function showForm() {
  const { url } = await post('/api/session')
  capture?.destroy()
  capture = IngoCapture.create({ url })
  capture.on('token', confirm)
  capture.on('expired', showForm) // the backend creates another session
  capture.on('error', ({ code, message }) => console.warn(code, message)) // the form tells the customer what to do
  capture.on('loaderror', ({ code, message }) => {
    console.warn(code, message)
    status.textContent = 'The form is not available. Please reload the page.'
  })
  capture.mount('#capture')
}

/** The event is a hint: the backend reads the token itself. */
async function confirm() {
  const { saved } = await post('/api/confirm')
  status.textContent = saved ? 'Your card is saved.' : 'Your card could not be saved. Please reload the page.'
}

if (window.IngoCapture) await showForm()
else status.textContent = 'The form is not available. Please reload the page.' // the script was blocked
