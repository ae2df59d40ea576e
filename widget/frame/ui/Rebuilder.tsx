import { Component, createRef, type ReactNode, type RefObject } from 'react'
import { notePlace } from './keepPlace.js'
import { keepInputs } from './keptInputs.js'

type Props = { children: ReactNode; isIntact: () => boolean }
type State = { rebuilds: number }

let rebuilds = 0
/** How often replaced controls are put back: against a script that replaces them each time, the form would never rest. */
const MAX_REPAIRS = 20

/**
 * Renders its content anew after an error, such as React's when page translation or an extension has removed an element,
 * and when another script has removed or replaced a control: React would not see what is typed into a copy. What is
 * around the content is put back first.
 * The state of the capture is above it, so a submit in flight goes on; texts, focus and caret are kept.
 */
export class Rebuilder extends Component<Props, State, (() => void) | null> {
  declare private repairs: number
  declare private watch?: MutationObserver
  declare private readonly content: RefObject<HTMLDivElement | null>

  // Assigned here and only declared above: the build would define each field with a helper of 0.5 k.
  constructor(props: Props) {
    super(props)
    this.state = { rebuilds: 0 }
    this.repairs = 0
    this.content = createRef()
  }

  static getDerivedStateFromError(): State {
    return { rebuilds: ++rebuilds }
  }

  override componentDidMount(): void {
    const outer = this.content.current?.parentElement
    const putBack = outer && notePlace(outer)
    this.watch = new MutationObserver(() => {
      const { current } = this.content
      if (this.repairs >= MAX_REPAIRS || !current) return
      if (putBack?.(current)) this.repairs++
      if (this.props.isIntact()) return
      this.repairs++
      this.setState({ rebuilds: ++rebuilds })
    })
    this.watch.observe(document, { childList: true, subtree: true })
  }

  override componentWillUnmount(): void {
    this.watch?.disconnect()
  }

  override getSnapshotBeforeUpdate(_: Props, before: State): (() => void) | null {
    return before.rebuilds === this.state.rebuilds ? null : keepInputs()
  }

  override componentDidUpdate(_: Props, _before: State, restore: (() => void) | null): void {
    restore?.()
  }

  override render(): ReactNode {
    // An element of its own, which others hardly move: it is what is removed.
    return (
      <div key={this.state.rebuilds} ref={this.content}>
        {this.props.children}
      </div>
    )
  }
}
