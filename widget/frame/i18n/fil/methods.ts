/** The messages of the other methods in Filipino. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Paano mo gustong mabayaran?',
    card: 'Debit card',
    check: 'Tseke sa koreo',
    'open-banking': 'Account sa bangko',
    within: 'Karaniwang tagal: {time}',
    note: {
      card: 'Ibabayad sa iyong card',
      check: 'Ipi-print at ipapadala sa koreo',
      'open-banking': 'Ibabayad sa iyong bangko',
    },
  },
  check: {
    frameTitle: 'Tseke sa koreo',
    heading: 'Tseke sa koreo',
    printed:
      'Ipi-print at ipapadala kasama ng tseke ang ilalagay mo. Puwede ang mga PO box at address ng militar.',
    question: 'Kanino namin ipapangalan ang tseke?',
    own: 'Sa akin, sa address na ito',
    other: 'Sa ibang tao, o sa ibang address',
    payee: 'Bayaran kay',
    singleName: 'Pangalan o organisasyon',
    singleNameRequired: 'Maglagay ng pangalan o organisasyon.',
    line1: 'Tao o organisasyon',
    line1Required: 'Maglagay ng tao o organisasyon.',
    line1Hint: 'Gaya ng dapat makita sa tseke',
    onFile: 'Ipinapadala namin ang tseke sa address na nasa rekord.',
    left: {
      one: '{count} character na lang ang natitira',
      other: '{count} na character na lang ang natitira',
    },
    review: 'Suriin ang address',
    readBack: 'Ipadala ang tseke sa',
    beneficiary: 'Sa ngalan ni {name}',
    wrong:
      'Pakisuring mabuti ang address na ito. Hindi namin mababawi ang tsekeng naipadala sa maling lugar.',
    instead: 'Tseke na lang',
    switched: 'Para na sa tseke ang form. Napanatili ang iyong pangalan at address.',
    mayChange: 'Maaaring natuloy ito, pero hindi namin makumpirma. Subukan muli, o baguhin ang mga detalye.',
    edit: 'I-edit',
    confirm: 'I-save ang address',
    doneTitle: 'Na-save ang address',
    doneText: 'Ipapadala namin ang iyong tseke sa address na ito.',
    arrival: 'Inaasahan sa {date}',
    error: {
      card_number_invalid:
        'Hindi makapagpapadala ng tseke sa account na ito. Mangyaring makipag-ugnayan sa {merchant}.',
      address_mismatch:
        'Hindi tugma ang address sa account na ito. Pakisuri ito, o makipag-ugnayan sa {merchant}.',
      invalid_request: 'Pakisuri ang mga detalye, at kumpirmahin muli ang mga ito.',
      in_progress: 'Sine-save ang iyong address sa ibang window. Mangyaring maghintay sandali.',
      session_used: 'May iba nang account na na-save dito.',
      card_not_supported:
        'Hindi makapagpapadala ng tseke gamit ang mga detalyeng ito. Pumili ng ibang paraan ng pagtanggap ng bayad.',
      card_declined:
        'Tinanggihan ang mga detalyeng ito. Pumili ng ibang paraan, o makipag-ugnayan sa {merchant}.',
      limit_exceeded: 'Naabot na ang limitasyon. Pumili ng ibang paraan, o makipag-ugnayan sa {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Account sa bangko',
    heading: 'Account sa bangko',
    preview: 'Paunang bersyon',
    note: 'Paunang bersyon ang pagkonekta ng account sa bangko at maaaring magbago.',
    provider: 'Tagapagbigay ng serbisyo',
    account: 'ID ng account',
    providerRequired: 'Ilagay ang tagapagbigay ng serbisyo.',
    accountRequired: 'Ilagay ang account.',
    submit: 'Ikonekta ang account',
    refused: 'Hindi tinanggap ang account sa bangko na ito. Mangyaring makipag-ugnayan sa {merchant}.',
    doneTitle: 'Nakakonekta na ang account sa bangko',
    doneText: 'Ligtas na na-save ang iyong account sa bangko.',
    error: {
      card_number_invalid: 'Hindi tinanggap ang numero ng account na ito. Pakisuri ito.',
      address_mismatch: 'Hindi tugma ang address sa account na ito. Mangyaring gumamit ng ibang account.',
      in_progress: 'Bine-verify ang iyong account sa ibang window. Mangyaring maghintay sandali.',
      session_used: 'May iba nang account na na-save dito.',
      card_not_supported: 'Hindi magagamit ang account na ito rito. Mangyaring gumamit ng ibang account.',
      card_declined:
        'Tinanggihan ang account na ito. Sumubok ng ibang account, o makipag-ugnayan sa iyong bangko.',
      limit_exceeded:
        'Naabot na ang isang limitasyon ng account na ito. Gumamit ng ibang account, o makipag-ugnayan sa {merchant}.',
    },
  },
}
