/** For tests: searches for marked secrets in any encoding. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Marks = Record<string, string | Buffer>
/** The bytes of each place as latin1 text, by the place's name. */
export type Places = Map<string, string>

/** The encodings of a mark: name → text. */
export function encodings(mark: string | Buffer): Map<string, string> {
  const bytes = Buffer.from(mark)
  const groups = bytes.toString('latin1').match(/.{1,4}/gs) ?? []
  const hex = bytes.toString('hex')
  const percent = hex.replace(/../g, '%$&')
  const escapes = hex.replace(/../g, '\\u00$&')
  const ways = new Map([
    ['plain', bytes.toString('latin1')],
    ['spaced', groups.join(' ')],
    ['dashed', groups.join('-')],
    ['hex', hex],
    ['percent', percent],
    ['escaped', escapes],
    ['wide', Buffer.from(bytes.toString('latin1'), 'utf16le').toString('latin1')],
  ])
  for (const name of ['hex', 'percent', 'escaped']) {
    ways.set(`${name} in capitals`, (ways.get(name) ?? '').toUpperCase().replaceAll('\\U', '\\u'))
  }
  for (const shift of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    // Leaves out the characters that also encode neighboring bytes.
    const own = encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6))
    ways.set(`base64, ${shift} on`, own)
    ways.set(`base64url, ${shift} on`, own.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return ways
}

/** "mark, encoding: place" for each hit. Each place is also searched without its blanks and dashes. */
export function findTraces(marks: Marks, places: Places): string[] {
  const traces: string[] = []
  for (const [name, mark] of Object.entries(marks)) {
    const ways = encodings(mark)
    for (const [place, text] of places) {
      for (const [way, written] of ways) if (text.includes(written)) traces.push(`${name}, ${way}: ${place}`)
      if (text.replace(/[\s-]/g, '').includes(Buffer.from(mark).toString('latin1').replace(/[\s-]/g, ''))) {
        traces.push(`${name}, run together: ${place}`)
      }
    }
  }
  return traces
}

/** Every file in a folder and below it. */
export function readFolder(folder: string): Places {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path, `${path}\n${readFileSync(path).toString('latin1')}`]
    }),
  )
}
