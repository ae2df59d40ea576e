/** `docs/capture.md`: the table of `capture.ts` as a diagram and as a table. */
import { format, resolveConfig } from 'prettier'
import { transitions } from './captures.js'

const states = `
| state | what it means |
|---|---|
| \`open\` | A capture may begin. |
| \`processing\` | One is under way: another is told \`in_progress\`, the same one joins it. |
| \`tokenized\` | The token is there, for your backend and for whoever repeats the same content. |
| \`unknown\` | The gateway may have processed it. Nothing is lost: the same content again leads to the answer, and nothing else is sent before. |
| \`exhausted\` | No attempts are left. |
| \`expired\` | Its time is over, and nothing was tokenized or is not known. |
`

/** The whole document, in the house's format. */
export async function lifeDocument(path: string): Promise<string> {
  const arrows = transitions.map(({ from, to, when }) => `  ${from} --> ${to}: ${when}`)
  const rows = transitions.map(
    ({ from, to, when, attempts }) =>
      `| \`${from}\` | ${when} | \`${to}\` | ${attempts === 0 ? '' : '+ 1'} |`,
  )
  const ends = ['tokenized', 'exhausted', 'expired'].map((state) => `  ${state} --> [*]`)
  const text = [
    '# The life of a capture',
    'Made from the table in `server/captures/captures.ts` by `npm run docs:capture`; a test walks each row, and another fails when this page is not up to date.',
    ['```mermaid', 'stateDiagram-v2', '  [*] --> open', ...arrows, ...ends, '```'].join('\n'),
    ['| state | what happens | next state | attempts |', '|---|---|---|---|', ...rows].join('\n'),
    states.trim(),
    '**Holding.** Whoever begins holds the session for 15 s and renews that while it works. A process that dies lets go by silence: then the outcome counts as unknown. A call that has begun is finished even if nobody waits for it any more.',
    '**Repeating.** The same `Idempotency-Key` with the same content joins the call under way, in whichever process, or gets its answer again; with other content it is refused, whatever came between. Only an answer that is known is kept for its key.',
    '**Not known.** While an outcome is not known, only the same content may be sent, with the same key or another: other content is told `in_progress`. So no token that the gateway may have given is lost to the next card, to the limits against card testing (which don’t count whoever asks what became of an attempt), or to the end of the session: the same content is taken for an hour after it, and other content is told `session_expired`. What nobody asks for stays `unknown` for your backend to see.',
    '**Keeping.** A session leaves the store a week after its end. A card’s number and CVV are never in there, even where a gateway sends them back (its expiry is, as Ingo’s answer has it): what tells whether two contents are the same is an HMAC whose key only the sealed session has.',
  ].join('\n\n')
  return format(text, { ...(await resolveConfig(path)), parser: 'markdown' })
}
