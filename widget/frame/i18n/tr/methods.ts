/** The messages of the other methods in Turkish. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Ödemenizi nasıl almak istersiniz?',
    card: 'Banka kartı',
    check: 'Postayla çek',
    'open-banking': 'Banka hesabı',
    within: 'Olağan süre: {time}',
    note: {
      card: 'Kartınıza ödenir',
      check: 'Basılır ve postalanır',
      'open-banking': 'Bankanıza ödenir',
    },
  },
  check: {
    frameTitle: 'Postayla çek',
    heading: 'Postayla çek',
    printed:
      'Girdiğiniz bilgiler çeke basılır ve çekle birlikte gönderilir. Posta kutuları ve askerî adresler uygundur.',
    question: 'Çeki kimin adına düzenleyelim?',
    own: 'Benim adıma, bu adrese',
    other: 'Başka birinin adına veya başka bir adrese',
    payee: 'Alıcı',
    singleName: 'Ad veya kuruluş',
    singleNameRequired: 'Bir ad veya kuruluş girin.',
    line1: 'Kişi veya kuruluş',
    line1Required: 'Bir kişi veya kuruluş girin.',
    line1Hint: 'Çekte görünmesi gerektiği gibi',
    onFile: 'Çeki kayıtlı adrese göndeririz.',
    left: {
      one: '{count} karakter kaldı',
      other: '{count} karakter kaldı',
    },
    review: 'Adresi kontrol et',
    readBack: 'Çekin gönderileceği adres',
    beneficiary: '{name} adına',
    wrong: 'Lütfen bu adresi dikkatle kontrol edin. Yanlış yere gönderilen bir çeki geri alamayız.',
    instead: 'Bunun yerine çek al',
    switched: 'Form artık çek için. Adınız ve adresiniz korundu.',
    mayChange:
      'İşlem tamamlanmış olabilir ancak bunu doğrulayamadık. Tekrar deneyin veya bilgileri değiştirin.',
    edit: 'Düzenle',
    confirm: 'Adresi kaydet',
    doneTitle: 'Adres kaydedildi',
    doneText: 'Çekinizi bu adrese göndereceğiz.',
    arrival: 'Beklenen tarih: {date}',
    error: {
      card_number_invalid: 'Bu hesap için çek gönderilemez. Lütfen {merchant} ile iletişime geçin.',
      address_mismatch:
        'Adres bu hesapla eşleşmiyor. Lütfen kontrol edin veya {merchant} ile iletişime geçin.',
      invalid_request: 'Lütfen bilgileri kontrol edin ve bir kez daha onaylayın.',
      in_progress: 'Adresiniz başka bir pencerede kaydediliyor. Lütfen biraz bekleyin.',
      session_used: 'Burada zaten başka bir hesap kaydedilmiş.',
      card_not_supported: 'Bu bilgilerle çek gönderilemez. Lütfen başka bir ödeme yolu seçin.',
      card_declined:
        'Bu bilgiler reddedildi. Lütfen başka bir ödeme yolu seçin veya {merchant} ile iletişime geçin.',
      limit_exceeded:
        'Bir limite ulaşıldı. Lütfen başka bir ödeme yolu seçin veya {merchant} ile iletişime geçin.',
    },
  },
  openBanking: {
    frameTitle: 'Banka hesabı',
    heading: 'Banka hesabı',
    preview: 'Ön izleme',
    note: 'Banka hesabı bağlama bir ön izlemedir ve değişebilir.',
    provider: 'Sağlayıcı',
    account: 'Hesap kimliği',
    providerRequired: 'Sağlayıcıyı girin.',
    accountRequired: 'Hesabı girin.',
    submit: 'Hesabı bağla',
    refused: 'Bu banka hesabı kabul edilmedi. Lütfen {merchant} ile iletişime geçin.',
    doneTitle: 'Banka hesabı bağlandı',
    doneText: 'Banka hesabınız güvenli bir şekilde kaydedildi.',
    error: {
      card_number_invalid: 'Bu hesap numarası kabul edilmedi. Lütfen kontrol edin.',
      address_mismatch: 'Adres bu hesapla eşleşmiyor. Lütfen başka bir hesap kullanın.',
      in_progress: 'Hesabınız başka bir pencerede doğrulanıyor. Lütfen biraz bekleyin.',
      session_used: 'Burada zaten başka bir hesap kaydedilmiş.',
      card_not_supported: 'Bu hesap burada kullanılamaz. Lütfen başka bir hesap kullanın.',
      card_declined: 'Bu hesap reddedildi. Başka bir hesap deneyin veya bankanızla iletişime geçin.',
      limit_exceeded:
        'Bu hesabın limitine ulaşıldı. Lütfen başka bir hesap kullanın veya {merchant} ile iletişime geçin.',
    },
  },
}
