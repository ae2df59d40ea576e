import { expect, it } from 'vitest'
import { json, readResponse, startApp, startGateway } from '../testing/app.case.js'

it.each([
  ['HTTP 403 of a firewall that answers JSON', 403, 'rate_limited'],
  ['HTTP 404', 404, 'rate_limited'],
  ['a signature that the gateway refuses', 401, 'gateway_misconfigured'],
])(
  'counts a refusal for the address if the typed values may cause it, and not if the signature does: %s',
  async (_name, http, code) => {
    const gateway = await startGateway(json(() => ({ message: 'no' }), http))
    const { open } = startApp({ INGO_URL: gateway.url, CAPTURE_FAILED_PER_HOUR: '1' })
    expect(await readResponse((await open()).capture())).toMatchObject({ code: 'gateway_misconfigured' })
    expect(await readResponse((await open()).capture())).toMatchObject({ code })
  },
)
