/** The doctor before several merchants, and before gateways that are told apart by more than their answer's code. */
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

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

it('merchants of one gateway: its name is looked up once, each is asked for itself', async () => {
  const { url } = await startGateway(...[1, 2].map(() => json(() => ({ status: 800 }))))
  const file = merchantsFile()
  file.write({ ...shops.a, INGO_URL: url }, { ...shops.b, INGO_URL: url })
  const checks = await checkDeployment({ ...environment, ...file.settings })
  const asked = checks.filter(({ name }) => ['dns', 'gateway'].includes(name))
  expect(asked.map(({ name, merchant }) => [name, merchant])).toEqual([
    ['dns', undefined],
    ['gateway', 'shop-a'],
    ['gateway', 'shop-b'],
  ])
})

it.each([
  ['Kong, which has no such route', 404, { message: 'no Route matched with those values' }],
  ['an envelope', 200, { status: 404, client_message: '' }],
])('a path that is wrong is told as one: %s', async (_name, http, body) => {
  const port = await portOf(
    createHttpServer((_request, response) =>
      response.writeHead(http, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)),
    ),
  )
  const checks = await checkDeployment({ ...environment, INGO_URL: `http://127.0.0.1:${port}/v2` })
  expect(checks.at(-1)).toMatchObject({
    verdict: 'failed',
    says: expect.stringMatching(/nothing at this path/) as string,
    mend: expect.stringMatching(/INGO_URL/) as string,
  })
})

it.skipIf(!hasOpenssl)(
  'a gateway by its address: no name is asked for, and Node has nothing to warn of',
  async () => {
    const warn = vi.spyOn(process, 'emitWarning')
    onTestFinished(() => {
      warn.mockRestore()
    })
    const port = await portOf(createServer(selfSigned()))
    const { verdict, says } = await checkTls(new URL(`https://127.0.0.1:${port}`))
    expect([verdict, says]).toEqual(['failed', expect.stringContaining('SIGNED')])
    expect(warn).not.toHaveBeenCalled()
  },
)
