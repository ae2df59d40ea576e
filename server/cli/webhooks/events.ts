/** Asks a running capture server for its events. */
import { resentEvent, webhookList, type WebhookList } from '../../../contract/webhookList.js'
import { askServer, type ServerAccess } from '../captureServer.js'

export type EventSource = {
  /** The newest events, or those after an event. */
  list: (query: { after?: string; limit?: number }) => Promise<WebhookList>
  resend: (id: string) => Promise<void>
}

/** The methods throw an Error with one line for the developer. */
export function connectEvents(access: ServerAccess): EventSource {
  return {
    async list({ after, limit = 100 }) {
      const query = new URLSearchParams({ limit: String(limit), ...(after !== undefined && { after }) })
      const { data } = webhookList.safeParse(await askServer(access, `/v1/webhooks?${query.toString()}`))
      if (data) return data
      throw new Error(`webhooks: ${access.url} is no capture server of this version`)
    },
    async resend(id) {
      resentEvent.parse(await askServer(access, `/v1/webhooks/${encodeURIComponent(id)}/resend`, 'POST'))
    },
  }
}
