/** The card form's messages in Japanese. Review: machine-translated, not reviewed by a native speaker. */
import { brand } from '../en/brands.js'
import type { Catalogue } from '../en/form.js'
import { state } from './states.js'

export const form: Catalogue = {
  unsupportedBrowser:
    'このフォームは、このブラウザーでは動作しません。ブラウザーを更新するか、別のブラウザーをご利用ください。',
  notFramed: 'このフォームは、所属するページ内でのみ動作します。',
  merchant: 'ご案内元の会社',
  frameTitle: 'カード情報',
  section: {
    card: 'カード',
    address: 'お名前と請求先住所',
  },
  testMode: 'テストモード',
  optional: '任意',
  label: {
    account: 'カード番号',
    expiration_date: '有効期限',
    cvv: 'セキュリティコード',
    recipient_first_name: '名',
    recipient_last_name: '姓',
    recipient_business_name: '会社名',
    recipient_address1: '住所',
    recipient_address2: '部屋番号、建物名',
    recipient_city: '市',
    recipient_state: '州',
    recipient_zip: '郵便番号',
    recipient_phone: '電話番号',
  },
  state,
  placeholder: {
    account: '1234 1234 1234 1234',
    expiration_date: '月 / 年',
    state: '選択してください',
  },
  hint: {
    cvv: '裏面の3桁の数字',
    cvvFront: '表面の4桁の数字',
    cvvUnknown: '3桁または4桁の数字',
  },
  nameSplit: '姓を専用の欄に移しました。両方の欄をご確認ください。',
  brand,
  rule: {
    required: 'この項目を入力してください。',
    invalid: 'この項目を確認してください。',
    incomplete: '入力が完了していません。',
    too_long: '入力が長すぎます。',
    looks_like_card_number: 'カード番号のようです。',
    check_digit: 'この番号を確認してください。',
    brand_not_accepted: 'このブランドはご利用いただけません。',
    month_invalid: '月を確認してください。',
    expired: '有効期限が切れています。',
    too_far: '年を確認してください。',
  },
  problem: {
    account: {
      required: 'カード番号を入力してください。',
      invalid: 'カード番号を確認してください。',
      incomplete: 'カード番号の桁数が足りません。',
      too_long: 'カード番号が長すぎます。',
      check_digit: 'カード番号が無効です。確認して、もう一度お試しください。',
      brand_not_accepted: 'このブランドのカードはご利用いただけません。',
    },
    expiration_date: {
      required: '有効期限を入力してください。',
      incomplete: '有効期限の入力が完了していません。',
      month_invalid: '月を確認してください。',
      expired: 'カードの有効期限が切れています。',
    },
    cvv: {
      required: 'セキュリティコードを入力してください。',
      incomplete: 'セキュリティコードの桁数が足りません。',
      too_long: 'セキュリティコードが長すぎます。',
    },
    recipient_first_name: {
      required: '名を入力してください。',
    },
    recipient_last_name: {
      required: '姓を入力してください。',
    },
    recipient_business_name: {},
    recipient_address1: {
      required: '通りと番地を入力してください。',
    },
    recipient_address2: {},
    recipient_city: {
      required: '市を入力してください。',
    },
    recipient_state: {
      required: '州を選択してください。',
    },
    recipient_zip: {
      required: '郵便番号を入力してください。',
      invalid: '5桁または9桁の数字を入力してください。',
      incomplete: '5桁または9桁の数字を入力してください。',
      too_long: '5桁または9桁の数字を入力してください。',
    },
    recipient_phone: {
      incomplete: '10桁すべてを入力してください。',
      invalid: '10桁の米国の電話番号を入力してください。',
      too_long: '内線番号を除く10桁のみを入力してください。',
    },
  },
  error: {
    invalid_request: 'このフォームに受け付けられない項目があります。ご確認ください。',
    unauthorized: 'このフォームは無効になりました。ページを再読み込みしてください。',
    origin_not_allowed: 'このページではこのフォームを使用できません。',
    not_found: 'このフォームは利用できなくなりました。ページを再読み込みしてください。',
    in_progress: 'カードは別のウィンドウで確認中です。しばらくお待ちください。',
    session_used: 'すでに別のカードが保存されています。',
    idempotency_conflict: '完了できませんでした。{merchant}にお問い合わせください。',
    participant_id_used: 'このフォームは使用できません。{merchant}にお問い合わせください。',
    account_mismatch: '完了できませんでした。もう一度お試しいただくか、{merchant}にお問い合わせください。',
    card_not_payable:
      'この口座は有効ですが、このお支払いにはご利用いただけません。別のものをご利用ください。',
    under_review: '現在は完了できませんでした。{merchant}からご連絡します。',
    session_expired: 'このフォームの有効期限が切れました。ページを再読み込みしてください。',
    session_canceled: 'このお手続きはキャンセルされました。{merchant}にお問い合わせください。',
    attempts_exhausted: 'この口座を確認できませんでした。{merchant}にお問い合わせください。',
    too_many_keys: 'このセッションでの試行回数が多すぎます。{merchant}にお問い合わせください。',
    rate_limited: '現在、リクエストが集中しています。しばらくお待ちください。',
    card_number_invalid: 'このカード番号は受け付けられませんでした。',
    card_expired: 'このカードは有効期限が切れています。',
    cvv_invalid: 'このコードは受け付けられませんでした。',
    address_mismatch: '銀行に登録されているこのカードの情報と一致しません。',
    field_rejected: '受け付けられませんでした。ご確認ください。',
    card_not_supported: 'このカードはここではご利用いただけません。別のカードをご利用ください。',
    card_declined:
      'このカードは銀行により拒否されました。別のカードをお試しになるか、銀行にお問い合わせください。',
    limit_exceeded:
      'このカードの限度に達しました。別のカードをご利用になるか、{merchant}にお問い合わせください。',
    outcome_unknown: '現在確認中です。もう一度お試しください。二重に処理されることはありません。',
    gateway_unavailable: '接続に失敗しました。もう一度お試しください。二重に処理されることはありません。',
    gateway_misconfigured: '現在は完了できません。{merchant}にお問い合わせください。',
    not_available: 'ここではご利用いただけません。',
    internal: '問題が発生しました。もう一度お試しください。',
  },
  notPayable: {
    push_disabled: 'このカードでは入金を受け取れません。',
    pull_disabled: 'このカードからは引き落としができません。',
    card_type: 'この種類のカードは、このお支払いにはご利用いただけません。',
    above_max: '金額がこのカードの限度額を超えています。',
    below_min: '金額がこのカードの最低額を下回っています。',
  },
  anotherCard: '別のカードをご利用ください。',
  ended: {
    card_not_payable: '別のカードをご利用になるには、{merchant}にお問い合わせください。',
    account_mismatch: '完了できませんでした。{merchant}にお問い合わせください。',
    outcome_unknown: '完了したかどうかを確認できません。{merchant}にお問い合わせください。',
  },
  stillUnknown:
    '現在確認中です。もう一度お試しになるか、{merchant}にお問い合わせください。二重に処理されることはありません。',
  mayChange:
    '完了した可能性がありますが、確認できませんでした。もう一度お試しになるか、別のカードをご利用ください。',
  checkField: '強調表示された項目を確認してください。',
  codeAgain: 'セキュリティコードをもう一度入力してください。',
  attemptsLeft: {
    other: 'あと{count}回お試しいただけます。',
  },
  fieldsToCheck: {
    other: '{count}件の項目を確認してください。',
  },
  reference: '参照番号: {id}',
  failedTitle: 'フォームを読み込めませんでした',
  attemptsTitle: 'これ以上お試しいただけません',
  button: {
    submit: 'カードを保存',
    busy: '確認中…',
    slow: '引き続き確認中…',
    again: 'もう一度試す',
    covered: 'フォーム全体を表示',
  },
  success: {
    title: 'カードを確認しました',
    text: 'カードを安全に保存しました。',
    card: '{network} 下4桁 {last_4}',
    ending: '下4桁 {last_4}',
    within: '通常の所要時間: {time}',
    date: '到着予定日: {date}',
  },
  businessDays: {
    other: '{count}営業日',
  },
}
