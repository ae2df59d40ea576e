/**
 * Reports how far the cardholder came, once, when the document is left: a chunk that loads after the form is ready. The
 * report names no session, and the server keeps counts alone.
 */
import { findLanguage } from '../../../contract/languages.js'
import type { Device, FunnelReport } from '../../../contract/funnel.js'
import type { AccountType } from '../../../contract/session.js'
import { createFormProgress, type Funnel } from './formProgress.js'

/** The shorter side of the smallest tablets, in CSS px. */
const TABLET_PX = 600

/** Counts from the beginning. `first` is the account type whose form is shown first. */
export function startFunnel(funnel: Funnel, first: AccountType = 'card'): void {
  const { takeReports, ...progress } = createFormProgress(first)
  funnel.tell = (method, ...given) => {
    // The types of both belong together.
    ;(progress[method] as (...all: typeof given) => void)(...given)
  }
  for (const happening of funnel.kept) funnel.tell(...happening)
  funnel.kept = []
  // Before the form empties itself, which it does then. A page that the browser restores reports only what is new.
  addEventListener(
    'pagehide',
    () => {
      const forms = takeReports()
      if (forms)
        send({
          language: findLanguage(document.documentElement.lang) ?? 'other',
          device: findDevice(),
          forms,
        })
    },
    { capture: true },
  )
}

function send(report: FunnelReport): void {
  const merchant = location.pathname.split('/').pop() ?? ''
  const body = new Blob([JSON.stringify(report)], { type: 'application/json' })
  // Firefox has none where a person has turned it off.
  ;(navigator as Partial<Navigator>).sendBeacon?.(new URL(`../v1/funnel/${merchant}`, document.baseURI), body)
}

function findDevice(): Device {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop'
  return Math.min(screen.width, screen.height) < TABLET_PX ? 'phone' : 'tablet'
}
