/** The messages of the other methods in Polish. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Jak chcesz otrzymać pieniądze?',
    card: 'Karta debetowa',
    check: 'Czek pocztą',
    'open-banking': 'Konto bankowe',
    within: 'Zwykły czas: {time}',
    note: {
      card: 'Wypłata na kartę',
      check: 'Wydrukowany i wysłany',
      'open-banking': 'Wypłata na konto',
    },
  },
  check: {
    frameTitle: 'Czek pocztą',
    heading: 'Czek pocztą',
    printed:
      'Wpisane dane zostaną wydrukowane i wysłane z czekiem. Skrytki pocztowe i adresy wojskowe są dozwolone.',
    question: 'Na kogo mamy wystawić czek?',
    own: 'Na mnie, na ten adres',
    other: 'Na kogoś innego lub na inny adres',
    payee: 'Odbiorca',
    singleName: 'Nazwisko lub organizacja',
    singleNameRequired: 'Podaj nazwisko lub organizację.',
    line1: 'Osoba lub organizacja',
    line1Required: 'Podaj osobę lub organizację.',
    line1Hint: 'Tak, jak ma być na czeku',
    onFile: 'Czek wysyłamy na zapisany adres.',
    left: {
      one: 'Pozostał {count} znak',
      few: 'Pozostały {count} znaki',
      many: 'Pozostało {count} znaków',
      other: 'Pozostało {count} znaku',
    },
    review: 'Sprawdź adres',
    readBack: 'Wyślij czek na adres',
    beneficiary: 'W imieniu: {name}',
    wrong: 'Prosimy dokładnie sprawdzić ten adres. Czeku wysłanego w złe miejsce nie można odzyskać.',
    instead: 'Wybierz czek',
    switched: 'Formularz dotyczy teraz czeku. Nazwisko i adres zostały zachowane.',
    mayChange:
      'Operacja mogła zostać wykonana, ale nie udało się tego potwierdzić. Spróbuj ponownie lub zmień dane.',
    edit: 'Edytuj',
    confirm: 'Zapisz adres',
    doneTitle: 'Adres zapisany',
    doneText: 'Wyślemy czek na ten adres.',
    arrival: 'Przewidywana data: {date}',
    error: {
      card_number_invalid: 'Na to konto nie można wysłać czeku. Prosimy o kontakt z {merchant}.',
      address_mismatch:
        'Adres nie pasuje do tego konta. Prosimy go sprawdzić lub skontaktować się z {merchant}.',
      invalid_request: 'Prosimy sprawdzić dane i potwierdzić je ponownie.',
      in_progress: 'Adres jest zapisywany w innym oknie. Prosimy chwilę poczekać.',
      session_used: 'Inne konto zostało już tu zapisane.',
      card_not_supported: 'Z tymi danymi nie można wysłać czeku. Prosimy wybrać inny sposób wypłaty.',
      card_declined:
        'Te dane zostały odrzucone. Prosimy wybrać inny sposób wypłaty lub skontaktować się z {merchant}.',
      limit_exceeded:
        'Osiągnięto limit. Prosimy wybrać inny sposób wypłaty lub skontaktować się z {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Konto bankowe',
    heading: 'Konto bankowe',
    preview: 'Wersja próbna',
    note: 'Łączenie konta bankowego to wersja próbna, która może się zmienić.',
    provider: 'Dostawca',
    account: 'Identyfikator konta',
    providerRequired: 'Podaj dostawcę.',
    accountRequired: 'Podaj konto.',
    submit: 'Połącz konto',
    refused: 'To konto bankowe nie zostało przyjęte. Prosimy o kontakt z {merchant}.',
    doneTitle: 'Konto bankowe połączone',
    doneText: 'Konto bankowe zostało bezpiecznie zapisane.',
    error: {
      card_number_invalid: 'Ten numer konta nie został przyjęty. Prosimy go sprawdzić.',
      address_mismatch: 'Adres nie pasuje do tego konta. Prosimy użyć innego konta.',
      in_progress: 'Konto jest weryfikowane w innym oknie. Prosimy chwilę poczekać.',
      session_used: 'Inne konto zostało już tu zapisane.',
      card_not_supported: 'Tego konta nie można tu użyć. Prosimy użyć innego konta.',
      card_declined: 'To konto zostało odrzucone. Spróbuj użyć innego konta lub skontaktuj się z bankiem.',
      limit_exceeded:
        'Osiągnięto limit tego konta. Prosimy użyć innego konta lub skontaktować się z {merchant}.',
    },
  },
}
