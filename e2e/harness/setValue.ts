import type { Page } from '@playwright/test'
import type { FieldName } from '../../widget/protocol/messages.js'
import { setNamed, type Way } from '../engines/frameScripts.js'

/** Sets a field's value as a script, an extension or a password manager does: by default without an event. */
export async function setValue(
  page: Page,
  name: FieldName,
  text: string,
  way: Way = 'property',
): Promise<void> {
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no form on the page.')
  await frame.evaluate(setNamed, { name, text, way })
}
