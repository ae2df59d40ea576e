/** Applies the host page's appearance to the document. It may change while the form is in use: inputs keep their texts. */
import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import type { SentConfiguration } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import type { Settings } from './parseAppearance.js'
import type { ValidatedAppearance } from './appearanceChunk.js'
import type { HostLink } from '../host/useHost.js'

const noSettings: Settings = { properties: new Map() }
const defaultAppearance: ValidatedAppearance = { settings: noSettings, refused: [] }

/** `title` is the iframe's title. Returns true once the form is rendered in the host page's appearance. */
export function useAppearance(
  configuration: SentConfiguration,
  title: string,
  send: HostLink['send'],
): boolean {
  const settings = useSettings(configuration, send)
  const { theme, colorScheme = 'light' } = settings ?? noSettings
  const scheme = theme === 'night' || colorScheme === 'dark' ? 'dark' : 'light'

  const reportRefused = useEffectEvent((event: ErrorEvent) => {
    send('refused', event)
  })

  useLayoutEffect(() => {
    if (!settings) return
    const undo = applyAppearance(settings, scheme)
    const undoReadable = settings.applyReadable?.((event) => {
      reportRefused(event)
    })
    return () => {
      undoReadable?.()
      undo()
    }
  }, [settings, scheme])

  const reportRendered = useEffectEvent(() => {
    send('dressed', { title, colorScheme: scheme })
  })
  const rendered = settings !== undefined
  useEffect(() => {
    document.title = title
    return rendered ? runAfterPaint(reportRendered) : undefined
  }, [rendered, title, scheme])

  return rendered
}

/** The valid settings of the appearance. Undefined until the first configuration. */
function useSettings(configuration: SentConfiguration, send: HostLink['send']): Settings | undefined {
  const [settings, setSettings] = useState<Settings>()
  const { appearance, backdrop } = configuration
  const isConfigured = Object.keys(configuration).length > 0
  // Set during the rendering: React calls the hook again at once, so the form renders only once.
  if (isConfigured && !appearance && settings !== noSettings) setSettings(noSettings)
  const reportRefused = useEffectEvent((event: ErrorEvent) => {
    send('refused', event)
  })

  useEffect(() => {
    if (!appearance) return
    let stopped = false
    // If the appearance chunk fails to load, keep the default theme.
    const loading = import('./appearanceChunk.js')
      .then(({ validateAppearance }) => validateAppearance({ appearance, backdrop }))
      .catch(() => defaultAppearance)
    void loading.then(({ settings: valid, refused }) => {
      if (stopped) return
      setSettings(valid)
      for (const event of refused) reportRefused(event)
    })
    return () => {
      stopped = true
    }
  }, [appearance, backdrop])

  return settings
}

/** Sets the document's attributes and properties. Returns the function that removes them. */
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

/** The longest wait for a paint, in ms, because browsers don't paint a frame outside the viewport. */
const MAX_PAINT_WAIT_MS = 200

/**
 * Calls back after the next paint. The host page shows the frame then, and must not show an earlier appearance. Returns
 * the function that cancels the call.
 */
function runAfterPaint(then: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(finish)
  })
  const timer = setTimeout(finish, MAX_PAINT_WAIT_MS)
  function stop(): void {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  function finish(): void {
    stop()
    then()
  }
  return stop
}
