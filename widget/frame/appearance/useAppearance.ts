/** Dresses the document as the host page wants it, live: inputs stay what they are, and so does what is in them. */
import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import type { Configuration } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import type { Settings } from './parseAppearance.js'
import type { ValidatedAppearance } from './appearanceChunk.js'
import type { HostLink } from '../host/useHost.js'

const unset: Settings = { properties: new Map() }
const plain: ValidatedAppearance = { settings: unset, refusals: [] }

/** `title` is what the iframe is to be called. True once the form looks as the host page wants it. */
export function useAppearance(configuration: Configuration, title: string, send: HostLink['send']): boolean {
  const settings = useSettings(configuration, send)
  const { theme, colorScheme = 'light' } = settings ?? unset
  // What auto comes to, the SDK has seen on its page.
  const scheme = theme === 'night' || colorScheme === 'dark' ? 'dark' : 'light'

  useLayoutEffect(() => (settings ? applyAppearance(settings, scheme) : undefined), [settings, scheme])

  const tell = useEffectEvent(() => {
    send('dressed', { title, colorScheme: scheme })
  })
  const rendered = settings !== undefined
  useEffect(() => {
    document.title = title
    return rendered ? afterPaint(tell) : undefined
  }, [rendered, title, scheme])

  return rendered
}

/** What of the appearance can be used; undefined until the host page has spoken. */
function useSettings(configuration: Configuration, send: HostLink['send']): Settings | undefined {
  const [settings, setSettings] = useState<Settings>()
  const { appearance } = configuration
  const spoken = Object.keys(configuration).length > 0
  const refuse = useEffectEvent((refusal: ErrorEvent) => {
    send('refused', refusal)
  })

  useEffect(() => {
    if (!spoken) return
    let stopped = false
    // Without the judge nothing passes, and the form works as it is.
    const judged = loadAppearance(appearance).catch(() => plain)
    void judged.then(({ settings: usable, refusals }) => {
      if (stopped) return
      setSettings(usable)
      for (const refusal of refusals) refuse(refusal)
    })
    return () => {
      stopped = true
    }
  }, [appearance, spoken])

  return settings
}

/** Most forms brandInfo as they are: the judge comes when there is something to judge. */
async function loadAppearance(appearance: Configuration['appearance']): Promise<ValidatedAppearance> {
  if (!appearance) return plain
  return (await import('./appearanceChunk.js')).validateAppearance(appearance)
}

/** Returns its undo. */
function applyAppearance({ theme, labels, layout, properties }: Settings, scheme: string): () => void {
  const { style, dataset } = document.documentElement
  const choices = Object.entries({ theme, labels, layout, scheme })
  for (const [name, choice] of choices) if (choice) dataset[name] = choice
  for (const [property, value] of properties) style.setProperty(property, value)
  return () => {
    for (const [name] of choices) Reflect.deleteProperty(dataset, name)
    for (const property of properties.keys()) style.removeProperty(property)
  }
}

/** Nobody paints a form that is out of sight. */
const UNPAINTED_MS = 200

/** The host page shows the form when it is told to: what was painted before must not be seen. Returns its undo. */
function afterPaint(then: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(tell)
  })
  const timer = setTimeout(tell, UNPAINTED_MS)
  function stop(): void {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  function tell(): void {
    stop()
    then()
  }
  return stop
}
