/** The simulator's test cards, for the page's panel. */
export type Scenario = { account: string; what: string }

const TIMEOUT_MS = 2_000

/** Asks the simulator; an empty list without one, since a shop sells without test cards too. */
export async function fetchScenarios(simulatorUrl: string | undefined): Promise<Scenario[]> {
  if (simulatorUrl === undefined) return []
  try {
    const answer = await fetch(`${simulatorUrl}/scenarios`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return answer.ok ? parseScenarios(await answer.json()) : []
  } catch {
    return []
  }
}

function parseScenarios(body: unknown): Scenario[] {
  return Array.isArray(body) ? body.flatMap(parseScenario) : []
}

/** Some scenarios have no number of their own: there is nothing to copy. */
function parseScenario(row: unknown): Scenario[] {
  if (typeof row !== 'object' || row === null) return []
  const { account, what } = row as Record<string, unknown>
  return typeof account === 'string' && typeof what === 'string' ? [{ account, what }] : []
}
