import {
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type SubmitEvent,
  type SyntheticEvent,
} from 'react'
import type { FieldName } from '../../../protocol/messages.js'
import { NameFields } from '../../fields/NameFields.js'
import { AddressFields } from '../../fields/AddressFields.js'
import { TextField } from '../../fields/TextField.js'
import { FormContext, useFormContext } from '../../form/formContext.js'
import { pluralize } from '../../i18n/messages.js'
import type { MethodFormProps } from '../method.js'
import { LONGEST, printed } from './checkSchema.js'
import { PayeeQuestion } from './PayeeQuestion.js'
import { ReviewStep } from './ReviewStep.js'
import type { Confirmation } from './confirmation.js'
import { useMethodMessages } from '../messages.js'

/** From here on the characters that are left are counted. */
const NEAR = 30

/** A check's form: the account's holder, who is paid, and then all of it read back. */
export function createCheckForm(review: Confirmation) {
  return function CheckForm({ schema, test, onSubmit, choose, children }: MethodFormProps) {
    const messages = useMethodMessages()
    const { check, testMode } = messages
    const context = useFormContext()
    const content = useSyncExternalStore(review.subscribe, review.current, review.current)
    const left = useCharactersLeft()
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
      return pluralize({ ...messages, attemptsLeft: check.left }, 'attemptsLeft', count)
    }

    function submit(event: SubmitEvent<HTMLFormElement>): void {
      event.preventDefault()
      onSubmit()
    }

    const own = !schema.method?.fields.includes('recipient_line1')
    return (
      <>
        {content && <ReviewStep content={content} known={schema.readonlyValues} onAnswer={review.answer} />}
        <form ref={form} method="dialog" noValidate onSubmit={submit} onInput={left.count} hidden={reading}>
          <FormContext value={{ ...context, fieldPrefix: 'beneficiary', hints }}>
            <section aria-labelledby="check-heading">
              <header>
                <h2 id="check-heading" tabIndex={-1}>
                  {check.heading}
                </h2>
                {test && <span className="badge">{testMode}</span>}
              </header>
              <p className="lead">{schema.recipient ? check.printed : check.onFile}</p>
              {schema.recipient && (
                <>
                  <NameFields />
                  <AddressFields />
                </>
              )}
            </section>
          </FormContext>
          {schema.method?.asksPayee && <PayeeQuestion own={own} locked={context.locked} choose={choose} />}
          {!own && (
            <FormContext value={{ ...context, autocompleteSection: 'shipping', hints }}>
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
                <AddressFields />
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
function useCharactersLeft() {
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
