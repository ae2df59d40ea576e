/** Advice by the session's present state, for states that no error code describes. */
import type { Meaning } from './meaning.js'

/** Who has to act, by the session's present state. */
export const sinceFaults = {
  /** The review is cleared, and no token is known. */
  cleared: 'cardholder',
  cleared_later: 'merchant',
  not_payable: 'merchant',
  expired: 'merchant',
  /** The capture in progress has ended without a token. */
  over: 'cardholder',
  /** The outcome stays unknown, and the session accepts no other account. */
  unresolved: 'merchant',
  gone: 'merchant',
} as const
export type Since = keyof typeof sinceFaults
export type SinceTexts = Record<Since, Omit<Meaning, 'cause'>>

export const sinceEnglish: SinceTexts = {
  cleared: {
    fix: 'Ingo has cleared the review, and no token is known. The cardholder enters the same account once more on the same page.',
    tell: 'Your account has passed the check. Please enter it once more on the same page.',
  },
  cleared_later: {
    fix: 'Ingo has cleared the review, and no token is known. Create a session with the same `participant_unique_id1`; the cardholder enters the same account in it.',
    tell: 'Your account has passed the check. Please open the page again, and enter the same account.',
  },
  not_payable: {
    fix: 'The session has ended with a card that lacks what its `require` names. Create a new session for another card, or offer another way to be paid.',
    tell: 'Your card is fine, but this payment can’t go to it. We can open the form again for another card.',
  },
  expired: {
    fix: 'The session has expired since. Create a new one if this customer may go on, unless your page has done so: look for a later session of this customer.',
    tell: 'Please open the page again. The form starts afresh.',
  },
  over: {
    fix: 'The verification has ended without a token. The cardholder submits again on the same page.',
    tell: 'Please try again on the same page.',
  },
  unresolved: {
    fix: 'The outcome stays unknown, and the session takes no other account. Ask Ingo what became of its `participant_unique_id1` before you create another session.',
    tell: 'We are finding out whether this went through, and will tell you. There is nothing you have to do.',
  },
  gone: {
    fix: 'The server deletes a session a week after its end. If it was under review, ask Ingo for the result. Create a new session if this customer is still to be paid.',
    tell: 'This form is closed. If you are still to be paid, we can open it again for you.',
  },
}

export const sinceSpanish: SinceTexts = {
  cleared: {
    fix: 'Ingo aprobó la revisión, y no se conoce ningún token. El titular ingresa la misma cuenta otra vez en la misma página.',
    tell: 'Su cuenta pasó la revisión. Ingrésela otra vez en la misma página, por favor.',
  },
  cleared_later: {
    fix: 'Ingo aprobó la revisión, y no se conoce ningún token. Cree una sesión con el mismo `participant_unique_id1`; el titular ingresa en ella la misma cuenta.',
    tell: 'Su cuenta pasó la revisión. Vuelva a abrir la página e ingrese la misma cuenta, por favor.',
  },
  not_payable: {
    fix: 'La sesión terminó con una tarjeta a la que le falta lo que pide `require`. Cree una sesión nueva para otra tarjeta, u ofrezca otra forma de pago.',
    tell: 'Su tarjeta está bien, pero este pago no puede ir a ella. Podemos abrirle el formulario de nuevo para otra tarjeta.',
  },
  expired: {
    fix: 'La sesión venció desde entonces. Cree una nueva si este cliente puede continuar, salvo que su página ya lo haya hecho: busque una sesión posterior de este cliente.',
    tell: 'Vuelva a abrir la página, por favor. El formulario empieza de nuevo.',
  },
  over: {
    fix: 'La verificación terminó sin token. El titular envía de nuevo en la misma página.',
    tell: 'Inténtelo de nuevo en la misma página, por favor.',
  },
  unresolved: {
    fix: 'El resultado sigue sin conocerse, y la sesión no acepta otra cuenta. Pregunte a Ingo qué pasó con su `participant_unique_id1` antes de crear otra sesión.',
    tell: 'Estamos averiguando si la operación se completó y le avisaremos. Usted no tiene que hacer nada.',
  },
  gone: {
    fix: 'El servidor borra una sesión una semana después de su fin. Si estaba en revisión, pregunte el resultado a Ingo. Cree una sesión nueva si todavía hay que pagar a este cliente.',
    tell: 'Este formulario está cerrado. Si todavía le debemos un pago, podemos abrírselo de nuevo.',
  },
}
