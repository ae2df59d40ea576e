/** The specs in Chromium that try every input, look, language and state: `npm run test:exhaustive`. */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

export const exhaustiveSpecs =
  /(access|appearance|conditions|corpus|errors|foreign|frameLife|garbage|keyboards|kitEnds|kitMistakes|kitStates|language|languages|layers|lifeEdges|lifeFrameworks|lifeMatrix|names|occlusion|outcomes|pauses|payable|receipt|rehearsal|renewInFlight|renewRefused|replaced|rewritten|rules|states|styles|typing|visual|wake)\.spec\.ts$/

const exhaustive: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  testMatch: exhaustiveSpecs,
  // Whole rehearsals take minutes: `npm run test:rehearsal`. The one of the bad shop has every finding.
  grepInvert: /rehearsal\.spec\.ts (?!.*a bad shop)/,
  // They wait more than they compute.
  workers: 3,
}
export default exhaustive
