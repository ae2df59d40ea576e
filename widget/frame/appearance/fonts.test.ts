import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FontData } from '../../protocol/appearance.js'
import { addFonts } from './fonts.js'

const bytes = new ArrayBuffer(8)
const added: unknown[] = []

class Face {
  constructor(
    readonly family: string,
    readonly data: ArrayBuffer,
    readonly descriptors: object,
  ) {}
  load() {
    return this.data === bytes ? Promise.resolve(this) : Promise.reject(new SyntaxError('not a font'))
  }
}

beforeEach(() => {
  added.length = 0
  vi.stubGlobal('FontFace', Face)
  vi.stubGlobal('document', { fonts: { add: (face: unknown) => added.push(face) } })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

async function add(font: FontData) {
  const refused: unknown[] = []
  await addFonts([font], (event) => refused.push(event))
  return refused
}

test.each<[FontData, object]>([
  [
    { family: 'Inter', bytes },
    { weight: '400', style: 'normal' },
  ],
  [
    { family: 'Source Serif 4', weight: '100 900', style: 'italic', bytes },
    { weight: '100 900', style: 'italic' },
  ],
  [
    { family: '__Inter_d65c78', bytes },
    { weight: '400', style: 'normal' },
  ],
  [
    { family: 'Söhne', bytes },
    { weight: '400', style: 'normal' },
  ],
])('adds a font: %j', async (font, descriptors) => {
  expect(await add(font)).toEqual([])
  expect(added).toMatchObject([{ family: `host ${font.family}`, descriptors }])
})

test.each<[string, FontData]>([
  ['not a font', { family: 'Inter', bytes: new ArrayBuffer(9) }],
  ['too large', { family: 'Inter', bytes: new ArrayBuffer(1024 * 1024 + 1) }],
  ['no bytes', { family: 'Inter', bytes: 'url(x)' as unknown as ArrayBuffer }],
  ['an invalid style', { family: 'Inter', style: 'slanted' as 'normal', bytes }],
  ['an invalid weight', { family: 'Inter', weight: '450', bytes }],
  ['CSS in the name', { family: 'Inter"; src: url(x)', bytes }],
  ['no name', { family: '', bytes }],
])('rejects by name: %s', async (_, font) => {
  expect(await add(font)).toMatchObject([{ code: 'invalid_request', field: 'fonts', retryable: false }])
  expect(added).toEqual([])
})

test('does not repeat an invalid font name', async () => {
  expect(JSON.stringify(await add({ family: '4111111111111111', bytes }))).not.toContain('4111')
})
