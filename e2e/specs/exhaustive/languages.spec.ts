/** Every language of the form: its direction, its texts in narrow frames, and the document before the scripts run. */
import type { Locator } from '@playwright/test'
import { languages, type Language } from '../../../contract/languages.js'
import { methods as englishMethods } from '../../../widget/frame/i18n/en/methods.js'
import { loadMessages } from '../../../widget/frame/i18n/load.js'
import type { Translation } from '../../../widget/frame/i18n/translation.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { resizeWindow } from '../../harness/measureLayout.js'
import { mockProblem } from '../../harness/mockProblem.js'
import { openForm } from '../../harness/openForm.js'
import { openUnhydrated } from '../../harness/unhydratedForm.js'

const narrow = { width: 320, height: 900 }
const rightToLeft: readonly Language[] = ['ar', 'fa']

async function loadTranslation(language: Language): Promise<Translation> {
  return { ...englishMethods, ...(await loadMessages(language)) }
}

/** The texts that would take more than one line in this button or note. */
function wrappingTexts(place: Locator, texts: string[]): Promise<string[]> {
  return place.evaluate((element, all) => {
    const text = document.createElement('span')
    element.replaceChildren(text)
    return all.filter((one) => {
      text.textContent = one
      return text.getClientRects().length > 1 || text.offsetHeight > 30
    })
  }, texts)
}

/** The labels that are cut off or empty. */
function cutLabels(labels: Locator): Promise<string[]> {
  return labels.evaluateAll((all) =>
    all
      .filter((label) => !label.textContent.trim() || label.scrollWidth > label.clientWidth)
      .map((label) => label.textContent),
  )
}

for (const language of languages) {
  test(`${language}: before and after the scripts, the form has its language, its direction and whole labels at 320 px and less`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize(narrow)
    const { label, hint, button, check, openBanking, section } = await loadTranslation(language)
    const form = await openUnhydrated(page, stack, { locale: language })
    const root = form.frame.locator('html')
    const direction = rightToLeft.includes(language) ? 'rtl' : 'ltr'
    await expect(root).toHaveAttribute('lang', language)
    await expect(root).toHaveCSS('direction', direction)
    await expect(form.field('account')).toHaveAccessibleName(label.account)
    await expect(form.frame.getByRole('heading').first()).toHaveText(section.card)
    await form.field('account').pressSequentially('411111')
    await form.hydrate()
    await expect(form.field('account')).toHaveValue('4111 11')
    await expect(root).toHaveAttribute('lang', language)
    await expect(root).toHaveCSS('direction', direction)
    // The scripts hydrated the document without changes, so its texts are those of the catalog.
    await expect(form.frame.locator('#root')).not.toHaveAttribute('data-rebuilt')
    await expect(form.field('recipient_zip')).toHaveAccessibleName(label.recipient_zip)
    expect(await cutLabels(form.frame.locator('label'))).toEqual([])
    expect(await root.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(false)
    // What a page with paddings of its own leaves of 320 px, as at a zoom of 400 %.
    for (const width of [256, 240]) {
      await resizeWindow(page, form, width + 16)
      await expect(root).toHaveJSProperty('clientWidth', width)
      expect(await cutLabels(form.frame.locator('label'))).toEqual([])
      expect(await root.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(false)
    }
    await resizeWindow(page, form, narrow.width)
    const submit = form.frame.locator('button[type="submit"]')
    await expect(submit).toHaveText(button.submit)
    // `covered` is a sentence, and may take two lines.
    const { submit: save, busy, slow, again } = button
    const texts = [save, busy, slow, again, check.review, check.confirm, check.edit, check.instead]
    expect(await wrappingTexts(submit, [...texts, openBanking.submit])).toEqual([])
    // A hint of two lines would move the next row.
    const { cvv, cvvFront, cvvUnknown } = hint
    const cvvNote = form.frame.locator('#cvv-note')
    expect(await wrappingTexts(cvvNote, [cvv, cvvFront, cvvUnknown])).toEqual([])
    const note = form.frame.locator('#recipient_address1-note')
    expect(await wrappingTexts(note, [check.line1Hint, ...Object.values(check.left)])).toEqual([])
  })
}

test('breaks a word that is wider than the button, a label or the notice at 320 px', async ({
  page,
  stack,
}) => {
  await page.setViewportSize(narrow)
  const word = 'Kreditkartenauszahlungsbestätigungsformular'
  const merchant_name = `${word}gesellschaft`
  const messages = { 'button.submit': word, 'label.recipient_city': word, 'label.cvv': word }
  const form = await openForm(page, stack, { merchant_name }, { messages })
  const submit = form.frame.locator('button[type="submit"]')
  await expect(submit).toHaveText(word)
  const overflow = await submit.evaluate((button) => button.scrollWidth - button.clientWidth)
  expect(overflow).toBe(0)
  expect(await cutLabels(form.frame.locator('label'))).toEqual([])
  await mockProblem(page, 'captures', { code: 'limit_exceeded' })
  await form.fillCard(sample)
  await form.submit()
  await expect(form.frame.getByRole('alert')).toContainText(merchant_name)
  const root = form.frame.locator('html')
  expect(await root.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(false)
})

test('names the language by its BCP 47 code', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'zh_TW' })
  await expect(form.frame.locator('html')).toHaveAttribute('lang', 'zh-Hant')
})

