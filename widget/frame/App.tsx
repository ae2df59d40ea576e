import { DeclineNotice } from './capture/DeclineNotice.js'
import { Result, useEndings } from './capture/Result.js'
import { isBusy, isEditable, isFinalRefusal, isLocked } from './capture/captureState.js'
import { useCapture, type CaptureOptions } from './capture/useCapture.js'
import { isIntact } from './form/adoptShown.js'
import { FormContext } from './form/formContext.js'
import { useHeight } from './host/useHeight.js'
import { MessagesContext } from './i18n/messages.js'
import { CardForm } from './methods/card/CardForm.js'
import { LiveRegion } from './ui/LiveRegion.js'
import { Rebuilder } from './ui/Rebuilder.js'
import { SubmitButton } from './ui/SubmitButton.js'

type Props = { capture: ReturnType<typeof useCapture> }

/** The frame's content: the form, or the result panel that replaces it at the end. */
export function App(options: CaptureOptions) {
  const capture = useCapture(options)
  const { state, choice, rendered, card, send } = capture
  const endings = useEndings(state)
  const hasEnded = !isEditable(state)
  // Until the chunk of a method or of the failure panels has loaded, keep the height that the host page has reserved.
  const hasForm = choice.chosen === 'card' || choice.method !== undefined
  const hasPanel = endings !== undefined || state.status === 'tokenized'
  const hasContent = hasEnded ? hasPanel : hasForm
  const content = useHeight(rendered && hasContent, hasEnded, (height) => {
    send('resize', { height })
  })
  return (
    <MessagesContext value={capture.messages}>
      <div
        className={hasEnded ? 'capture ended' : 'capture'}
        ref={content}
        // In the capture phase, before the field's own handler, which may announce another message.
        onInputCapture={({ target }) => {
          capture.noteInput(target as HTMLInputElement)
          if (capture.announcer.current().message) capture.announce('')
        }}
      >
        <Rebuilder isIntact={() => isIntact(card.ownFields)}>
          {hasPanel && <Result capture={capture} endings={endings ?? null} />}
          {!hasEnded && <Form capture={capture} />}
          <LiveRegion announcer={capture.announcer} />
        </Rebuilder>
      </div>
    </MessagesContext>
  )
}

/** The chooser, if the session offers several methods, and the form of the chosen one. */
function Form({ capture }: Props) {
  const { state, session, choice, choose, card, submitByUser, asks, holdsSubmit, announce } = capture
  const { chosen, method, offer } = choice
  const types = offer.account_types
  const Chooser = session?.methods?.Chooser
  const form = { schema: card.rules.schema, test: session?.test === true, onSubmit: submitByUser }
  return (
    <FormContext value={{ card, locked: isLocked(state), announce }}>
      {types.length > 1 && (
        <section className={`methods ${types.length > 2 ? 'three' : ''}`} aria-labelledby="methods-legend">
          {Chooser && (
            <Chooser
              types={types}
              chosen={chosen}
              choose={choose}
              postingTimes={session.estimated_posting_times}
            />
          )}
        </section>
      )}
      {method && (
        <method.Form {...form} choose={choose} asks={asks} holdsSubmit={holdsSubmit}>
          <Footer capture={capture} />
        </method.Form>
      )}
      {chosen === 'card' && (
        <CardForm {...form}>
          <Footer capture={capture} />
        </CardForm>
      )}
    </FormContext>
  )
}

/** The form's end: the notice about the last submit, and the submit button. */
function Footer({ capture }: Props) {
  const { state, choice, choose, card, configuration, asks, announce } = capture
  const ready = state.status === 'ready' ? state : undefined
  const failure = ready?.failure
  const { account_types: types, methods } = choice.offer
  const { schema } = card.rules
  return (
    <>
      <DeclineNotice schema={schema} shown={failure && { ...ready, failure }} />
      {failure && methods && <methods.CheckInstead failure={failure} types={types} choose={choose} />}
      <SubmitButton
        busy={isBusy(state)}
        canRetry={failure?.retryable === true}
        asks={asks}
        hidden={configuration.submitButton === false || isFinalRefusal(schema, failure)}
        announce={announce}
      />
    </>
  )
}
