/** The specs in Chromium that try every input, look, language and state: `npm run test:exhaustive`. */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

export const exhaustiveSpecs =
  /(access|appearance|conditions|corpus|errors|foreign|garbage|keyboards|language|lifeEdges|lifeFrameworks|lifeMatrix|occlusion|payable|receipt|styles|typing|visual|wake)\.spec\.ts$/

const exhaustive: PlaywrightTestConfig<object, EngineOptions> = { ...config, testMatch: exhaustiveSpecs }
export default exhaustive