for (const locale of rightToLeft) {
  test(`${locale}: digits stay left to right, with their caret and groups`, async ({ page, stack }) => {
    const form = await openForm(page, stack, { locale, reveal: ['last_4'] })
    const number = form.field('account')
    await number.pressSequentially('4111111111111111')
    await expect(number).toHaveValue(sample.account)
    await expect(number).toHaveCSS('direction', 'ltr')
    for (let press = 0; press < 4; press += 1) await number.press('ArrowLeft')
    const caret = await number.evaluate((input: HTMLInputElement) => input.selectionStart)
    expect(caret).toBe(15)
    await number.press('Backspace')
    await number.press('5')
    await expect(number).toHaveValue('4111 1111 1115 1111')
    const { left, right } = await form.frame.locator('.account').evaluate((field) => {
      const at = (selector: string) => field.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()
      return { left: at('[role="img"]').right, right: at('label').right - at('input').right }
    })
    // The brand is at the left, where a right-to-left line ends. The number begins at the right, below its label.
    expect(left).toBeLessThan(200)
    expect(Math.abs(right)).toBeLessThan(2)
    await form.fillCard(sample)
    await expect(form.field('expiration_date')).toHaveCSS('direction', 'ltr')
    await form.submit()
    await form.expectToken()
    await expect(form.frame.getByText('1111')).toBeVisible()
  })
}

test('a page that replaces messages in a language of its own gives the form that language and direction', async ({
  page,
  stack,
}) => {
  const messages = {
    'button.submit': 'שמירת הכרטיס',
    'fieldsToCheck.two': 'שני שדות',
    'problem.cvv.required': 'הקלידו את הקוד.',
  }
  const form = await openForm(page, stack, {}, { locale: 'he', messages })
  await expect(form.frame.locator('html')).toHaveAttribute('lang', 'he')
  await expect(form.frame.locator('html')).toHaveAttribute('dir', 'rtl')
  const submit = form.frame.locator('button[type="submit"]')
  await expect(submit).toHaveText('שמירת הכרטיס')
  await form.submit()
  // A message that is left in English has the attribute lang, and its period is at its right.
  const left = form.frame.getByText('Enter your card number.')
  await expect(left).toHaveAttribute('lang', 'en')
  await expect(form.frame.getByText('הקלידו את הקוד.')).toHaveAttribute('lang', 'he')
  await expect(form.frame.getByText('שמירת הכרטיס')).toHaveAttribute('lang', 'he')
  const [first, period] = await left.evaluate(({ firstChild: text }) =>
    ['E', '.'].map((letter) => {
      const range = document.createRange()
      if (!text) return 0
      const start = text.textContent?.indexOf(letter) ?? 0
      range.setStart(text, start)
      range.setEnd(text, start + 1)
      return range.getBoundingClientRect().left
    }),
  )
  expect(period).toBeGreaterThan(first ?? Infinity)
})

test('loads a language’s catalog with the document, and no other catalog', async ({ page, stack }) => {
  const files: string[] = []
  page.on('request', (request) => {
    const [, name] = /\/assets\/([\w-]+)-[\w-]{8}\.js$/.exec(request.url()) ?? []
    if (name) files.push(name)
  })
  const form = await openForm(page, stack, { locale: 'ja' })
  await expect(form.frame.locator('html')).toHaveAttribute('lang', 'ja')
  const catalogues = files.filter((name) => languages.some((language) => language === name))
  expect([...new Set(catalogues)]).toEqual(['ja'])
})
