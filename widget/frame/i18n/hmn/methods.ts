/** The messages of the other methods in Hmong. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Koj xav txais nyiaj li cas?',
    card: 'Npav debit',
    check: 'Tshev xa tuaj',
    'open-banking': 'As khauj txhab nyiaj',
    within: 'Sij hawm ib txwm siv: {time}',
    note: {
      card: 'Them rau koj daim npav',
      check: 'Luam thiab xa tuaj',
      'open-banking': 'Them rau koj lub txhab nyiaj',
    },
  },
  check: {
    frameTitle: 'Tshev xa tuaj',
    heading: 'Tshev xa tuaj',
    printed: 'Qhov koj sau yuav raug luam thiab xa nrog daim tshev. Siv tau PO box thiab chaw nyob tub rog.',
    question: 'Peb yuav tsum sau daim tshev rau leej twg?',
    own: 'Kuv, ntawm qhov chaw nyob no',
    other: 'Lwm tus, los yog lwm qhov chaw nyob',
    payee: 'Them rau',
    singleName: 'Npe los yog koom haum',
    singleNameRequired: 'Sau lub npe los yog lub koom haum.',
    line1: 'Tus neeg los yog koom haum',
    line1Required: 'Sau tus neeg los yog lub koom haum.',
    line1Hint: 'Raws li yuav tsum nyob hauv daim tshev',
    onFile: 'Peb xa daim tshev mus rau qhov chaw nyob uas muaj lawm.',
    left: {
      one: 'Tshuav {count} tus tsiaj ntawv',
      other: 'Tshuav {count} tus tsiaj ntawv',
    },
    review: 'Xyuas chaw nyob',
    readBack: 'Xa daim tshev rau',
    beneficiary: 'Sawv cev rau {name}',
    wrong:
      'Thov xyuas qhov chaw nyob no zoo zoo. Peb rov qab tsis tau daim tshev uas xa mus rau qhov chaw tsis raug.',
    instead: 'Txais tshev hloov',
    switched: 'Daim foos no tam sim no yog rau daim tshev. Koj lub npe thiab chaw nyob tseem khaws cia.',
    mayChange:
      'Qhov no tej zaum tiav lawm, tab sis peb lees paub tsis tau. Sim dua, los yog hloov cov ntaub ntawv.',
    edit: 'Kho',
    confirm: 'Khaws chaw nyob',
    doneTitle: 'Khaws chaw nyob lawm',
    doneText: 'Peb yuav xa koj daim tshev mus rau qhov chaw nyob no.',
    arrival: 'Xav tias yog {date}',
    error: {
      card_number_invalid: 'Xa tshev tsis tau rau tus as khauj no. Thov hu rau {merchant}.',
      address_mismatch:
        'Qhov chaw nyob tsis phim nrog tus as khauj no. Thov xyuas nws, los yog hu rau {merchant}.',
      invalid_request: 'Thov xyuas cov ntaub ntawv, thiab lees paub dua ib zaug ntxiv.',
      in_progress: 'Koj qhov chaw nyob tab tom raug khaws cia hauv lwm lub qhov rais. Thov tos ib pliag.',
      session_used: 'Lwm tus as khauj twb raug khaws cia ntawm no lawm.',
      card_not_supported: 'Xa tshev tsis tau nrog cov ntaub ntawv no. Thov xaiv lwm txoj kev txais nyiaj.',
      card_declined:
        'Cov ntaub ntawv no tsis tau txais. Thov xaiv lwm txoj kev txais nyiaj, los yog hu rau {merchant}.',
      limit_exceeded:
        'Mus txog qhov txwv lawm. Thov xaiv lwm txoj kev txais nyiaj, los yog hu rau {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'As khauj txhab nyiaj',
    heading: 'As khauj txhab nyiaj',
    preview: 'Saib ua ntej',
    note: 'Kev txuas as khauj txhab nyiaj tseem yog saib ua ntej: nws yuav hloov.',
    provider: 'Tus muab kev pab',
    account: 'Tus ID as khauj',
    providerRequired: 'Sau tus muab kev pab.',
    accountRequired: 'Sau tus as khauj.',
    submit: 'Txuas as khauj',
    refused: 'Tus as khauj txhab nyiaj no tsis tau txais. Thov hu rau {merchant}.',
    doneTitle: 'Txuas as khauj txhab nyiaj lawm',
    doneText: 'Koj tus as khauj txhab nyiaj raug khaws cia nyab xeeb lawm.',
    error: {
      card_number_invalid: 'Tus naj npawb as khauj no tsis tau txais. Thov xyuas nws.',
      address_mismatch: 'Qhov chaw nyob tsis phim nrog tus as khauj no. Thov siv lwm tus as khauj.',
      in_progress: 'Koj tus as khauj tab tom raug txheeb xyuas hauv lwm lub qhov rais. Thov tos ib pliag.',
      session_used: 'Lwm tus as khauj twb raug khaws cia ntawm no lawm.',
      card_not_supported: 'Siv tus as khauj no tsis tau ntawm no. Thov siv lwm tus as khauj.',
      card_declined:
        'Tus as khauj no tsis tau txais. Sim lwm tus as khauj, los yog hu rau koj lub tsev txhab nyiaj.',
      limit_exceeded:
        'Tus as khauj no mus txog qhov txwv lawm. Thov siv lwm tus as khauj, los yog hu rau {merchant}.',
    },
  },
}
