/**
 * Whether this browser has APIs that came with the oldest supported versions (`browserslist` in package.json). The host
 * page and the frame both call this, because a browser may be too old to parse the frame's script.
 */
export function isSupportedBrowser(): boolean {
  return 'structuredClone' in self && 'reportError' in self && 'hasOwn' in Object && 'at' in Array.prototype
}
