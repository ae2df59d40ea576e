import { LiveRegion } from './ui/LiveRegion.js'
import { CardForm } from './methods/card/CardForm.js'
import { FailurePanel, SuccessPanel } from './capture/ResultPanels.js'
import { FormContext } from './form/formContext.js'
import { MessagesContext } from './i18n/messages.js'
import { DeclineNotice } from './capture/DeclineNotice.js'
import { isBusy, isLocked, isEditable } from './capture/captureState.js'
import { SubmitButton } from './ui/SubmitButton.js'
import { useCapture, type CaptureOptions } from './capture/useCapture.js'
import { useHeight } from './host/useHeight.js'
import { occluded, useOcclusion } from './host/useOcclusion.js'

export function App(options: CaptureOptions) {
  const capture = useCapture(options)
  const { state, session, types, chosen = types[0] ?? 'card', choose, method, card, submit } = capture
  const { configuration, messages, rendered, announcer, send } = capture
  const { announce } = announcer
  const Chooser = session?.methods?.Chooser
  const form = { schema: card.rules.schema, test: session?.test === true, onSubmit: submit }
  // A form that comes in a chunk isn't there yet: its place was reserved, and is kept.
  const hasContent = chosen === 'card' || method !== undefined || !isEditable(state)
  const content = useHeight(rendered && hasContent, (height) => {
    send('resize', { height })
  })
  useOcclusion(rendered && state.status === 'ready' && !isBusy(state), () => {
    send('refused', occluded)
  })
  const below = (
    <>
      {state.status === 'ready' && state.refusal && (
        <DeclineNotice refusal={state.refusal} reference={state.reference} schema={card.rules.schema} />
      )}
      <SubmitButton
        busy={isBusy(state)}
        canRetry={state.status === 'ready' && state.refusal?.retryable === true}
        hidden={configuration.submitButton === false}
        announce={announce}
      />
    </>
  )
  return (
    <MessagesContext value={messages}>
      <div className="capture" ref={content}>
        {state.status === 'tokenized' &&
          (method ? <method.SuccessPanel answer={state.answer} /> : <SuccessPanel answer={state.answer} />)}
        {state.status === 'failed' && (
          <FailurePanel
            code={state.code}
            reference={state.reference}
            onRetry={state.canRetry ? capture.reopen : undefined}
          />
        )}
        {isEditable(state) && (
          <FormContext value={{ card, locked: isLocked(state), announce }}>
            {types.length > 1 && (
              <section className="methods" aria-labelledby="methods-legend">
                {Chooser && <Chooser types={types} chosen={chosen} choose={choose} />}
              </section>
            )}
            {method && (
              <method.Form {...form} choose={choose}>
                {below}
              </method.Form>
            )}
            {chosen === 'card' && <CardForm {...form}>{below}</CardForm>}
          </FormContext>
        )}
        <LiveRegion announcer={announcer} />
      </div>
    </MessagesContext>
  )
}
