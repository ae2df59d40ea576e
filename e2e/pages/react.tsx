/** A React page. The spec changes it, and reads its events, through `window.page`. */
import { StrictMode, Suspense, useReducer, useRef, type ReactNode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { Capture, type CaptureHandle, type CaptureProps } from 'ingo-capture/react'

export type Page = {
  props: CaptureProps
  /** Whether the form is rendered. */
  shown: boolean
  /** Whether a sibling of the form suspends. */
  suspended: boolean
  /** Each event, with the number of the render that created its handler. */
  events: string[]
  /** Applies changes and renders again. */
  change: (changes: Partial<Pick<Page, 'props' | 'shown' | 'suspended'>>) => void
  handle: CaptureHandle | null
}

const page = (window as unknown as { page: Page }).page
const never = new Promise<never>(() => undefined)

function Slow(): ReactNode {
  // Data libraries suspend like this in every version of React.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  if (page.suspended) throw never
  return null
}

function App() {
  const [render, rerender] = useReducer((count: number) => count + 1, 1)
  const handle = useRef<CaptureHandle>(null)
  page.change = (changes) => {
    Object.assign(page, changes)
    rerender()
  }
  return (
    <StrictMode>
      <Suspense fallback={<p>…</p>}>
        {page.shown && (
          <Capture
            {...page.props}
            ref={(current) => {
              handle.current = current
              page.handle = current
            }}
            onChange={() => page.events.push(`change ${render}`)}
            onToken={() => page.events.push(`token ${render}`)}
            onReady={() => page.events.push(`ready ${render}`)}
          />
        )}
        <Slow />
      </Suspense>
    </StrictMode>
  )
}

const root = document.querySelector('#root') ?? document.body
if (root.hasChildNodes()) hydrateRoot(root, <Capture {...page.props} />)
else createRoot(root).render(<App />)
