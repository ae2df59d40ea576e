/** The form's messages by account type, and those of a form that ended. Made by scripts/checks/explanations.test.ts. */
import type { Ending } from './meaning.js'

export type ShownMessages = Partial<Record<string, Partial<Record<Ending, string>>>>

export const formMessages: Record<'en' | 'es', ShownMessages> = {
  en: {
    card: {
      invalid_request: 'Something in this form was not accepted. Please check it.',
      unauthorized: 'This form is no longer valid. Please reload the page.',
      origin_not_allowed: 'This form may not be used on this page.',
      not_found: 'This form is no longer available. Please reload the page.',
      in_progress: 'Your card is being verified in another window. Please wait a moment.',
      session_used: 'Another card has already been saved here.',
      idempotency_conflict: 'This could not be completed. Please contact the company that sent you here.',
      participant_id_used: 'This form can’t be used. Please contact the company that sent you here.',
      account_mismatch:
        'This could not be completed. Please try again, or contact the company that sent you here.',
      card_not_payable:
        'This account is valid, but it can’t be used for this payment. Please use another one.',
      under_review: 'We couldn’t complete this now. You’ll hear from the company that sent you here.',
      session_expired: 'This form has expired. Please reload the page.',
      session_canceled: 'This request was canceled. Please contact the company that sent you here.',
      attempts_exhausted: 'We couldn’t verify this account. Please contact the company that sent you here.',
      session_refused: 'We couldn’t verify this account. Please contact the company that sent you here.',
      too_many_keys:
        'There were too many tries in this session. Please contact the company that sent you here.',
      rate_limited: 'There are too many requests right now. Please wait a moment.',
      card_number_invalid: 'This card number wasn’t accepted.',
      card_expired: 'This card has expired.',
      cvv_invalid: 'This code wasn’t accepted.',
      address_mismatch: 'This doesn’t match what your bank has for this card.',
      field_rejected: 'This wasn’t accepted. Please check it.',
      card_not_supported: 'This card can’t be used here. Please use another card.',
      card_declined: 'Your bank declined this card. Try another card, or contact your bank.',
      limit_exceeded:
        'A limit of this card was reached. Please use another card, or contact the company that sent you here.',
      outcome_unknown: 'We’re still confirming this. Try again; you won’t be processed twice.',
      gateway_unavailable: 'The connection failed. Try again; you won’t be processed twice.',
      gateway_misconfigured: 'This cannot be completed now. Please contact the company that sent you here.',
      not_available: 'This is not available here.',
      internal: 'Something went wrong. Please try again.',
      tokenized: 'Card verified',
    },
    check: {
      card_number_invalid:
        'A check can’t be sent to this account. Please contact the company that sent you here.',
      address_mismatch:
        'The address doesn’t match this account. Please check it, or contact the company that sent you here.',
      invalid_request: 'Please check the details, and review them once more.',
      in_progress: 'Your address is being saved in another window. Please wait a moment.',
      session_used: 'Another account has already been saved here.',
      card_not_supported: 'A check can’t be sent with these details. Please use another way to be paid.',
      card_declined:
        'These details were declined. Please use another way to be paid, or contact the company that sent you here.',
      limit_exceeded:
        'A limit was reached. Please use another way to be paid, or contact the company that sent you here.',
      tokenized: 'Check address saved',
    },
    'open-banking': {
      card_number_invalid: 'This account number wasn’t accepted. Please check it.',
      address_mismatch: 'The address doesn’t match this account. Please use another account.',
      in_progress: 'Your account is being verified in another window. Please wait a moment.',
      session_used: 'Another account has already been saved here.',
      card_not_supported: 'This account can’t be used here. Please use another account.',
      card_declined: 'This account was declined. Try another account, or contact your bank.',
      limit_exceeded:
        'A limit of this account was reached. Please use another account, or contact the company that sent you here.',
      tokenized: 'Bank account connected',
    },
    ended: {
      card_not_payable: 'To use another card, please contact the company that sent you here.',
      account_mismatch: 'This could not be completed. Please contact the company that sent you here.',
      outcome_unknown:
        'We don’t know whether this went through. Please contact the company that sent you here.',
    },
  },
  es: {
    card: {
      invalid_request: 'Algo en este formulario no fue aceptado. Revíselo, por favor.',
      unauthorized: 'Este formulario ya no es válido. Vuelva a cargar la página.',
      origin_not_allowed: 'Este formulario no se puede usar en esta página.',
      not_found: 'Este formulario ya no está disponible. Vuelva a cargar la página.',
      in_progress: 'Su tarjeta se está verificando en otra ventana. Espere un momento, por favor.',
      session_used: 'Aquí ya se guardó otra tarjeta.',
      idempotency_conflict: 'No se pudo completar. Comuníquese con la empresa desde la que llegó aquí.',
      participant_id_used:
        'Este formulario no se puede usar. Comuníquese con la empresa desde la que llegó aquí.',
      account_mismatch:
        'No se pudo completar. Inténtelo de nuevo o comuníquese con la empresa desde la que llegó aquí.',
      card_not_payable: 'Esta cuenta es válida, pero no sirve para este pago. Use otra.',
      under_review:
        'No pudimos completarlo por ahora. Recibirá noticias de la empresa desde la que llegó aquí.',
      session_expired: 'Este formulario venció. Vuelva a cargar la página.',
      session_canceled: 'Esta solicitud se canceló. Comuníquese con la empresa desde la que llegó aquí.',
      attempts_exhausted:
        'No pudimos verificar esta cuenta. Comuníquese con la empresa desde la que llegó aquí.',
      session_refused:
        'No pudimos verificar esta cuenta. Comuníquese con la empresa desde la que llegó aquí.',
      too_many_keys:
        'Hubo demasiados intentos en esta sesión. Comuníquese con la empresa desde la que llegó aquí.',
      rate_limited: 'Hay demasiadas solicitudes en este momento. Espere un momento, por favor.',
      card_number_invalid: 'No se aceptó este número de tarjeta.',
      card_expired: 'Esta tarjeta está vencida.',
      cvv_invalid: 'No se aceptó este código.',
      address_mismatch: 'No coincide con lo que su banco tiene para esta tarjeta.',
      field_rejected: 'No se aceptó. Revíselo, por favor.',
      card_not_supported: 'Esta tarjeta no se puede usar aquí. Use otra tarjeta.',
      card_declined: 'Su banco rechazó esta tarjeta. Pruebe con otra tarjeta o comuníquese con su banco.',
      limit_exceeded:
        'Se alcanzó un límite de esta tarjeta. Use otra tarjeta o comuníquese con la empresa desde la que llegó aquí.',
      outcome_unknown:
        'Todavía estamos confirmando la operación. Inténtelo de nuevo: no se procesará dos veces.',
      gateway_unavailable: 'Falló la conexión. Inténtelo de nuevo: no se procesará dos veces.',
      gateway_misconfigured:
        'No se puede completar en este momento. Comuníquese con la empresa desde la que llegó aquí.',
      not_available: 'Esto no está disponible aquí.',
      internal: 'Algo salió mal. Inténtelo de nuevo.',
      tokenized: 'Tarjeta verificada',
    },
    check: {
      card_number_invalid:
        'No se puede enviar un cheque a esta cuenta. Comuníquese con la empresa desde la que llegó aquí.',
      address_mismatch:
        'La dirección no coincide con esta cuenta. Revísela o comuníquese con la empresa desde la que llegó aquí, por favor.',
      invalid_request: 'Revise los datos y confírmelos de nuevo, por favor.',
      in_progress: 'Su dirección se está guardando en otra ventana. Espere un momento, por favor.',
      session_used: 'Aquí ya se guardó otra cuenta.',
      card_not_supported: 'No se puede enviar un cheque con estos datos. Elija otra forma de pago.',
      card_declined:
        'Estos datos fueron rechazados. Elija otra forma de pago o comuníquese con la empresa desde la que llegó aquí.',
      limit_exceeded:
        'Se alcanzó un límite. Elija otra forma de pago o comuníquese con la empresa desde la que llegó aquí.',
      tokenized: 'Dirección guardada',
    },
    'open-banking': {
      card_number_invalid: 'No se aceptó este número de cuenta. Revíselo, por favor.',
      address_mismatch: 'La dirección no coincide con esta cuenta. Use otra cuenta.',
      in_progress: 'Su cuenta se está verificando en otra ventana. Espere un momento, por favor.',
      session_used: 'Aquí ya se guardó otra cuenta.',
      card_not_supported: 'Esta cuenta no se puede usar aquí. Use otra cuenta.',
      card_declined: 'Esta cuenta fue rechazada. Pruebe con otra cuenta o comuníquese con su banco.',
      limit_exceeded:
        'Se alcanzó un límite de esta cuenta. Use otra cuenta o comuníquese con la empresa desde la que llegó aquí.',
      tokenized: 'Cuenta bancaria conectada',
    },
    ended: {
      card_not_payable: 'Para usar otra tarjeta, comuníquese con la empresa desde la que llegó aquí.',
      account_mismatch: 'No se pudo completar. Comuníquese con la empresa desde la que llegó aquí.',
      outcome_unknown:
        'No sabemos si la operación se completó. Comuníquese con la empresa desde la que llegó aquí.',
    },
  },
}
