/** `doctor` with several merchants, and with gateways whose faults differ by more than a status code. */
import { createServer } from 'node:https'
import { createServer as createHttpServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { environment, json, startGateway } from '../../testing/app.case.js'
import { hasOpenssl, selfSigned } from '../../testing/certificate.case.js'
import { merchantsFile, shops } from '../../testing/merchantsFile.case.js'
import { checkDeployment } from './deployment.js'
import { checkTls } from './network.js'

async function listenOnFreePort(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

it('looks up the host of a shared gateway once, and checks the credentials of each merchant', async () => {
  const { url } = await startGateway(...[1, 2].map(() => json(() => ({ status: 800 }))))
  const file = merchantsFile()
  file.write({ ...shops.a, INGO_URL: url }, { ...shops.b, INGO_URL: url })
  const checks = await checkDeployment({ ...environment, ...file.settings }, Date.now)
  const found = checks.filter(({ name }) => ['dns', 'gateway'].includes(name))
  expect(found.map(({ name, merchant }) => [name, merchant])).toEqual([
    ['dns', undefined],
    ['gateway', 'shop-a'],
    ['gateway', 'shop-b'],
  ])
})

it.each([
  ['Kong without such a route', 404, { message: 'no Route matched with those values' }],
  ['Ingo’s envelope with 404', 200, { status: 404, client_message: '' }],
])('reports a wrong path of INGO_URL: %s', async (_name, http, body) => {
  const port = await listenOnFreePort(
    createHttpServer((_request, response) =>
      response.writeHead(http, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)),
    ),
  )
  const checks = await checkDeployment({ ...environment, INGO_URL: `http://127.0.0.1:${port}/v2` }, Date.now)
  expect(checks.at(-1)).toMatchObject({
    status: 'failed',
    summary: expect.stringMatching(/nothing at this path/) as string,
    remedy: expect.stringMatching(/INGO_URL/) as string,
  })
})

it.each([
  ['a firewall’s page', '<html><h1>Forbidden</h1></html>', /firewall/],
  ['Kong', '{"message":"You cannot consume this service"}', /refuses the credentials/],
])('distinguishes an HTTP 403 of a firewall from one of Kong: %s', async (_name, body, summary) => {
  const port = await listenOnFreePort(
    createHttpServer((_request, response) => response.writeHead(403).end(body)),
  )
  const checks = await checkDeployment({ ...environment, INGO_URL: `http://127.0.0.1:${port}` }, Date.now)
  expect(checks.at(-1)).toMatchObject({
    status: 'failed',
    summary: expect.stringMatching(summary) as string,
  })
})

it.skipIf(!hasOpenssl)(
  'sends no SNI to a gateway whose URL has an IP address, so that Node prints no warning',
  async () => {
    const warn = vi.spyOn(process, 'emitWarning')
    onTestFinished(() => {
      warn.mockRestore()
    })
    const port = await listenOnFreePort(createServer(selfSigned()))
    const { status, summary } = await checkTls(new URL(`https://127.0.0.1:${port}`), Date.now)
    expect([status, summary]).toEqual(['failed', expect.stringContaining('SIGNED')])
    expect(warn).not.toHaveBeenCalled()
  },
)
