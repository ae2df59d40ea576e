/**
 * The architecture as a table: each room, and what its production code may import. A file belongs to the room with
 * the longest path that contains it. What is not listed may not be imported; type imports count.
 *
 * - `contract`: a room. A name without its folder is a room beside this one, or inside it.
 * - `type:contract`: only types of that room, so that none of its code reaches the bundle.
 * - `npm:react`: a package. Rooms that run in a browser name each one, because the page pays for it in bytes.
 *   `npm:*`: any package and Node's own modules.
 * - `*`: every room.
 *
 * Tests (`*.test.*`, `*.case.*`, `*.spec.*`, `testing/`) may import every room, except for those of `closedRooms`.
 * Production code imports no test.
 */
export const rooms = {
  // The schemas and names that the browser and the server share.
  contract: 'npm:zod/mini npm:card-validator/dist/luhn-10.js',

  // The messages between the page and the iframe.
  'widget/protocol': 'type:contract npm:penpal',

  // The merchant's backend: no zod and none of Node's modules. Of the contract it imports only constants.
  backend: 'contract',

  // The page's side: no zod, and no React outside of the React component.
  'widget/sdk': 'type:contract widget/protocol',
  'widget/sdk/react.tsx': 'widget/sdk component.tsx npm:react',
  'widget/sdk/vue.ts': 'widget/sdk npm:vue',
  'widget/sdk/svelte.ts': 'widget/sdk npm:svelte/elements',
  'widget/sdk/component.tsx': 'widget/sdk placeholder.tsx hostAttributes.ts npm:react',
  'widget/sdk/hostAttributes.ts': 'npm:react',
  'widget/sdk/placeholder.tsx': 'widget/sdk widget/protocol npm:react',

  // Doubles for a merchant's unit tests: the SDK on a form without an iframe, and a capture server for MSW.
  'widget/doubles': 'widget/sdk widget/protocol contract',
  'widget/doubles/react.tsx': 'widget/doubles widget/sdk/component.tsx',
  'widget/doubles/msw.ts':
    'widget/doubles/problems.ts widget/doubles/sessions.ts contract npm:msw npm:zod/mini',
  'widget/doubles/problems.ts': 'contract npm:zod/mini',
  'widget/doubles/sessions.ts': 'widget/doubles/problems.ts contract npm:zod/mini',

  // The iframe: its entry, then its rooms from the top down.
  'widget/frame':
    'capture session methods form host i18n ui widget/protocol contract npm:react npm:react-dom/client npm:react-dom/server',
  'widget/frame/capture':
    'session methods form appearance host i18n ui widget/protocol contract npm:react npm:react-hook-form',
  'widget/frame/session': 'methods form host i18n widget/protocol contract npm:react npm:zod/mini',
  'widget/frame/methods':
    'fields form input i18n ui widget/protocol contract npm:react npm:react-hook-form npm:zod/mini',
  'widget/frame/fields': 'form input i18n ui widget/protocol contract npm:react npm:react-hook-form',
  'widget/frame/form':
    'input host i18n ui widget/protocol contract npm:react npm:react-hook-form npm:zod/mini npm:card-validator/dist/luhn-10.js',
  'widget/frame/appearance': 'host ui widget/protocol npm:react',
  'widget/frame/host': 'widget/protocol npm:react npm:zod/mini',
  'widget/frame/ui': 'i18n contract npm:react',
  'widget/frame/i18n': 'widget/protocol contract npm:react',
  'widget/frame/input': 'contract npm:react npm:credit-card-type',

  // The server, in the order in which a request passes through it. A room imports only rooms further down.
  'server/cli.ts': 'cli http config npm:*',
  'server/cli': 'rehearse main.ts http webhooks store config gateway observability contract npm:*',
  // Drives a merchant's page in a browser, with the published test kit.
  'server/cli/rehearse': 'contract npm:*',
  'server/index.ts': 'embed.ts config',
  'server/embed.ts': 'main.ts app.ts http config npm:*',
  'server/main.ts': 'compose.ts app.ts http webhooks store config gateway observability npm:*',
  'server/compose.ts': 'app.ts http captures webhooks store config gateway observability',
  'server/app.ts': 'http captures store config gateway limits observability problem.ts contract npm:*',
  'server/http': 'captures sessions store config gateway limits observability problem.ts contract npm:*',
  'server/captures': 'webhooks sessions store config gateway limits observability problem.ts contract npm:*',
  // Delivers the events that the captures write into the outbox.
  'server/webhooks': 'sessions store config gateway observability contract npm:*',
  'server/sessions': 'store config problem.ts contract npm:*',
  'server/store': 'config limits observability problem.ts contract npm:*',
  'server/config': 'gateway limits observability problem.ts contract npm:*',
  'server/gateway': 'limits observability problem.ts contract npm:*',
  'server/limits': 'observability problem.ts contract npm:*',
  'server/observability': 'contract npm:*',
  'server/problem.ts': 'contract npm:*',

  // The stand-in for Ingo's gateway reads Ingo's documents by itself, so that it can disagree with the contract.
  'demo/simulator': 'npm:*',
  // The shop is a merchant: it imports the published package, `ingo-capture/…`, and none of its sources.
  'demo/shop': 'npm:*',
  // The same goes for the apps that the guides show.
  examples: 'npm:*',

  // End-to-end tests and tools may import everything. The kit may not, because it is published.
  'e2e/kit': 'demo/simulator widget/protocol contract npm:*',
  e2e: '* npm:*',
  scripts: '* npm:*',
}

/** Rooms whose tests, too, may import only what the table allows. */
export const closedRooms = ['demo/simulator']

/** Blank lines and comments count. Functions that register tests (`describe`) are exempt. */
export const MAX_FUNCTION_LINES = 60
export const MAX_FILE_LINES = 200
