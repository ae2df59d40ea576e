/** How far the cardholder has come, derived from the form's messages to the page. Each event is reported once per form. */
import type { FieldResult, FormOutcome, FormReport, FunnelReport } from '../../../contract/funnel.js'
import type { AccountType } from '../../../contract/session.js'
import type { FieldName, FieldState, FrameMessages } from '../../protocol/messages.js'

/** The form of one account type. */
type Progress = {
  /** In ms; undefined before the form is open. */
  shownAt?: number
  /** The fields that the cardholder typed into. Values of other fields come from the session, or from another form. */
  typed: Set<string>
  fields: Partial<Record<FieldName, FieldState>>
  /** The events that have been reported, or are in `report`. */
  known: Set<string>
  /** The events since the last report. */
  report: FormReport
}

/** The control of an input event. Choosing an account type, with a radio button, doesn't count as typing. */
export type Control = Pick<HTMLInputElement, 'name' | 'type'>

/** Receives the form's events in their order. Times are in ms. */
export type FormProgress = {
  /** The form is open for a cardholder. */
  shown: (time: number) => void
  /** A control was typed, pasted or filled into. */
  input: (control: Control, time: number) => void
  /** The form sent a message to the host page. */
  message: <Name extends keyof FrameMessages>(name: Name, payload: FrameMessages[Name], time: number) => void
}

/** A call of a method of `FormProgress`: its name and its arguments. */
type Happening = {
  [Method in keyof FormProgress]: [Method, ...Parameters<FormProgress[Method]>]
}[keyof FormProgress]

/** `kept`: the calls before the funnel's chunk has loaded. */
export type Funnel = { kept: Happening[]; tell: (...happening: Happening) => void; isStarted?: true }

type Handlers = { [Name in keyof FrameMessages]?: (payload: FrameMessages[Name], time: number) => void }

/** `first` is the account type whose form is shown first. `takeReports` returns the events since its last call. */
export function createFormProgress(
  first: AccountType,
): FormProgress & { takeReports: () => FunnelReport['forms'] | undefined } {
  const forms = new Map<AccountType, Progress>()
  let isOpen = false
  let current = choose(first, 0)

  /** Returns the progress of the form that the cardholder sees now. */
  function choose(type: AccountType, time: number): Progress {
    const form = forms.get(type) ?? createProgress()
    forms.set(type, form)
    if (isOpen) show(form, time)
    return form
  }

  const handlers: Handlers = {
    ...outcomeHandlers(() => current),
    change({ account_type, fields }, time) {
      current = choose(account_type, time)
      current.fields = fields
      addResults(current, false)
    },
  }

  return {
    shown(time) {
      isOpen = true
      show(current, time)
    },
    input({ name, type }, time) {
      if (type === 'radio') return
      if (current.typed.size === 0) addFirstKey(current, time)
      current.typed.add(name)
    },
    message(name, payload, time) {
      handlers[name]?.(payload, time)
    },
    takeReports() {
      addResults(current, true)
      const changed = [...forms].filter(
        ([, { shownAt, report }]) => shownAt !== undefined && Object.keys(report).length > 0,
      )
      if (changed.length === 0) return undefined
      const reports = Object.fromEntries(changed.map(([type, { report }]) => [type, report]))
      for (const [, form] of changed) form.report = {}
      return reports
    },
  }
}

/** The handlers of a submit, its outcome, and the session's end. */
function outcomeHandlers(current: () => Progress): Handlers {
  return {
    submitting({ follows }) {
      if (follows) return
      addResults(current(), true)
      if (isFirst(current(), 'submitted')) current().report.submitted = true
    },
    token(_, time) {
      const form = current()
      if (addOutcome(form, 'tokenized')) form.report.token_seconds = secondsSinceShown(form, time)
    },
    error({ code }) {
      // Only the page's script makes errors with the codes that FormOutcome lacks.
      addOutcome(current(), code as FormOutcome)
    },
    expired() {
      addOutcome(current(), 'session_expired')
    },
  }
}

function createProgress(): Progress {
  return { typed: new Set(), fields: {}, known: new Set(), report: {} }
}

function isFirst({ known }: Progress, thing: string): boolean {
  const isNew = !known.has(thing)
  known.add(thing)
  return isNew
}

function show(form: Progress, time: number): void {
  if (form.shownAt !== undefined) return
  form.shownAt = time
  form.report.shown = true
  // The first key may come before the session is open.
  if (form.typed.size > 0) addFirstKey(form, time)
}

function addFirstKey(form: Progress, time: number): void {
  if (form.shownAt !== undefined) form.report.first_key_seconds = secondsSinceShown(form, time)
}

/** Rounded to a tenth of a second. */
function secondsSinceShown({ shownAt = 0 }: Progress, time: number): number {
  return Math.round((time - shownAt) / 100) / 10
}

/** Returns false if the form already has this outcome. */
function addOutcome(form: Progress, outcome: FormOutcome): boolean {
  if (!isFirst(form, outcome)) return false
  form.report.outcomes = [...(form.report.outcomes ?? []), outcome]
  return true
}

/** `isLeft`: the form is sent or the page is left, so the field with the focus has a result too. */
function addResults(form: Progress, isLeft: boolean): void {
  for (const [key, state] of Object.entries(form.fields)) {
    const name = key as FieldName
    const result = state.focused && !isLeft ? undefined : readResult(state)
    if (!result || (result === 'completed' && !form.typed.has(name))) continue
    if (!isFirst(form, `${name} ${result}`)) continue
    const before = form.report.fields?.[name] ?? []
    form.report.fields = { ...form.report.fields, [name]: [...before, result] }
  }
}

/** An empty field without an error has no result. */
function readResult({ error, empty, complete, valid, focused }: FieldState): FieldResult | undefined {
  if (error ?? empty) return error
  if (valid) return 'completed'
  // While it has the focus, the form does not show its error yet.
  return focused ? (complete ? 'invalid' : 'incomplete') : undefined
}
