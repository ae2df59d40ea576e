/** Security headers of every response. The defaults are the strictest; the frame and SDK routes relax them. */
import { disabledFeatures } from './disabledFeatures.js'

const baseHeaders = {
  'Cache-Control': 'no-store',
  // If a browser opens the response as a page, it runs no script, submits no form, and has an opaque origin.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}
/** For files that any page may load, even a cross-origin-isolated page, and with `integrity`. */
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

/** Asks the browser for a separate process, so that no script of the page can read the frame's memory by Spectre. */
export const originKeyedHeader = { 'Origin-Agent-Cluster': '?1' }

/** The request headers on which `originKeyedHeader` depends, for Vary. */
export const isolationHints = 'Sec-Fetch-Site, Sec-CH-UA-Mobile'

/**
 * Whether the browser runs the page in another process than the frame without `originKeyedHeader`. Desktop Chromium
 * does so if the page is of another site. There the header would cost a second process, because the first one has
 * started before the response comes. Chromium on phones may run several sites in one process. On every device, pages of
 * one site, such as `shop.example` around `pay.shop.example`, may share a process. Without the header, other documents
 * of the capture server's site may share the frame's process.
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
    // Separates the document from a page that opens it as a window. Browsers ignore the header in an iframe.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    // Lets the SDK distinguish a loaded document from the browser's error page. Allows every origin, because the
    // document is public, and a second list of the origins would double the size of the head.
    'Timing-Allow-Origin': '*',
    'Cache-Control': 'public, max-age=300, no-transform',
  }
}
