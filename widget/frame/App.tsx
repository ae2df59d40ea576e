import { Spoken } from './ui/LiveRegion.js'
import { CardForm } from './methods/card/CardForm.js'
import { Failed, Tokenized } from './capture/ResultPanels.js'
import { FormContext } from './form/formContext.js'
import { MessagesContext } from './i18n/messages.js'
import { Notice } from './capture/DeclineNotice.js'
import { isBusy, isLocked, isOpen } from './capture/captureState.js'
import { SubmitButton } from './ui/SubmitButton.js'
import { useCapture, type CaptureOptions } from './capture/useCapture.js'
import { useHeight } from './host/useHeight.js'
import { occluded, useOcclusion } from './host/useOcclusion.js'

export function App(options: CaptureOptions) {
  const capture = useCapture(options)
  const { state, session, types, chosen = types[0] ?? 'card', choose, method, card, submit } = capture
  const { configuration, messages, dressed, announcer, send } = capture
  const { announce } = announcer
  const Chooser = session?.methods?.Chooser
  const form = { shape: card.terms.shape, test: session?.test === true, onSubmit: submit }
  // A form that comes in a chunk isn't there yet: its place was reserved, and is kept.
  const hasContent = chosen === 'card' || method !== undefined || !isOpen(state)
  const content = useHeight(dressed && hasContent, (height) => {
    send('resize', { height })
  })
  useOcclusion(dressed && state.is === 'ready' && !isBusy(state), () => {
    send('refused', occluded)
  })
  const below = (
    <>
      {state.is === 'ready' && state.refusal && (
        <Notice refusal={state.refusal} reference={state.reference} shape={card.terms.shape} />
      )}
      <SubmitButton
        busy={isBusy(state)}
        again={state.is === 'ready' && state.refusal?.retryable === true}
        hidden={configuration.submitButton === false}
        announce={announce}
      />
    </>
  )
  return (
    <MessagesContext value={messages}>
      <div className="capture" ref={content}>
        {state.is === 'tokenized' &&
          (method ? <method.Done answer={state.answer} /> : <Tokenized answer={state.answer} />)}
        {state.is === 'failed' && (
          <Failed
            code={state.code}
            reference={state.reference}
            onAgain={state.again ? capture.reopen : undefined}
          />
        )}
        {isOpen(state) && (
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
        <Spoken announcer={announcer} />
      </div>
    </MessagesContext>
  )
}
