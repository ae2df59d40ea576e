/**
 * A React page that hides the form in an Activity, or moves it into another container. The spec uses it
 * through `window.page`.
 */
import { Activity, useReducer, useRef } from 'react'
import { createPortal } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Capture, type CaptureHandle } from 'ingo-capture/react'

export type ActivityPage = {
  url: string
  hidden: boolean
  /** A selector of the container that the form is rendered into. */
  container: string
  change: (changes: Partial<Pick<ActivityPage, 'hidden' | 'container'>>) => void
  submit: () => Promise<unknown> | undefined
  events: string[]
}

const page = (window as unknown as { page: ActivityPage }).page

function App() {
  const [, rerender] = useReducer((count: number) => count + 1, 1)
  const handle = useRef<CaptureHandle>(null)
  page.change = (changes) => {
    Object.assign(page, changes)
    rerender()
  }
  page.submit = () => handle.current?.submit()
  const container = document.querySelector(page.container) ?? document.body
  return (
    <Activity mode={page.hidden ? 'hidden' : 'visible'}>
      {createPortal(
        <Capture
          ref={handle}
          className="form"
          url={page.url}
          onReady={() => page.events.push('ready')}
          onToken={() => page.events.push('token')}
          onLoadError={({ code }) => page.events.push(`loaderror ${code}`)}
          onError={({ code }) => page.events.push(`error ${code}`)}
        />,
        container,
      )}
    </Activity>
  )
}

createRoot(document.querySelector('#root') ?? document.body).render(<App />)
