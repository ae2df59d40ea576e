/** Shows the webhooks that the shop's backend has received for a session. It sets text, never HTML. */
const INTERVAL_MS = 1000
/** How many times the page asks the backend after a submit. */
const ROUNDS = 15

let isWatching = false

/** Asks the backend for some seconds, and lists the webhooks that it has received. */
export async function watchWebhooks(id) {
  if (isWatching) return
  isWatching = true
  for (let round = 0; round < ROUNDS; round += 1) {
    const response = await fetch(`/api/session/${id}/events`).catch(() => undefined)
    const { is_on, events } = response?.ok ? await response.json() : {}
    if (!is_on) break
    showEvents(events)
    await new Promise((done) => setTimeout(done, INTERVAL_MS))
  }
  isWatching = false
}

function showEvents(events) {
  const list = document.getElementById('webhook-list')
  if (events.length === list.children.length) return
  document.getElementById('webhooks').hidden = false
  list.replaceChildren(
    ...events.map(({ type, status, code, timestamp }) => {
      const item = document.createElement('li')
      const name = document.createElement('code')
      name.textContent = type
      const time = new Date(timestamp).toLocaleTimeString()
      item.append(name, ` ${[status, code].filter(Boolean).join(', ')} · ${time}`)
      return item
    }),
  )
}
