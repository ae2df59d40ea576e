/** The handlers of the host page's messages. */
import type { Dispatch, SetStateAction } from 'react'
import type { SentConfiguration } from '../../protocol/appearance.js'
import type { FieldName } from '../../protocol/messages.js'
import { editableFields } from '../form/formSchema.js'
import type { HostHandlers } from '../host/connectHost.js'
import type { HostLink } from '../host/useHost.js'
import { findInvalidOverrides } from '../i18n/overrides.js'
import type { CaptureParts } from './captureParts.js'
import { isEditable, isLocked } from './captureState.js'

type Commands = {
  parts: CaptureParts
  setConfiguration: Dispatch<SetStateAction<SentConfiguration>>
  submit: () => void
  reset: () => void
  cover: HostHandlers['cover']
  renew: HostHandlers['renew']
}

/** `current` returns the commands of the latest rendering. It is a function, because the connection is created first. */
export function createHostHandlers(current: () => Commands): HostHandlers {
  /**
   * Waits until the review step is closed. The review step shows the cardholder's values, and a page that changes fonts or
   * texts meanwhile could measure them.
   */
  function afterReview(change: (commands: Commands) => void): void {
    void current().parts.review.current.then(() => {
      change(current())
    })
  }

  return {
    configure(changes) {
      afterReview(({ parts, setConfiguration }) => {
        setConfiguration((before) => ({ ...before, ...changes }))
        reportInvalidOverrides(parts.send, findInvalidOverrides(changes.messages))
      })
    },
    fonts({ fonts }) {
      afterReview(({ parts: { send } }) => {
        const adding = import('../appearance/appearanceChunk.js').then(({ addFonts }) =>
          addFonts(fonts, (event) => {
            send('refused', event)
          }),
        )
        // If the chunk doesn't load, the form keeps the system's fonts.
        adding.catch(() => undefined)
      })
    },
    submit() {
      current().submit()
    },
    focus({ field }) {
      focusField(current().parts, field)
    },
    blur() {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    cover(report) {
      current().cover(report)
    },
    renew(answer) {
      current().renew(answer)
    },
    clear() {
      const { parts, reset } = current()
      if (isEditable(parts.state) && !isLocked(parts.state)) reset()
    },
  }
}

/** Reports overrides that are not applied, one event each. */
export function reportInvalidOverrides(
  send: HostLink['send'],
  overrides: { field: string; message: string }[],
): void {
  for (const override of overrides)
    send('refused', { code: 'invalid_request', retryable: false, ...override })
}

/** Focuses an editable field, by default the first. */
function focusField({ card, state }: CaptureParts, field: FieldName | undefined): void {
  const editable = editableFields(card.rules.schema)
  const found = field ? editable.find((name) => name === field) : editable[0]
  if (found && isEditable(state)) card.form.setFocus(found)
}
