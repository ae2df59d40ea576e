import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { retrievedSession } from '../../contract/sessionRequest.js'
import { describeUnreadable } from '../config/environment.js'
import { askServer, readAccess, ServerError } from './captureServer.js'
import { print, printError, UsageError, type Command, type OptionValues } from './command.js'
import type { SessionNow } from './explain/advice.js'
import { explain } from './explain/explanation.js'
import { formatExplanation } from './explain/format.js'
import { createCollector, type LoggedRequest } from './explain/logLines.js'
import type { Language } from './explain/words.js'
import { settingsFileOption } from './settingsFile.js'
import { takeEnvironment } from './takeEnvironment.js'

/** `ingo-capture-server explain`: explains the request behind a cardholder's reference to support. */
export const explainCommand: Command = {
  description: 'says what the reference of a cardholder’s error means, and what to tell the customer',
  arguments: ['reference', 'file…'],
  options: {
    language: { type: 'string', value: 'en|es', description: 'the language of the texts: en' },
    json: { type: 'boolean', description: 'prints one JSON object' },
    offline: { type: 'boolean', description: 'reads the log alone, and asks no server' },
    server: {
      type: 'string',
      value: 'url',
      description: 'the capture server; without it http://127.0.0.1 and PORT, or 4180',
    },
    ...settingsFileOption,
  },
  notes: [
    'The reference is what the form shows (1a2b3c4d), or a whole request_id. The log comes from the',
    'files or from stdin: kubectl logs deploy/ingo-capture | ingo-capture-server explain 1a2b3c4d',
    'It asks the running server with CAPTURE_SECRET_KEY, or CAPTURE_CONFIG, what became of the session.',
    'Exit code 0: explained, 1: the reference is not in the log, or the server does not answer.',
  ],
  async run(values) {
    const { language, settings } = parseSettings(values)
    const request = findRequest(settings.reference, await readLog(settings))
    const { session, failure } = settings.isOffline ? {} : await askSession(request, settings.server)
    const explanation = explain(settings.reference, request, { session, language })
    print(values.json === true ? JSON.stringify(explanation) : formatExplanation(explanation, language))
    if (failure === undefined) return 0
    printError(failure)
    return 1
  },
}

type Settings = { reference: string; files: string[]; server: string | undefined; isOffline: boolean }

function parseSettings(values: OptionValues): { language: Language; settings: Settings } {
  const { reference, 'file…': files, language = 'en', server, offline } = values
  const given = typeof reference === 'string' ? reference.trim().toLowerCase() : ''
  if (!/^[\da-f]{8}(?:-[\da-f-]{0,27})?$/.test(given)) {
    const rule = given === '' ? 'missing' : 'invalid'
    throw new UsageError(
      `explain: the reference is ${rule}. Expected the 8 characters that the form shows, such as 1a2b3c4d`,
    )
  }
  if (language !== 'en' && language !== 'es')
    throw new UsageError('explain: --language is invalid. Expected en or es')
  const address = typeof server === 'string' ? server : undefined
  const settings = {
    reference: given,
    files: files as string[],
    server: address,
    isOffline: offline === true,
  }
  return { language, settings }
}

async function readLog({ reference, files }: Settings) {
  if (files.length === 0 && process.stdin.isTTY)
    throw new UsageError('explain: the log is missing. Name its files, or pipe it into this command')
  const collector = createCollector(reference)
  if (files.length === 0) await readLines(process.stdin, collector.read)
  // Reads one file after the other, because an error of an unread stream would be thrown.
  for (const file of files) await readLines(createReadStream(file), collector.read)
  return collector.result()
}

async function readLines(source: Readable, read: (line: string) => void): Promise<void> {
  const lines = createInterface({ input: source, crlfDelay: Infinity })
  try {
    for await (const line of lines) read(line)
  } catch (error) {
    throw new UsageError(`explain: ${describeUnreadable('a file of the log', error)}`)
  }
}

type Collected = ReturnType<ReturnType<typeof createCollector>['result']>

function findRequest(reference: string, { count, requests }: Collected): LoggedRequest {
  const [request, ...others] = requests
  if (count === 0) throw new Error('explain: the log is empty: it has no JSON line of the capture server')
  if (!request)
    throw new Error(
      `explain: the log has no line of ${reference}. Look in the logs of all processes, and of the customer’s day`,
    )
  if (others.length === 0) return request
  const ids = requests.map(({ request_id }) => request_id).join(', ')
  throw new Error(`explain: several requests begin with ${reference}. Give one whole request_id: ${ids}`)
}

/** The session's present state, or one line with the reason why it is unknown. Asks nothing without a session. */
async function askSession(
  { session, merchant }: LoggedRequest,
  server: string | undefined,
): Promise<{ session?: SessionNow; failure?: string }> {
  if (session === undefined) return {}
  const access = readAccess(takeEnvironment(), { command: 'explain', server, merchant })
  try {
    const body = await askServer(access, `/v1/sessions/${encodeURIComponent(session)}`)
    const { data } = retrievedSession.safeParse(body)
    if (!data) return { failure: `explain: ${access.url} is no capture server of this version` }
    const { status, attempts, review, payable, needs_new_session } = data
    return { session: { status, attempts, review, payable, needs_new_session } }
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    // Checks the code, because a proxy, or another server at the port, may also answer 404.
    if (error.code === 'not_found') return { session: { status: 'gone', attempts: 0 } }
    return { failure: `${error.message}. What became of the session is not known` }
  }
}
