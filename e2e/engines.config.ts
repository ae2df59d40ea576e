/** The specs in Firefox and WebKit. */
import type { PlaywrightTestConfig } from '@playwright/test'
import { installedProjects } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const engines: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  // Left out: forms mounted by `document` and new forms without a submit, because the tests of submits in flight cover
  // both; the labels of each language, which Chromium measures; and other themes in the layout, which their colors
  // don't change.
  grepInvert:
    /mounted by document|connects a new form after .*mounted by|whole labels at 320 px|px, (flat|none): reserves/,
  // Left out, because the engine makes no difference: the kit's messages, the form's message for each response of the
  // server, which session it requests, which catalog it loads, what React renders, the server's commands, the shop, and
  // what reaches the gateway.
  testIgnore: [
    /(canceled|errors|kitEnds|kitMistakes|kitStates|language|outcomes|pauses|payable|receipt|rehearsal|states)\.spec\.ts$/,
    /(renders|renewInFlight|renewRefused|shop|start|token)\.spec\.ts$/,
  ],
  // Three workers even on two cores, because specs wait more than they compute.
  workers: 3,
  projects: installedProjects('firefox', 'webkit'),
}
export default engines
