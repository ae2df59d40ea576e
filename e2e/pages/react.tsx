/** A page of a React team: what it renders is in `window.page`, for the spec to change and to look at. */
import { StrictMode, Suspense, useReducer, useRef, type ReactNode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { Capture, type CaptureHandle, type CaptureProps } from 'ingo-capture/react'

export type Page = {
  props: CaptureProps
  /** Shows the form at all. */
  shown: boolean
  /** Something beside the form that isn't there yet. */
  suspended: boolean
  heard: string[]
  /** Renders again, with changes. */
  change: (changes: Partial<Pick<Page, 'props' | 'shown' | 'suspended'>>) => void
  handle: CaptureHandle | null
}

const page = (window as unknown as { page: Page }).page
const never = new Promise<never>(() => undefined)

function Slow(): ReactNode {
  // What libraries for data do, in every version of React.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  if (page.suspended) throw never
  return null
}

function App() {
  const [turn, again] = useReducer((count: number) => count + 1, 1)
  const handle = useRef<CaptureHandle>(null)
  page.change = (changes) => {
    Object.assign(page, changes)
    again()
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
            onChange={() => page.heard.push(`change ${turn}`)}
            onToken={() => page.heard.push(`token ${turn}`)}
            onReady={() => page.heard.push(`ready ${turn}`)}
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
