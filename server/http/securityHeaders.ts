/** What every answer carries. The defaults close everything; the frame and the SDK open what they need, by route. */
import type { MiddlewareHandler } from 'hono'

const always: [string, string][] = [
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
]
/** Of what every page may load, cross-origin-isolated ones and with `integrity` too. */
export const publicAssetHeaders = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'public, max-age=300',
}
const YEAR_S = 31_536_000

/** Those of every answer that opens nothing. */
export function closed(publicUrl: string): [string, string][] {
  if (!publicUrl.startsWith('https:')) return always
  return [...always, ['Strict-Transport-Security', `max-age=${YEAR_S}; includeSubDomains`]]
}

export function securityHeaders(publicUrl: string): MiddlewareHandler {
  const headers = closed(publicUrl)
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value)
    await next()
  }
}

/** A kept-alive connection would hold the process up: Node waits for each. */
export function connectionCloseOnShutdown(isDraining: () => boolean): MiddlewareHandler {
  return async (c, next) => {
    await next()
    // What was asked before the signal is answered after it.
    if (isDraining()) c.header('Connection', 'close')
  }
}

/**
 * The policy of the frame's document: its own scripts and API, and the `style` sheet that is in it, by its hash;
 * inside the merchant's pages alone.
 */
export function frameHeaders(origins: string[], style: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${style}`,
    "img-src 'none'",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.join(' ')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'Permissions-Policy': powerfulFeatures.map((feature) => `${feature}=()`).join(', '),
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Origin-Agent-Cluster': '?1',
    // Lets the SDK tell a document that came from an error page of the browser's.
    'Timing-Allow-Origin': origins.join(', '),
    'Cache-Control': 'public, max-age=300',
  }
}

const powerfulFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
]
