/** The specs in Firefox and WebKit. */
import type { PlaywrightTestConfig } from '@playwright/test'
import { installedProjects } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const engines: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  // Of the matrix of the frame's life the submits in flight run here, which need the new form too: by which argument it was
  // mounted is no matter of the engine.
  // The labels of each language are measured in Chromium; the tests from right to left run here too. A theme's colors move nothing.
  grepInvert:
    /mounted by document|connects a new form after .*mounted by|whole labels at 320 px|px, (flat|none): reserves/,
  // No engine changes these: what the kit says, what the form says to each answer of the server, which session it asks for and
  // which catalog it loads, what React renders, the server's commands, the demo's shop, and what reaches the gateway.
  testIgnore: [
    /(canceled|errors|kitEnds|kitMistakes|kitStates|language|outcomes|pauses|payable|receipt|rehearsal|states)\.spec\.ts$/,
    /(renders|renewInFlight|renewRefused|shop|start|token)\.spec\.ts$/,
  ],
  // They wait more than they compute.
  workers: 3,
  projects: installedProjects('firefox', 'webkit'),
}
export default engines
