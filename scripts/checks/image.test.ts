/** The Dockerfile, read without a container engine. `npm run test:image` takes its steps. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const dockerfile = read('Dockerfile')

it('passes the Dockerfile linter', () => {
  expect(validate(dockerfile).map(({ message }) => message)).toEqual([])
})

it('contains the programs that its commands start', () => {
  const started = read('server/cli/simulator.ts').matchAll(
    /fileURLToPath\(new URL\('..\/..\/(.+)\/main\.js'/g,
  )
  const rooms = [...started].map(([, room = '']) => room)
  expect(rooms).toEqual(['demo/simulator'])
  for (const room of rooms)
    expect(dockerfile).toContain(`COPY --from=build /app/dist/${room} ./dist/${room}\n`)
})
