/** The messages of the other methods in Norwegian Bokmål. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Hvordan vil du ha betalt?',
    card: 'Debetkort',
    check: 'Sjekk i posten',
    'open-banking': 'Bankkonto',
  },
  check: {
    frameTitle: 'Sjekk i posten',
    heading: 'Sjekk i posten',
    printed:
      'Det du skriver inn, trykkes på sjekken og sendes med den. Postbokser og militæradresser kan brukes.',
    question: 'Hvem skal sjekken utstedes til?',
    own: 'Til meg, på denne adressen',
    other: 'Til noen andre eller til en annen adresse',
    payee: 'Betales til',
    singleName: 'Navn eller organisasjon',
    singleNameRequired: 'Skriv inn et navn eller en organisasjon.',
    line1: 'Person eller organisasjon',
    line1Required: 'Skriv inn en person eller en organisasjon.',
    line1Hint: 'Slik det skal stå på sjekken',
    onFile: 'Vi sender sjekken til den registrerte adressen.',
    left: {
      one: '{count} tegn igjen',
      other: '{count} tegn igjen',
    },
    review: 'Kontroller adressen',
    readBack: 'Send sjekken til',
    beneficiary: 'På vegne av {name}',
    wrong: 'Kontroller denne adressen nøye. Vi kan ikke få tilbake en sjekk som er sendt til feil sted.',
    instead: 'Få en sjekk i stedet',
    switched: 'Skjemaet gjelder nå en sjekk. Navnet og adressen din er beholdt.',
    mayChange:
      'Dette kan være gjennomført, men vi kunne ikke bekrefte det. Prøv igjen, eller endre opplysningene.',
    edit: 'Endre',
    confirm: 'Lagre adresse',
    doneTitle: 'Adressen er lagret',
    doneText: 'Vi sender sjekken din til denne adressen.',
    arrival: 'Forventes {date}',
    error: {
      card_number_invalid: 'En sjekk kan ikke sendes til denne kontoen. Kontakt {merchant}.',
      address_mismatch: 'Adressen stemmer ikke med denne kontoen. Kontroller den, eller kontakt {merchant}.',
      invalid_request: 'Kontroller opplysningene, og bekreft dem på nytt.',
      in_progress: 'Adressen din lagres i et annet vindu. Vent litt.',
      session_used: 'En annen konto er allerede lagret her.',
      card_not_supported:
        'En sjekk kan ikke sendes med disse opplysningene. Velg en annen måte å få betalt på.',
      card_declined:
        'Disse opplysningene ble avvist. Velg en annen måte å få betalt på, eller kontakt {merchant}.',
      limit_exceeded: 'En grense er nådd. Velg en annen måte å få betalt på, eller kontakt {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Bankkonto',
    heading: 'Bankkonto',
    preview: 'Forhåndsversjon',
    note: 'Tilkobling av en bankkonto er en forhåndsversjon og kan endres.',
    provider: 'Leverandør',
    account: 'Konto-ID',
    providerRequired: 'Skriv inn leverandøren.',
    accountRequired: 'Skriv inn kontoen.',
    submit: 'Koble til konto',
    refused: 'Denne bankkontoen ble ikke godtatt. Kontakt {merchant}.',
    doneTitle: 'Bankkontoen er koblet til',
    doneText: 'Bankkontoen din er lagret på en sikker måte.',
    error: {
      card_number_invalid: 'Dette kontonummeret ble ikke godtatt. Kontroller det.',
      address_mismatch: 'Adressen stemmer ikke med denne kontoen. Bruk en annen konto.',
      in_progress: 'Kontoen din kontrolleres i et annet vindu. Vent litt.',
      session_used: 'En annen konto er allerede lagret her.',
      card_not_supported: 'Denne kontoen kan ikke brukes her. Bruk en annen konto.',
      card_declined: 'Denne kontoen ble avvist. Prøv en annen konto, eller kontakt banken.',
      limit_exceeded: 'En grense for denne kontoen er nådd. Bruk en annen konto, eller kontakt {merchant}.',
    },
  },
}
