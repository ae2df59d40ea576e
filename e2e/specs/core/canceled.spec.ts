/** A session that the merchant's backend cancels while its form is open. The message contains the merchant's name. */
import { cancelSession } from 'ingo-capture/backend'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { SECRET_KEY } from '../../harness/settings.js'

const merchant_name = 'Acme & <b>Söhne</b> {count}'

test('the form of a canceled session names the merchant, and ends', async ({ page, stack }) => {
  const form = await openForm(page, stack, { merchant_name, metadata: { order: 'order-17' } })
  await form.fillCard(sample)
  expect(await cancelSession({ url: stack.capture, secretKey: SECRET_KEY }, form.id)).toMatchObject({
    status: 'canceled',
    metadata: { order: 'order-17' },
  })
  await form.submit()
  const panel = form.frame.getByRole('region', { name: 'This form is closed' })
  await expect(panel).toContainText(`This request was canceled. Please contact ${merchant_name}.`)
  await expect(form.frame.getByRole('button')).toHaveCount(0)
  await expect(form.field('account')).toHaveCount(0)
  expect(await form.events()).toContain('error')
})
