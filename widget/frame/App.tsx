import { Spoken } from './announcer.js'
import { CardForm } from './CardForm.js'
import { Failed, Tokenized } from './endings.js'
import { FormContext } from './formContext.js'
import { MessagesContext } from './messages.js'
import { Notice } from './Notice.js'
import { isBusy, isLocked } from './state.js'
import { SubmitButton } from './SubmitButton.js'
import { useCapture, type CaptureOptions } from './useCapture.js'
import { useHeight } from './useHeight.js'

export function App(options: CaptureOptions) {
  const { state, session, card, submit, configuration, messages, dressed, announcement, announce, send } =
    useCapture(options)
  const content = useHeight(dressed, (height) => {
    send('resize', { height })
  })
  return (
    <MessagesContext value={messages}>
      <div className="capture" ref={content}>
        {state.is === 'tokenized' && <Tokenized answer={state.answer} />}
        {state.is === 'failed' && <Failed code={state.code} />}
        {state.is !== 'tokenized' && state.is !== 'failed' && (
          <FormContext value={{ card, locked: isLocked(state), announce }}>
            <CardForm shape={card.terms.shape} test={session?.test === true} onSubmit={submit}>
              {state.is === 'ready' && state.refusal && (
                <Notice refusal={state.refusal} shape={card.terms.shape} />
              )}
              <SubmitButton
                busy={isBusy(state)}
                again={state.is === 'ready' && state.refusal?.retryable === true}
                hidden={configuration.submitButton === false}
                announce={announce}
              />
            </CardForm>
          </FormContext>
        )}
        <Spoken {...announcement} />
      </div>
    </MessagesContext>
  )
}
