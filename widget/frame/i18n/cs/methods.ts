/** The messages of the other methods in Czech. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Jak chcete dostat peníze?',
    card: 'Debetní karta',
    check: 'Šek poštou',
    'open-banking': 'Bankovní účet',
    within: 'Obvyklá doba: {time}',
    note: {
      card: 'Vyplaceno na vaši kartu',
      check: 'Vytištěno a odesláno',
      'open-banking': 'Vyplaceno do vaší banky',
    },
  },
  check: {
    frameTitle: 'Šek poštou',
    heading: 'Šek poštou',
    printed: 'Zadané údaje se vytisknou a pošlou se šekem. Poštovní přihrádky a vojenské adresy jsou možné.',
    question: 'Na koho máme šek vystavit?',
    own: 'Na mě, na tuto adresu',
    other: 'Na někoho jiného nebo na jinou adresu',
    payee: 'Příjemce',
    singleName: 'Jméno nebo organizace',
    singleNameRequired: 'Zadejte jméno nebo organizaci.',
    line1: 'Osoba nebo organizace',
    line1Required: 'Zadejte osobu nebo organizaci.',
    line1Hint: 'Tak, jak to má být na šeku',
    onFile: 'Šek posíláme na uloženou adresu.',
    left: {
      one: 'Zbývá {count} znak',
      few: 'Zbývají {count} znaky',
      many: 'Zbývá {count} znaku',
      other: 'Zbývá {count} znaků',
    },
    review: 'Zkontrolovat adresu',
    readBack: 'Poslat šek na adresu',
    beneficiary: 'Jménem: {name}',
    wrong: 'Zkontrolujte prosím tuto adresu pečlivě. Šek poslaný na špatné místo nelze získat zpět.',
    instead: 'Raději šek',
    switched: 'Formulář je nyní pro šek. Vaše jméno a adresa zůstaly zachovány.',
    mayChange:
      'Operace možná proběhla, ale nepodařilo se nám to potvrdit. Zkuste to znovu nebo změňte údaje.',
    edit: 'Upravit',
    confirm: 'Uložit adresu',
    doneTitle: 'Adresa uložena',
    doneText: 'Šek pošleme na tuto adresu.',
    arrival: 'Očekáváno: {date}',
    error: {
      card_number_invalid: 'Na tento účet nelze poslat šek. Obraťte se prosím na {merchant}.',
      address_mismatch:
        'Adresa k tomuto účtu neodpovídá. Zkontrolujte ji prosím nebo se obraťte na {merchant}.',
      invalid_request: 'Zkontrolujte prosím údaje a potvrďte je znovu.',
      in_progress: 'Vaše adresa se ukládá v jiném okně. Počkejte prosím chvíli.',
      session_used: 'Jiný účet už zde byl uložen.',
      card_not_supported: 'S těmito údaji nelze šek poslat. Zvolte prosím jiný způsob výplaty.',
      card_declined:
        'Tyto údaje byly odmítnuty. Zvolte prosím jiný způsob výplaty nebo se obraťte na {merchant}.',
      limit_exceeded:
        'Bylo dosaženo limitu. Zvolte prosím jiný způsob výplaty nebo se obraťte na {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Bankovní účet',
    heading: 'Bankovní účet',
    preview: 'Ukázka',
    note: 'Připojení bankovního účtu je ukázka a může se změnit.',
    provider: 'Poskytovatel',
    account: 'ID účtu',
    providerRequired: 'Zadejte poskytovatele.',
    accountRequired: 'Zadejte účet.',
    submit: 'Připojit účet',
    refused: 'Tento bankovní účet nebyl přijat. Obraťte se prosím na {merchant}.',
    doneTitle: 'Bankovní účet připojen',
    doneText: 'Váš bankovní účet byl bezpečně uložen.',
    error: {
      card_number_invalid: 'Toto číslo účtu nebylo přijato. Zkontrolujte ho prosím.',
      address_mismatch: 'Adresa k tomuto účtu neodpovídá. Použijte prosím jiný účet.',
      in_progress: 'Váš účet se ověřuje v jiném okně. Počkejte prosím chvíli.',
      session_used: 'Jiný účet už zde byl uložen.',
      card_not_supported: 'Tento účet zde nelze použít. Použijte prosím jiný účet.',
      card_declined: 'Tento účet byl odmítnut. Zkuste jiný účet nebo se obraťte na svou banku.',
      limit_exceeded:
        'Bylo dosaženo limitu tohoto účtu. Použijte prosím jiný účet nebo se obraťte na {merchant}.',
    },
  },
}
