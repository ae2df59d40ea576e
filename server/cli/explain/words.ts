/** The words of an explanation in both languages. */
import { english } from './meanings.en.js'
import { spanish } from './meanings.es.js'
import { sinceEnglish, sinceSpanish } from './since.js'

export type Language = 'en' | 'es'

const en = {
  meanings: english,
  since: sinceEnglish,
  labels: {
    request: 'Request',
    shown: 'What the cardholder saw',
    ingo: 'Ingo’s answer',
    cause: 'What it means',
    responsible: 'Whose job it is',
    fix: 'What to do',
    tell: 'Tell the customer',
    now: 'The session now',
  },
  or: 'or',
  unseen: 'Nothing: your backend sent this request.',
  nothing: 'No error.',
  unasked: 'None: Ingo was not asked, or has not answered.',
  undocumented: 'Ingo does not document this number',
  unknown: 'Not known: the server was not asked, or did not answer. It may have ended since.',
  responsible: {
    cardholder: 'The cardholder’s.',
    merchant: 'Yours: the integration or the configuration.',
    gateway: 'Ingo’s.',
    network: 'It passes by itself. If it lasts, your operators’.',
    internal: 'Ours: a defect of the capture server. Report it.',
    none: 'There is nothing to do.',
  },
  states: {
    open: 'It is open: the cardholder can still submit.',
    processing: 'It is being verified.',
    unknown: 'The outcome is unknown: only the cardholder’s “try again” on the same page resolves it.',
    tokenized: 'It has a token: a submit has succeeded.',
    exhausted: 'It has ended: no submit can succeed any more.',
    expired: 'It has expired without a token.',
    canceled: 'Your backend has canceled it.',
    refused: 'Ingo’s review of it has failed: no submit can succeed any more.',
    unresolved: 'The outcome stays unknown, and no other account can be submitted.',
    gone: 'The server has no such session any more.',
  },
  reviews: { pending: 'Ingo is reviewing an account of it.', cleared: 'Ingo has cleared the review.' },
}

const es: typeof en = {
  meanings: spanish,
  since: sinceSpanish,
  labels: {
    request: 'Solicitud',
    shown: 'Lo que vio el titular',
    ingo: 'Respuesta de Ingo',
    cause: 'Qué significa',
    responsible: 'A quién le toca',
    fix: 'Qué hacer',
    tell: 'Dígale al cliente',
    now: 'La sesión ahora',
  },
  or: 'o',
  unseen: 'Nada: su servidor envió esta solicitud.',
  nothing: 'Ningún error.',
  unasked: 'Ninguna: no se preguntó a Ingo, o no respondió.',
  undocumented: 'Ingo no documenta este número',
  unknown: 'Se desconoce: no se preguntó al servidor, o no respondió. Puede haber terminado desde entonces.',
  responsible: {
    cardholder: 'Al titular de la tarjeta.',
    merchant: 'A usted: la integración o la configuración.',
    gateway: 'A Ingo.',
    network: 'Pasa solo. Si dura, a sus operadores.',
    internal: 'A nosotros: un defecto del servidor de captura. Infórmelo.',
    none: 'No hay nada que hacer.',
  },
  states: {
    open: 'Está abierta: el titular todavía puede enviar.',
    processing: 'Se está verificando.',
    unknown:
      'El resultado se desconoce: solo lo resuelve el titular si lo intenta de nuevo en la misma página.',
    tokenized: 'Tiene un token: un envío tuvo éxito.',
    exhausted: 'Terminó: ningún envío puede tener éxito.',
    expired: 'Venció sin token.',
    canceled: 'Su servidor la canceló.',
    refused: 'La revisión de Ingo no la aprobó: ningún envío puede tener éxito.',
    unresolved: 'El resultado sigue sin conocerse, y no se puede enviar otra cuenta.',
    gone: 'El servidor ya no tiene esa sesión.',
  },
  reviews: { pending: 'Ingo está revisando una cuenta de ella.', cleared: 'Ingo aprobó la revisión.' },
}

export const words = { en, es }
