import { useEffect, useRef, useSyncExternalStore, type RefObject, type SubmitEvent } from 'react'
import { AddressFields } from '../../fields/AddressFields.js'
import { NameFields } from '../../fields/NameFields.js'
import { TextField } from '../../fields/TextField.js'
import { FormContext, useFormContext, type FormContextValue } from '../../form/formContext.js'
import type { FormSchema } from '../../form/values.js'
import { useMethodMessages } from '../messages.js'
import type { MethodFormProps } from '../method.js'
import type { Confirmation } from './confirmation.js'
import { PayeeQuestion } from './PayeeQuestion.js'
import { ReviewStep } from './ReviewStep.js'
import { useLengthHints } from './useLengthHints.js'

/** The id of the form's heading, which gets the focus when the form replaces the focused element. */
export const HEADING_ID = 'check-heading'

/** The form for a check by mail: the account's holder, the payee, and a review step before it is sent. */
export function createCheckForm(confirmation: Confirmation) {
  return function CheckForm({
    schema,
    test,
    onSubmit,
    choose,
    asks,
    holdsSubmit,
    children,
  }: MethodFormProps) {
    const content = useSyncExternalStore(confirmation.subscribe, confirmation.current, confirmation.current)
    const { hints, onInput } = useLengthHints()
    const form = useReturnFocus(content !== undefined)
    const paysBeneficiary = !schema.method?.fields.includes('recipient_line1')

    function submit(event: SubmitEvent<HTMLFormElement>): void {
      event.preventDefault()
      onSubmit()
    }

    return (
      <>
        {content && (
          <ReviewStep
            content={content}
            readonlyValues={schema.readonlyValues}
            asks={asks}
            onEdit={() => {
              confirmation.answer(false)
            }}
            onConfirm={() => {
              if (!holdsSubmit()) confirmation.answer(true)
            }}
          />
        )}
        <form
          ref={form}
          method="dialog"
          noValidate
          onSubmit={submit}
          onInput={onInput}
          hidden={content !== undefined}
        >
          <BeneficiarySection schema={schema} test={test} hints={hints} />
          {schema.method?.asksPayee && <PayeeQuestion paysBeneficiary={paysBeneficiary} choose={choose} />}
          {!paysBeneficiary && <PayeeSection hints={hints} />}
          {children}
        </form>
      </>
    )
  }
}

/** After the review step, focuses the form's heading, because the focused button is gone. */
function useReturnFocus(isReviewing: boolean): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  const wasReviewing = useRef(false)
  useEffect(() => {
    if (wasReviewing.current && !isReviewing) form.current?.querySelector<HTMLElement>('h2')?.focus()
    wasReviewing.current = isReviewing
  }, [isReviewing])
  return form
}

type Hints = FormContextValue['hints']

function BeneficiarySection({ schema, test, hints }: { schema: FormSchema; test: boolean; hints: Hints }) {
  const { check, testMode } = useMethodMessages()
  return (
    <FormContext value={{ ...useFormContext(), fieldPrefix: 'beneficiary', hints }}>
      <section aria-labelledby={HEADING_ID}>
        <header>
          <h2 id={HEADING_ID} tabIndex={-1}>
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
  )
}

function PayeeSection({ hints }: { hints: Hints }) {
  const { check } = useMethodMessages()
  return (
    <FormContext value={{ ...useFormContext(), autocompleteSection: 'shipping', hints }}>
      <section aria-labelledby="payee-heading">
        <header>
          <h2 id="payee-heading">{check.payee}</h2>
        </header>
        <TextField
          name="recipient_line1"
          autoComplete="organization"
          autoCapitalize="words"
          hint={hints?.recipient_line1 ?? check.line1Hint}
        />
        <AddressFields />
      </section>
    </FormContext>
  )
}
