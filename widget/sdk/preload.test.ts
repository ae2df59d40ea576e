// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { preload } from './preload.js'

test.each([undefined, null, '', 'capture.example', '/frame', 'data:text/html,', 4180, {}])(
  'rejects %j by name, and loads nothing',
  (origin) => {
    expect(() => {
      preload(origin as string)
    }).toThrow(new TypeError('ingo-capture: preload: pass the origin of the capture server'))
    expect(document.querySelector('iframe')).toBeNull()
  },
)

test.each(['https://capture.example', 'https://capture.example/', 'HTTPS://Capture.Example'])(
  'loads %s once, however it is written',
  (origin) => {
    preload(origin)
    const addresses = [...document.querySelectorAll('iframe')].map(({ src }) => src)
    expect(addresses).toEqual(['https://capture.example/sdk/v1/preload.html'])
  },
)
