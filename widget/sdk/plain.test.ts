// @vitest-environment jsdom
/** Settings made with a reactive framework, and values that can't be sent to the frame. */
import { beforeEach, expect, it, vi } from 'vitest'
import { create, type CaptureOptions, type CaptureUpdate } from './index.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'

const sent = vi.hoisted(() => [] as [name: string, payload: unknown][])
vi.mock('../protocol/connect.js', () => ({
  connect: () => ({
    opened: Promise.resolve(''),
    // Throws for a Proxy, a function and a symbol, as postMessage does.
    send: (name: string, payload: unknown) => sent.push([name, structuredClone(payload)]),
    close: () => undefined,
  }),
}))

beforeEach(() => {
  sent.length = 0
  document.body.innerHTML = '<div id="capture"></div>'
})

/** A Proxy around the value and around each object in it, as Vue's `reactive` makes them. */
function reactive<Value extends object>(value: Value): Value {
  return new Proxy(value, {
    get(target, name, receiver) {
      const part: unknown = Reflect.get(target, name, receiver)
      return typeof part === 'object' && part !== null ? reactive(part) : part
    },
  })
}

/** A Proxy that its framework has revoked. */
function revoked<Value extends object>(value: Value): Value {
  const { proxy, revoke } = Proxy.revocable(value, {})
  revoke()
  return proxy
}

const settings: CaptureUpdate = {
  appearance: { theme: 'flat', variables: { colorPrimary: '#123456' } },
  messages: { 'button.submit': 'Save' },
}

it('sends reactive settings as plain copies', () => {
  const capture = create(reactive({ url, ...settings }))
  capture.mount('#capture')
  capture.update(reactive(settings))
  expect(sent).toEqual([
    ['configure', { submitButton: true, ...settings, backdrop: ['rgb(255,255,255)', true] }],
    ['configure', { ...settings, backdrop: ['rgb(255,255,255)', true] }],
  ])
})

it('keeps the settings as they were given, even if the page changes the object later', () => {
  const appearance: CaptureUpdate['appearance'] = { theme: 'flat' }
  const capture = create({ url, appearance })
  appearance.theme = 'night'
  capture.mount('#capture')
  expect(sent[0]?.[1]).toMatchObject({ appearance: { theme: 'flat' } })
})

it('sends the data of a class instance and of a module', () => {
  class Look {
    theme = 'flat'
  }
  const module = Object.defineProperty({ 'button.submit': 'Save' }, Symbol.toStringTag, { value: 'Module' })
  create({ url, appearance: new Look() as object, messages: module }).mount('#capture')
  expect(sent[0]?.[1]).toMatchObject({ appearance: { theme: 'flat' }, messages: { 'button.submit': 'Save' } })
})

it('sends the values of a class’s accessors, inherited ones too, because Svelte compiles state to accessors', () => {
  class State {
    #theme = 'flat'
    get theme(): string {
      return this.#theme
    }
    set theme(theme: string) {
      this.#theme = theme
    }
  }
  class Look extends State {
    readonly layout = 'spacious'
    get variables(): object {
      return { colorPrimary: '#123456' }
    }
    change(): void {
      this.theme = 'night'
    }
  }
  class Options {
    readonly url = url
    get appearance(): object {
      return new Look()
    }
  }
  create(new Options()).mount('#capture')
  const variables = { colorPrimary: '#123456' }
  expect(sent[0]?.[1]).toMatchObject({ appearance: { theme: 'flat', layout: 'spacious', variables } })
})

it('reads no accessor that a library adds to every object', () => {
  Object.defineProperty(Object.prototype, 'should', { get: () => 1, configurable: true })
  try {
    create({ url, ...settings }).mount('#capture')
  } finally {
    Reflect.deleteProperty(Object.prototype, 'should')
  }
  expect(sent[0]?.[1]).toEqual({ submitButton: true, ...settings, backdrop: ['rgb(255,255,255)', true] })
})

const circular: Record<string, unknown> = {}
circular.again = circular

it.each<[unknown, string]>([
  [
    {
      appearance: new (class {
        get theme() {
          return () => 'flat'
        }
      })(),
    },
    '"appearance.theme" must be plain data, not a Function',
  ],
  [{ appearance: { theme: () => 'flat' } }, '"appearance.theme" must be plain data, not a Function'],
  [
    { appearance: { variables: { a: Symbol('x') } } },
    '"appearance.variables.a" must be plain data, not a Symbol',
  ],
  [
    { appearance: { variables: document.body } },
    '"appearance.variables" must be plain data, not a HTMLBodyElement',
  ],
  [
    { appearance: reactive({ a: document.body }) },
    '"appearance.a" must be plain data, not a HTMLBodyElement',
  ],
  [
    {
      messages: {
        'button.submit': new (class {
          a = [() => 1]
        })(),
      },
    },
    '"messages.button.submit.a.0" must be plain data',
  ],
  [{ messages: new Map() }, '"messages" must be plain data, not a Map'],
  [{ messages: { a: 1n } }, '"messages.a" must be plain data, not a BigInt'],
  [{ messages: ['Save'] }, '"messages" must be of type object'],
  [{ appearance: circular }, '"appearance.again.again.again.again.again.again" must be nested less deeply'],
  [{ messages: () => ({}) }, '"messages" must be of type object'],
])('create and update refuse %o and name its path', (options, message) => {
  expect(() => create({ ...(options as CaptureOptions), url })).toThrow(message)
  const capture = create({ url })
  capture.mount('#capture')
  expect(() => {
    capture.update(options as CaptureUpdate)
  }).toThrow(message)
  expect(sent).toHaveLength(1)
})

it('refuses a revoked Proxy and names its path', () => {
  expect(() => create({ url, messages: revoked({}) })).toThrow(
    'ingo-capture: "messages" must be plain data, not a revoked Proxy',
  )
  const appearance = { variables: revoked({}) }
  expect(() => create({ url, appearance })).toThrow('"appearance.variables" must be plain data')
  const options = revoked<CaptureOptions>({ url })
  expect(() => create(options)).toThrow('ingo-capture: options must be an object')
  expect(() => {
    create({ url }).update(revoked<CaptureUpdate>({}))
  }).toThrow('ingo-capture: options must be an object')
  expect(() => {
    create({ url }).mount(revoked(document.createElement('div')))
  }).toThrow('ingo-capture: mount: pass a selector or an HTML element')
  expect(() => create({ url, fonts: revoked([]) })).toThrow('ingo-capture: "fonts" must be a list')
  expect(() => create({ url, fonts: [revoked({ family: 'Inter', src: '/inter.woff2' })] })).toThrow(
    '"fonts.0"',
  )
})

it('refuses a font with a value that is not plain data', () => {
  const font = { family: 'Inter', src: '/inter.woff2', weight: () => '400' }
  expect(() => create({ url, fonts: [font] } as unknown as CaptureOptions)).toThrow('"fonts.0.weight"')
})

it('focuses the first field when the page uses focus as an event handler', () => {
  const capture = create({ url })
  capture.mount('#capture')
  document.body.addEventListener('click', capture.focus as unknown as EventListener)
  document.body.click()
  expect(sent.at(-1)).toEqual(['focus', {}])
})
