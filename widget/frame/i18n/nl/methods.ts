/** The messages of the other methods in Dutch. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Hoe wilt u worden betaald?',
    card: 'Debetkaart',
    check: 'Cheque per post',
    'open-banking': 'Bankrekening',
    within: 'Gebruikelijke duur: {time}',
    note: {
      card: 'Betaald op uw kaart',
      check: 'Gedrukt en verstuurd',
      'open-banking': 'Betaald op uw bankrekening',
    },
  },
  check: {
    frameTitle: 'Cheque per post',
    heading: 'Cheque per post',
    printed:
      'Wat u invult, wordt op de cheque gedrukt en ermee verstuurd. Postbussen en militaire adressen zijn toegestaan.',
    question: 'Op wiens naam moeten we de cheque uitschrijven?',
    own: 'Op mijn naam, naar dit adres',
    other: 'Op een andere naam of naar een ander adres',
    payee: 'Betalen aan',
    singleName: 'Naam of organisatie',
    singleNameRequired: 'Vul een naam of een organisatie in.',
    line1: 'Persoon of organisatie',
    line1Required: 'Vul een persoon of een organisatie in.',
    line1Hint: 'Zoals het op de cheque moet staan',
    onFile: 'We sturen de cheque naar het bekende adres.',
    left: {
      one: 'Nog {count} teken',
      other: 'Nog {count} tekens',
    },
    review: 'Adres controleren',
    readBack: 'Cheque sturen naar',
    beneficiary: 'Namens {name}',
    wrong: 'Controleer dit adres goed. Een cheque die naar het verkeerde adres gaat, krijgen we niet terug.',
    instead: 'Liever een cheque',
    switched: 'Het formulier is nu voor een cheque. Uw naam en adres zijn behouden.',
    mayChange:
      'Dit is misschien gelukt, maar we konden het niet bevestigen. Probeer het opnieuw of wijzig de gegevens.',
    edit: 'Wijzigen',
    confirm: 'Adres opslaan',
    doneTitle: 'Adres opgeslagen',
    doneText: 'We sturen uw cheque naar dit adres.',
    arrival: 'Verwacht op {date}',
    error: {
      card_number_invalid:
        'Voor deze rekening kan geen cheque worden verstuurd. Neem contact op met {merchant}.',
      address_mismatch:
        'Het adres hoort niet bij deze rekening. Controleer het of neem contact op met {merchant}.',
      invalid_request: 'Controleer de gegevens en bevestig ze opnieuw.',
      in_progress: 'Uw adres wordt in een ander venster opgeslagen. Een ogenblik geduld.',
      session_used: 'Hier is al een andere rekening opgeslagen.',
      card_not_supported:
        'Met deze gegevens kan geen cheque worden verstuurd. Kies een andere manier om te worden betaald.',
      card_declined:
        'Deze gegevens zijn geweigerd. Kies een andere manier om te worden betaald of neem contact op met {merchant}.',
      limit_exceeded:
        'Een limiet is bereikt. Kies een andere manier om te worden betaald of neem contact op met {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Bankrekening',
    heading: 'Bankrekening',
    preview: 'Voorbeeld',
    note: 'Een bankrekening koppelen is een voorbeeldfunctie die nog kan veranderen.',
    provider: 'Aanbieder',
    account: 'Rekening-ID',
    providerRequired: 'Vul de aanbieder in.',
    accountRequired: 'Vul de rekening in.',
    submit: 'Rekening koppelen',
    refused: 'Deze bankrekening is niet geaccepteerd. Neem contact op met {merchant}.',
    doneTitle: 'Bankrekening gekoppeld',
    doneText: 'Uw bankrekening is veilig opgeslagen.',
    error: {
      card_number_invalid: 'Dit rekeningnummer is niet geaccepteerd. Controleer het.',
      address_mismatch: 'Het adres hoort niet bij deze rekening. Gebruik een andere rekening.',
      in_progress: 'Uw rekening wordt in een ander venster gecontroleerd. Een ogenblik geduld.',
      session_used: 'Hier is al een andere rekening opgeslagen.',
      card_not_supported: 'Deze rekening kan hier niet worden gebruikt. Gebruik een andere rekening.',
      card_declined:
        'Deze rekening is geweigerd. Probeer een andere rekening of neem contact op met uw bank.',
      limit_exceeded:
        'Een limiet van deze rekening is bereikt. Gebruik een andere rekening of neem contact op met {merchant}.',
    },
  },
}
