/**
 * Reports how far the cardholder came, when the document is left. This chunk loads after the form is ready. The report
 * names no session, and the server keeps only counts.
 */
import { findLanguage } from '../../../contract/languages.js'
import type { Device, FunnelReport } from '../../../contract/funnel.js'
import type { AccountType } from '../../../contract/session.js'
import { createFormProgress, type Funnel } from './formProgress.js'

/** The shorter side of the smallest tablets, in CSS px. */
const TABLET_PX = 600

/** Starts with the calls that the funnel has kept. `first` is the account type whose form is shown first. */
export function startFunnel(funnel: Funnel, first: AccountType = 'card'): void {
  const { takeReports, ...progress } = createFormProgress(first)
  funnel.tell = (method, ...given) => {
    // TypeScript doesn't see that the arguments are those of the method.
    ;(progress[method] as (...all: typeof given) => void)(...given)
  }
  for (const happening of funnel.kept) funnel.tell(...happening)
  funnel.kept = []
  // Runs before the form's own `pagehide` listener, which empties it. A restored page later reports only new events.
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
  // Firefox has no `sendBeacon` if the user has turned it off.
  ;(navigator as Partial<Navigator>).sendBeacon?.(new URL(`../v1/funnel/${merchant}`, document.baseURI), body)
}

function findDevice(): Device {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop'
  return Math.min(screen.width, screen.height) < TABLET_PX ? 'phone' : 'tablet'
}
