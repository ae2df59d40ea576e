import { connection } from 'next/server'
import { findOrCreateUrl } from './orders'
import { Payout } from './Payout'

// Renders the whole page for each request. A part of it rendered by `next build` would have no nonce for the CSP.
// Leave this line out if next.config.ts has no `cacheComponents`.
export const instant = false

export default async function Page() {
  // A session belongs to one request: without this line `next build` would create one for all customers.
  await connection()
  return <Payout url={await findOrCreateUrl()} />
}
