/** For smallReactDom.test.ts: a form that uses each feature of React that the frame uses. Its components write to `log`. */
import {
  Component,
  createContext,
  createRef,
  Fragment,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
} from 'react'

const Prefix = createContext('')
export const log: string[] = []
let stored = 'one'
const listeners = new Set<() => void>()
export const store = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  set: (value: string) => {
    stored = value
    for (const listener of listeners) listener()
  },
}

/** An error boundary like the frame's Rebuilder. */
class Boundary extends Component<{ children: ReactNode }, { rebuilds: number }, string | null> {
  override state = { rebuilds: 0 }
  private readonly content = createRef<HTMLDivElement>()

  static getDerivedStateFromError(error: unknown) {
    log.push(`caught ${String(error)}`)
    return { rebuilds: 1 }
  }

  override componentDidMount(): void {
    log.push(`mounted ${this.content.current?.tagName ?? ''}`)
  }

  override getSnapshotBeforeUpdate(): string | null {
    return this.content.current?.querySelector('input')?.value ?? null
  }

  override componentDidUpdate(_props: unknown, _state: unknown, snapshot: string | null): void {
    log.push(`updated ${snapshot ?? ''}`)
  }

  override componentWillUnmount(): void {
    log.push('unmounted')
  }

  override render(): ReactNode {
    return (
      <div key={this.state.rebuilds} ref={this.content}>
        {this.props.children}
      </div>
    )
  }
}

function note(event: SyntheticEvent): void {
  const { value = '' } = event.target as Partial<HTMLInputElement>
  log.push(`${event.type} ${event.currentTarget.tagName} ${event.nativeEvent.type} ${value}`)
}

const first = ['a', 'b', 'c', 'd']
const orders = [first, ['d', 'b', 'new', 'a'], [], ['c', 'a']]

function Form() {
  const input = useRef<HTMLInputElement>(null)
  const [order, setOrder] = useState(0)
  const [count, add] = useReducer((before: number) => before + 1, 0)
  const [isBroken, setBroken] = useState(false)
  const rendered = useEffectEvent(() => log.push(`effect ${order} ${count}`))
  useLayoutEffect(() => {
    log.push(`layout ${input.current?.name ?? ''}`)
  }, [order])
  useEffect(() => {
    rendered()
    return () => {
      log.push('cleaned up')
    }
  }, [order])
  if (isBroken) throw new Error('broken')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    note(event)
    setOrder((order + 1) % orders.length)
    add()
  }
  const press = (event: KeyboardEvent) => {
    note(event)
    if (event.key === 'Escape') setBroken(true)
  }
  return (
    <form method="dialog" noValidate onSubmit={submit} onInputCapture={note} className={`order-${order}`}>
      <CardNumber ref={input} press={press} isInvalid={order > 0} />
      <input type="radio" name="kind" value="x" checked={count > 1} onChange={note} />
      <select name="state" defaultValue="b" onChange={note}>
        {first.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <textarea name="hidden" tabIndex={-1} aria-hidden onInput={note} style={{ width: 1, opacity: 0.5 }} />
      <Shown order={order} count={count} />
      <button type="submit" disabled={order === 3}>
        Send
      </button>
    </form>
  )
}

type NumberProps = {
  ref: RefObject<HTMLInputElement | null>
  press: (event: KeyboardEvent) => void
  isInvalid: boolean
}

function CardNumber({ ref, press, isInvalid }: NumberProps) {
  const prefix = useContext(Prefix)
  const id = useId()
  const clicked = useCallback(note, [])
  return (
    <>
      <label htmlFor={id}>{`${prefix}Number`}</label>
      <input
        {...{ id, ref, maxLength: 19 }}
        name="number"
        defaultValue=""
        autoComplete="off"
        inputMode="numeric"
        spellCheck={false}
        aria-invalid={isInvalid}
        onInput={note}
        onFocus={note}
        onBlur={note}
        onPaste={note}
        onKeyDown={press}
        onClick={clicked}
      />
    </>
  )
}

/** The parts that change: a list whose items move, come and go, a fragment, and an image. */
function Shown({ order, count }: { order: number; count: number }) {
  const value = useSyncExternalStore(
    store.subscribe,
    () => stored,
    () => 'one',
  )
  const doubled = useMemo(() => value + value, [value])
  return (
    <>
      <ul hidden={order === 2}>
        {orders[order]?.map((name) => (
          <li key={name}>
            {name} {count}
          </li>
        ))}
      </ul>
      <Fragment key={order}>
        <span>{doubled}</span>
        {order === 1 && <b lang="es">uno</b>}
      </Fragment>
      <svg viewBox="0 0 1 1" strokeWidth={2}>
        <use href="#mark" />
        <path d={`M${order}`} />
      </svg>
    </>
  )
}

/** The whole page. `isOther`: its content differs from the HTML that is hydrated. */
export function Page({ isOther = false }: { isOther?: boolean }) {
  return (
    <Prefix value="Card ">
      <p>{isOther ? 'other' : 'same'}</p>
      <Boundary>
        <Form />
      </Boundary>
    </Prefix>
  )
}
