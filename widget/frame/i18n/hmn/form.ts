/** The card form's messages in Hmong. Review: machine-translated, not reviewed by a native speaker. */
import { brand } from '../en/brands.js'
import type { Catalogue } from '../en/form.js'
import { state } from '../en/states.js'

export const form: Catalogue = {
  unsupportedBrowser:
    'Daim foos no siv tsis tau hauv browser no. Thov hloov browser kom tshiab, los yog siv lwm lub.',
  notFramed: 'Daim foos no tsuas siv tau hauv nplooj ntawv uas nws koom nrog.',
  merchant: 'lub tuam txhab uas xa koj tuaj ntawm no',
  frameTitle: 'Cov ntaub ntawv daim npav',
  section: {
    card: 'Daim npav',
    address: 'Npe thiab chaw nyob them nqi',
  },
  testMode: 'Hom sim',
  optional: 'xaiv tau',
  label: {
    account: 'Naj npawb npav',
    expiration_date: 'Hnub tas sij hawm',
    cvv: 'Tus lej ruaj ntseg',
    recipient_first_name: 'Npe',
    recipient_last_name: 'Xeem',
    recipient_business_name: 'Npe lag luam',
    recipient_address1: 'Chaw nyob',
    recipient_address2: 'Chav tsev, chav, chav nyob',
    recipient_city: 'Lub nroog',
    recipient_state: 'Lub xeev',
    recipient_zip: 'Tus lej ZIP',
    recipient_phone: 'Xov tooj',
  },
  state,
  placeholder: {
    account: '1234 1234 1234 1234',
    expiration_date: 'HH / XX',
    state: 'Xaiv',
  },
  hint: {
    cvv: '3 tus lej, nyob tom qab',
    cvvFront: '4 tus lej, nyob tom ntej',
    cvvUnknown: '3 los yog 4 tus lej',
  },
  nameSplit: 'Lub xeem tau raug tsiv mus rau nws qhov chaw. Thov xyuas ob qho tib si.',
  brand,
  rule: {
    required: 'Sau qhov chaw no.',
    invalid: 'Xyuas qhov chaw no.',
    incomplete: 'Qhov no tsis tiav.',
    too_long: 'Qhov no ntev dhau lawm.',
    looks_like_card_number: 'Qhov no zoo li tus naj npawb npav.',
    check_digit: 'Xyuas tus naj npawb no.',
    brand_not_accepted: 'Hom npav no tsis txais ntawm no.',
    month_invalid: 'Xyuas lub hlis.',
    expired: 'Qhov no tas sij hawm lawm.',
    too_far: 'Xyuas lub xyoo.',
  },
  problem: {
    account: {
      required: 'Sau koj tus naj npawb npav.',
      invalid: 'Xyuas koj tus naj npawb npav.',
      incomplete: 'Koj tus naj npawb npav tsis tiav.',
      too_long: 'Koj tus naj npawb npav ntev dhau lawm.',
      check_digit: 'Koj tus naj npawb npav tsis raug. Xyuas nws thiab sim dua.',
      brand_not_accepted: 'Cov npav ntawm hom no tsis txais ntawm no.',
    },
    expiration_date: {
      required: 'Sau hnub tas sij hawm.',
      incomplete: 'Hnub tas sij hawm tsis tiav.',
      month_invalid: 'Xyuas lub hlis.',
      expired: 'Daim npav tas sij hawm lawm.',
    },
    cvv: {
      required: 'Sau tus lej ruaj ntseg.',
      incomplete: 'Tus lej ruaj ntseg tsis tiav.',
      too_long: 'Tus lej ruaj ntseg ntev dhau lawm.',
    },
    recipient_first_name: {
      required: 'Sau lub npe.',
    },
    recipient_last_name: {
      required: 'Sau lub xeem.',
    },
    recipient_business_name: {},
    recipient_address1: {
      required: 'Sau txoj kev thiab tus lej.',
    },
    recipient_address2: {},
    recipient_city: {
      required: 'Sau lub nroog.',
    },
    recipient_state: {
      required: 'Xaiv lub xeev.',
    },
    recipient_zip: {
      required: 'Sau tus lej ZIP.',
      invalid: 'Sau 5 los yog 9 tus lej.',
      incomplete: 'Sau 5 los yog 9 tus lej.',
      too_long: 'Sau 5 los yog 9 tus lej.',
    },
    recipient_phone: {
      incomplete: 'Sau tag nrho 10 tus lej.',
      invalid: 'Sau tus xov tooj Asmeskas uas muaj 10 tus lej.',
      too_long: 'Tsuas sau 10 tus lej, tsis txhob sau tus lej txuas ntxiv.',
    },
  },
  error: {
    invalid_request: 'Muaj ib yam hauv daim foos no tsis tau txais. Thov xyuas nws.',
    unauthorized: 'Daim foos no siv tsis tau lawm. Thov rub nplooj ntawv dua.',
    origin_not_allowed: 'Siv daim foos no tsis tau hauv nplooj ntawv no.',
    not_found: 'Daim foos no tsis muaj lawm. Thov rub nplooj ntawv dua.',
    in_progress: 'Koj daim npav tab tom raug txheeb xyuas hauv lwm lub qhov rais. Thov tos ib pliag.',
    session_used: 'Lwm daim npav twb raug khaws cia ntawm no lawm.',
    idempotency_conflict: 'Ua qhov no tsis tiav. Thov hu rau {merchant}.',
    participant_id_used: 'Siv daim foos no tsis tau. Thov hu rau {merchant}.',
    account_mismatch: 'Ua qhov no tsis tiav. Thov sim dua, los yog hu rau {merchant}.',
    card_not_payable:
      'Tus as khauj no raug, tab sis siv tsis tau rau qhov kev them nyiaj no. Thov siv lwm tus.',
    under_review: 'Peb ua qhov no tsis tiav tam sim no. Koj yuav hnov los ntawm {merchant}.',
    session_expired: 'Daim foos no tas sij hawm lawm. Thov rub nplooj ntawv dua.',
    session_canceled: 'Qhov kev thov no raug tso tseg lawm. Thov hu rau {merchant}.',
    attempts_exhausted: 'Peb txheeb xyuas tsis tau tus as khauj no. Thov hu rau {merchant}.',
    too_many_keys: 'Muaj kev sim ntau dhau lawm. Thov hu rau {merchant}.',
    rate_limited: 'Tam sim no muaj kev thov ntau dhau lawm. Thov tos ib pliag.',
    card_number_invalid: 'Tus naj npawb npav no tsis tau txais.',
    card_expired: 'Daim npav no tas sij hawm lawm.',
    cvv_invalid: 'Tus lej no tsis tau txais.',
    address_mismatch: 'Qhov no tsis phim nrog qhov uas koj lub tsev txhab nyiaj muaj rau daim npav no.',
    field_rejected: 'Qhov no tsis tau txais. Thov xyuas nws.',
    card_not_supported: 'Siv daim npav no tsis tau ntawm no. Thov siv lwm daim npav.',
    card_declined:
      'Koj lub tsev txhab nyiaj tsis kam daim npav no. Sim lwm daim npav, los yog hu rau koj lub tsev txhab nyiaj.',
    limit_exceeded:
      'Daim npav no mus txog qhov txwv lawm. Thov siv lwm daim npav, los yog hu rau {merchant}.',
    outcome_unknown: 'Peb tseem tab tom lees paub qhov no. Sim dua; yuav tsis ua ob zaug.',
    gateway_unavailable: 'Kev txuas tsis ua hauj lwm. Sim dua; yuav tsis ua ob zaug.',
    gateway_misconfigured: 'Ua qhov no tsis tau tam sim no. Thov hu rau {merchant}.',
    not_available: 'Qhov no tsis muaj ntawm no.',
    internal: 'Muaj teeb meem tshwm sim. Thov sim dua.',
  },
  notPayable: {
    push_disabled: 'Daim npav no txais nyiaj tsis tau.',
    pull_disabled: 'Rho nyiaj tsis tau ntawm daim npav no.',
    card_type: 'Hom npav no tsis txais rau qhov kev them nyiaj no.',
    above_max: 'Tus nqi siab tshaj qhov txwv ntawm daim npav no.',
    below_min: 'Tus nqi qis dua qhov tsawg kawg ntawm daim npav no.',
  },
  anotherCard: 'Thov siv lwm daim npav.',
  ended: {
    card_not_payable: 'Yog xav siv lwm daim npav, thov hu rau {merchant}.',
    account_mismatch: 'Ua qhov no tsis tiav. Thov hu rau {merchant}.',
    outcome_unknown: 'Peb tsis paub tias qhov no tiav los tsis tiav. Thov hu rau {merchant}.',
  },
  stillUnknown:
    'Peb tseem tab tom lees paub qhov no. Sim dua, los yog hu rau {merchant}; yuav tsis ua ob zaug.',
  mayChange:
    'Qhov no tej zaum tiav lawm, tab sis peb lees paub tsis tau. Sim dua, los yog siv lwm daim npav.',
  checkField: 'Xyuas qhov chaw uas kos cim.',
  codeAgain: 'Sau koj tus lej ruaj ntseg dua.',
  attemptsLeft: {
    one: 'Tshuav {count} zaug sim.',
    other: 'Tshuav {count} zaug sim.',
  },
  fieldsToCheck: {
    one: 'Muaj {count} qhov chaw uas yuav tsum xyuas.',
    other: 'Muaj {count} qhov chaw uas yuav tsum xyuas.',
  },
  reference: 'Naj npawb siv xa mus: {id}',
  failedTitle: 'Rub daim foos tsis tau',
  attemptsTitle: 'Tsis tshuav zaug sim lawm',
  button: {
    submit: 'Khaws daim npav',
    busy: 'Tab tom txheeb xyuas…',
    slow: 'Tseem txheeb xyuas…',
    again: 'Sim dua',
    covered: 'Qhia tag nrho daim foos',
  },
  success: {
    title: 'Txheeb xyuas npav tiav',
    text: 'Koj daim npav raug khaws cia nyab xeeb lawm.',
    card: '{network} uas xaus rau {last_4}',
    ending: 'Xaus rau {last_4}',
    within: 'Sij hawm ib txwm siv: {time}.',
    date: 'Xav tias yog {date}.',
  },
  businessDays: {
    one: '{count} hnub ua hauj lwm',
    other: '{count} hnub ua hauj lwm',
  },
}
