/** The card form's messages in German. Review: machine-translated, not reviewed by a native speaker. */
import { brand } from '../en/brands.js'
import type { Catalogue } from '../en/form.js'
import { state } from '../en/states.js'

export const form: Catalogue = {
  unsupportedBrowser:
    'Dieses Formular funktioniert in diesem Browser nicht. Bitte aktualisieren Sie den Browser oder verwenden Sie einen anderen.',
  notFramed: 'Dieses Formular funktioniert nur auf der Seite, zu der es gehört.',
  merchant: 'das Unternehmen, das Sie hierher geleitet hat',
  frameTitle: 'Kartendaten',
  section: { card: 'Karte', address: 'Rechnungsadresse' },
  testMode: 'Testmodus',
  optional: 'optional',
  label: {
    account: 'Kartennummer',
    expiration_date: 'Gültig bis',
    cvv: 'Sicherheitscode',
    recipient_first_name: 'Vorname',
    recipient_last_name: 'Nachname',
    recipient_business_name: 'Firmenname',
    recipient_address1: 'Adresse',
    recipient_address2: 'Wohnung, Einheit, Etage',
    recipient_city: 'Ort',
    recipient_state: 'Bundesstaat',
    recipient_zip: 'Postleitzahl',
    recipient_phone: 'Telefon',
  },
  state,
  placeholder: { account: '1234 1234 1234 1234', expiration_date: 'MM / JJ', state: 'Auswählen' },
  hint: {
    cvv: '3 Ziffern, Rückseite',
    cvvFront: '4 Ziffern, Vorderseite',
    cvvUnknown: '3 oder 4 Ziffern',
  },
  nameSplit: 'Der Nachname steht jetzt in einem eigenen Feld. Bitte prüfen Sie beide Felder.',
  brand,
  rule: {
    required: 'Füllen Sie dieses Feld aus.',
    invalid: 'Prüfen Sie dieses Feld.',
    incomplete: 'Die Angabe ist unvollständig.',
    too_long: 'Die Angabe ist zu lang.',
    looks_like_card_number: 'Das sieht wie eine Kartennummer aus.',
    check_digit: 'Prüfen Sie diese Nummer.',
    brand_not_accepted: 'Diese Kartenmarke wird hier nicht akzeptiert.',
    month_invalid: 'Prüfen Sie den Monat.',
    expired: 'Das Datum ist abgelaufen.',
    too_far: 'Prüfen Sie das Jahr.',
  },
  problem: {
    account: {
      required: 'Geben Sie Ihre Kartennummer ein.',
      invalid: 'Prüfen Sie Ihre Kartennummer.',
      incomplete: 'Ihre Kartennummer ist unvollständig.',
      too_long: 'Ihre Kartennummer ist zu lang.',
      check_digit: 'Ihre Kartennummer ist ungültig. Prüfen Sie sie und versuchen Sie es erneut.',
      brand_not_accepted: 'Karten dieser Marke werden hier nicht akzeptiert.',
    },
    expiration_date: {
      required: 'Geben Sie das Ablaufdatum ein.',
      incomplete: 'Das Ablaufdatum ist unvollständig.',
      too_long: 'Geben Sie nur Monat und Jahr ein.',
      month_invalid: 'Prüfen Sie den Monat.',
      expired: 'Die Karte ist abgelaufen.',
    },
    cvv: {
      required: 'Geben Sie den Sicherheitscode ein.',
      incomplete: 'Der Sicherheitscode ist unvollständig.',
      too_long: 'Der Sicherheitscode ist zu lang.',
    },
    recipient_first_name: {
      required: 'Geben Sie einen Vornamen ein.',
    },
    recipient_last_name: {
      required: 'Geben Sie einen Nachnamen ein.',
    },
    recipient_business_name: {},
    recipient_address1: {
      required: 'Geben Sie Straße und Hausnummer ein.',
    },
    recipient_address2: {},
    recipient_city: { required: 'Geben Sie einen Ort ein.' },
    recipient_state: {
      required: 'Wählen Sie einen Bundesstaat aus.',
      invalid: 'Wählen Sie einen Bundesstaat aus der Liste.',
    },
    recipient_zip: {
      required: 'Geben Sie eine Postleitzahl ein.',
      invalid: 'Geben Sie 5 oder 9 Ziffern ein.',
      incomplete: 'Geben Sie 5 oder 9 Ziffern ein.',
      too_long: 'Geben Sie 5 oder 9 Ziffern ein.',
    },
    recipient_phone: {
      incomplete: 'Geben Sie alle 10 Ziffern ein.',
      invalid: 'Geben Sie eine US-Nummer mit 10 Ziffern ein.',
      too_long: 'Geben Sie nur 10 Ziffern ohne Durchwahl ein.',
    },
  },
  error: {
    invalid_request: 'Eine Angabe in diesem Formular wurde nicht akzeptiert. Bitte prüfen Sie sie.',
    unauthorized: 'Dieses Formular ist nicht mehr gültig. Bitte laden Sie die Seite neu.',
    origin_not_allowed: 'Dieses Formular darf auf dieser Seite nicht verwendet werden.',
    not_found: 'Dieses Formular ist nicht mehr verfügbar. Bitte laden Sie die Seite neu.',
    in_progress: 'Ihre Karte wird in einem anderen Fenster geprüft. Bitte warten Sie einen Moment.',
    session_used: 'Hier wurde bereits eine andere Karte gespeichert.',
    idempotency_conflict:
      'Der Vorgang konnte nicht abgeschlossen werden. Bitte wenden Sie sich an {merchant}.',
    participant_id_used: 'Dieses Formular kann nicht verwendet werden. Bitte wenden Sie sich an {merchant}.',
    account_mismatch:
      'Der Vorgang konnte nicht abgeschlossen werden. Bitte versuchen Sie es erneut oder wenden Sie sich an {merchant}.',
    card_not_payable:
      'Dieses Konto ist gültig, kann aber für diese Zahlung nicht verwendet werden. Bitte verwenden Sie ein anderes.',
    under_review:
      'Der Vorgang konnte jetzt nicht abgeschlossen werden. Wegen des Ergebnisses wenden Sie sich bitte an {merchant}.',
    session_expired: 'Dieses Formular ist abgelaufen. Bitte laden Sie die Seite neu.',
    session_canceled: 'Diese Anfrage wurde abgebrochen. Bitte wenden Sie sich an {merchant}.',
    attempts_exhausted: 'Wir konnten dieses Konto nicht bestätigen. Bitte wenden Sie sich an {merchant}.',
    session_refused: 'Wir konnten dieses Konto nicht bestätigen. Bitte wenden Sie sich an {merchant}.',
    too_many_keys: 'In dieser Sitzung gab es zu viele Versuche. Bitte wenden Sie sich an {merchant}.',
    rate_limited: 'Es gibt gerade zu viele Anfragen. Bitte warten Sie einen Moment.',
    card_number_invalid: 'Diese Kartennummer wurde nicht akzeptiert.',
    card_expired: 'Diese Karte ist abgelaufen.',
    cvv_invalid: 'Dieser Code wurde nicht akzeptiert.',
    address_mismatch: 'Das stimmt nicht mit den Angaben überein, die Ihre Bank zu dieser Karte hat.',
    field_rejected: 'Diese Angabe wurde nicht akzeptiert. Bitte prüfen Sie sie.',
    card_not_supported:
      'Diese Karte kann hier nicht verwendet werden. Bitte verwenden Sie eine andere Karte.',
    card_declined:
      'Ihre Bank hat diese Karte abgelehnt. Versuchen Sie es mit einer anderen Karte oder wenden Sie sich an Ihre Bank.',
    limit_exceeded:
      'Ein Limit dieser Karte ist erreicht. Bitte verwenden Sie eine andere Karte oder wenden Sie sich an {merchant}.',
    outcome_unknown:
      'Wir warten noch auf die Bestätigung. Versuchen Sie es erneut; der Vorgang wird nicht doppelt ausgeführt.',
    gateway_unavailable:
      'Die Verbindung ist fehlgeschlagen. Versuchen Sie es erneut; der Vorgang wird nicht doppelt ausgeführt.',
    gateway_misconfigured:
      'Der Vorgang kann jetzt nicht abgeschlossen werden. Bitte wenden Sie sich an {merchant}.',
    not_available: 'Das ist hier nicht verfügbar.',
    internal: 'Etwas ist schiefgelaufen. Bitte versuchen Sie es erneut.',
  },
  notPayable: {
    push_disabled: 'Diese Karte kann keine Zahlungen empfangen.',
    pull_disabled: 'Von dieser Karte können keine Zahlungen abgebucht werden.',
    card_type: 'Diese Kartenart wird für diese Zahlung nicht akzeptiert.',
    above_max: 'Der Betrag liegt über dem Limit dieser Karte.',
    below_min: 'Der Betrag liegt unter dem Mindestbetrag dieser Karte.',
  },
  anotherCard: 'Bitte verwenden Sie eine andere Karte.',
  ended: {
    card_not_payable: 'Wenn Sie eine andere Karte verwenden möchten, wenden Sie sich bitte an {merchant}.',
    account_mismatch: 'Der Vorgang konnte nicht abgeschlossen werden. Bitte wenden Sie sich an {merchant}.',
    outcome_unknown:
      'Wir wissen nicht, ob der Vorgang abgeschlossen wurde. Bitte wenden Sie sich an {merchant}.',
  },
  stillUnknown:
    'Wir warten noch auf die Bestätigung. Versuchen Sie es erneut oder wenden Sie sich an {merchant}; der Vorgang wird nicht doppelt ausgeführt.',
  mayChange:
    'Der Vorgang wurde möglicherweise abgeschlossen, aber wir konnten es nicht bestätigen. Versuchen Sie es erneut oder verwenden Sie eine andere Karte.',
  tryLater: 'Es gibt gerade zu viele Anfragen. Bitte versuchen Sie es {when} erneut.',
  checkField: 'Prüfen Sie das markierte Feld.',
  codeAgain: 'Geben Sie Ihren Sicherheitscode erneut ein.',
  attemptsLeft: { one: 'Noch {count} Versuch.', other: 'Noch {count} Versuche.' },
  fieldsToCheck: { one: 'Bitte prüfen Sie {count} Feld.', other: 'Bitte prüfen Sie {count} Felder.' },
  reference: 'Referenz: {id}',
  failedTitle: 'Das Formular konnte nicht geladen werden',
  failedText: 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  attemptsTitle: 'Keine Versuche mehr',
  endedTitle: {
    session_expired: 'Die Zeit ist abgelaufen',
    under_review: 'In Prüfung',
    idempotency_conflict: 'Mit anderen Angaben gesendet',
    card_not_payable: 'Diese Karte kann nicht verwendet werden',
    session_used: 'Bereits gespeichert',
    outcome_unknown: 'Nicht bestätigt',
    other: 'Dieses Formular ist geschlossen',
  },
  locked: 'Gesperrt bis Bestätigung',
  slowNote: 'Es dauert länger als üblich. Bitte lassen Sie diese Seite geöffnet.',
  waitNote: 'Ihre Angaben sind bis zur Bestätigung gesperrt.',
  restartNote: 'Ihre Eingaben wurden zu Ihrer Sicherheit gelöscht.',
  closeNote: 'Sie können diese Seite schließen.',
  button: {
    submit: 'Karte speichern',
    busy: 'Wird geprüft …',
    slow: 'Wird noch geprüft …',
    again: 'Erneut versuchen',
    restart: 'Neu beginnen',
    covered: 'Ganzes Formular anzeigen',
  },
  success: {
    title: 'Karte bestätigt',
    text: 'Ihre Karte wurde sicher gespeichert.',
    card: '{network} mit den Endziffern {last_4}',
    ending: 'Mit den Endziffern {last_4}',
    within: 'Übliche Dauer: {time}.',
    date: 'Voraussichtlich am {date}.',
  },
  businessDays: { one: '{count} Werktag', other: '{count} Werktage' },
}
