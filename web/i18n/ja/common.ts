import type en from '../en/common.ts';

export default {
  skip: '本文へ移動',
  language: '言語',
  offline: 'オフラインです。入力内容は失われません。ネットワークが戻ったら続けてください。',
  continue: '次へ',
  cancel: 'キャンセル',
  close: '閉じる',
  'try-again': 'もう一度試す',

  'footer.what': 'Guichet：あなたのデジタルID',
  'footer.help': 'ヘルプ',
  'footer.terms': '利用規約とプライバシー',
  'footer.recover': 'PINを忘れた・機種変更',
  'footer.verify': '署名の検証',

  'not-found.title': 'このアドレスにページはありません',
  'not-found.lead':
    'リンクが途中で切れているかもしれません。全体をコピーするか、トップページから始めてください。',
  'not-found.home': 'トップページ',

  'home.title': '本人確認は、自宅で一度だけ。',
  'home.lead':
    '画面の窓口に、身分証明書と顔をお見せください。そのあとは、スマートフォンと4桁のPINだけで、行政サービスにも民間サービスにもログインできます。',
  'home.create': 'デジタルIDを作成する',
  'home.open': '作成済み：開く',
  'home.time': '所要時間は約10分。途中でやめて、あとで、別の端末からでも続けられます。',
  'home.how': '手続きの流れ',
  'home.step-document': '身分証明書を撮影',
  'home.step-document-text':
    '国民IDカード、パスポート、滞在許可証のいずれか。写真が適切かどうかは、その場でわかります。',
  'home.step-face': '顔を見せる',
  'home.step-face-text': '数字を3つ声に出す短い動画です。あなたの写真を使ったなりすましを防ぎます。',
  'home.step-phone': 'スマートフォンに入れる',
  'home.step-phone-text':
    '24時間以内に結果をお知らせします。スマートフォンを有効にして、PINを決めれば完了です。',
  'home.promises': 'お約束すること',
  'home.promise-device': '鍵はスマートフォンの中だけ',
  'home.promise-device-text':
    '鍵は端末内で作られ、外に出ません。端末とPINの両方がなければ、誰もあなたとしてログインできません。',
  'home.promise-choice': '何を渡すかは、あなたが決める',
  'home.promise-choice-text': '誰が、どの情報を求めているかを毎回表示します。断れば、何も送られません。',
  'home.promise-human': '必ず別の方法がある',
  'home.promise-human-text':
    'カメラがない、断られた、端末をなくした。どのページにも次の方法があり、最後は窓口の担当者がお手伝いします。',
  'home.verify': '署名された文書を受け取りましたか',
  'home.verify-text':
    '誰が署名したか、変更されていないかを確かめられます。無料、アカウント不要で、文書は端末の外に出ません。',
  'home.verify-do': '署名を検証する',

  'help.title': 'ヘルプ',
  'help.lead': 'よくあるご質問と、その対処方法です。',
  'help.code': 'SMSやメールのコードが届かない',
  'help.code-answer':
    '1分ほど待ち、迷惑メールも確認してください。画面に表示された番号やアドレスが正しいか確かめてください。その場で変更できます。そのうえで新しいコードを請求してください。前のコードは使えなくなります。',
  'help.photo': '写真が何度も受け付けられない',
  'help.photo-answer':
    '窓の近くで、暗い無地の机に置き、フラッシュは使わないでください。真上から、四隅が枠に入るように構え、ピントが合うまで待ちます。ケースからは出してください。',
  'help.camera': 'カメラやマイクがない',
  'help.camera-answer':
    'どのページでも「スマートフォンで続ける」を押してコードを読み取れば、入力した内容のまま続けられます。または窓口を選んでください。',
  'help.refused': '申請が認められなかった',
  'help.refused-answer':
    '理由は申請のページとメールに書かれています。別の書類やより良い写真でやり直すか、受付番号を持って窓口にお越しください。',
  'help.lost-phone': 'スマートフォンをなくした・盗まれた',
  'help.lost-phone-answer':
    'どの端末からでも「PINを忘れた・機種変更」を開いてください。メールのリンクと、新しい端末に入れたSIMで手続きすると、古い端末は使えなくなります。',
  'help.forgotten': 'PINを忘れた、またはロックされた',
  'help.forgotten-answer':
    '3回間違えるとロックされます。「PINを忘れた・機種変更」を開き、メールのリンクから新しいPINを決めてください。デジタルIDはそのまま残ります。',
  'help.data': 'サービスにはどの情報が渡るのか',
  'help.data-answer':
    '同意の前に表示される一覧の情報だけです。スマートフォンの「サービス」で、誰が何を受け取ったかを確認し、同意を取り消せます。',
  'help.new-number': '電話番号が変わった',
  'help.new-number-answer':
    '電話番号はログインに使います。以前の番号が使えない場合は、身分証明書を持って窓口にお越しください。',
  'help.counter': '窓口では担当者がすべてお手伝いします。身分証明書と、あれば受付番号をお持ちください。',

  'terms.title': '利用規約とプライバシー',
  'terms.service': 'サービスについて',
  'terms.service-text':
    'Guichetは、あなたの身元を確認し、選んだサービスに対して証明できるようにします。利用は無料です。デジタルIDは一人に一つです。正しい情報を入力し、ご自身の書類を使ってください。',
  'terms.precautions': 'お願いする注意事項',
  'terms.precautions-text':
    'スマートフォンには必ずロックをかけてください。PINを誰にも教えず、パソコンには決して入力しないでください。入力するのはスマートフォンのアプリの中だけです。確認の前に、両方の画面の番号を見比べてください。身に覚えのない要求は断り、端末をなくしたらすぐに届け出てください。',
  'terms.data': '利用する情報とその目的',
  'terms.data-text':
    '申請書の内容、書類の写真、動画とそこから取り出した静止画、メールアドレス、電話番号を、書類が本物で本人のものであることの確認と、その後の本人の認識のために使います。自動検査で顔と書類の顔写真を比べます。保証レベル「中」では、必ず人が判断します。',
  'terms.keeping': '保存期間',
  'terms.keeping-text':
    '取り消した申請はすぐに消去します。写真と動画は、法令が運営者に求める期間、証拠として暗号化し、ほかの情報と分けて保管したのち消去します。デジタルIDは、利用されている間保存します。閉鎖後に残るものは、閉鎖の前に画面でお知らせします。',
  'terms.rights': 'あなたの権利',
  'terms.rights-text':
    'アプリでは、記録されている内容と、情報を受け取ったサービスを確認し、同意を取り消せます。「アカウント」で、すべての情報の写しを持ち出し、ご自身で変更できる内容を訂正し、アカウントを閉鎖して消去できます。書面で求めることも、人による判断の見直しを求めることもできます。',

  'date.day': '日',
  'date.month': '月',
  'date.year': '年',

  'code.hint': '{length}桁の数字です。全部入力すると自動で送信されます。',
  'code.email-label': 'メールのコード',
  'code.sms-label': 'SMSのコード',
  'code.valid': '有効時間 あと',
  'code.confirm': 'コードを確認する',
  'code.send': 'コードを送ってもらう',
  'code.resend': '新しいコードを送る',
  'code.resend-in': '新しいコードは {wait} 後に請求できます',

  'label.birthdate': '生年月日',
  'label.countryOfResidence': 'お住まいの国',
  'label.documentType': '身分証明書',
  'label.documentExpiry': '有効期限',
  'label.residencePermitYears': '滞在許可の年数',
  'label.phoneSystem': 'お使いの電話',
  'label.acceptsTerms': '利用規約',
  'label.email': 'メールアドレス',
  'label.phone': '携帯電話番号',
  'label.code': 'コード',
  'label.channel': '方法',
  'label.givenNames': '名（すべて）',
  'label.familyName': '出生時の姓',
  'label.usedName': '通称名',
  'label.gender': '性別',
  'label.birthCountry': '出生国',
  'label.birthPlace': '出生地',
  'label.documentNumber': '書類の番号',
  'label.address.street': '番地と通り',
  'label.address.postalCode': '郵便番号',
  'label.address.city': '市町村',
  'label.address.country': '国',
  'label.pin': 'PIN',
  'label.repeated': 'PIN（2回目）',
  'label.front': '表面',
  'label.back': '裏面',

  'gender.female': '女性',
  'gender.male': '男性',
  'document.national-identity-card': '国民IDカード',
  'document.passport': 'パスポート',
  'document.residence-permit': '滞在許可証',
  'document.other': 'いずれでもない',
  'level.substantial': '保証レベル「中」',
  'level.low': '保証レベル「低」',
} satisfies Record<keyof typeof en, string>;
