/** Undefined when `value` is not an absolute URL. Safari before 17 has no `URL.canParse`. */
export function parseUrl(value: string): URL | undefined {
  try {
    return new URL(value)
  } catch {
    return undefined
  }
}
