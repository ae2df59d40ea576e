/**
 * `ingo-capture-server explain` quotes the form's messages, and docs/outcomes.md has its meanings of Ingo's statuses.
 * `--update` writes both again.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { expect, it } from 'vitest'
import { describeStatus } from '../../server/cli/explain/ingoStatuses.js'
import { form as en } from '../../widget/frame/i18n/en/form.js'
import { methods as enMethods } from '../../widget/frame/i18n/en/methods.js'
import { form as es } from '../../widget/frame/i18n/es/form.js'
import { methods as esMethods } from '../../widget/frame/i18n/es/methods.js'

const root = join(import.meta.dirname, '../..')

async function formatted(text: string, path: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path })
}

type Form = Pick<typeof en, 'error' | 'ended' | 'success' | 'merchant'>
type MethodTexts = { error: Record<string, string>; doneTitle: string }
type Methods = { check: MethodTexts; openBanking: MethodTexts }

/** The messages of a session without `merchant_name`. */
function collect({ error, ended, success, merchant }: Form, { check, openBanking }: Methods): object {
  const messages = {
    card: { ...error, tokenized: success.title },
    check: { ...check.error, tokenized: check.doneTitle },
    'open-banking': { ...openBanking.error, tokenized: openBanking.doneTitle },
    ended,
  }
  return JSON.parse(JSON.stringify(messages).replaceAll('{merchant}', merchant)) as object
}

it('explain quotes the messages of the form', async () => {
  const path = join(root, 'server/cli/explain/formMessages.ts')
  const messages = { en: collect(en, enMethods), es: collect(es, esMethods) }
  const text = `/** The form's messages by account type, and those of a form that ended. Made by scripts/checks/explanations.test.ts. */
import type { Ending } from './meaning.js'

export type ShownMessages = Partial<Record<string, Partial<Record<Ending, string>>>>

export const formMessages: Record<'en' | 'es', ShownMessages> = ${JSON.stringify(messages)}
`
  await expect(await formatted(text, path)).toMatchFileSnapshot(path)
})

it('docs/outcomes.md has the meanings of explain', async () => {
  const path = join(root, 'docs/outcomes.md')
  const page = readFileSync(path, 'utf8')
  const written = page.replace(/^(\| (?:Ingo's|-|\d).+?\|.+?\|.+?\|.+?\|).*$/gm, (row, cells: string) => {
    if (row.includes("Ingo's `status`")) return `${cells} what Ingo means |`
    if (row.startsWith('| -')) return `${cells} - |`
    const [codes = ''] = row.match(/\d[\d, –]*/) ?? []
    const meanings = codes.split(', ').flatMap((range) => {
      const [from = 0, to = from] = range.trim().split('–').map(Number)
      return Array.from({ length: to - from + 1 }, (_, step) => describeStatus(from + step, 'en'))
    })
    return `${cells} ${[...new Set(meanings)].join('; ')} |`
  })
  await expect(await formatted(written, path)).toMatchFileSnapshot(path)
})
