/** `/app/account`（自分のアカウントについて変更できること）の言葉。 */
export default {
  'app.tab-account': 'アカウント',
  'area.account': 'メールアドレス、電話番号、PIN、あなたのデータ',
  'account.title': 'アカウント',
  'account.lead': 'ご自身で変更できることです。',
  'account.email-title': 'メールアドレスを変更する',
  'account.phone-title': '電話番号を変更する',
  'identity.change-contacts': 'メールアドレスや電話番号を変更する',
  'account.now': '現在：{value}',
  'account.back': 'アカウントに戻る',
  'account.email-lead':
    '新しいアドレスにコードを送ります。変更後は、復旧用のリンクを含め、デジタルIDに関するお知らせはすべてそこに届きます。',
  'account.new-email': '新しいメールアドレス',
  'account.no-email-came':
    '届かない場合は、迷惑メールをご確認ください。そのアドレスがすでに別のデジタルIDのものであれば、コードの代わりにその旨をお送りしています。',
  'account.other-email': '別のアドレスにする',
  'account.email-done': 'メールアドレスを変更しました',
  'account.email-done-lead': '今後は {value} にお送りします。',
  'account.email-told':
    '両方のアドレスにお知らせしました。元のアドレスに送ったリンクで、数日間は変更を取り消せます。',
  'account.phone-lead':
    '新しい番号にSMSでコードを送ります。変更後は新しい番号でログインします。アプリとPINはこの携帯電話のままです。',
  'account.new-phone': '新しい携帯電話番号',
  'account.no-sms-came':
    '届かない場合：その番号がすでに別のデジタルIDのものであれば、コードの代わりにその旨をお送りしています。',
  'account.other-phone': '別の番号にする',
  'account.phone-done': '電話番号を変更しました',
  'account.phone-done-lead': '今後は {value} でログインしてください。',
  'account.phone-told':
    '両方の番号とメールアドレスにお知らせしました。メールのリンクで、数日間は変更を取り消せます。',

  'undo.title': 'お心当たりがありませんか',
  'undo.lead': '誰かがあなたの携帯電話とPINを使っています。ボタンを一度押すだけで止められます。',
  'undo.fact-back': 'メールアドレスと電話番号を元に戻します。',
  'undo.fact-phone': '変更に使われた携帯電話は、もう何もできなくなります。',
  'undo.fact-services': 'ご利用のサービスに、ログイン中のセッションを終了するよう伝えます。',
  'undo.fact-then': 'その後、お手元の携帯電話で復旧手続きをし、新しいPINを決めます。',
  'undo.do': '元に戻し、その携帯電話を止める',
  'undo.it-was-me': '自分で変更しました',
  'undo.done': 'その携帯電話を使えなくしました',
  'undo.done-lead':
    '元のメールアドレスと電話番号がまた有効になりました。復旧手続きをして、新しいPINを決めてください。',
  'undo.no-phone': 'その電話番号はもう使っていません',
  'undo.no-link': '変更をお知らせしたメッセージのリンクを開いてください。',

  'problem.contact-unchanged': 'すでに登録されているものと同じです。',
  'problem.contact-taken': 'すでに別のデジタルIDで使われています。一つのデジタルIDでしか使えません。',
  'problem.undo-expired':
    'このリンクの期限は過ぎています。心当たりのない変更であれば、窓口へお越しください。',
  'problem.undo-used': 'すでに元に戻されています。復旧手続きをして、新しいPINを決めてください。',
  'field.contact-unchanged': 'すでに登録されているものと同じです。別のものを入力してください。',
  'event.account.email-changed': 'メールアドレスが変更されました',
  'event.account.phone-changed': '電話番号が変更されました',
  'event.account.contacts-restored': '元のメールアドレスと電話番号に戻し、携帯電話を使えなくしました',
};
