import { suggestName } from '../../contract/nearestName.js'
import { print, UsageError, type Command } from './command.js'
import { stopOnSignal } from './stopOnSignal.js'
import { readAccess, type ServerAccess } from './captureServer.js'
import { settingsFileOption } from './settingsFile.js'
import { connectEvents } from './webhooks/events.js'
import { formatDelivery } from './webhooks/format.js'
import { listen } from './webhooks/listen.js'
import { takeEnvironment } from './takeEnvironment.js'

const ACTIONS = ['list', 'listen', 'resend']

/** `ingo-capture-server webhooks` */
export const webhooksCommand: Command = {
  description: 'lists the events of webhooks, sends one again, or forwards them while you develop',
  arguments: ['list|listen|resend', 'id'],
  options: {
    forward: { type: 'string', value: 'url', description: 'with listen: posts each event there, signed' },
    server: {
      type: 'string',
      value: 'url',
      description: 'the capture server; without it http://127.0.0.1 and PORT, or 4180',
    },
    json: { type: 'boolean', description: 'with list: prints one JSON object' },
    ...settingsFileOption,
  },
  notes: [
    'list                 the latest 100 events and what became of their delivery',
    'listen               prints new events; --forward http://localhost:3000/hook posts them, no tunnel needed',
    'resend <id>          sends an event to CAPTURE_WEBHOOK_URL again',
    'It asks the running server with CAPTURE_SECRET_KEY. Without one in the environment it takes the keys of the demo',
    'in this folder. Several merchants: set CAPTURE_SECRET_KEY to one’s key.',
  ],
  async run(values, now) {
    const { 'list|listen|resend': action, id, forward, server, json } = values
    if (action === 'resend' && id === undefined)
      throw new UsageError('webhooks: the id is missing: resend <id>')
    if ((action !== 'resend' && id !== undefined) || (action !== 'listen' && forward !== undefined))
      throw new UsageError(
        'webhooks: an argument or --forward is invalid here. See ingo-capture-server webhooks --help',
      )
    if (action !== 'list' && action !== 'listen' && action !== 'resend')
      throw new UsageError(
        `webhooks: the action is missing or invalid${suggestName(action, ACTIONS) || '.'} Expected list, listen or resend <id>`,
      )
    const target = forward === undefined ? undefined : parseForward(String(forward))
    const access = readAccess(takeEnvironment(), {
      command: 'webhooks',
      server: server === undefined ? undefined : String(server),
    })
    if (action === 'listen')
      return listenUntilSignal({ access, ...(target !== undefined && { forward: target }), now })
    if (action === 'resend') await connectEvents(access).resend(String(id))
    else await printList(access, json === true)
    return 0
  },
}

function parseForward(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new UsageError('webhooks: --forward is invalid. Expected a URL such as http://localhost:3000/hook')
}

async function printList(access: ServerAccess, isJson: boolean): Promise<void> {
  const list = await connectEvents(access).list({})
  if (isJson) {
    print(JSON.stringify(list))
    return
  }
  if (list.events.length === 0) print('There are no events.')
  for (const event of list.events) print(formatDelivery(event))
  for (const id of list.unreadable ?? [])
    print(
      `${id} can’t be read: CAPTURE_SEALING_KEYS lacks its key. Add the old key again, behind the new one.`,
    )
}

function listenUntilSignal(options: Omit<Parameters<typeof listen>[0], 'signal'>): Promise<number> {
  const ended = new AbortController()
  const listening = listen({ ...options, signal: ended.signal })
  const stopped = stopOnSignal(async () => {
    ended.abort()
    await listening
    return true
  })
  return Promise.race([stopped, listening.then(() => stopped)])
}
