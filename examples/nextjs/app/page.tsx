import { connection } from 'next/server'
import { findOrCreateUrl } from './orders'
import { Payout } from './Payout'

export default async function Page() {
  // A session belongs to one request: without this line `next build` would create one for all customers.
  await connection()
  return <Payout url={await findOrCreateUrl()} />
}
