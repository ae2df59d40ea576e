import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Capture } from 'ingo-capture/react'

type Session = { id: string; url: string }

function Payout() {
  const [session, setSession] = useState<Session>()
  const [said, setSaid] = useState('')

  useEffect(() => {
    void request('/api/session', { method: 'POST' }).then((made) => {
      setSession(made as Session)
    })
  }, [])

  // The event is a hint, no proof: the backend reads the token itself.
  async function confirm(id: string) {
    const { customer_account_token } = await request(`/api/session/${id}`)
    setSaid(`Our server read the token ${String(customer_account_token)}.`)
  }

  return (
    <>
      {session && (
        <Capture
          url={session.url}
          onToken={() => void confirm(session.id)}
          onError={({ code, message }) => {
            setSaid(`${message} (${code})`)
          }}
        />
      )}
      <p role="status">{said}</p>
    </>
  )
}

async function request(path: string, init?: RequestInit) {
  const response = await fetch(path, init)
  return (await response.json()) as Record<string, unknown>
}

createRoot(document.getElementById('root') as HTMLElement).render(<Payout />)
