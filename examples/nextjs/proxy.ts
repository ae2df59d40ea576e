import { NextResponse, type NextRequest } from 'next/server'

const captureUrl = process.env.CAPTURE_URL ?? 'http://127.0.0.1:4180'

/** Sends each page with a Content Security Policy. Next.js puts the nonce into the scripts that it writes into the page. */
export function proxy(request: NextRequest): NextResponse {
  // `next dev` evaluates code and writes inline styles, which the policy blocks.
  if (process.env.NODE_ENV === 'development') return NextResponse.next()
  const nonce = btoa(crypto.randomUUID())
  const policy = [
    "default-src 'none'; connect-src 'self'; img-src 'self'; style-src 'self'; font-src 'self'",
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    `frame-src ${captureUrl}`, // the form
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "require-trusted-types-for 'script'; trusted-types nextjs nextjs#bundler",
  ].join('; ')
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

export const config = { matcher: '/((?!_next/static|favicon.ico).*)' }
