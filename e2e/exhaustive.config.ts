/** The specs in Chromium that try every input, look, language and state, and pages that misbehave: `npm run test:exhaustive`. */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

export const exhaustiveSpecs =
  /(access|appearance|border|conditions|corpus|errors|fonts|foreign|foreignNodes|frameLife|garbage|growth|hostile|keyboard|keyboards|kitEnds|kitMistakes|kitStates|language|languages|layers|lifeEdges|lifeFrameworks|lifeMatrix|mounting|names|occlusion|oldBrowsers|outcomes|pauses|payable|receipt|rehearsal|renewInFlight|renewRefused|replaced|rewritten|rules|sessionRestore|states|styles|trusted|typing|unresolved|visual|wake)\.spec\.ts$/

const exhaustive: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  testMatch: exhaustiveSpecs,
  // Whole rehearsals take minutes: `npm run test:rehearsal`. The one of the bad shop has every finding.
  grepInvert: /rehearsal\.spec\.ts (?!.*a bad shop)/,
  // They wait more than they compute.
  workers: 3,
}
export default exhaustive
