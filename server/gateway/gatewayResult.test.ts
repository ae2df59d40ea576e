/** Headers that a proxy between the gateway and this server may add. */
import { expect, it } from 'vitest'
import { json, startApp, startGateway, success, readResponse, card } from '../testing/app.case.js'

it.each(['identity', 'Identity', ''])(
  'reads a response with the Content-Encoding “%s”, which encodes nothing',
  async (encoding) => {
    const gateway = await startGateway((sent, response, request) => {
      response.setHeader('Content-Encoding', encoding)
      json((fields) => success(fields))(sent, response, request)
    })
    const { open } = startApp({ INGO_URL: gateway.url })
    expect(await readResponse((await open()).capture(card))).toMatchObject({ http: 200 })
    expect(gateway.received).toHaveLength(1)
  },
)
