import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { requestUrl } from './backend'
import { Payout } from './Payout'

// Before the first render, not in an effect: StrictMode runs each effect twice, and each run would ask for a session.
// If the backend does not answer, the url is undefined, and the page shows a message in place of the form.
const url = await requestUrl().catch(() => undefined)

createRoot(document.querySelector('#root') as HTMLElement).render(
  <StrictMode>
    <Payout url={url} />
  </StrictMode>,
)
