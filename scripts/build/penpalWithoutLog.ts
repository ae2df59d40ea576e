import type { Plugin } from 'vite'

/** A call of penpal's logger, whose arguments have parentheses one level deep at most. */
const LOG = /\b(?:this\.#)?log\?\.\((?:[^()]|\([^()]*\))*\);/g

/** Leaves penpal's log messages out: no connection passes a logger, and they are bytes that every page loads. */
export const penpalWithoutLog: Plugin = {
  name: 'penpal-without-log',
  transform(code, id) {
    if (!id.includes('/penpal/')) return undefined
    const stripped = code.replace(LOG, ';')
    if (stripped === code || stripped.includes('log?.('))
      throw new Error('penpal has changed: scripts/build/penpalWithoutLog.ts finds its log calls no more.')
    return { code: stripped, map: null }
  },
}
