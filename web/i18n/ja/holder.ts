/** 電話でのログイン、証明書、署名鍵、窓口 */
export default {
  'next.log-in': 'PINでログインする',
  'next.log-in-with-certificate': '証明書でログインする',
  'next.apply-for-certificate': '証明書を申請する',

  'problem.not-signed-in': 'ログインしていません。スマートフォンで4桁のPINを入力してログインしてください。',
  'problem.session-not-fresh':
    '前回のPIN入力から10分以上たちました。この手続きにはもう一度4桁のPINを入力してください。',
  'problem.certificate-needed':
    'AUTHENTICATION証明書でのログインが必要です。もう一度ログインしてください。有効な証明書がない場合は、先に申請してください。',
} as const;
