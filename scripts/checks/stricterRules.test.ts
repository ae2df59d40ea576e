/**
 * Rules by which the server rejects what Ingo's documents allow. The simulator reads the documents by itself, so each
 * example shows both sides: the simulator accepts it, and the contract rejects it. docs/stricter-rules.md is
 * generated from this list.
 */
import { expect, it } from 'vitest'
import { cardCapture } from '../../contract/card.js'
import { checkCapture } from '../../contract/check.js'
import {
  documentedCheck,
  documentedOpenBankingKeys,
  documentedRequest,
  requiredRecipient,
} from '../../contract/documented.case.js'
import { sessionRequest } from '../../contract/sessionRequest.js'
import { verificationRequest } from '../../contract/verification.js'
import { verifyOpenBankingRequest } from '../../contract/verifyOpenBanking.js'
import { checkRequest } from '../../demo/simulator/documents/check.js'
import {
  customerTokenRequest,
  rawCardRequest,
  thirdPartyTokenRequest,
} from '../../demo/simulator/documents/card.js'
import { openBankingRequest } from '../../demo/simulator/documents/openBanking.js'

type Parsed = { success: boolean }
/** The fields of a rule, with what Ingo's document (`ingo`) and the contract (`ours`) say about them. */
type Rule = {
  fields: string
  ingo: string
  ours: string
  why: string
  examples: Record<string, unknown>[]
  documented: (example: Record<string, unknown>) => Parsed
  contract: (example: Record<string, unknown>) => Parsed
}

const policy = { cvv: 'optional', expiration_date: 'optional' } as const
const { account, ...rest } = { account: documentedRequest.account, ...requiredRecipient }
const card: Pick<Rule, 'documented' | 'contract'> = {
  documented: (example) => rawCardRequest.safeParse({ ...documentedRequest, ...example }),
  contract: (example) =>
    cardCapture(policy).safeParse({ account_type: 'card', account, ...rest, ...example }),
}
const session: typeof card = {
  documented: card.documented,
  contract: (example) => sessionRequest.safeParse({ origin: 'https://shop.example', ...example }),
}
const stamp = {
  ...{ participant_id: 12345, account_type: 'CA', participant_unique_id1: '1' },
  ...{ timestamp: 1576097158, version: 11 },
}

const bank = Object.fromEntries(documentedOpenBankingKeys.map((key) => [key, 'text']))

