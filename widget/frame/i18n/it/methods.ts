/** The messages of the other methods in Italian. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Come desidera ricevere il pagamento?',
    card: 'Carta di debito',
    check: 'Assegno per posta',
    'open-banking': 'Conto bancario',
    within: 'Tempo abituale: {time}',
    note: {
      card: 'Accredito sulla Sua carta',
      check: 'Stampato e spedito',
      'open-banking': 'Accredito sul Suo conto',
    },
  },
  check: {
    frameTitle: 'Assegno per posta',
    heading: 'Assegno per posta',
    printed:
      'I dati inseriti vengono stampati e spediti con l’assegno. Sono ammessi caselle postali e indirizzi militari.',
    question: 'A chi dobbiamo intestare l’assegno?',
    own: 'A me, a questo indirizzo',
    other: 'A un’altra persona o a un altro indirizzo',
    payee: 'Pagare a',
    singleName: 'Nome o organizzazione',
    singleNameRequired: 'Inserisca un nome o un’organizzazione.',
    line1: 'Persona o organizzazione',
    line1Required: 'Inserisca una persona o un’organizzazione.',
    line1Hint: 'Come deve apparire sull’assegno',
    onFile: 'Spediamo l’assegno all’indirizzo registrato.',
    left: {
      one: '{count} carattere rimasto',
      other: '{count} caratteri rimasti',
    },
    review: 'Controlla l’indirizzo',
    readBack: 'Spedire l’assegno a',
    beneficiary: 'Per conto di {name}',
    wrong: 'Controlli bene questo indirizzo. Non possiamo recuperare un assegno spedito al posto sbagliato.',
    instead: 'Ricevi un assegno',
    switched: 'Ora il modulo è per un assegno. Il nome e l’indirizzo sono stati mantenuti.',
    mayChange:
      'L’operazione potrebbe essere riuscita, ma non abbiamo potuto confermarlo. Riprovi o modifichi i dati.',
    edit: 'Modifica',
    confirm: 'Salva l’indirizzo',
    doneTitle: 'Indirizzo salvato',
    doneText: 'Spediremo l’assegno a questo indirizzo.',
    arrival: 'Arrivo previsto: {date}',
    error: {
      card_number_invalid: 'Non è possibile inviare un assegno per questo conto. Contatti {merchant}.',
      address_mismatch: 'L’indirizzo non corrisponde a questo conto. Lo controlli o contatti {merchant}.',
      invalid_request: 'Controlli i dati e li confermi di nuovo.',
      in_progress: 'L’indirizzo è in corso di salvataggio in un’altra finestra. Attenda un momento.',
      session_used: 'Qui è già stato salvato un altro conto.',
      card_not_supported:
        'Non è possibile inviare un assegno con questi dati. Scelga un altro modo per ricevere il pagamento.',
      card_declined:
        'Questi dati sono stati rifiutati. Scelga un altro modo per ricevere il pagamento o contatti {merchant}.',
      limit_exceeded:
        'È stato raggiunto un limite. Scelga un altro modo per ricevere il pagamento o contatti {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Conto bancario',
    heading: 'Conto bancario',
    preview: 'Anteprima',
    note: 'Il collegamento di un conto bancario è un’anteprima: può cambiare.',
    provider: 'Fornitore',
    account: 'ID del conto',
    providerRequired: 'Inserisca il fornitore.',
    accountRequired: 'Inserisca il conto.',
    submit: 'Collega il conto',
    refused: 'Questo conto bancario non è stato accettato. Contatti {merchant}.',
    doneTitle: 'Conto bancario collegato',
    doneText: 'Il conto bancario è stato salvato in modo sicuro.',
    error: {
      card_number_invalid: 'Questo numero di conto non è stato accettato. Lo controlli.',
      address_mismatch: 'L’indirizzo non corrisponde a questo conto. Usi un altro conto.',
      in_progress: 'Il conto è in corso di verifica in un’altra finestra. Attenda un momento.',
      session_used: 'Qui è già stato salvato un altro conto.',
      card_not_supported: 'Questo conto non può essere usato qui. Usi un altro conto.',
      card_declined: 'Questo conto è stato rifiutato. Provi con un altro conto o contatti la banca.',
      limit_exceeded:
        'È stato raggiunto un limite di questo conto. Usi un altro conto o contatti {merchant}.',
    },
  },
}
