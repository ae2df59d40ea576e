import {
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type SubmitEvent,
  type SyntheticEvent,
} from 'react'
import type { FieldName } from '../../../protocol/messages.js'
import { Names } from '../../fields/NameFields.js'
import { Place } from '../../fields/AddressFields.js'
import { TextField } from '../../fields/TextField.js'
import { FormContext, useFormContext } from '../../form/formContext.js'
import { counted } from '../../i18n/messages.js'
import type { MethodFormProps } from '../method.js'
import { LONGEST, printed } from './checkSchema.js'
import { Question } from './PayeeQuestion.js'
import { ReadBack } from './ReviewStep.js'
import type { Review } from './confirmation.js'
import { useOwnMessages } from '../messages.js'

/** From here on the characters that are left are counted. */
const NEAR = 30

/** A check's form: the account's holder, who is paid, and then all of it read back. */
export function createCheck(review: Review) {
  return function CheckForm({ shape, test, onSubmit, choose, children }: MethodFormProps) {
    const messages = useOwnMessages()
    const { check, testMode } = messages
    const context = useFormContext()
    const content = useSyncExternalStore(review.subscribe, review.current, review.current)
    const left = useLeft()
    const hints = Object.fromEntries(
      Object.entries(left.near).map(([name, count]) => [name, leftText(count)]),
    )
    const form = useRef<HTMLFormElement>(null)
    const reading = content !== undefined
    const wasReading = useRef(false)
    useEffect(() => {
      // The button that was pressed is gone: whoever came by the keyboard goes on from here.
      if (wasReading.current && !reading) form.current?.querySelector<HTMLElement>('h2')?.focus()
      wasReading.current = reading
    }, [reading])

    function leftText(count: number): string {
      return counted({ ...messages, attemptsLeft: check.left }, 'attemptsLeft', count)
    }

    function submit(event: SubmitEvent<HTMLFormElement>): void {
      event.preventDefault()
      onSubmit()
    }

    const own = !shape.other?.fields.includes('recipient_line1')
    return (
      <>
        {content && <ReadBack content={content} known={shape.fixed} onAnswer={review.answer} />}
        <form ref={form} method="dialog" noValidate onSubmit={submit} onInput={left.count} hidden={reading}>
          <FormContext value={{ ...context, of: 'beneficiary', hints }}>
            <section aria-labelledby="check-heading">
              <header>
                <h2 id="check-heading" tabIndex={-1}>
                  {check.heading}
                </h2>
                {test && <span className="badge">{testMode}</span>}
              </header>
              <p className="lead">{shape.recipient ? check.printed : check.onFile}</p>
              {shape.recipient && (
                <>
                  <Names />
                  <Place />
                </>
              )}
            </section>
          </FormContext>
          {shape.other?.asks && <Question own={own} locked={context.locked} choose={choose} />}
          {!own && (
            <FormContext value={{ ...context, side: 'shipping', hints }}>
              <section aria-labelledby="payee-heading">
                <header>
                  <h2 id="payee-heading">{check.payee}</h2>
                </header>
                <TextField
                  name="recipient_line1"
                  autoComplete="organization"
                  autoCapitalize="words"
                  hint={hints.recipient_line1 ?? check.line1Hint}
                />
                <Place />
              </section>
            </FormContext>
          )}
          {children}
        </form>
      </>
    )
  }
}

/** How many characters are left in the printed lines that come near their end. */
function useLeft() {
  const [near, setNear] = useState<Partial<Record<FieldName, number>>>({})

  function count({ target }: SyntheticEvent): void {
    if (!(target instanceof HTMLInputElement)) return
    const name = printed.find((line) => line === target.name)
    if (!name) return
    const left = LONGEST - target.value.length
    const { [name]: before, ...others } = near
    if (left <= NEAR && left >= 0) setNear({ ...others, [name]: left })
    else if (before !== undefined) setNear(others)
  }

  return { near, count }
}
