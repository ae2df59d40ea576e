import { Component, createRef, type ReactNode, type RefObject } from 'react'
import { notePlace } from './keepPlace.js'
import { keepInputs } from './keptInputs.js'

type Props = { children: ReactNode; isIntact: () => boolean }
type State = { rebuilds: number }

let rebuilds = 0
/** The maximum number of repairs. Without it, a script that undoes every repair would cause an endless loop. */
const MAX_REPAIRS = 20

/**
 * Renders its content anew after an error, such as React's error when page translation or an extension has removed an
 * element. It also does so when another script has removed or replaced a control, because React doesn't see text typed
 * into a copy. The elements around the content are restored first.
 * The state of the capture is outside of it, so a submit in flight continues. Texts, focus and caret are kept.
 */
export class Rebuilder extends Component<Props, State, (() => void) | null> {
  declare private repairs: number
  declare private watch?: MutationObserver
  declare private readonly content: RefObject<HTMLDivElement | null>

  // Assigned here and only declared above, because the build would define each field with a helper of 0.5 KB.
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
    // A rebuild removes this element. It exists for that: other scripts hardly ever move it, so its removal doesn't fail.
    return (
      <div key={this.state.rebuilds} ref={this.content}>
        {this.props.children}
      </div>
    )
  }
}
