/**
 * The size of the headers with the form's document, which name every origin of a merchant. Proxies limit it: nginx
 * answers 502 beyond its `proxy_buffer_size`, 4 KiB by default on most machines.
 */
import type { Merchant } from '../config/merchant.js'
import type { Log } from '../observability/log.js'
import { defaultHeaders, frameHeaders, originKeyedHeader } from './securityHeaders.js'

const WARNING_BYTES = 3000
/** Placeholders with the length of the style sheet's hash, and of the headers of a file. */
const STYLE_SOURCE = `'sha256-${'x'.repeat(44)}'`
const FILE_HEADERS_BYTES = 300

/** The fix for a large head, for logs and `doctor`. */
export const LARGE_HEAD_REMEDY =
  'set nginx’ proxy_buffer_size to 16k, or divide the origins among several merchants (CAPTURE_CONFIG)'

/** The size of the response's head in bytes. Undefined if it is small enough for usual proxies. */
export function largeHeadBytes(origins: string[]): number | undefined {
  const headers = {
    ...defaultHeaders('max-age=31536000'),
    ...frameHeaders(origins, STYLE_SOURCE),
    ...originKeyedHeader,
  }
  const bytes = Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + value.length + 4,
    FILE_HEADERS_BYTES,
  )
  return bytes > WARNING_BYTES ? bytes : undefined
}

/** Logs one warning for each merchant with so many origins that a proxy may reject the form's document. */
export function warnLargeHeads(merchants: Merchant[], log: Log): void {
  for (const { id, origins } of merchants) {
    const bytes = largeHeadBytes(origins)
    if (bytes === undefined) continue
    log.warn('many origins', {
      merchant: id,
      problem: `CAPTURE_ORIGINS makes the headers of the form’s document about ${bytes} bytes long: ${LARGE_HEAD_REMEDY}.`,
    })
  }
}
