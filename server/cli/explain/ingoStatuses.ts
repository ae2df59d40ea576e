/** The meanings of Ingo's status codes, also a column of docs/outcomes.md. Sources: see gateway/outcomes.ts. */
type Row = [from: number, to: number, en: string, es: string]

/** The first row that contains the status applies. Both ends are included. */
const rows: Row[] = [
  [100, 100, 'success', 'éxito'],
  [101, 101, 'success: this id had succeeded before', 'éxito: este id ya había tenido éxito'],
  [102, 103, 'pending or queued', 'pendiente o en cola'],
  [104, 104, 'in progress', 'en curso'],
  [111, 129, 'success, a check was partial or inconclusive', 'éxito, una comprobación fue parcial o dudosa'],
  [131, 132, 'success, a check was partial or inconclusive', 'éxito, una comprobación fue parcial o dudosa'],
  [130, 130, 'suspended for an OFAC review', 'suspendido por una revisión de OFAC'],
  [402, 402, 'the timestamp is too far from Ingo’s clock', 'la hora está muy lejos del reloj de Ingo'],
  [
    400,
    499,
    'the request, the credentials or the account’s configuration is rejected',
    'se rechaza la solicitud, las credenciales o la configuración de la cuenta',
  ],
  [500, 599, 'time-out or routing failure', 'tiempo agotado o falla de enrutamiento'],
  [
    600,
    616,
    'a field failed validation, or a velocity limit was reached',
    'un campo no pasó la validación, o se alcanzó un límite de frecuencia',
  ],
  [700, 700, 'the account is not available for processing', 'la cuenta no está disponible para procesar'],
  [701, 742, 'transaction or routing error', 'error de transacción o de enrutamiento'],
  [
    753,
    753,
    'address check (AVS): the ZIP code does not match',
    'comprobación de dirección (AVS): el código postal no coincide',
  ],
  [
    754,
    754,
    'address check (AVS): the ZIP code’s format',
    'comprobación de dirección (AVS): el formato del código postal',
  ],
  [
    755,
    755,
    'address check (AVS): street and ZIP code do not match',
    'comprobación de dirección (AVS): la calle y el código postal no coinciden',
  ],
  [750, 815, 'error of the card data or of the token', 'error de los datos de la tarjeta o del token'],
  [851, 867, 'the card’s issuer declined', 'el emisor de la tarjeta la rechazó'],
  [900, 999, 'internal error of Ingo', 'error interno de Ingo'],
  [
    1042,
    1042,
    'the card number’s check digit is wrong',
    'el dígito de control del número de tarjeta es incorrecto',
  ],
]

/** Undefined for a status that Ingo does not document. */
export function describeStatus(status: number, language: 'en' | 'es'): string | undefined {
  const [, , en, es] = rows.find(([from, to]) => status >= from && status <= to) ?? []
  return language === 'es' ? es : en
}
