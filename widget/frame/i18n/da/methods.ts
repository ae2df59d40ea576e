/** The messages of the other methods in Danish. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Hvordan vil du have dine penge?',
    card: 'Debetkort',
    check: 'Check med posten',
    'open-banking': 'Bankkonto',
    within: 'Sædvanlig tid: {time}',
    note: {
      card: 'Udbetales til dit kort',
      check: 'Trykkes og sendes',
      'open-banking': 'Udbetales til din bank',
    },
  },
  check: {
    frameTitle: 'Check med posten',
    heading: 'Check med posten',
    printed:
      'Det, du indtaster, trykkes på checken og sendes med den. Postbokse og militæradresser kan bruges.',
    question: 'Hvem skal checken udstedes til?',
    own: 'Til mig, på denne adresse',
    other: 'Til en anden eller til en anden adresse',
    payee: 'Betales til',
    singleName: 'Navn eller organisation',
    singleNameRequired: 'Indtast et navn eller en organisation.',
    line1: 'Person eller organisation',
    line1Required: 'Indtast en person eller en organisation.',
    line1Hint: 'Som det skal stå på checken',
    onFile: 'Vi sender checken til den registrerede adresse.',
    left: {
      one: '{count} tegn tilbage',
      other: '{count} tegn tilbage',
    },
    review: 'Kontrollér adressen',
    readBack: 'Send checken til',
    beneficiary: 'På vegne af {name}',
    wrong:
      'Kontrollér adressen grundigt. Vi kan ikke få en check tilbage, der er sendt til det forkerte sted.',
    instead: 'Få en check i stedet',
    switched: 'Formularen gælder nu en check. Dit navn og din adresse er bevaret.',
    mayChange:
      'Dette er muligvis gennemført, men vi kunne ikke bekræfte det. Prøv igen, eller ret oplysningerne.',
    edit: 'Ret',
    confirm: 'Gem adresse',
    doneTitle: 'Adressen er gemt',
    doneText: 'Vi sender din check til denne adresse.',
    arrival: 'Forventes {date}',
    error: {
      card_number_invalid: 'Der kan ikke sendes en check til denne konto. Kontakt {merchant}.',
      address_mismatch: 'Adressen passer ikke til denne konto. Kontrollér den, eller kontakt {merchant}.',
      invalid_request: 'Kontrollér oplysningerne, og bekræft dem igen.',
      in_progress: 'Din adresse bliver gemt i et andet vindue. Vent et øjeblik.',
      session_used: 'Der er allerede gemt en anden konto her.',
      card_not_supported:
        'Der kan ikke sendes en check med disse oplysninger. Vælg en anden måde at modtage pengene på.',
      card_declined:
        'Disse oplysninger blev afvist. Vælg en anden måde at modtage pengene på, eller kontakt {merchant}.',
      limit_exceeded:
        'En grænse er nået. Vælg en anden måde at modtage pengene på, eller kontakt {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Bankkonto',
    heading: 'Bankkonto',
    preview: 'Forhåndsversion',
    note: 'Tilslutning af en bankkonto er en forhåndsversion og kan ændre sig.',
    provider: 'Udbyder',
    account: 'Konto-id',
    providerRequired: 'Indtast udbyderen.',
    accountRequired: 'Indtast kontoen.',
    submit: 'Tilslut konto',
    refused: 'Denne bankkonto blev ikke accepteret. Kontakt {merchant}.',
    doneTitle: 'Bankkontoen er tilsluttet',
    doneText: 'Din bankkonto er gemt sikkert.',
    error: {
      card_number_invalid: 'Dette kontonummer blev ikke accepteret. Kontrollér det.',
      address_mismatch: 'Adressen passer ikke til denne konto. Brug en anden konto.',
      in_progress: 'Din konto bliver kontrolleret i et andet vindue. Vent et øjeblik.',
      session_used: 'Der er allerede gemt en anden konto her.',
      card_not_supported: 'Denne konto kan ikke bruges her. Brug en anden konto.',
      card_declined: 'Denne konto blev afvist. Prøv en anden konto, eller kontakt din bank.',
      limit_exceeded: 'En grænse for denne konto er nået. Brug en anden konto, eller kontakt {merchant}.',
    },
  },
}
