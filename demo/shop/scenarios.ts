/** A test card of the simulator, for the page's list. */
type Scenario = { account: string; what: string }

const TIMEOUT_MS = 2_000

/** Fetches the simulator's test cards; an empty list if there is no simulator or it doesn't respond. */
export async function fetchScenarios(simulatorUrl: string | undefined): Promise<Scenario[]> {
  if (simulatorUrl === undefined) return []
  try {
    const response = await fetch(`${simulatorUrl}/scenarios`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return response.ok ? parseScenarios(await response.json()) : []
  } catch {
    return []
  }
}

function parseScenarios(body: unknown): Scenario[] {
  return Array.isArray(body) ? body.flatMap(parseScenario) : []
}

/** An empty list for a scenario without a card number. */
function parseScenario(row: unknown): Scenario[] {
  if (typeof row !== 'object' || row === null) return []
  const { account, what } = row as Record<string, unknown>
  return typeof account === 'string' && typeof what === 'string' ? [{ account, what }] : []
}
