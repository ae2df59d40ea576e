/** Security headers of every response. The defaults are the strictest; the frame and SDK routes relax them. */
import { disabledFeatures } from './disabledFeatures.js'

const baseHeaders = {
  'Cache-Control': 'no-store',
  // A response that a browser opens as a page runs no script, submits no form, and has no origin.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}
/** For files that any page may load, also a cross-origin-isolated one, and with `integrity`. */
export const publicAssetHeaders = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'public, max-age=300, no-transform',
}
const YEAR_S = 31_536_000

type HstsSettings = { publicUrl: string; hstsSubdomains: boolean }

/** The value of Strict-Transport-Security (RFC 6797) when the public URL is https. */
export function hstsPolicy({ publicUrl, hstsSubdomains }: HstsSettings): string | undefined {
  if (!publicUrl.startsWith('https:')) return undefined
  return `max-age=${YEAR_S}${hstsSubdomains ? '; includeSubDomains' : ''}`
}

/** The strictest headers, with this HSTS policy if there is one. */
export function defaultHeaders(hsts: string | undefined): Record<string, string> {
  return hsts === undefined ? baseHeaders : { ...baseHeaders, 'Strict-Transport-Security': hsts }
}

/** Asks for a process of the frame's own, so that no script of the page can read its memory by Spectre. */
export const originKeyedHeader = { 'Origin-Agent-Cluster': '?1' }

/** The request headers that decide about `originKeyedHeader`, for Vary. */
export const isolationHints = 'Sec-Fetch-Site, Sec-CH-UA-Mobile'

/**
 * Whether the browser keeps the page out of the frame's process without `originKeyedHeader`. Chromium on a desktop does, if
 * the page is of another site. There the header would cost a second process, because the first has been started when the
 * response comes. On phones Chromium may put several sites into one process, and everywhere pages of one site, such as
 * `shop.example` around `pay.shop.example`. The price: other documents of the capture server's site may share the process.
 */
export function isPageIsolated(header: (name: string) => string | undefined): boolean {
  return header('sec-fetch-site') === 'cross-site' && header('sec-ch-ua-mobile') === '?0'
}

/**
 * Headers of the frame's document: it may load its own scripts and API and the inline style sheet with this hash
 * (a CSP source expression), and only the merchant's pages may embed it.
 */
export function frameHeaders(origins: string[], styleSource: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${styleSource}`,
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
    'Permissions-Policy': disabledFeatures.map((feature) => `${feature}=()`).join(', '),
    'Cross-Origin-Embedder-Policy': 'require-corp',
    // In an iframe browsers ignore it. It separates the document from a page that opens it as a window.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    // Lets the SDK distinguish a loaded document from the browser's error page. The document is public, and naming the
    // origins once more would double the size of the head.
    'Timing-Allow-Origin': '*',
    'Cache-Control': 'public, max-age=300, no-transform',
  }
}
