/** The Dockerfile, read without an engine. `npm run test:image` takes its steps. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const dockerfile = read('Dockerfile')
const complaints = (text: string) => validate(text).map(({ message }) => message)

it('is good to the linter, which sees a slip', () => {
  expect(complaints(dockerfile)).toEqual([])
  expect(complaints(dockerfile.replace('--interval=', '--intervall='))).toEqual(['Unknown flag: intervall'])
  expect(complaints(dockerfile.replace('WORKDIR', 'WORKDIRS'))).not.toEqual([])
})

it('has what its commands start', () => {
  const started = read('server/cli/simulator.ts').matchAll(
    /fileURLToPath\(new URL\('..\/..\/(.+)\/main\.js'/g,
  )
  const rooms = [...started].map(([, room = '']) => room)
  expect(rooms).toEqual(['demo/simulator'])
  for (const room of rooms)
    expect(dockerfile).toContain(`COPY --from=build /app/dist/${room} ./dist/${room}\n`)
})
