/** The encodings in which a gateway might repeat a value of a request. */
import { toAsciiDigits } from '../../contract/cardNumber.js'

const ASCII = /^[\x20-\x7e]*$/
/** A text that may be base64 or base64url. */
const BASE64 = /[A-Za-z0-9+/_-]{4,}/g
const ENCODED = /^[A-Za-z0-9+/_=-]{8,}$/

/**
 * The text, the reversed text, and the texts that it may encode with percent signs, hexadecimal or base64. A decoded
 * text that may itself be encoded is decoded once more.
 */
export function listSpellings(text: string): string[] {
  const plain = ASCII.test(text) ? text : toAsciiDigits(text.normalize('NFKC'))
  const reversed = reverse(plain)
  const decoded = decodeRuns(plain)
  if (plain.includes('%')) decoded.push(decodePercent(plain))
  const spellings = [plain, reversed, ...decoded]
  if (isEncoded(reversed)) spellings.push(...decodeRuns(reversed))
  for (const each of decoded) if (isEncoded(each)) spellings.push(reverse(each), ...decodeRuns(each))
  return spellings
}

function isEncoded(text: string): boolean {
  return ENCODED.test(text)
}

function reverse(text: string): string {
  return text.split('').reverse().join('')
}

/**
 * Decodes the parts of the text as hexadecimal, and as base64 from each of four offsets. Most texts encode nothing, and
 * decode to random bytes, which are left out.
 */
function decodeRuns(text: string): string[] {
  const parts = text.match(BASE64)
  if (!parts) return []
  const decoded: string[] = []
  const bytes = Buffer.allocUnsafe(text.length)
  const decode = (encoded: string, encoding: BufferEncoding) => {
    const length = bytes.write(encoded, encoding)
    if (mayHoldText(bytes, length)) decoded.push(bytes.toString('latin1', 0, length))
  }
  for (const part of parts) {
    decode(part, 'hex')
    for (let offset = 0; offset < 4; offset++) decode(part.slice(offset), 'base64')
  }
  return decoded
}

/** Whether the bytes have three ASCII letters or digits in a row, as many as the shortest sent value, a CVV. */
function mayHoldText(bytes: Buffer, length: number): boolean {
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

function decodePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
