/** The API of one hosted form: create, mount, submit, update, destroy. */
import type { Configuration } from '../protocol/appearance.js'
import type { FieldName, TokenEvent } from '../protocol/messages.js'
import { createEmitter, type Emitter } from './emitter.js'
import { noFrameError } from './error.js'
import { eventNames, type CaptureEvents } from './events.js'
import { mountForm, type Form, type MountForm } from './form.js'
import { createLifecycle, toDestroyed, type Lifecycle } from './lifecycle.js'
import { loadsNothing } from './loading.js'
import { createMounting } from './mounting.js'
import { checkOptions, checkUpdate, type CaptureOptions, type CaptureUpdate } from './options.js'
import { askToSubmit, createPendingSubmit, type PendingSubmit } from './pendingSubmit.js'
import { createReceive } from './receive.js'

/**
 * The form of one session. You can call any method at any time; `focus`, `blur`, `clear` and `submit` wait until the
 * form is ready. The methods don't use `this`, so they can be destructured.
 */
export type Capture = Pick<Emitter<CaptureEvents>, 'on' | 'once' | 'off'> & {
  /**
   * Appends the form to an element, or to the first element that a selector matches. Mounting again replaces the form by a
   * new one. If the element has the form of another capture, that form is unmounted, with a warning in the console.
   * Mounting again rejects a submit that was sent, with `outcome_unknown`. If there is a token, the new form reports it.
   * Throws a TypeError for an invalid target and a CaptureError after `destroy`.
   */
  mount: (target: string | Element) => void
  /**
   * Submits the form, and resolves to the token. One submit at a time: during one, returns the same promise.
   * Rejects with a CaptureError.
   */
  submit: () => Promise<TokenEvent>
  /** Changes appearance, locale or messages, and keeps what was typed. Throws a TypeError for any other option. */
  update: (changes: CaptureUpdate) => void
  /** Focuses a field; by default the first one. */
  focus: (field?: FieldName) => void
  blur: () => void
  /** Empties the fields. */
  clear: () => void
  /** Removes the form and its values. Rejects a submit in progress: with `outcome_unknown` if it was sent. */
  unmount: () => void
  /** Unmounts the form for good: no event fires afterwards. */
  destroy: () => void
}

const UNANSWERED_MS = 1000

const urls = new WeakMap<Capture, () => string>()

/** The url of a capture's session: the one given to `create`, or that of the latest renewal. */
export function readUrl(capture: Capture): string | undefined {
  return urls.get(capture)?.()
}

/** Creates a capture for one session. Throws a TypeError that names the invalid option. */
export function create(options: CaptureOptions): Capture {
  return createCapture(options, mountForm, loadsNothing)
}

/**
 * `create` with another implementation of the form: that of `ingo-capture/testing` has no iframe. `isUnanswered` returns
 * whether this is an environment in which no form becomes ready.
 */
export function createCapture(
  options: CaptureOptions,
  mountForm: MountForm,
  isUnanswered: () => boolean,
): Capture {
  const checked = checkOptions(options)
  const { url: _, renew: _r, title, fonts, submitButton = true, ...rest } = checked
  // Never empty: when the configuration has a key, the frame knows that the host page has sent its settings.
  let configuration: Configuration = { submitButton, ...rest }
  const { emit, close, ...listening } = createEmitter<CaptureEvents>(eventNames)
  const lifecycle = createLifecycle()
  const { current, enter } = lifecycle
  const receive = createReceive(lifecycle, emit, checked)

  const nextOptions = () => ({ url: checked.url, title, fonts, configuration })
  const { mount, unmount } = createMounting(lifecycle, receive, nextOptions, mountForm)

  /** Rejects a submit in a test environment if no form has become ready. A test may play the frame's part meanwhile. */
  function rejectUnanswered({ reject }: PendingSubmit): void {
    setTimeout(() => {
      if (current().queue) reject(noFrameError())
    }, UNANSWERED_MS)
  }

  const capture: Capture = {
    ...listening,
    mount,
    submit() {
      const state = current()
      if (state.token) return Promise.resolve(state.token)
      if (state.error) return Promise.reject(state.error)
      if (state.pending) return state.pending.promise
      const pending = createPendingSubmit()
      enter({ ...state, pending })
      if (isUnanswered()) rejectUnanswered(pending)
      if (!state.queue) askToSubmit(state.form, pending)
      return pending.promise
    },
    update(changes) {
      const update = checkUpdate(changes)
      configuration = { ...configuration, ...update }
      current().form?.configure(update)
    },
    ...createCommands(current),
    unmount,
    destroy() {
      unmount()
      enter(toDestroyed(current()))
      close()
    },
  }
  urls.set(capture, () => checked.url)
  return capture
}

function createCommands(current: Lifecycle['current']): Pick<Capture, 'focus' | 'blur' | 'clear'> {
  /** Sends the call at once. Until the form is ready it is queued too, for a new form if the page moves this one. */
  const whenReady: Form['send'] = (name, payload) => {
    const { form, queue } = current()
    form?.send(name, payload)
    queue?.push([name, payload])
  }

  return {
    focus(field) {
      // If the page uses `focus` as an event handler, its argument is an event.
      whenReady('focus', typeof field === 'string' ? { field } : {})
    },
    blur() {
      whenReady('blur', {})
    },
    clear() {
      whenReady('clear', {})
    },
  }
}
