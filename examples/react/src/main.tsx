import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { requestUrl } from './backend'
import { Payout } from './Payout'

// Before the first render, not in an effect: StrictMode runs each effect twice, and each run would ask for a session.
// Without an answer there is no url, and the page says that it has no form.
const url = await requestUrl().catch(() => undefined)

createRoot(document.querySelector('#root') as HTMLElement).render(
  <StrictMode>
    <Payout url={url} />
  </StrictMode>,
)
