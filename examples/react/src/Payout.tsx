import { Capture } from 'ingo-capture/react'
import { useState } from 'react'
import { confirmCard, requestUrl } from './backend'

const FAILURE = 'The form is not available. Please reload the page.'

export function Payout({ url }: { url: string | undefined }) {
  const [status, setStatus] = useState(url ? '' : FAILURE)

  // The event is a hint: the backend reads the token itself.
  async function confirm() {
    setStatus(
      (await confirmCard()) ? 'Your card is saved.' : 'Your card could not be saved. Please reload the page.',
    )
  }

  return (
    <main>
      <h1>Your payout</h1>
      {url && (
        <Capture
          url={url}
          onRenew={requestUrl} // the form keeps what was typed
          onToken={() => void confirm()}
          onError={({ code, message }) => console.warn(code, message)}
          onLoadError={() => setStatus(FAILURE)}
        />
      )}
      <p role="status">{status}</p>
    </main>
  )
}
