import type { Explanation } from './explanation.js'
import { words, type Language } from './words.js'

/** The explanation as text, with one aligned row for each question. */
export function formatExplanation(explanation: Explanation, language: Language): string {
  const { labels, or, unseen, nothing, unasked, undocumented, unknown } = words[language]
  const { request_id, time, merchant, session, code, shown, ingo, now } = explanation
  const quoted = shown?.map((text) => `“${text}”`).join(` ${or} `)
  const answer = ingo ? `${ingo.status}: ${ingo.meaning ?? undocumented}` : unasked
  const request = [request_id, time, merchant, session].filter((part) => part !== undefined).join('  ')
  const rows: [label: string, text: string][] = [
    [labels.request, request],
    [labels.shown, shown ? quoted || nothing : unseen],
    [labels.ingo, answer],
    [labels.cause, `${code}: ${explanation.cause}`],
    [labels.responsible, explanation.responsible_text],
    [labels.fix, explanation.fix],
    [labels.tell, `“${explanation.tell}”`],
    ...(session === undefined ? [] : [[labels.now, now?.text ?? unknown] as [string, string]]),
  ]
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, text]) => `${label.padEnd(width)}  ${text}`).join('\n')
}