const rules: Rule[] = [
  {
    ...{ fields: '`account`', ingo: '1–255 characters', ours: '12–19 digits' },
    why: 'No brand issues another length, so the call would be wasted. The check digit is checked too, before the call.',
    examples: [{ account: '41111111111' }, { account: '4111-1111-1111-1111' }],
    ...card,
  },
  {
    ...{ fields: 'names and address', ingo: '1–255 characters', ours: 'a visible character' },
    why: 'Blanks alone are no name.',
    examples: [{ recipient_first_name: ' ' }, { recipient_city: '\u200b' }],
    ...card,
  },
  {
    ...{ fields: 'every text', ingo: 'any characters', ours: 'no control and no format characters' },
    why: 'They can reverse or hide what is displayed or printed. The two joiners of Persian and Hindi names are allowed.',
    examples: [{ recipient_last_name: 'Riv\u202eera' }, { recipient_address1: '1 Main\nSt' }],
    ...card,
  },
  {
    ...{ fields: 'every text but `beneficiary_account`', ingo: 'any digits', ours: 'no card number' },
    why: 'A number with the prefix, the length and the check digit of a brand is a card number in the wrong field, in any digits and between any separators. UUIDs and digits that touch a letter are accepted.',
    examples: [{ recipient_address2: '4111 1111 1111 1111' }, { store_id: '4111111111111111' }],
    ...card,
    contract: (example) =>
      sessionRequest.safeParse({
        origin: 'https://shop.example',
        ...('store_id' in example ? example : { recipient: example }),
      }),
  },
  {
    ...{ fields: '`amount`', ingo: '0.01 or more', ours: 'dollars and cents' },
    why: 'A third decimal would be rounded by one of two parties.',
    examples: [{ amount: 10.005 }],
    ...session,
  },
  {
    ...{
      fields: '`participant_unique_id1` and `2`, retail ids',
      ingo: '1–255 characters',
      ours: 'the same, printable',
    },
    why: 'They appear in logs and reports.',
    examples: [{ participant_unique_id1: 'order\n1' }],
    ...session,
  },
  {
    ...{ fields: '`customer_account_token`', ingo: '1–255 characters', ours: 'letters, digits, `-` and `_`' },
    why: 'Ingo’s tokens are GUIDs. No character needs escaping in a log, a URL or a page.',
    examples: [{ customer_account_token: 'a token' }],
    documented: (example) => customerTokenRequest.safeParse({ ...stamp, ...example }),
    contract: (example) => verificationRequest.safeParse({ account_type: 'card', ...example }),
  },
  {
    ...{
      fields: '`third_party_token`',
      ingo: 'an object',
      ours: 'names that are plain, and no names of card data',
    },
    why: 'Ingo does not publish the names, so the object is passed on. A card must not be hidden in it.',
    examples: [
      { third_party_token: { id: '1', pan: 'tok' } },
      { third_party_token: { '1 2': '1', token: 'tok' } },
    ],
    documented: (example) => thirdPartyTokenRequest.safeParse({ ...stamp, ...requiredRecipient, ...example }),
    contract: (example) =>
      verificationRequest.safeParse({ account_type: 'card', ...requiredRecipient, ...example }),
  },
  {
    ...{
      fields: 'every field of a check',
      ingo: 'no rules',
      ours: 'the rules of the card’s field of that name',
    },
    why: 'A check with a wrong state or ZIP is not delivered.',
    examples: [
      { beneficiary_last_name: '' },
      { beneficiary_state: 'ZZ' },
      { beneficiary_zip: '3030' },
      { beneficiary_phone: '123' },
    ],
    documented: (example) =>
      checkRequest.safeParse({
        ...documentedCheck,
        beneficiary: { ...documentedCheck.beneficiary, ...example },
      }),
    contract: (example) => {
      const { beneficiary_account: _, ...beneficiary } = documentedCheck.beneficiary
      const body = { account_type: 'check', recipient_is_beneficiary: 1 }
      return checkCapture.safeParse({ ...body, beneficiary: { ...beneficiary, ...example } })
    },
  },
  {
    ...{ fields: 'open banking', ingo: 'strings', ours: '255 characters, documents 4000' },
    why: 'The session travels in a header.',
    examples: [{ customer_id: 'x'.repeat(256) }, { requested_data: 'x'.repeat(4001) }],
    documented: (example) => openBankingRequest.safeParse({ ...bank, ...example }),
    contract: (example) => verifyOpenBankingRequest.safeParse({ ...bank, ...example }),
  },
]

it.each(rules)('$fields: the documents allow more than $ours', ({ examples, documented, contract }) => {
  expect(examples).not.toEqual([])
  for (const example of examples) {
    expect([example, documented(example).success]).toEqual([example, true])
    expect([example, contract(example).success]).toEqual([example, false])
  }
})

it('docs/stricter-rules.md lists the rules (npm run docs:stricter writes them)', async () => {
  const rows = rules.map(({ fields, ingo, ours, why }) => `| ${[fields, ingo, ours, why].join(' | ')} |`)
  const page = `# Rules stricter than Ingo's

The server rejects some requests that Ingo's documents allow. Each rule has its reason. A test shows with an example that the
documents allow it and that the server does not (\`scripts/checks/stricterRules.test.ts\`, which also writes this page).

| field | Ingo's documents | this server | why |
| --- | --- | --- | --- |
${rows.join('\n')}

Three more need no example. A session's \`recipient\` of a check beside
\`recipient_is_beneficiary\` 1 needs \`send_recipient\`. The form rejects a card that has expired or expires in more than 20 years. Every
request with a field that is not documented is rejected.
`
  await expect(page).toMatchFileSnapshot('../../docs/stricter-rules.md')
})
