/** The messages of the other methods in Japanese. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'お受け取り方法をお選びください',
    card: 'デビットカード',
    check: '小切手（郵送）',
    'open-banking': '銀行口座',
    within: '通常の所要時間: {time}',
    note: {
      card: 'カードへ入金',
      check: '印刷して郵送',
      'open-banking': '銀行へ入金',
    },
  },
  check: {
    frameTitle: '小切手（郵送）',
    heading: '小切手（郵送）',
    printed: '入力内容は印刷され、小切手とともに郵送されます。私書箱や軍用住所もご利用いただけます。',
    question: '小切手の受取人をお選びください',
    own: '自分（この住所）',
    other: '別の人、または別の住所',
    payee: '受取人',
    singleName: 'お名前または団体名',
    singleNameRequired: 'お名前または団体名を入力してください。',
    line1: '個人または団体',
    line1Required: '個人または団体を入力してください。',
    line1Hint: '小切手に記載されるとおりに入力',
    onFile: '登録されている住所に小切手を郵送します。',
    left: {
      other: '残り{count}文字',
    },
    review: '住所を確認',
    readBack: '小切手の送付先',
    beneficiary: '{name} 様の代理',
    wrong: '住所をもう一度よくご確認ください。誤った宛先に郵送された小切手は回収できません。',
    instead: '小切手で受け取る',
    switched: '小切手のフォームに切り替わりました。お名前と住所は保持されています。',
    mayChange:
      '完了した可能性がありますが、確認できませんでした。もう一度お試しになるか、内容を変更してください。',
    edit: '編集',
    confirm: '住所を保存',
    doneTitle: '住所を保存しました',
    doneText: 'この住所に小切手を郵送します。',
    arrival: '到着予定日: {date}',
    error: {
      card_number_invalid: 'この口座には小切手を送れません。{merchant}にお問い合わせください。',
      address_mismatch: '住所がこの口座と一致しません。ご確認いただくか、{merchant}にお問い合わせください。',
      invalid_request: '内容をご確認のうえ、もう一度お確かめください。',
      in_progress: '住所は別のウィンドウで保存中です。しばらくお待ちください。',
      session_used: 'すでに別の口座が保存されています。',
      card_not_supported: 'この内容では小切手を送れません。別の受け取り方法をご利用ください。',
      card_declined:
        'この内容は拒否されました。別の受け取り方法をご利用になるか、{merchant}にお問い合わせください。',
      limit_exceeded:
        '限度に達しました。別の受け取り方法をご利用になるか、{merchant}にお問い合わせください。',
    },
  },
  openBanking: {
    frameTitle: '銀行口座',
    heading: '銀行口座',
    preview: 'プレビュー',
    note: '銀行口座の接続はプレビュー機能であり、変更されることがあります。',
    provider: 'プロバイダー',
    account: '口座ID',
    providerRequired: 'プロバイダーを入力してください。',
    accountRequired: '口座を入力してください。',
    submit: '口座を接続',
    refused: 'この銀行口座は受け付けられませんでした。{merchant}にお問い合わせください。',
    doneTitle: '銀行口座を接続しました',
    doneText: '銀行口座を安全に保存しました。',
    error: {
      card_number_invalid: 'この口座番号は受け付けられませんでした。ご確認ください。',
      address_mismatch: '住所がこの口座と一致しません。別の口座をご利用ください。',
      in_progress: '口座は別のウィンドウで確認中です。しばらくお待ちください。',
      session_used: 'すでに別の口座が保存されています。',
      card_not_supported: 'この口座はここではご利用いただけません。別の口座をご利用ください。',
      card_declined: 'この口座は拒否されました。別の口座をお試しになるか、銀行にお問い合わせください。',
      limit_exceeded:
        'この口座の限度に達しました。別の口座をご利用になるか、{merchant}にお問い合わせください。',
    },
  },
}
