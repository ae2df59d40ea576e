/** A TrueType font whose glyphs are blank: each is as wide as the letter `w`, which is wider than any form. */

/** Advance widths in units of 1/1000 em. */
const NARROW = 500
const WIDE = 30_000

type Table = [tag: string, content: Buffer]

/** 16-bit numbers, big-endian. */
function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2)
  values.forEach((value, index) => buffer.writeUInt16BE(value & 0xffff, index * 2))
  return buffer
}

/** Characters 32 to 126: glyph 2 for `letter`, glyph 1 for every other. https://learn.microsoft.com/typography/opentype/spec/cmap */
function characterMap(letter: string): Buffer {
  const codes = Array.from({ length: 95 }, (_, index) => index + 32)
  const glyphs = codes.map((code) => (String.fromCharCode(code) === letter ? 2 : 1))
  const segments = 2
  // Format 4; the first segment's glyphs are in the array that follows its range offsets.
  const fields = [segments * 2, 4, 1, 0, 126, 0xffff, 0, 32, 0xffff, 0, 1, segments * 2, 0, ...glyphs]
  const body = words(4, 6 + fields.length * 2, 0, ...fields)
  return Buffer.concat([words(0, 1, 3, 1, 0, 12), body])
}

function names(family: string): Buffer {
  // 1: family, 2: style, 4: full name, 6: PostScript name; platform Windows, US English.
  const texts = ([1, 2, 4, 6] as const).map((id) => [id, id === 2 ? 'Regular' : family] as const)
  const encoded = texts.map(([, text]) => words(...Array.from(text, (letter) => letter.charCodeAt(0))))
  let offset = 0
  const records = texts.map(([id], index) => {
    const { length = 0 } = encoded[index] ?? {}
    offset += length
    return words(3, 1, 0x409, id, length, offset - length)
  })
  return Buffer.concat([words(0, texts.length, 6 + records.length * 12), ...records, ...encoded])
}

function tables(letter: string): Table[] {
  const head = Buffer.alloc(54)
  head.writeUInt32BE(0x10000, 0)
  head.writeUInt32BE(0x5f0f3cf5, 12)
  head.writeUInt16BE(1000, 18)
  head.writeInt16BE(2, 48)
  const metrics = Buffer.alloc(96)
  words(4, NARROW, 400, 5).copy(metrics)
  words(64, 32, 126, 800, 0xffff - 199, 0, 800, 200).copy(metrics, 62)
  const post = Buffer.alloc(32)
  post.writeUInt32BE(0x30000)
  return [
    ['OS/2', metrics],
    ['cmap', characterMap(letter)],
    ['glyf', Buffer.alloc(4)],
    ['head', head],
    ['hhea', words(1, 0, 800, 0xffff - 199, 0, WIDE, 0, 0, WIDE, 1, 0, 0, 0, 0, 0, 0, 0, 3)],
    ['hmtx', words(NARROW, 0, NARROW, 0, WIDE, 0)],
    ['loca', words(0, 0, 0, 0)],
    ['maxp', words(1, 0, 3, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['name', names('Wide')],
    ['post', post],
  ]
}

/** https://learn.microsoft.com/typography/opentype/spec/otff#calculating-checksums */
function checksum(content: Buffer): number {
  const padded = pad(content)
  let sum = 0
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0
  return sum
}

function pad(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)])
}

/** The font file. */
export function createWideFont(letter: string): Buffer {
  const all = tables(letter)
  const directory = Buffer.alloc(12 + all.length * 16)
  words(1, 0, all.length, 128, 3, all.length * 16 - 128).copy(directory)
  let offset = directory.length
  all.forEach(([tag, content], index) => {
    const at = 12 + index * 16
    directory.write(tag, at, 'latin1')
    directory.writeUInt32BE(checksum(content), at + 4)
    directory.writeUInt32BE(offset, at + 8)
    directory.writeUInt32BE(content.length, at + 12)
    offset += pad(content).length
  })
  return Buffer.concat([directory, ...all.map(([, content]) => pad(content))])
}
