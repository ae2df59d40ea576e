import type { Meanings } from './meaning.js'

const newForm = 'Vuelva a abrir la página, por favor. El formulario empieza de nuevo.'
const later = 'Inténtelo de nuevo en unos minutos, por favor. No se procesó nada.'
const ourSide =
  'Algo de nuestro lado lo impidió. Lo estamos corrigiendo y le avisaremos cuando pueda intentarlo.'

/** The Spanish texts. */
export const spanish: Meanings = {
  card_number_invalid: {
    cause: 'Ingo rechaza el número.',
    fix: 'El titular de la tarjeta lo corrige.',
    tell: 'Compare el número con el de su tarjeta e inténtelo de nuevo, por favor.',
  },
  card_expired: {
    cause: 'Ingo informa que la tarjeta está vencida.',
    fix: 'El titular usa otra tarjeta.',
    tell: 'Use una tarjeta que no esté vencida, por favor.',
  },
  cvv_invalid: {
    cause: 'El código de seguridad no coincide.',
    fix: 'El titular lo ingresa de nuevo.',
    tell: 'Ingrese de nuevo el código de seguridad. Está al dorso de la mayoría de las tarjetas, y al frente en American Express.',
  },
  address_mismatch: {
    cause: 'La dirección o el código postal no es el que tiene el banco. `field` dice cuál.',
    fix: 'El titular lo corrige.',
    tell: 'Ingrese la dirección que su banco tiene para esta tarjeta. Puede ser una anterior.',
  },
  field_rejected: {
    cause: 'Ingo rechaza algo de lo ingresado y no dice qué.',
    fix: 'El titular revisa el formulario. Si les ocurre a muchos, [asigne un significado al estado](outcomes.md#map-a-status-yourself).',
    tell: 'Revise cada campo e inténtelo de nuevo, o use otra tarjeta.',
  },
  card_not_supported: {
    cause: 'Ingo no admite esta tarjeta.',
    fix: 'El titular usa otra tarjeta.',
    tell: 'Esta tarjeta no se puede usar aquí. Use otra, por favor.',
  },
  card_declined: {
    cause: 'El banco rechazó la tarjeta.',
    fix: 'El titular usa otra tarjeta o le pregunta al banco.',
    tell: 'Su banco rechazó la tarjeta y no nos dice por qué. Pregunte a su banco o use otra tarjeta, por favor.',
  },
  limit_exceeded: {
    cause: 'El `amount` de la sesión supera los límites de la tarjeta.',
    fix: 'Otra tarjeta, o un `amount` menor en una sesión nueva.',
    tell: 'El monto supera un límite de esta tarjeta. Use otra tarjeta, por favor.',
  },
  card_not_payable: {
    cause: 'La tarjeta es válida, pero le falta lo que pide `require` en la sesión. `reason` dice qué.',
    fix: 'Otra tarjeta. [Ofrezca también un cheque](payment-methods/card.md#a-card-that-you-cant-pay).',
    tell: 'Su tarjeta está bien, pero este pago no puede ir a ella. Use otra tarjeta, por favor.',
  },
  session_refused: {
    cause: 'Ingo revisó la cuenta de esta sesión, y no la aprobó.',
    fix: 'Ofrezca otra forma de pago. Cree una sesión nueva si el cliente puede probar con otra cuenta.',
    tell: 'Su cuenta no pasó una revisión y no nos dicen por qué. Elija otra forma de pago, por favor.',
  },
  attempts_exhausted: {
    cause: 'La sesión tuvo `max_attempts` intentos fallidos.',
    fix: 'Cree una sesión nueva si este cliente puede continuar.',
    tell: 'Hubo demasiados intentos. Podemos abrirle el formulario de nuevo.',
  },
  too_many_keys: {
    cause:
      'Los intentos fallidos y los envíos cuyo resultado quedó sin confirmar llegaron juntos a `max_attempts`.',
    fix: 'Cree una sesión nueva si este cliente puede continuar.',
    tell: 'Hubo demasiados intentos. Podemos abrirle el formulario de nuevo.',
  },
  invalid_request: {
    cause: 'Una clave es desconocida, falta o incumple una regla. `field` la nombra.',
    fix: 'Corrija esa clave. Las reglas están en la [referencia](reference.md#a-session).',
    tell: ourSide,
  },
  unauthorized: {
    cause:
      'Su servidor: la clave secreta es incorrecta. La página: la `url` de la sesión está cortada o se selló con una clave que ya no existe.',
    fix: 'Compare `CAPTURE_SECRET_KEY` en ambos lados. Dé a la página la `url` completa, con la parte después de `#`. Después de [cambiar claves](upgrades.md#replacing-keys), cree una sesión nueva.',
    tell: newForm,
  },
  origin_not_allowed: {
    cause: 'El origen no está en `CAPTURE_ORIGINS`, o la página tiene otro origen que la sesión.',
    fix: '[Solución de problemas](troubleshooting.md#origin-not-allowed)',
    tell: ourSide,
  },
  not_found: {
    cause:
      'No existe esa ruta, o este comercio no tiene esa sesión. Una sesión se borra una semana después de su fin.',
    fix: 'Revise la URL y el `id`.',
    tell: newForm,
  },
  session_used: {
    cause: 'La sesión ya tiene un token de otra cuenta.',
    fix: 'Una sesión por cuenta: cree una nueva.',
    tell: 'Aquí ya se guardó una cuenta. Para guardar otra, vuelva a abrir la página, por favor.',
  },
  idempotency_conflict: {
    cause: 'La misma `Idempotency-Key` llegó con otro contenido.',
    fix: 'Cree una sesión nueva. El formulario no puede causarlo.',
    tell: newForm,
  },
  participant_id_used: {
    cause: 'Su `participant_unique_id1` ya obtuvo un token antes.',
    fix: 'Omita esa clave o use un id nuevo ([por qué](payment-methods/card.md)).',
    tell: ourSide,
  },
  account_mismatch: {
    cause: 'Ingo respondió sobre otra cuenta que la enviada. El token se descarta.',
    fix: 'Omita `participant_unique_id1`. Si ocurre sin esa clave, pregunte a Ingo.',
    tell: ourSide,
  },
  session_expired: {
    cause: 'El tiempo de la sesión terminó.',
    fix: '[Renueve la sesión](integrate/backend.md#renew-an-expired-session).',
    tell: newForm,
  },
  session_canceled: {
    cause: 'Su servidor canceló la sesión.',
    fix: 'Cree una sesión nueva si todavía hay que pagar al cliente.',
    tell: 'Esta solicitud se canceló. Si todavía le debemos un pago, podemos abrirle el formulario de nuevo.',
  },
  gateway_misconfigured: {
    cause: 'Ingo rechaza sus credenciales, un id o la ruta de `INGO_URL`.',
    fix: 'Ejecute `npx ingo-capture-server doctor`: dice cuál y cómo corregirlo.',
    tell: ourSide,
  },
  not_available: {
    cause:
      'La vista previa de la banca abierta está desactivada. Para la lista de webhooks: no hay ninguno configurado.',
    fix: 'Configure `INGO_OPEN_BANKING=on`, u omita `open-banking`. Para los webhooks configure `CAPTURE_WEBHOOK_URL` y su secreto.',
    tell: 'Esta forma de pago no está disponible aquí. Elija otra, por favor.',
  },
  under_review: {
    cause: 'Ingo no acepta ni rechaza la cuenta.',
    fix: 'Espere [el evento de Ingo](webhooks.md#from-ingo), o lea `gateway` con `retrieveSession` y pregunte a Ingo. Comunique el resultado a su cliente.',
    tell: 'Esto necesita una revisión que tarda más. Le avisaremos el resultado; usted no tiene que hacer nada.',
  },
  outcome_unknown: {
    cause: 'La conexión se cortó cuando Ingo quizá ya había procesado la solicitud.',
    fix: 'El titular pulsa el botón otra vez: el mismo contenido no puede crear un segundo token. Mientras tanto, no cree otra sesión.',
    tell: 'Pulse el botón otra vez en la misma página, por favor. No se procesará dos veces.',
  },
  in_progress: {
    cause: 'La sesión se está verificando, en otra pestaña o por un envío anterior.',
    fix: 'Espere. El formulario vuelve a preguntar por sí solo.',
    tell: 'Su cuenta todavía se está verificando. Espere un minuto y cierre las otras pestañas de esta página.',
  },
  rate_limited: {
    cause: 'Una dirección, el comercio o la cola hacia Ingo llegó a su límite.',
    fix: 'Espere lo que dice `Retry-After`. [`IngoCaptureCardTesting` o `IngoCaptureQueueFull`](monitor.md#when-an-alert-fires)',
    tell: 'Inténtelo de nuevo más tarde: el formulario dice cuándo. No se procesó nada.',
  },
  gateway_unavailable: {
    cause: 'No se puede llegar a Ingo o al almacén. No se procesó nada.',
    fix: 'Inténtelo de nuevo. [`IngoCaptureGatewayFailing` o `IngoCaptureStoreErrors`](monitor.md#when-an-alert-fires)',
    tell: later,
  },
  internal: {
    cause: 'Un error inesperado.',
    fix: 'Inténtelo de nuevo. Informe la línea de registro `failure` con su `request_id` ([cómo](../SECURITY.md)).',
    tell: ourSide,
  },
  tokenized: {
    cause: 'Ingo verificó la cuenta, y la página recibió el token.',
    fix: 'Nada.',
    tell: 'Su cuenta quedó guardada.',
  },
  verified: {
    cause: 'Su servidor verificó una cuenta guardada por su token, e Ingo la aceptó.',
    fix: 'Nada.',
    tell: 'Su cuenta guardada es válida.',
  },
  answered: {
    cause: 'El servidor respondió a esta solicitud sin error.',
    fix: 'Nada. Si el cliente vio un error, pídale la referencia que está junto a él.',
    tell: 'Envíenos la referencia que está junto al mensaje, por favor.',
  },
  unfinished: {
    cause:
      'El registro tiene líneas de esta solicitud, pero no su fin: el proceso pudo haber terminado, o el registro está cortado.',
    fix: 'Busque el fin en los registros de los otros procesos y de los minutos siguientes.',
    tell: 'Pulse el botón otra vez en la misma página, por favor. No se procesará dos veces.',
  },
}
