import { Component, type ReactNode } from 'react'
import { keepInputs } from './keptInputs.js'

type Props = { children: ReactNode }
type State = { rebuilds: number }

let rebuilds = 0

/**
 * Renders its content anew after an error, such as React's when page translation or an extension has removed an element.
 * The state of the capture is above it, so a submit in flight goes on; texts, focus and caret are kept.
 */
export class Rebuilder extends Component<Props, State, (() => void) | null> {
  override state: State = { rebuilds: 0 }

  static getDerivedStateFromError(): State {
    return { rebuilds: ++rebuilds }
  }

  override getSnapshotBeforeUpdate(_: Props, before: State): (() => void) | null {
    return before.rebuilds === this.state.rebuilds ? null : keepInputs()
  }

  override componentDidUpdate(_: Props, _before: State, restore: (() => void) | null): void {
    restore?.()
  }

  override render(): ReactNode {
    // An element of its own, which others hardly move: it is what is removed.
    return <div key={this.state.rebuilds}>{this.props.children}</div>
  }
}
