'use client'

import { Capture } from 'ingo-capture/react'
import { useState } from 'react'
import { confirmCard, renewUrl } from './actions'

export function Payout({ url }: { url: string }) {
  const [status, setStatus] = useState('')

  async function confirm() {
    setStatus(
      (await confirmCard()) ? 'Your card is saved.' : 'Your card could not be saved. Please reload the page.',
    )
  }

  return (
    <main>
      <h1>Your payout</h1>
      <Capture
        url={url}
        onRenew={renewUrl} // the form keeps what was typed
        onToken={() => void confirm()}
        onError={({ code, message }) => console.warn(code, message)}
        onLoadError={() => setStatus('The form is not available. Please reload the page.')}
      />
      <p role="status">{status}</p>
    </main>
  )
}
