/** The messages of the other methods in German. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Wie möchten Sie Ihr Geld erhalten?',
    card: 'Debitkarte',
    check: 'Scheck per Post',
    'open-banking': 'Bankkonto',
    within: 'Übliche Dauer: {time}',
    note: {
      card: 'Auszahlung auf Ihre Karte',
      check: 'Gedruckt und verschickt',
      'open-banking': 'Auszahlung auf Ihr Konto',
    },
  },
  check: {
    frameTitle: 'Scheck per Post',
    heading: 'Scheck per Post',
    printed:
      'Ihre Eingaben werden gedruckt und mit dem Scheck verschickt. Postfach und Militäradresse sind möglich.',
    question: 'Auf wen sollen wir den Scheck ausstellen?',
    own: 'Auf mich, an diese Adresse',
    other: 'Auf eine andere Person oder an eine andere Adresse',
    payee: 'Empfänger',
    singleName: 'Name oder Organisation',
    singleNameRequired: 'Geben Sie einen Namen oder eine Organisation ein.',
    line1: 'Person oder Organisation',
    line1Required: 'Geben Sie eine Person oder eine Organisation ein.',
    line1Hint: 'So, wie es auf dem Scheck stehen soll',
    onFile: 'Wir senden den Scheck an die gespeicherte Adresse.',
    left: {
      one: 'Noch {count} Zeichen',
      other: 'Noch {count} Zeichen',
    },
    review: 'Adresse prüfen',
    readBack: 'Scheck senden an',
    beneficiary: 'Im Namen von {name}',
    wrong:
      'Bitte prüfen Sie diese Adresse genau. Ein Scheck, der an die falsche Adresse geht, kann nicht zurückgeholt werden.',
    instead: 'Stattdessen Scheck erhalten',
    switched: 'Das Formular gilt jetzt für einen Scheck. Ihr Name und Ihre Adresse bleiben erhalten.',
    mayChange:
      'Der Vorgang wurde möglicherweise abgeschlossen, aber wir konnten es nicht bestätigen. Versuchen Sie es erneut oder ändern Sie die Angaben.',
    edit: 'Ändern',
    confirm: 'Adresse speichern',
    doneTitle: 'Adresse gespeichert',
    doneText: 'Wir senden Ihren Scheck an diese Adresse.',
    arrival: 'Voraussichtlich am {date}',
    error: {
      card_number_invalid:
        'An dieses Konto kann kein Scheck gesendet werden. Bitte wenden Sie sich an {merchant}.',
      address_mismatch:
        'Die Adresse passt nicht zu diesem Konto. Bitte prüfen Sie sie oder wenden Sie sich an {merchant}.',
      invalid_request: 'Bitte prüfen Sie die Angaben und bestätigen Sie sie noch einmal.',
      in_progress: 'Ihre Adresse wird in einem anderen Fenster gespeichert. Bitte warten Sie einen Moment.',
      session_used: 'Hier wurde bereits ein anderes Konto gespeichert.',
      card_not_supported:
        'Mit diesen Angaben kann kein Scheck gesendet werden. Bitte wählen Sie eine andere Auszahlungsart.',
      card_declined:
        'Diese Angaben wurden abgelehnt. Bitte wählen Sie eine andere Auszahlungsart oder wenden Sie sich an {merchant}.',
      limit_exceeded:
        'Ein Limit ist erreicht. Bitte wählen Sie eine andere Auszahlungsart oder wenden Sie sich an {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Bankkonto',
    heading: 'Bankkonto',
    preview: 'Vorschau',
    note: 'Das Verbinden eines Bankkontos ist eine Vorschau und kann sich noch ändern.',
    provider: 'Anbieter',
    account: 'Konto-ID',
    providerRequired: 'Geben Sie den Anbieter ein.',
    accountRequired: 'Geben Sie das Konto ein.',
    submit: 'Konto verbinden',
    refused: 'Dieses Bankkonto wurde nicht akzeptiert. Bitte wenden Sie sich an {merchant}.',
    doneTitle: 'Bankkonto verbunden',
    doneText: 'Ihr Bankkonto wurde sicher gespeichert.',
    error: {
      card_number_invalid: 'Diese Kontonummer wurde nicht akzeptiert. Bitte prüfen Sie sie.',
      address_mismatch: 'Die Adresse passt nicht zu diesem Konto. Bitte verwenden Sie ein anderes Konto.',
      in_progress: 'Ihr Konto wird in einem anderen Fenster geprüft. Bitte warten Sie einen Moment.',
      session_used: 'Hier wurde bereits ein anderes Konto gespeichert.',
      card_not_supported:
        'Dieses Konto kann hier nicht verwendet werden. Bitte verwenden Sie ein anderes Konto.',
      card_declined:
        'Dieses Konto wurde abgelehnt. Versuchen Sie es mit einem anderen Konto oder wenden Sie sich an Ihre Bank.',
      limit_exceeded:
        'Ein Limit dieses Kontos ist erreicht. Bitte verwenden Sie ein anderes Konto oder wenden Sie sich an {merchant}.',
    },
  },
}
