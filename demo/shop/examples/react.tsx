import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Capture } from 'ingo-capture/react'

type Session = { id: string; url: string }

function Payout() {
  const [session, setSession] = useState<Session>()
  const [status, setStatus] = useState('')

  useEffect(() => {
    void request('/api/session', { method: 'POST' }).then((created) => {
      setSession(created as Session)
    })
  }, [])

  // The event is a hint, not a proof: the backend reads the token itself.
  async function confirm(id: string) {
    const { customer_account_token } = await request(`/api/session/${id}`)
    setStatus(`Our server read the token ${String(customer_account_token)}.`)
  }

  return (
    <>
      {session && (
        <Capture
          url={session.url}
          onToken={() => void confirm(session.id)}
          onError={({ code, message }) => {
            setStatus(`${message} (${code})`)
          }}
        />
      )}
      <p role="status">{status}</p>
    </>
  )
}

async function request(path: string, init?: RequestInit) {
  const response = await fetch(path, init)
  return (await response.json()) as Record<string, unknown>
}

createRoot(document.getElementById('root') as HTMLElement).render(<Payout />)
