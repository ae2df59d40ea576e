import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Capture } from 'ingo-capture/react'

// Before the first render, not in an effect: StrictMode runs each effect twice, and each run would create a session.
const { id, url } = await request('/api/session', { method: 'POST' })

function Payout() {
  const [status, setStatus] = useState('')

  // The event is a hint, not a proof: the backend reads the token itself.
  async function confirm() {
    const { customer_account_token } = await request(`/api/session/${String(id)}`)
    setStatus(`Our server read the token ${String(customer_account_token)}.`)
  }

  return (
    <>
      <Capture
        url={String(url)}
        onToken={() => void confirm()}
        onError={({ code, message }) => {
          setStatus(`${message} (${code})`)
        }}
      />
      <p role="status">{status}</p>
    </>
  )
}

async function request(path: string, init?: RequestInit) {
  const response = await fetch(path, init)
  return (await response.json()) as Record<string, unknown>
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Payout />
  </StrictMode>,
)
