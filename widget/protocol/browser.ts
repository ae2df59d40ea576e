/**
 * Whether this browser has APIs that came with the oldest supported versions (`browserslist` in package.json). The host
 * page and the frame both ask: a browser that can't read the frame's script leaves the answer to the page.
 */
export function isSupportedBrowser(): boolean {
  return 'structuredClone' in self && 'reportError' in self && 'hasOwn' in Object && 'at' in Array.prototype
}
