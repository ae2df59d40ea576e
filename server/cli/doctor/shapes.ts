/** `doctor --shapes`: asks the running capture server for the undocumented fields in the gateway's responses. */
import { shapeList, type ShapeList } from '../../../contract/shapes.js'
import { parseConfig } from '../../config/config.js'
import { withSecretFiles, type Environment } from '../../config/environment.js'
import { readSecretKeys } from '../../config/merchantsFile.js'
import { splitList } from '../../config/setting.js'
import type { Check } from './check.js'
import { localUrl } from './localUrl.js'

const TIMEOUT_MS = 10_000

/**
 * The list of the server that runs with this environment on this machine, or a failed check with the reason. Throws
 * ConfigError.
 */
export async function readShapes(environment: Environment): Promise<ShapeList | Check> {
  const given = withSecretFiles(environment)
  const url = localUrl(parseConfig(given))
  const [secretKey = ''] = given.CAPTURE_CONFIG
    ? readSecretKeys(given.CAPTURE_CONFIG)
    : splitList(given.CAPTURE_SECRET_KEY ?? '')
  const response = await request(`${url}/v1/shapes`, secretKey)
  if (typeof response === 'string') {
    const remedy = 'start serve, and run doctor on the same machine with the same HOST and PORT'
    return fail(`no server answers at ${url} (${response})`, remedy)
  }
  if (response.status === 401) {
    const remedy = 'run doctor with the environment that the server was started with'
    return fail(`the server at ${url} rejects CAPTURE_SECRET_KEY`, remedy)
  }
  const parsed = shapeList.safeParse(await response.json().catch(() => undefined))
  if (response.ok && parsed.success) return parsed.data
  return fail(
    `the server at ${url} is no capture server of this version (HTTP ${response.status})`,
    'check HOST and PORT',
  )
}

function fail(summary: string, remedy: string): Check {
  return { name: 'shapes', status: 'failed', summary, remedy }
}

/** The response, or the code of the failure. Leaves out the error's message, which may contain anything. */
async function request(url: string, secretKey: string): Promise<Response | string> {
  const headers = { Authorization: `Bearer ${secretKey}` }
  try {
    return await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (error) {
    const { name, cause } = error as Error
    return (cause as NodeJS.ErrnoException | undefined)?.code ?? name
  }
}

/** The list as lines of text. */
export function formatShapes({ shapes, overflow }: ShapeList): string[] {
  if (shapes.length === 0) {
    return ['Since its start the server has received nothing from the gateway that Ingo does not document.']
  }
  const rows = shapes.map(({ operation, path, type, count, first_seen }) => [
    operation,
    path,
    type,
    `${count} ${count === 1 ? 'response' : 'responses'}`,
    `first at ${first_seen}`,
  ])
  const widths = rows[0]?.map((_cell, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? []
  return [
    'Received from the gateway since the server’s start, and not documented by Ingo (names and types, no values):',
    ...rows.map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    ...(overflow > 0 ? [`The list is full. After that, ${overflow} more were counted.`] : []),
  ]
}
