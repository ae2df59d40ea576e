/** Asks the merchant's own backend for the url of the order's session. A session that has ended is replaced. */
export async function requestUrl(): Promise<string> {
  const { url } = (await post('/api/session')) as { url: string }
  return url
}

/** Lets the backend read the token. True if it has one. */
export async function confirmCard(): Promise<boolean> {
  const { saved } = (await post('/api/confirm')) as { saved: boolean }
  return saved
}

async function post(path: string): Promise<unknown> {
  const response = await fetch(path, { method: 'POST' })
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`)
  return response.json()
}
