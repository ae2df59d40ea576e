/** The encodings in which a gateway might repeat a value of a request. */
import { toAsciiDigits } from '../../contract/cardNumber.js'

const ASCII = /^[\x20-\x7e]*$/
/** The characters that are one byte each in Latin-1. */
const LATIN1 = /^[\x00-\xff]*$/
/** A text that may be base64 or base64url. */
const ENCODED = /^[A-Za-z0-9+/_=-]{8,}$/

/** Used again for each text, so that a text that encodes nothing needs no memory. */
let bytes = Buffer.allocUnsafeSlow(1024)

/**
 * The text, the reversed text, and the texts that it may encode with percent signs, hexadecimal or base64. A decoded
 * text that may itself be encoded is decoded once more. `shortest` is the length of the shortest value to be found: what
 * is too short to encode it is not decoded.
 */
export function listSpellings(text: string, shortest: number): string[] {
  const plain = ASCII.test(text) ? text : toAsciiDigits(text.normalize('NFKC'))
  const reversed = reverse(plain)
  const spellings = [plain, reversed]
  decodeRuns(plain, shortest, spellings)
  if (plain.includes('%')) spellings.push(decodePercent(plain))
  const decodedEnd = spellings.length
  if (isEncoded(reversed)) decodeRuns(reversed, shortest, spellings)
  for (let index = 2; index < decodedEnd; index++) {
    const decoded = spellings[index] ?? ''
    if (!isEncoded(decoded)) continue
    spellings.push(reverse(decoded))
    decodeRuns(decoded, shortest, spellings)
  }
  return spellings
}

function isEncoded(text: string): boolean {
  return ENCODED.test(text)
}

function reverse(text: string): string {
  if (!LATIN1.test(text)) return text.split('').reverse().join('')
  reserveBytes(text.length)
  for (let index = 0; index < text.length; index++) bytes[text.length - 1 - index] = text.charCodeAt(index)
  return bytes.toString('latin1', 0, text.length)
}

function reserveBytes(length: number): void {
  if (bytes.length < length) bytes = Buffer.allocUnsafeSlow(length)
}

/**
 * Decodes the parts of the text as hexadecimal, and as base64 from each of four offsets. Most texts encode nothing, and
 * decode to random bytes, which are left out.
 */
function decodeRuns(text: string, shortest: number, decoded: string[]): void {
  // Base64 has the fewest characters for a byte: four for three.
  if (text.length * 3 < shortest * 4) return
  reserveBytes(text.length)
  let end = 0
  while (end < text.length) {
    const start = end
    while (end < text.length && isBase64(text.charCodeAt(end))) end += 1
    if ((end - start) * 3 >= shortest * 4) {
      decode(text.slice(start, end), 'hex', decoded)
      for (let offset = 0; offset < 4; offset++) decode(text.slice(start + offset, end), 'base64', decoded)
    }
    end += 1
  }
}

function decode(encoded: string, encoding: BufferEncoding, decoded: string[]): void {
  const length = bytes.write(encoded, encoding)
  if (mayHoldText(length)) decoded.push(bytes.toString('latin1', 0, length))
}

/** Whether the first bytes have three ASCII letters or digits in a row, as many as the shortest sent value, a CVV. */
function mayHoldText(length: number): boolean {
  let run = 0
  for (let index = 0; index < length && run < 3; index++) {
    const byte = bytes[index] ?? 0
    run = isLetterOrDigit(byte) ? run + 1 : 0
  }
  return run === 3
}

function isLetterOrDigit(byte: number): boolean {
  const lower = byte | 0x20
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x7a)
}

/** The characters of base64 and base64url. */
function isBase64(code: number): boolean {
  return isLetterOrDigit(code) || code === 0x2b || code === 0x2f || code === 0x2d || code === 0x5f
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
