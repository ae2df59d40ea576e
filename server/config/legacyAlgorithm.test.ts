/** `hmac-sha256` works, but `serve` and `doctor` warn of it. */
import { expect, it, onTestFinished } from 'vitest'
import { checkDeployment } from '../cli/doctor/deployment.js'
import { environment, json, startGateway } from '../testing/app.case.js'
import { merchantsFile, shops } from '../testing/merchantsFile.case.js'
import { sleep, startNode } from '../testing/serveProcess.case.js'

const legacy = { INGO_ALGORITHM: 'hmac-sha256' }

it('serve logs one warning at start for each merchant that signs with SHA-256', async () => {
  const file = merchantsFile()
  const c = { ...shops.b, CAPTURE_MERCHANT_ID: 'shop-c', CAPTURE_SECRET_KEY: 'sk_of_shop_c_3vBnW8zTq5HjY1' }
  file.write({ ...shops.a, ...legacy }, shops.b, { ...c, ...legacy })
  const node = await startNode(file.settings)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  while (!node.output().includes('"listening"')) await sleep(10)
  const lines = node
    .output()
    .split('\n')
    .filter((line) => line.includes('hmac-sha256'))
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      level: 40,
      merchant: 'shop-a',
      problem: expect.stringMatching(/^INGO_ALGORITHM .+ hmac-sha512/) as string,
    },
    { level: 40, merchant: 'shop-c' },
  ])
})

it('doctor warns of SHA-256 and reports no failure', async () => {
  const { url } = await startGateway(json(() => ({ status: 800 })))
  const checks = await checkDeployment({ ...environment, INGO_URL: url, ...legacy }, Date.now)
  expect(checks.filter(({ name }) => name === 'algorithm')).toMatchObject([
    { merchant: 'demo', status: 'warning', remedy: expect.stringContaining('hmac-sha512') as string },
  ])
  expect(checks.filter(({ status }) => status === 'failed')).toEqual([])
  const modern = await checkDeployment({ ...environment, INGO_URL: url }, Date.now)
  expect(modern.filter(({ name }) => name === 'algorithm')).toEqual([])
})
