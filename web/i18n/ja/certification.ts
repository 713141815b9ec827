/** 証明書の請求と発行：断られた理由。 */
export default {
  'problem.account-changed':
    '証明書の作成中に登録情報が変わりました。もう一度請求すると、現在の情報で作成されます。',
  'problem.certificate-application-not-confirmed': '先にPINで申請を確認してから、証明書を取得してください。',
  'problem.certificate-application-used':
    'この申請の証明書はすでに発行されています。証明書の一覧を確認してください。',
  'problem.certificate-not-finished':
    'この申請の証明書はすでに終了したか、新しい申請に置き換えられました。証明書の一覧を確認し、必要であればもう一度申請してください。',
  'problem.key-even': 'RSA鍵が壊れているか、秘密鍵を割り出される恐れがあります。新しい鍵を作成してください。',
  'problem.key-exponent': 'RSA鍵の公開指数が65537ではありません。この指数で新しい鍵を作成してください。',
  'problem.key-invalid': '要求に含まれる公開鍵が壊れています。新しい鍵と要求を作成してください。',
  'problem.key-not-for-storage':
    'ファイル保存の鍵はこのアプリで作成します。カードやトークンの鍵を使う場合は、その媒体を選んでもう一度申請してください。',
  'problem.key-not-of-phone':
    '利用者証明用証明書は、有効化したスマートフォンの鍵のためのものです。そのスマートフォンで取得してください。',
  'problem.key-not-supported':
    'この種類の鍵は証明できません。RSA鍵、またはP-256かP-384の鍵を作成してください。',
  'problem.key-of-phone':
    'ログインに使う鍵で文書に署名することはできません。この証明書のために新しい鍵を作成してください。',
  'problem.key-roca':
    'このRSA鍵は既知の欠陥（ROCA）がある媒体で作成されており、秘密鍵を割り出される恐れがあります。別の媒体か、P-256の鍵を使ってください。',
  'problem.key-small-factor':
    'このRSA鍵は秘密鍵を割り出される恐れがあります。別のプログラムか媒体で新しい鍵を作成してください。',
  'problem.key-taken':
    'この鍵はすでに証明されています。証明書ごとに別の鍵が必要です。新しい鍵を作成してください。',
  'problem.key-too-long': 'RSA鍵が4096ビットを超えています。もっと短い鍵か、P-256の鍵を作成してください。',
  'problem.key-too-short': 'RSA鍵が2048ビット未満です。もっと長い鍵か、P-256の鍵を作成してください。',
  'problem.request-asks-extensions':
    '証明書要求に独自の名前や用途が含まれています。拡張なしで作成してください。証明書の内容はこちらで決めます。',
  'problem.request-not-proven':
    '証明書要求が対応する秘密鍵で署名されていないか、後から変更されています。作り直してください。',
  'problem.request-signature-unsupported':
    '証明書要求の署名方式に対応していません。SHA-256、SHA-384、SHA-512のECDSAまたはRSA（PKCS #1 v1.5）を使ってください。',
  'problem.request-too-large': '証明書要求が8KBを超えています。画像や追加の属性を含めずに作成してください。',
  'problem.request-trailing-bytes':
    '証明書要求の後ろに余分なデータがあります。要求を一つだけ送ってください。',
  'problem.request-unreadable':
    'これはPKCS #10の証明書要求ではありません。プログラムや媒体が作成したファイルを選んでください。',
  'problem.request-weak-signature':
    '証明書要求が偽造可能なSHA-1またはMD5で署名されています。SHA-256で署名してください。',
};
