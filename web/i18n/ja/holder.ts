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
  'problem.authentication-certificate-none':
    'このサービスはAUTHENTICATION証明書を求めていますが、この携帯電話にはありません。申請してから、ここで承認してください。',
  'problem.authentication-certificate-suspended':
    'AUTHENTICATION証明書は停止中です。停止を解除するか、窓口へお越しください。',
  'problem.authentication-certificate-revoked':
    'AUTHENTICATION証明書は失効しました。新しく申請してから、ここで承認してください。',
  'problem.authentication-certificate-expired':
    'AUTHENTICATION証明書の有効期限が切れました。更新してから、ここで承認してください。',
  'event.account.logged-in': '携帯電話でログインしました',

  'approval.by-certificate': 'AUTHENTICATION証明書でサインインします。',
} as const;
